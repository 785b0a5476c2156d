// The fault script: each deed does what it says, to the request it names and to no other.
import { randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ListTranscriptionJobsCommand } from '@aws-sdk/client-transcribe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientsFor, refusalOf } from './clients.ts';
import { FaultScript } from './faults.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const Bucket = 'galley-test';
const bytes = randomBytes(400_000);
let standIn: StandIn;
let s3: S3Client;

beforeEach(async () => {
  standIn = await startStandIn({ buckets: [Bucket] });
  s3 = clientsFor(standIn).s3;
});
afterEach(() => standIn.close());

const put = (Key: string): Promise<unknown> => s3.send(new PutObjectCommand({ Bucket, Key, Body: bytes }));
const get = async (Key: string): Promise<number> =>
  (await (await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))).Body?.transformToByteArray())?.length ?? 0;
const stored = (): string[] => Object.keys(standIn.buckets()[0]?.objects ?? {});

test('a fault strikes the nth request of its operation, as often as it says', () => {
  const script = new FaultScript([{ operation: 'UploadPart', nth: 2, times: 2, do: 'reset' }]);
  const struck = ['UploadPart', 'PutObject', 'UploadPart', 'UploadPart', 'UploadPart'].map((operation) => script.strike(operation)?.do ?? null);
  expect(struck).toEqual([null, null, 'reset', 'reset', null]);
});

test('a status is answered before anything happens', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'status', status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' });
  expect(await refusalOf(put('a'))).toMatchObject({ name: 'SlowDown', status: 503, message: 'Please reduce your request rate.' });
  expect(stored()).toEqual([]);
  await put('a');
  expect(stored()).toEqual(['a']);
});

test('a lost reply leaves the effect, a reset does not', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'lose-reply' }, { operation: 'PutObject', nth: 2, do: 'reset' });
  expect((await refusalOf(put('lost'))).status).toBeUndefined();
  expect((await refusalOf(put('reset'))).status).toBeUndefined();
  expect(stored()).toEqual(['lost']);
});

test('an upload cut in the middle leaves nothing', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'cut-upload', afterBytes: 100_000 });
  expect((await refusalOf(put('cut'))).status).toBeUndefined();
  expect(stored()).toEqual([]);
  expect(standIn.log.all('PutObject')[0]?.bytesIn).toBeLessThan(400_000);
});

test('a reply cut in the middle is an error to its reader', async () => {
  await put('whole');
  standIn.faults.add({ operation: 'GetObject', do: 'cut-reply', afterBytes: 100_000 });
  await expect(get('whole')).rejects.toThrow();
  expect(await get('whole')).toBe(bytes.length);
});

test('a wrong checksum refuses an upload and betrays a download', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'wrong-checksum' }, { operation: 'GetObject', do: 'wrong-checksum' });
  expect(await refusalOf(put('sum'))).toMatchObject({ name: 'BadDigest', status: 400 });
  await put('sum');
  await expect(get('sum')).rejects.toThrow(/[Cc]hecksum/);
});

test('keys run out, documents are replaced, answers come late', async () => {
  const { transcribe } = clientsFor(standIn);
  const list = (): Promise<unknown> => transcribe.send(new ListTranscriptionJobsCommand({}));
  standIn.faults.add(
    { operation: 'ListTranscriptionJobs', do: 'expired-token' },
    {
      operation: 'ListTranscriptionJobs',
      nth: 2,
      do: 'reply',
      status: 200,
      body: '<html>Please accept our terms</html>',
      headers: { 'content-type': 'text/html' },
    },
    { operation: 'ListTranscriptionJobs', nth: 3, do: 'replace-reply', status: 200, body: '{}' },
    { operation: 'ListTranscriptionJobs', nth: 4, do: 'delay', millis: 60 },
  );
  expect(await refusalOf(list())).toMatchObject({ name: 'ExpiredTokenException' });
  expect(await refusalOf(list())).toMatchObject({ name: 'SyntaxError' });
  expect(await list()).not.toHaveProperty('TranscriptionJobSummaries');
  const before = performance.now();
  await list();
  expect(performance.now() - before).toBeGreaterThanOrEqual(59);
});

test('silence is broken by nobody but the client', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'silence' });
  const patience = new AbortController();
  const call = s3.send(new PutObjectCommand({ Bucket, Key: 'silent', Body: 'x' }), { abortSignal: patience.signal });
  await expect.poll(() => standIn.log.all('PutObject').length).toBe(1);
  patience.abort();
  expect(await refusalOf(call)).toMatchObject({ name: 'AbortError' });
  expect(stored()).toEqual([]);
});

test('a fault may last for a period of the stand-in’s clock', () => {
  const script = new FaultScript([{ operation: 'PutObject', nth: 2, forMillis: 1000, do: 'reset' }]);
  const struck = [0, 100, 600, 1099, 1100, 5000].map((now) => script.strike('PutObject', now)?.do ?? null);
  expect(struck).toEqual([null, 'reset', 'reset', 'reset', null, null]);
});

test('a service asks for fewer requests in its own words', async () => {
  const { transcribe } = clientsFor(standIn);
  standIn.faults.add({ operation: '*', do: 'throttle', times: 2 });
  expect(await refusalOf(put('a'))).toMatchObject({ name: 'SlowDown', status: 503 });
  expect(await refusalOf(transcribe.send(new ListTranscriptionJobsCommand({})))).toMatchObject({ name: 'ThrottlingException', status: 400 });
});

test('a clock apart shows in the Date header and in what is believed', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'skew', millis: 20 * 60_000 });
  const skewed = await refusalOf(put('a'));
  expect(skewed).toMatchObject({ name: 'RequestTimeTooSkewed', status: 403 });
  standIn.faults.add({ operation: 'ListBuckets', do: 'skew', millis: 20 * 60_000 });
  const { headers } = await fetch(standIn.url);
  expect(Math.round((Date.parse(headers.get('date') ?? '') - Date.now()) / 60_000)).toBe(20);
});

test('a redirect names the region, a portal is nobody AWS knows', async () => {
  standIn.faults.add(
    { operation: '*', do: 'redirect', region: 'eu-north-1' },
    { operation: '*', nth: 2, do: 'portal', how: 'page' },
    { operation: '*', nth: 3, do: 'portal', how: 'redirect' },
  );
  const redirected = await fetch(`${standIn.url}/${Bucket}`);
  expect([redirected.status, redirected.headers.get('x-amz-bucket-region')]).toEqual([301, 'eu-north-1']);
  const page = await fetch(`${standIn.url}/${Bucket}`);
  expect([page.status, page.headers.get('content-type'), page.headers.get('x-amz-request-id')]).toEqual([200, 'text/html; charset=utf-8', null]);
  const away = await fetch(`${standIn.url}/${Bucket}`, { redirect: 'manual' });
  expect([away.status, away.headers.get('location')]).toEqual([302, 'http://login.example/']);
});

test('an error inside a 200 is an error to the SDK', async () => {
  standIn.faults.add({ operation: 'PutObject', do: 'error-in-200', code: 'InternalError' });
  expect(await refusalOf(put('a'))).toMatchObject({ name: 'InternalError' });
  expect(stored()).toEqual([]);
});
