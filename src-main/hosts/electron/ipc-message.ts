// What crosses Electron's one channel, checked before anything is done with it (S26). No import of Electron: tests send their own.
import * as v from 'valibot';

import type { Dispatch } from '../../../src-core/contract/dispatch.ts';
import { StudioError, toWireError } from '../../../src-core/contract/errors.ts';
import { MESSAGE_LIMIT_BYTES } from '../../../src-core/contract/wire.ts';
import type { BridgeReply } from '../../../src-preload/bridge.d.ts';

/** The one channel, both ways. */
export const CHANNEL = 'studio';

/** The verbs that speak of files; everything else is a call of the contract. */
export interface HostVerbs {
  offer(path: string): Promise<{ offer: string; name: string }>;
  choose(kind: 'any' | 'media' | 'document'): Promise<{ offer: string; name: string }[]>;
  chooseFolder(sizes: readonly number[]): Promise<{ offered: { offer: string; name: string }[]; looked: number } | null>;
  keep(name: string, mediaType: string): Promise<string | null>;
  write(capability: string, bytes: Uint8Array, last: boolean): Promise<null>;
}

const text = v.pipe(v.string(), v.maxLength(4096));

const messageShape = v.variant('verb', [
  v.strictObject({ verb: v.literal('call'), call: v.string(), args: v.unknown() }),
  v.strictObject({ verb: v.literal('offer'), path: text }),
  v.strictObject({ verb: v.literal('choose'), kind: v.picklist(['any', 'media', 'document']) }),
  v.strictObject({ verb: v.literal('chooseFolder'), sizes: v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), v.maxLength(10_000)) }),
  v.strictObject({ verb: v.literal('keep'), name: text, mediaType: text }),
  v.strictObject({ verb: v.literal('write'), capability: text, bytes: v.instance(Uint8Array), last: v.boolean() }),
]);
type Message = v.InferOutput<typeof messageShape>;

/** Answers one message. Never rejects: Electron keeps nothing of a thrown error but its text, and ours carry codes. */
export async function answerMessage(message: unknown, dispatch: Dispatch, verbs: HostVerbs): Promise<BridgeReply<unknown>> {
  try {
    if (weighMessage(message) > MESSAGE_LIMIT_BYTES) throw new StudioError('too-large', { limit: MESSAGE_LIMIT_BYTES });
    const parsed = v.safeParse(messageShape, message);
    if (!parsed.success) throw new StudioError('bad-message', { reason: v.getDotPath(parsed.issues[0]) ?? 'message' });
    if (parsed.output.verb === 'call') return await dispatch(parsed.output.call, parsed.output.args);
    return { ok: true, value: await runVerb(parsed.output, verbs) };
  } catch (thrown) {
    return { ok: false, error: toWireError(thrown) };
  }
}

function runVerb(message: Exclude<Message, { verb: 'call' }>, verbs: HostVerbs): Promise<unknown> {
  switch (message.verb) {
    case 'offer':
      return verbs.offer(message.path);
    case 'choose':
      return verbs.choose(message.kind);
    case 'chooseFolder':
      return verbs.chooseFolder(message.sizes);
    case 'keep':
      return verbs.keep(message.name, message.mediaType);
    case 'write':
      return verbs.write(message.capability, message.bytes, message.last);
  }
}

/** About how many bytes a message weighs; stops counting once it is over the limit. */
export function weighMessage(message: unknown): number {
  let bytes = 0;
  const seen = new Set<object>();
  const waiting: unknown[] = [message];
  while (waiting.length > 0 && bytes <= MESSAGE_LIMIT_BYTES) {
    const value = waiting.pop();
    bytes += 8;
    if (typeof value === 'string') bytes += value.length;
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) bytes += value.byteLength;
    else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value); // structured clones may hold circles
      for (const key of Object.keys(value)) {
        bytes += key.length;
        waiting.push((value as Record<string, unknown>)[key]); // an own key, just listed
      }
    }
  }
  return bytes;
}
