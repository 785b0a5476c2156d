// The aws-chunked body framing: strips it, verifies chunk and trailer signatures, hands over the trailers.
// Formats: "Signature calculations: transferring payload in multiple chunks" and "… trailing headers" of the S3 API Reference.
import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';
import { hmac, sameHex, sha256Hex, type SignedCaller } from './sigv4.ts';

/** The smallest chunk S3 takes, but for the last one (bytes). */
const SMALLEST_CHUNK = 8192;
const LONGEST_LINE = 4096;
const EMPTY_HASH = sha256Hex('');

/** What the framing held beside the bytes. Complete once the bytes were read to their end. */
export interface ChunkedBody {
  readonly bytes: AsyncIterable<Buffer>;
  /** Lower-case names. */
  readonly trailers: Map<string, string>;
}

/** Reads an aws-chunked body. With a `signer` every chunk must carry a right signature. */
export function readChunked(source: AsyncIterable<Buffer>, signer: SignedCaller | null): ChunkedBody {
  const trailers = new Map<string, string>();
  return { bytes: decode(new Framing(source), signer, trailers), trailers };
}

async function* decode(framing: Framing, signer: SignedCaller | null, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  let previous = signer?.signature ?? '';
  let small = false;
  for (;;) {
    const { size, signature } = parseChunkHeader(await framing.line());
    if (small && size > 0) throw new Refusal(403, 'InvalidChunkSizeError', 'Only the last chunk is allowed to have a size less than 8192 bytes');
    small = size < SMALLEST_CHUNK;
    const hash = createHash('sha256');
    for await (const bytes of framing.take(size)) {
      if (signer) hash.update(bytes);
      yield bytes;
    }
    if (signer) previous = verify(signer, ['AWS4-HMAC-SHA256-PAYLOAD', previous, EMPTY_HASH, hash.digest('hex')], signature);
    if (size === 0) break;
    if ((await framing.line()) !== '') throw incomplete();
  }
  const given = await readTrailers(framing, trailers);
  if (signer && given !== null) {
    const text = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    verify(signer, ['AWS4-HMAC-SHA256-TRAILER', previous, sha256Hex(text)], given);
  }
}

/** Reads trailer lines to the empty one; answers the trailer signature, if there was one. */
async function readTrailers(framing: Framing, trailers: Map<string, string>): Promise<string | null> {
  let signature: string | null = null;
  for (;;) {
    const line = await framing.lastLine();
    if (line === null) return signature;
    if (line === '') continue;
    const at = line.indexOf(':');
    if (at < 0)
      throw new Refusal(
        400,
        'MalformedTrailerError',
        'The request contained trailing data that was not well-formed or did not conform to our published schema.',
      );
    const [name, value] = [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    if (name === 'x-amz-trailer-signature') signature = value;
    else trailers.set(name, value);
  }
}

function parseChunkHeader(line: string): { size: number; signature: string | null } {
  const match = /^([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
  if (!match) throw incomplete();
  return { size: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? null };
}

function verify(signer: SignedCaller, [kind = '', previous = '', ...hashes]: string[], given: string | null): string {
  const expected = hmac(signer.signingKey, [kind, signer.amzDate, signer.scope, previous, ...hashes].join('\n')).toString('hex');
  if (given === null || !sameHex(expected, given)) {
    throw new Refusal(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  return expected;
}

function incomplete(): Refusal {
  return new Refusal(400, 'IncompleteBody', 'The request body terminated unexpectedly');
}

/** Lines and stretches of bytes out of a stream. */
class Framing {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF; the stream must not end before it. */
  async line(): Promise<string> {
    const line = await this.lastLine();
    if (line === null) throw incomplete();
    return line;
  }

  /** The next line, or null at the end of the stream. */
  async lastLine(): Promise<string | null> {
    for (;;) {
      const at = this.#rest.indexOf('\r\n');
      if (at >= 0) {
        const line = this.#rest.toString('latin1', 0, at);
        this.#rest = this.#rest.subarray(at + 2);
        return line;
      }
      if (this.#rest.length > LONGEST_LINE) throw incomplete();
      if (!(await this.#more())) {
        const line = this.#rest.toString('latin1').trim();
        this.#rest = Buffer.alloc(0);
        return line === '' ? null : line;
      }
    }
  }

  /** Exactly `size` bytes, as they come. */
  async *take(size: number): AsyncGenerator<Buffer> {
    let left = size;
    while (left > 0) {
      if (this.#rest.length === 0 && !(await this.#more())) throw incomplete();
      const bytes = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(bytes.length);
      left -= bytes.length;
      yield bytes;
    }
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#source.next();
    if (next.done) {
      this.#ended = true;
      return false;
    }
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return true;
  }
}
