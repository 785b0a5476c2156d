// Signatures against the examples AWS publishes: "Signature Calculations for the Authorization Header", "… Query Parameters",
// "… Chunked Upload" of the S3 API Reference. The keys below are the documentation's.
import { expect, test } from 'vitest';
import { readChunked } from './aws-chunked.ts';
import { parseQuery, type Incoming } from './incoming.ts';
import { AuthRefusal } from './refusal.ts';
import { authenticate, sha256Hex } from './sigv4.ts';

const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const NOON = Date.UTC(2013, 4, 24, 0, 5);
const EMPTY = sha256Hex('');

function request(method: string, url: string, headers: Record<string, string>, body: readonly Buffer[] = []): Incoming {
  const [rawPath = '/', query = ''] = url.split('?');
  return {
    method,
    rawPath,
    query: parseQuery(query),
    headers: new Map(Object.entries(headers)),

    async *body() {
      yield* body;
    },
  };
}

function getObject(signature: string): Incoming {
  const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
  return request('GET', '/test.txt', {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': '20130524T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=${signature}`,
  });
}

function troubleOf(call: () => unknown): string {
  try {
    call();
  } catch (thrown) {
    if (thrown instanceof AuthRefusal) return thrown.trouble;
    throw thrown;
  }
  return 'none';
}

const GET_SIGNATURE = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41';

test('the published GET example is believed', () => {
  expect(authenticate(getObject(GET_SIGNATURE), [KEY], NOON, EMPTY).region).toBe('us-east-1');
});

test('any other signature, secret, payload hash or time is not', () => {
  const request = getObject(GET_SIGNATURE);
  expect(troubleOf(() => authenticate(getObject('0'.repeat(64)), [KEY], NOON, EMPTY))).toBe('mismatch');
  expect(troubleOf(() => authenticate(request, [{ ...KEY, secretAccessKey: 'another' }], NOON, EMPTY))).toBe('mismatch');
  expect(troubleOf(() => authenticate(request, [KEY], NOON, sha256Hex('x')))).toBe('mismatch');
  expect(troubleOf(() => authenticate(request, [{ ...KEY, accessKeyId: 'AKIAOTHER' }], NOON, EMPTY))).toBe('unknown-key');
  expect(troubleOf(() => authenticate(request, [{ ...KEY, sessionToken: 'wanted' }], NOON, EMPTY))).toBe('bad-token');
  expect(troubleOf(() => authenticate(request, [{ ...KEY, expiresAt: NOON }], NOON, EMPTY))).toBe('expired-token');
  expect(troubleOf(() => authenticate(request, [KEY], NOON + 10 * 60_000 + 1, EMPTY))).toBe('skewed');
  expect(troubleOf(() => authenticate(request, [KEY], NOON - 20 * 60_000 - 1, EMPTY))).toBe('skewed');
  expect(troubleOf(() => authenticate({ ...request, headers: new Map() }, [KEY], NOON, EMPTY))).toBe('missing');
});

test('the published link example is believed for a day and not a moment longer', () => {
  const url =
    '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
    '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
  const link = request('GET', url, { host: 'examplebucket.s3.amazonaws.com' });
  const day = Date.UTC(2013, 4, 25);
  expect(authenticate(link, [KEY], day - 1, 'UNSIGNED-PAYLOAD').credentials).toBe(KEY);
  expect(troubleOf(() => authenticate(link, [KEY], day, 'UNSIGNED-PAYLOAD'))).toBe('link-expired');
  const longer = request('GET', url.replace('Expires=86400', 'Expires=86401'), { host: 'examplebucket.s3.amazonaws.com' });
  expect(troubleOf(() => authenticate(longer, [KEY], NOON, 'UNSIGNED-PAYLOAD'))).toBe('mismatch');
});

const CHUNKS = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

function chunkedPut(first: string): Incoming {
  const framed = [
    `10000;chunk-signature=${first}\r\n${'a'.repeat(65_536)}\r\n`,
    `400;chunk-signature=${CHUNKS[1]}\r\n${'a'.repeat(1024)}\r\n`,
    `0;chunk-signature=${CHUNKS[2]}\r\n\r\n`,
  ].join('');
  const names = 'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class';
  const headers = {
    host: 's3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    'content-length': '66824',
    authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9`,
  };
  const bytes = Buffer.from(framed);
  // cut in awkward places: inside a header line, inside the data
  return request('PUT', '/examplebucket/chunkObject.txt', headers, [bytes.subarray(0, 7), bytes.subarray(7, 70_000), bytes.subarray(70_000)]);
}

async function readAll(incoming: Incoming): Promise<number> {
  const caller = authenticate(incoming, [KEY], NOON, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  let size = 0;
  for await (const bytes of readChunked(incoming.body(), caller).bytes) size += bytes.length;
  return size;
}

test('the published chunked upload is read whole, each chunk verified', async () => {
  expect(await readAll(chunkedPut(CHUNKS[0] ?? ''))).toBe(66_560);
});

test('a chunk with a wrong signature is refused', async () => {
  await expect(readAll(chunkedPut('0'.repeat(64)))).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
});
