// Laws of the framing: any cut of the bytes reads the same, and nothing short or malformed is taken for whole.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readChunked } from './aws-chunked.ts';

async function read(framed: Buffer, cuts: readonly number[]): Promise<{ bytes: Buffer; trailers: Record<string, string> }> {
  async function* source(): AsyncGenerator<Buffer> {
    let from = 0;
    for (const cut of [...cuts.map((one) => one % (framed.length + 1)).sort((a, b) => a - b), framed.length]) {
      yield framed.subarray(from, cut);
      from = cut;
    }
  }
  const body = readChunked(source(), null);
  const chunks: Buffer[] = [];
  for await (const chunk of body.bytes) chunks.push(Buffer.from(chunk));
  return { bytes: Buffer.concat(chunks), trailers: Object.fromEntries(body.trailers) };
}

const frame = (chunks: readonly Uint8Array[], trailer: string): Buffer =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
    Buffer.from(`0\r\n${trailer}\r\n`),
  ]);

test('framed bytes and their trailer come out as they went in, however the transport cuts them', async () => {
  const chunk = fc.uint8Array({ minLength: 8192, maxLength: 9000 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(chunk, { maxLength: 3 }),
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (big, last, cuts) => {
        const framed = frame([...big, last], 'x-amz-checksum-crc32:AAAAAA==\r\n');
        const out = await read(framed, cuts);
        expect(out.bytes.equals(Buffer.concat([...big, last]))).toBe(true);
        expect(out.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
      },
    ),
    { numRuns: 50 },
  );
});

test('a body that ends early is refused, wherever it ends', async () => {
  const framed = frame([Buffer.alloc(9000, 1)], '');
  for (const end of [0, 3, 6, 4000, 9006, 9008]) await expect(read(framed.subarray(0, end), [])).rejects.toMatchObject({ code: 'IncompleteBody' });
});

test('a small chunk before the last one is refused as S3 does', async () => {
  await expect(read(frame([Buffer.alloc(8191), Buffer.alloc(10)], ''), [])).rejects.toMatchObject({ code: 'InvalidChunkSizeError', status: 403 });
});
