// The judge itself: what the SDK sends passes, and each kind of departure is told.
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  DeleteTranscriptionJobCommand,
  GetTranscriptionJobCommand,
  ListTranscriptionJobsCommand,
  StartTranscriptionJobCommand,
} from '@aws-sdk/client-transcribe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { departures, modelsMissing } from './botocore-model.ts';
import { clientsFor } from './clients.ts';
import type { LoggedRequest } from './request-log.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const missing = modelsMissing();
const Bucket = 'galley-test';
let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ buckets: [Bucket] });
});
afterAll(() => standIn.close());

test('what the SDK sends fits the models', async (context) => {
  context.skip(missing !== null, missing ?? '');
  const { s3, transcribe, sts } = clientsFor(standIn);
  const upload = { Bucket, Key: 'parts', UploadId: '' };
  await s3.send(new CreateBucketCommand({ Bucket: 'another-one' }));
  await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: '000000000000' }));
  await s3.send(new GetBucketLocationCommand({ Bucket }));
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    }),
  );
  const Rules = [{ ID: 'parts', Status: 'Enabled' as const, Filter: { Prefix: 'galley/' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*', ContentType: 'audio/mp4', Metadata: { a: 'b' } }));
  await s3.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=0-0' }));
  await s3.send(new HeadObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
  await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a', MaxKeys: 3 }));
  for (const end of ['complete', 'abort']) {
    upload.UploadId =
      (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts', ChecksumAlgorithm: 'CRC32', ChecksumType: 'COMPOSITE' }))).UploadId ?? '';
    const part = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'part' }));
    await s3.send(new ListPartsCommand(upload));
    await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'parts' }));
    const Parts = [{ PartNumber: 1, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 }];
    await (end === 'abort'
      ? s3.send(new AbortMultipartUploadCommand(upload))
      : s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })));
  }
  await sts.send(new GetCallerIdentityCommand({}));
  const Settings = { ShowSpeakerLabels: true, MaxSpeakerLabels: 30, ShowAlternatives: true, MaxAlternatives: 3, ChannelIdentification: false };
  const job = { TranscriptionJobName: 'galley-1', Media: { MediaFileUri: `s3://${Bucket}/a` }, OutputBucketName: Bucket, OutputKey: 'out/galley-1.json' };
  await transcribe.send(new StartTranscriptionJobCommand({ ...job, LanguageCode: 'uk-UA', Settings }));
  await transcribe.send(new GetTranscriptionJobCommand({ TranscriptionJobName: 'galley-1' }));
  await transcribe.send(new ListTranscriptionJobsCommand({ JobNameContains: 'galley', MaxResults: 100 }));
  await transcribe.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: 'galley-1' })).catch(() => undefined);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'parts' }], Quiet: true } }));
  const names = new Set(standIn.log.all().map((entry) => entry.operation));
  expect(names.size).toBe(22);
  expect(departures(standIn.log.all())).toEqual([]);
});

test.for<[string, Partial<LoggedRequest>, string]>([
  ['a header', { headers: { 'x-amz-made-up': '1' } }, 'header x-amz-made-up'],
  ['a query name', { url: '/b/k?made-up=1' }, 'query made-up'],
  ['a path', { url: '/b' }, 'path /b'],
  ['a method', { method: 'POST' }, 'method POST'],
  ['an enum value', { headers: { 'x-amz-storage-class': 'CELLAR' } }, 'enum of header x-amz-storage-class lacks CELLAR'],
  ['a JSON member', { service: 'transcribe', operation: 'ListTranscriptionJobs', method: 'POST', document: '{"Colour":"red"}' }, 'member Colour'],
  ['a JSON type', { service: 'transcribe', operation: 'ListTranscriptionJobs', method: 'POST', document: '{"MaxResults":"5"}' }, 'type of MaxResults.'],
  ['a bound', { service: 'transcribe', operation: 'ListTranscriptionJobs', method: 'POST', document: '{"MaxResults":101}' }, 'maximum 100 of MaxResults.'],
  [
    'a pattern',
    { service: 'transcribe', operation: 'GetTranscriptionJob', method: 'POST', document: '{"TranscriptionJobName":" "}' },
    'pattern of TranscriptionJobName.',
  ],
  [
    'a missing member',
    { service: 'transcribe', operation: 'StartTranscriptionJob', method: 'POST', document: '{"TranscriptionJobName":"a"}' },
    'required Media missing',
  ],
  [
    'an XML element',
    { operation: 'CompleteMultipartUpload', method: 'POST', url: '/b/k?uploadId=1', document: '<CompleteMultipartUpload><Piece/></CompleteMultipartUpload>' },
    'element CompleteMultipartUpload.Piece',
  ],
])('a departure in %s is told', ([, change, told], context) => {
  context.skip(missing !== null, missing ?? '');
  const plain: LoggedRequest = {
    index: 0,
    at: 0,
    service: 's3',
    operation: 'PutObject',
    method: 'PUT',
    url: '/b/k',
    headers: {},
    document: null,
    status: 200,
    code: null,
    bytesIn: 0,
    bytesOut: 0,
    fault: null,
  };
  expect(departures([{ ...plain, ...change }])).toEqual([`${change.operation ?? 'PutObject'}: ${told}`]);
});
