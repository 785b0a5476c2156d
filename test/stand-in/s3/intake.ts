// Taking in an object's bytes: framing off, lengths, digests and checksums verified, contents into a file.
import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readChunked } from '../aws-chunked.ts';
import { algorithmNamed, beginChecksum, CHECKSUM_ALGORITHMS, checksumLength, checksumOf, type ChecksumAlgorithm, type RunningChecksum } from '../checksum.ts';
import { header, type Incoming } from '../incoming.ts';
import { Refusal } from '../refusal.ts';
import type { SignedCaller } from '../sigv4.ts';
import type { Blob } from './blob.ts';

const LARGEST = 5 * 1024 ** 3;

/** Contents taken in. */
export interface Intake {
  readonly blob: Blob;
  /** MD5, hexadecimal. */
  readonly md5: string;
  /** The checksum the sender declared, now known to be right, or one computed because `also` asked for it. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | null;
}

/** Reads the body of a PUT into a file of `folder`. Nothing is left behind when it throws. */
export async function takeIn(incoming: Incoming, caller: SignedCaller, folder: string, also: ChecksumAlgorithm | null = null): Promise<Intake> {
  const hash = header(incoming, 'x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const expected = expectedLength(incoming, hash.startsWith('STREAMING-'));
  const declared = declaredChecksum(incoming);
  const framed = hash.startsWith('STREAMING-') ? readChunked(incoming.body(), hash.startsWith('STREAMING-AWS4-') ? caller : null) : null;
  const path = join(folder, randomUUID());
  try {
    const algorithm = declared?.algorithm ?? also;
    const running = algorithm === null ? null : beginChecksum(algorithm);
    const written = await write(path, framed?.bytes ?? incoming.body(), expected, { running, wantsSha256: /^[0-9a-f]{64}$/.test(hash) });
    if (written.sha256 !== null && written.sha256 !== hash) {
      throw new Refusal(400, 'XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", {
        facts: { ClientComputedContentSHA256: hash, S3ComputedContentSHA256: written.sha256 },
      });
    }
    checkMd5(incoming, written.md5);
    const value = running?.base64() ?? null;
    if (declared && value !== null) checkChecksum(declared, framed?.trailers ?? new Map(), value);
    const checksum = algorithm !== null && value !== null ? { algorithm, value } : null;
    return { blob: { size: written.size, files: [{ path, size: written.size }] }, md5: written.md5, checksum };
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
}

async function write(
  path: string,
  bytes: AsyncIterable<Buffer>,
  expected: number,
  digests: { running: RunningChecksum | null; wantsSha256: boolean },
): Promise<{ size: number; md5: string; sha256: string | null }> {
  const [md5, sha256] = [createHash('md5'), digests.wantsSha256 ? createHash('sha256') : null];
  const file = await open(path, 'wx');
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > expected) throw incomplete();
      md5.update(chunk);
      sha256?.update(chunk);
      digests.running?.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  if (size !== expected) throw incomplete();
  return { size, md5: md5.digest('hex'), sha256: sha256?.digest('hex') ?? null };
}

function expectedLength(incoming: Incoming, streaming: boolean): number {
  const text = header(incoming, streaming ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === null) throw new Refusal(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  if (!/^\d+$/.test(text)) throw new Refusal(400, 'InvalidArgument', 'The Content-Length header is not a number');
  const length = Number(text);
  if (length > LARGEST) {
    throw new Refusal(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      facts: { ProposedSize: text, MaxSizeAllowed: String(LARGEST) },
    });
  }
  return length;
}

/** The checksum a sender announces, in a header or as a trailer to come. */
function declaredChecksum(incoming: Incoming): { algorithm: ChecksumAlgorithm; value: string | null } | null {
  const inHeader = CHECKSUM_ALGORITHMS.filter((algorithm) => header(incoming, `x-amz-checksum-${algorithm}`) !== null);
  if (inHeader.length > 1) throw new Refusal(400, 'InvalidRequest', 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  const [algorithm] = inHeader;
  if (algorithm) {
    const value = header(incoming, `x-amz-checksum-${algorithm}`) ?? '';
    if (Buffer.from(value, 'base64').length !== checksumLength(algorithm)) {
      throw new Refusal(400, 'InvalidRequest', `Value for x-amz-checksum-${algorithm} header is invalid.`);
    }
    return { algorithm, value };
  }
  const trailer = header(incoming, 'x-amz-trailer');
  if (trailer !== null) {
    const known = algorithmNamed(
      trailer
        .trim()
        .toLowerCase()
        .replace(/^x-amz-checksum-/, ''),
    );
    if (!known) throw new Refusal(400, 'InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
    return { algorithm: known, value: null };
  }
  if (header(incoming, 'x-amz-sdk-checksum-algorithm') !== null && !queryless(incoming)) {
    throw new Refusal(
      400,
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  return null;
}

/** Links carry the algorithm in the query without a checksum header. */
function queryless(incoming: Incoming): boolean {
  return incoming.query.some(([name]) => name === 'X-Amz-Signature');
}

function checkChecksum(declared: { algorithm: ChecksumAlgorithm; value: string | null }, trailers: ReadonlyMap<string, string>, computed: string): void {
  const given = declared.value ?? trailers.get(`x-amz-checksum-${declared.algorithm}`);
  if (given === undefined) {
    throw new Refusal(400, 'MalformedTrailerError', 'The request contained trailing data that was not well-formed or did not conform to our published schema.');
  }
  if (given !== computed) {
    throw new Refusal(400, 'BadDigest', `The ${declared.algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  }
}

/** Verifies the digests of a document that was read into memory. */
export function checkDocument(incoming: Incoming, document: Buffer): void {
  checkMd5(incoming, createHash('md5').update(document).digest('hex'));
  const declared = declaredChecksum(incoming);
  if (declared && declared.value !== null) checkChecksum(declared, new Map(), checksumOf(declared.algorithm, document));
}

function checkMd5(incoming: Incoming, md5Hex: string): void {
  const given = header(incoming, 'content-md5');
  if (given === null) return;
  const bytes = Buffer.from(given, 'base64');
  if (bytes.length !== 16) throw new Refusal(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.', { facts: { 'Content-MD5': given } });
  if (bytes.toString('hex') !== md5Hex) {
    throw new Refusal(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.', {
      facts: { ExpectedDigest: given, CalculatedDigest: Buffer.from(md5Hex, 'hex').toString('base64') },
    });
  }
}

function incomplete(): Refusal {
  return new Refusal(400, 'IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length HTTP header');
}
