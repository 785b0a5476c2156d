// What every host carries: calls with one reply each, and events. Frames are JSON with byte attachments.

/** The two verbs a host lends to the client. */
export interface Wire {
  /** Sends a call and answers its result; rejects with StudioError or CancelledError. */
  invoke(call: string, args: unknown): Promise<unknown>;
  /** Hears every event; answers the function that stops hearing. */
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
}

/** Largest message a studio accepts from a page: 8 MB (S26, S44). */
export const MESSAGE_LIMIT_BYTES = 8 * 1024 * 1024;

/** Largest frame a page accepts from a studio: the words of a very long recording. */
export const REPLY_LIMIT_BYTES = 256 * 1024 * 1024;

const BYTES_KEY = '$bytes';
const BYTES_NAME = `"${BYTES_KEY}"`;
const HEADER_BYTES = 4;

/** Minimal UTF-8 codec, handed in because the core has no TextEncoder of its own. */
export interface Utf8 {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

/**
 * One value as one frame: a 4-byte big-endian length, that much JSON, then every Uint8Array of the value end to end.
 * Keys of the value must not be "$bytes"; such a value is refused with RangeError.
 */
export function encodeFrame(value: unknown, utf8: Utf8): Uint8Array {
  const attachments: Uint8Array[] = [];
  // A function called for every one of 40,000 words costs ten times what writing them does: only where there are bytes.
  const json = utf8.encode(holdsBytes(value) ? stringified(value, attachments) : JSON.stringify(value));
  const total = attachments.reduce((sum, bytes) => sum + bytes.byteLength, HEADER_BYTES + json.byteLength);
  const frame = new Uint8Array(total);
  new DataView(frame.buffer).setUint32(0, json.byteLength);
  frame.set(json, HEADER_BYTES);
  let offset = HEADER_BYTES + json.byteLength;
  for (const bytes of attachments) {
    frame.set(bytes, offset);
    offset += bytes.byteLength;
  }
  return frame;
}

/** Whether an attachment, or the key that stands for one, is anywhere in the value. */
function holdsBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.some(holdsBytes);
  return Object.entries(value).some(([key, inner]) => key === BYTES_KEY || holdsBytes(inner));
}

function stringified(value: unknown, attachments: Uint8Array[]): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, jsoned: unknown) {
    // Node's Buffer has turned itself into a list of numbers by now; what it was still stands in its holder.
    const inner = this[key] instanceof Uint8Array ? this[key] : jsoned;
    if (inner instanceof Uint8Array) return { [BYTES_KEY]: attachments.push(inner) - 1, length: inner.byteLength };
    if (key === BYTES_KEY && typeof inner !== 'number') throw new RangeError('a message key is reserved');
    return inner;
  });
}

/** The value of a frame made by `encodeFrame`. Throws RangeError or SyntaxError on anything else. */
export function decodeFrame(frame: Uint8Array, utf8: Utf8): unknown {
  if (frame.byteLength < HEADER_BYTES) throw new RangeError('frame too short');
  const jsonLength = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0);
  if (HEADER_BYTES + jsonLength > frame.byteLength) throw new RangeError('frame cut short');
  let offset = HEADER_BYTES + jsonLength;
  const json = utf8.decode(frame.subarray(HEADER_BYTES, offset));
  const revive = (_key: string, inner: unknown): unknown => {
    const length = attachmentLength(inner);
    if (length === null) return inner;
    if (offset + length > frame.byteLength) throw new RangeError('frame attachment cut short');
    // A copy, and always a plain Uint8Array: a Buffer's own slice would share the frame's memory.
    const bytes = new Uint8Array(frame.subarray(offset, offset + length));
    offset += length;
    return bytes;
  };
  // As for writing: a text that never names the key has no attachments.
  const value: unknown = json.includes(BYTES_NAME) ? JSON.parse(json, revive) : JSON.parse(json);
  if (offset !== frame.byteLength) throw new RangeError('frame has bytes nobody asked for');
  return value;
}

function attachmentLength(inner: unknown): number | null {
  if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, BYTES_KEY)) return null;
  const length = (inner as { length?: unknown }).length; // checked on the next line
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) throw new RangeError('frame attachment without a length');
  return length;
}
