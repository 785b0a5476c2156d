// Reads a body into memory, never more than a limit.
import { StudioError } from '../../../src-core/contract/errors.ts';

/** The whole body. Throws `too-large` as soon as more than `limit` bytes are announced or have come. */
export async function readBody(body: AsyncIterable<unknown>, announced: number | null, limit: number): Promise<Uint8Array> {
  const refuse = (): StudioError => new StudioError('too-large', { limit: `${Math.floor(limit / (1024 * 1024))} MB` });
  if (announced !== null && announced > limit) {
    // Leaving the loop at once closes the stream; nobody else would.
    for await (const _ of body) break;
    throw refuse();
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body came as text');
    length += chunk.byteLength;
    if (length > limit) throw refuse();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}
