// Multipart uploads as the SDK sees them: the rules a resumable upload is built on.
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientsFor, refusalOf } from '../clients.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';

const MIB = 1024 * 1024;
const Bucket = 'galley-test';
let standIn: StandIn;
let s3: S3Client;

beforeAll(async () => {
  standIn = await startStandIn({ buckets: [Bucket] });
  s3 = clientsFor(standIn).s3;
});
afterAll(() => standIn.close());

async function begin(Key: string, type?: 'FULL_OBJECT' | 'COMPOSITE'): Promise<{ Bucket: string; Key: string; UploadId: string }> {
  const { UploadId = '' } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32', ...(type ? { ChecksumType: type } : {}) }),
  );
  return { Bucket, Key, UploadId };
}

async function sendPart(upload: { Bucket: string; Key: string; UploadId: string }, PartNumber: number, Body: Buffer): Promise<CompletedPart> {
  const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
  return { PartNumber, ETag, ChecksumCRC32 };
}

test('parts sent in any order become one object, whole and in parts readable', async () => {
  const bytes = randomBytes(12 * MIB);
  const upload = await begin('whole');
  const second = await sendPart(upload, 2, bytes.subarray(5 * MIB, 10 * MIB));
  const third = await sendPart(upload, 3, bytes.subarray(10 * MIB));
  const first = await sendPart(upload, 1, bytes.subarray(0, 5 * MIB));
  const done = await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [first, second, third] } }));
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  expect(done.ChecksumCRC32).toMatch(/-3$/);
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'whole' }));
  expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  const range = await s3.send(new GetObjectCommand({ Bucket, Key: 'whole', Range: `bytes=${5 * MIB - 3}-${10 * MIB + 2}` }));
  expect(Buffer.from((await range.Body?.transformToByteArray()) ?? []).equals(bytes.subarray(5 * MIB - 3, 10 * MIB + 3))).toBe(true);
  expect(standIn.uploads()).toEqual([]);
});

test('a checksum over the whole object is that of its bytes', async () => {
  const bytes = randomBytes(6 * MIB);
  const upload = await begin('full', 'FULL_OBJECT');
  const parts = [await sendPart(upload, 1, bytes.subarray(0, 5 * MIB)), await sendPart(upload, 2, bytes.subarray(5 * MIB))];
  await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'full', ChecksumMode: 'ENABLED' }));
  const expected = Buffer.alloc(4);
  expected.writeUInt32BE(crc32(bytes));
  expect(head).toMatchObject({ ChecksumCRC32: expected.toString('base64'), ChecksumType: 'FULL_OBJECT', ContentLength: bytes.length });
});

test('finished parts are listed page by page, so an upload can go on', async () => {
  const upload = await begin('resumed');
  for (const number of [1, 2, 4]) await sendPart(upload, number, Buffer.alloc(1000 + number));
  await sendPart(upload, 2, Buffer.alloc(2000));
  const page = await s3.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
  expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
  const rest = await s3.send(new ListPartsCommand({ ...upload, PartNumberMarker: page.NextPartNumberMarker }));
  const sizes = [...(page.Parts ?? []), ...(rest.Parts ?? [])].map((part) => [part.PartNumber, part.Size]);
  expect(sizes).toEqual([
    [1, 1001],
    [2, 2000],
    [4, 1004],
  ]);
  expect(page.Parts?.[0]?.ChecksumCRC32).toBeDefined();
  const open = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'res' }));
  expect(open.Uploads?.map((one) => one.UploadId)).toEqual([upload.UploadId]);
});

test('completing refuses small, absent, wrong and disordered parts, and leaves the upload as it was', async () => {
  const upload = await begin('refused');
  const small = await sendPart(upload, 1, Buffer.alloc(100));
  const big = await sendPart(upload, 2, Buffer.alloc(5 * MIB));
  const last = await sendPart(upload, 3, Buffer.alloc(100));
  const complete = (Parts: CompletedPart[]): Promise<unknown> => s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  expect(await refusalOf(complete([small, big, last]))).toMatchObject({ name: 'EntityTooSmall', status: 400 });
  expect(await refusalOf(complete([last, big]))).toMatchObject({ name: 'InvalidPartOrder', status: 400 });
  expect(await refusalOf(complete([big, { ...last, ETag: '"0"' }]))).toMatchObject({ name: 'InvalidPart', status: 400 });
  expect(await refusalOf(complete([big, { ...last, PartNumber: 9 }]))).toMatchObject({ name: 'InvalidPart', status: 400 });
  expect(await refusalOf(complete([big, { ...last, ChecksumCRC32: 'AAAAAA==' }]))).toMatchObject({ name: 'InvalidPart', status: 400 });
  await complete([big, last]);
});

test('an aborted upload is unknown from then on', async () => {
  const upload = await begin('aborted');
  await sendPart(upload, 1, Buffer.alloc(10));
  await s3.send(new AbortMultipartUploadCommand(upload));
  expect(await refusalOf(sendPart(upload, 2, Buffer.alloc(10)))).toMatchObject({ name: 'NoSuchUpload', status: 404 });
  expect(await refusalOf(s3.send(new ListPartsCommand(upload)))).toMatchObject({ name: 'NoSuchUpload', status: 404 });
});

test('a part whose checksum does not fit its bytes is refused and not kept', async () => {
  const upload = await begin('damaged');
  const part = new UploadPartCommand({ ...upload, PartNumber: 1, Body: Buffer.from('bytes'), ChecksumCRC32: 'AAAAAA==' });
  expect(await refusalOf(s3.send(part))).toMatchObject({ name: 'BadDigest', status: 400 });
  expect(standIn.uploads().find((one) => one.id === upload.UploadId)?.parts).toEqual([]);
});
