// S3 as the SDK sees it: objects, ranges, conditions, listings, buckets.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type ChecksumAlgorithm,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientsFor, refusalOf } from '../clients.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';

let standIn: StandIn;
let s3: S3Client;
const Bucket = 'galley-test';

beforeAll(async () => {
  standIn = await startStandIn({ buckets: [Bucket] });
  s3 = clientsFor(standIn).s3;
});
afterAll(() => standIn.close());

async function bytesOf(Key: string, Range?: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(Range === undefined ? {} : { Range }) }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe('objects', () => {
  test('an object comes back byte for byte with its type, metadata and checksum', async () => {
    const Body = randomBytes(300_000);
    const Key = "odd names/ü+&'(1)*~ %.m4a";
    const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'audio/mp4', Metadata: { take: 'two' } }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
    expect(got).toMatchObject({
      ContentType: 'audio/mp4',
      Metadata: { take: 'two' },
      ContentLength: 300_000,
      ETag: put.ETag,
      ChecksumCRC32: put.ChecksumCRC32,
    });
  });

  test.each<ChecksumAlgorithm>(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'])(
    'a stream sent as aws-chunked with a %s trailer is stored without its framing',
    async (ChecksumAlgorithm) => {
      const bytes = randomBytes(200_000);
      const stream = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]);
      await s3.send(new PutObjectCommand({ Bucket, Key: `stream-${ChecksumAlgorithm}`, Body: stream, ContentLength: bytes.length, ChecksumAlgorithm }));
      const logged = standIn.log.all('PutObject').at(-1);
      expect(logged?.headers['x-amz-trailer']).toBe(`x-amz-checksum-${ChecksumAlgorithm.toLowerCase()}`);
      expect((await bytesOf(`stream-${ChecksumAlgorithm}`)).equals(bytes)).toBe(true);
    },
  );

  test('ranges answer exactly their bytes, and 416 past the end', async () => {
    const Body = randomBytes(5000);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'ranged', Body }));
    expect((await bytesOf('ranged', 'bytes=10-19')).equals(Body.subarray(10, 20))).toBe(true);
    expect((await bytesOf('ranged', 'bytes=4990-')).equals(Body.subarray(4990))).toBe(true);
    expect((await bytesOf('ranged', 'bytes=-7')).equals(Body.subarray(4993))).toBe(true);
    expect((await bytesOf('ranged', 'bytes=4990-99999')).equals(Body.subarray(4990))).toBe(true);
    expect(await refusalOf(bytesOf('ranged', 'bytes=5000-'))).toMatchObject({ name: 'InvalidRange', status: 416 });
  });

  test('conditions hold: no overwrite, not modified, wrong match', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: 'first', IfNoneMatch: '*' }));
    expect(await refusalOf(s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: 'second', IfNoneMatch: '*' })))).toMatchObject({
      name: 'PreconditionFailed',
      status: 412,
    });
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'once' }));
    expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'once', IfNoneMatch: ETag })))).toMatchObject({ status: 304 });
    expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'once', IfMatch: '"other"' })))).toMatchObject({ status: 412 });
    expect((await bytesOf('once')).toString()).toBe('first');
  });

  test('absent keys and buckets are told apart', async () => {
    expect(await refusalOf(bytesOf('none'))).toMatchObject({ name: 'NoSuchKey', status: 404 });
    expect(await refusalOf(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })))).toMatchObject({ name: 'NotFound', status: 404 });
    expect(await refusalOf(s3.send(new GetObjectCommand({ Bucket: 'nobody', Key: 'none' })))).toMatchObject({ name: 'NoSuchBucket', status: 404 });
    expect(await refusalOf(s3.send(new HeadBucketCommand({ Bucket: 'nobody' })))).toMatchObject({ name: 'NotFound', status: 404 });
  });

  test('a copy has the same bytes, and deleting the source leaves it', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from', Body: 'copied', ContentType: 'text/plain' }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'from' }));
    expect((await bytesOf('to')).toString()).toBe('copied');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'from' }));
  });

  test('an object put anew is the new one', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'anew', Body: 'old' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'anew', Body: 'newer' }));
    expect((await bytesOf('anew')).toString()).toBe('newer');
  });
});

describe('listing', () => {
  test('pages, prefixes and delimiters tell every key once, in byte order', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'listed' }));
    const keys = ['a', 'b/1', 'b/2', 'b/sub/x', 'c d', 'é', '\u{1F600}', '\uFF5E'];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: 'listed', Key, Body: 'x' }));
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: 'listed', MaxKeys: 3, ...(token === undefined ? {} : { ContinuationToken: token }) }));
      seen.push(...(page.Contents ?? []).map((one) => one.Key ?? ''));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(seen).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    const top = await s3.send(new ListObjectsV2Command({ Bucket: 'listed', Delimiter: '/' }));
    expect(top.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
    expect(top.Contents?.map((one) => one.Key)).not.toContain('b/1');
    const inside = await s3.send(new ListObjectsCommand({ Bucket: 'listed', Prefix: 'b/', Delimiter: '/', MaxKeys: 2 }));
    expect(inside).toMatchObject({ IsTruncated: true, NextMarker: 'b/2' });
    const gone = await s3.send(new DeleteObjectsCommand({ Bucket: 'listed', Delete: { Objects: keys.map((Key) => ({ Key })) } }));
    expect(gone.Deleted).toHaveLength(keys.length);
    await s3.send(new DeleteBucketCommand({ Bucket: 'listed' }));
  });
});

describe('buckets', () => {
  test('a bucket is made, told of and removed; a full one stays', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'made-here' }));
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map((bucket) => bucket.Name)).toContain('made-here');
    expect((await s3.send(new GetBucketLocationCommand({ Bucket: 'made-here' }))).LocationConstraint).toBeUndefined();
    expect((await s3.send(new HeadBucketCommand({ Bucket: 'made-here' }))).BucketRegion).toBe('us-east-1');
    expect(await refusalOf(s3.send(new DeleteBucketCommand({ Bucket })))).toMatchObject({ name: 'BucketNotEmpty', status: 409 });
    expect(await refusalOf(s3.send(new CreateBucketCommand({ Bucket: 'No_Good' })))).toMatchObject({ name: 'InvalidBucketName', status: 400 });
    await s3.send(new DeleteBucketCommand({ Bucket: 'made-here' }));
  });

  test('a bucket of another region is found only there, and says where', async () => {
    const abroad = clientsFor({ ...standIn, region: 'eu-central-1' }).s3;
    await abroad.send(new CreateBucketCommand({ Bucket: 'abroad', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
    expect((await abroad.send(new GetBucketLocationCommand({ Bucket: 'abroad' }))).LocationConstraint).toBe('eu-central-1');
    expect(await refusalOf(s3.send(new PutObjectCommand({ Bucket: 'abroad', Key: 'x', Body: 'x' })))).toMatchObject({ name: 'PermanentRedirect', status: 301 });
    const elsewhere = new CreateBucketCommand({ Bucket: 'wrong-place', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    expect(await refusalOf(abroad.send(elsewhere))).toMatchObject({ name: 'IllegalLocationConstraintException', status: 400 });
  });

  test('another owner than expected is refused before the first byte', async () => {
    const ours = { Bucket, Key: 'owned', Body: 'x', ExpectedBucketOwner: standIn.account };
    await s3.send(new PutObjectCommand(ours));
    expect(await refusalOf(s3.send(new PutObjectCommand({ ...ours, ExpectedBucketOwner: '111111111111' })))).toMatchObject({
      name: 'AccessDenied',
      status: 403,
    });
    expect(standIn.log.all('PutObject').at(-1)?.bytesIn).toBe(0);
  });

  test('settings documents come back as they were put', async () => {
    expect(await refusalOf(s3.send(new GetPublicAccessBlockCommand({ Bucket })))).toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration', status: 404 });
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual(PublicAccessBlockConfiguration);
    const Rules = [{ ID: 'parts', Status: 'Enabled' as const, Filter: { Prefix: 'galley/' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }];
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);
    const encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] };
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: encryption }));
    expect((await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration).toEqual(encryption);
  });

  test('a bucket named in the host is the same bucket', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'by/host', Body: 'seen' }));
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve) => {
      request(`${standIn.url}/by/host`, { headers: { host: `${Bucket}.localhost` } }, (reply) => resolve(reply.resume().statusCode)).end();
    });
    expect(status).toBe(403);
    expect(standIn.log.all('GetObject').at(-1)).toMatchObject({ url: '/by/host', code: 'AccessDenied' });
  });
});
