// The studio's side of the wire: check a message, call its handler, answer result or error. Every host uses this one.
import * as v from 'valibot';
import { StudioError, toWireError, type WireError } from './errors.ts';
import { unplainPart } from './plain-message.ts';
import { studioCalls, type StudioCall, type StudioHandlers } from './studio-api.ts';

/** What a call came to. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

/** Answers one message from a page; never throws. */
export type Dispatch = (call: unknown, args: unknown) => Promise<Reply>;

/** A dispatcher over the handlers. `report` hears of bugs: anything thrown that nobody expected. */
export function makeDispatch(handlers: StudioHandlers, report: (call: string, bug: unknown) => void): Dispatch {
  return async (call, args) => {
    if (typeof call !== 'string' || !Object.hasOwn(studioCalls, call)) return refuse('unknown-call', { call: String(call).slice(0, 100) });
    const known = call as StudioCall; // just looked up
    const unplain = Array.isArray(args) ? 'array' : unplainPart(args);
    if (unplain !== null) return refuse('bad-message', { call: known, reason: unplain });
    const parsed = v.safeParse(studioCalls[known].args, args);
    if (!parsed.success) return refuse('bad-message', { call: known, reason: v.getDotPath(parsed.issues[0]) ?? parsed.issues[0].message.slice(0, 200) });
    try {
      // The table pairs each parser with its handler; TypeScript cannot follow that pairing through a union.
      const handler = handlers[known] as (checked: unknown) => Promise<unknown>;
      return { ok: true, value: await handler(parsed.output) };
    } catch (thrown) {
      const error = toWireError(thrown);
      if (error.code === 'bug') report(known, thrown);
      return { ok: false, error };
    }
  };
}

function refuse(code: 'unknown-call' | 'bad-message', details: Record<string, string>): Reply {
  return { ok: false, error: toWireError(new StudioError(code, details)) };
}
