// A stand-in with a folder of its own: ended and started again, it knows everything, and keeps no stray file.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { GetTranscriptionJobCommand, StartTranscriptionJobCommand } from '@aws-sdk/client-transcribe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientsFor } from './clients.ts';
import { startStandIn } from './stand-in.ts';

const Bucket = 'galley-test';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('objects, uploads and jobs outlive the process', async () => {
  const first = await startStandIn({ folder, buckets: [Bucket], jobs: { running: 60_000 } });
  const before = clientsFor(first);
  await before.s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'still here' }));
  const { UploadId } = await before.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'half' }));
  await before.s3.send(new UploadPartCommand({ Bucket, Key: 'half', UploadId, PartNumber: 1, Body: 'half' }));
  await before.transcribe.send(
    new StartTranscriptionJobCommand({ TranscriptionJobName: 'job', LanguageCode: 'en-US', Media: { MediaFileUri: `s3://${Bucket}/kept` } }),
  );
  await first.close();

  const second = await startStandIn({ folder, buckets: [Bucket], jobs: { running: 60_000 } });
  const after = clientsFor(second);
  const { Body } = await after.s3.send(new GetObjectCommand({ Bucket, Key: 'kept' }));
  expect(await Body?.transformToString()).toBe('still here');
  expect(second.uploads()).toEqual([{ id: UploadId, bucket: Bucket, key: 'half', parts: [1] }]);
  const { TranscriptionJob } = await after.transcribe.send(new GetTranscriptionJobCommand({ TranscriptionJobName: 'job' }));
  expect(TranscriptionJob?.TranscriptionJobStatus).toBe('IN_PROGRESS');
  await second.close();
});

test('replaced, refused and deleted contents leave no file behind', async () => {
  const standIn = await startStandIn({ folder, buckets: [Bucket] });
  const { s3 } = clientsFor(standIn);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'one' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'two' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'three' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
  await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'c', Body: 'four', ChecksumCRC32: 'AAAAAA==' }))).rejects.toThrow();
  await standIn.close();
  expect(readdirSync(folder).filter((name) => name !== 'state.json')).toHaveLength(1);
});
