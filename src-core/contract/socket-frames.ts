// What crosses the loopback socket, both ways, inside frames of wire.ts. Each end checks what it receives with these.
import * as v from 'valibot';

const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const callId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** First message of a page: the token of the address once, from then on the session key. */
export const helloShape = v.union([v.strictObject({ token: key }), v.strictObject({ session: key })]);

/** The studio's answer to it: the session key, which also opens `/offer`. */
export const welcomeShape = v.strictObject({ session: key });

/** A call of the page. `args` is the contract's business. */
export const callFrameShape = v.strictObject({ id: callId, call: v.string(), args: v.unknown() });

const detailShape = v.union([v.string(), v.number(), v.boolean(), v.null()]);

/** What a page hears once it is welcome: replies and events. */
export const studioFrameShape = v.union([
  v.strictObject({ id: callId, ok: v.literal(true), value: v.unknown() }),
  v.strictObject({ id: callId, ok: v.literal(false), error: v.strictObject({ code: v.string(), details: v.record(v.string(), detailShape) }) }),
  v.strictObject({ event: v.string(), payload: v.unknown() }),
]);

export type StudioFrame = v.InferOutput<typeof studioFrameShape>;

/** Calls a page may have waiting at once (S44); the page's side keeps further ones back, the studio closes on more. */
export const CALLS_IN_FLIGHT = 64;

/** Why the studio closed a socket, as WebSocket close codes. After `refused` a page must not try again with the same key. */
export const SOCKET_CLOSE = { refused: 4401, tooLate: 4408, tooMany: 4429, badFrame: 4400, leaving: 1001 } as const;
