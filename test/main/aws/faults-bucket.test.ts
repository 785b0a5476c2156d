// Faults of the bucket: missing, elsewhere, somebody else's, forbidden, half made, with rules of its own.
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect } from 'vitest';
import { errorSentence } from '../../../src-core/contract/error-text.ts';
import { fault } from '../../faults/fault.ts';
import { clientsFor } from '../../stand-in/clients.ts';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { PART, UploadWorld } from './upload-world.ts';
import { KNOWN_MEDIA, type StandInCloudOptions } from './stand-in-cloud.ts';

let world: UploadWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

async function open(options: StandInCloudOptions = {}): Promise<UploadWorld> {
  world = await UploadWorld.open(options);
  return world;
}

/** Requests that carried a recording, or began to. */
const bytesSent = (w: UploadWorld): number => ['PutObject', 'UploadPart', 'CreateMultipartUpload'].reduce((sum, operation) => sum + w.asked(operation), 0);

/** A practice user who may not do these things. */
const without = (...deny: string[]): StandInCloudOptions => ({ credentials: [{ ...practiceCredentials, deny }] });

const useBucket = (w: UploadWorld, bucket: string): void => w.library.settings.put({ ...w.library.settings.get(), bucket, bucketOwner: null });

describe('a bucket elsewhere', () => {
  fault('A10', 'the bucket lies in us-west-2, Transcribe is asked in eu-west-1', async (seen) => {
    const w = await open();
    const far = clientsFor({ ...w.aws.standIn, region: 'us-west-2' }).s3;
    await far.send(new CreateBucketCommand({ Bucket: 'far-away', CreateBucketConfiguration: { LocationConstraint: 'us-west-2' } }));
    useBucket(w, 'far-away');
    const id = await w.start('a');
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'wrong-region', details: { bucketRegion: 'us-west-2' } } });
    expect(bytesSent(w)).toBe(0);
    seen('refused before a byte is sent');
    expect(w.sentence(id)).toContain('The bucket lies in another region (us-west-2); Transcribe reads only from its own.');
    seen('told which region it lies in');
    expect((await w.credentials.test()).bucket).toMatchObject({ state: 'other-region', region: 'us-west-2' });
    seen('the connection test names it, too');
  });

  fault('A10', 'S3 answers a part with 301 and another region', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'redirect', region: 'eu-north-1', times: 3 });
    const id = await w.start('a');
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'wrong-region', details: { region: 'eu-north-1' } } });
    seen('not taken for success, not followed with the wrong signature');
    expect(w.sentence(id)).toContain('(eu-north-1)');
    seen('told which region it names');
  });
});

describe('a bucket or a right that is missing', () => {
  fault('A11', 'the bucket does not exist', async (seen) => {
    const w = await open();
    useBucket(w, 'not-made-yet');
    const id = await w.start('a');
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'bucket-missing' } });
    expect([bytesSent(w), w.sentence(id)]).toEqual([0, expect.stringContaining('The bucket “not-made-yet” does not exist.') as unknown]);
    seen('told by name before a byte is sent');
    expect((await w.credentials.test()).bucket).toMatchObject({ state: 'missing' });
    await w.credentials.makeBucket();
    w.runner.retry(id);
    await w.until(() => w.job(id).state !== 'failed');
    expect(await w.arrives(id)).toBe(true);
    seen('made from the settings, the job goes on');
  });

  const every = [
    's3:PutObject',
    's3:GetObject',
    's3:ListMultipartUploadParts',
    's3:AbortMultipartUpload',
    's3:ListBucketMultipartUploads',
    's3:DeleteObject',
    'transcribe:ListTranscriptionJobs',
    'transcribe:GetTranscriptionJob',
    'transcribe:DeleteTranscriptionJob',
    's3:ListBucket',
  ];
  fault('A11', `each of ${every.length} rights is missing, one at a time`, async (seen) => {
    for (const action of every) {
      const w = await open(without(action));
      const { rights, policies } = await w.credentials.test();
      expect({ action, denied: rights?.filter(({ state }) => state === 'denied').map((right) => right.action) }).toEqual({ action, denied: [action] });
      const policy = JSON.parse(policies.missing ?? '') as { Statement: { Action: string[]; Resource: string }[] }; // our own document
      expect(policy.Statement.flatMap(({ Action }) => Action)).toEqual([action]);
      const bucket = 'arn:aws:s3:::newsroom';
      const onBucket = action === 's3:ListBucket' || action === 's3:ListBucketMultipartUploads';
      expect(policy.Statement[0]?.Resource).toBe(!action.startsWith('s3:') ? '*' : onBucket ? bucket : `${bucket}/galley/*`);
      await w.close();
      world = null;
    }
    seen('the connection test names it and no other');
    seen('the policy to copy grants it on our prefix and nothing beside it');
  });

  fault('A11', 'nothing is missing, and then several rights are', async (seen) => {
    const w = await open();
    const { rights, policies } = await w.credentials.test();
    expect(rights?.filter(({ state }) => state !== 'allowed').map(({ action }) => action)).toEqual(['transcribe:StartTranscriptionJob']);
    expect(policies.missing).toBeNull();
    expect(JSON.parse(policies.full ?? '')).toMatchObject({ Version: '2012-10-17' });
    expect([w.aws.standIn.uploads(), w.aws.standIn.buckets()[0]?.objects, await w.aws.standIn.jobs()]).toEqual([[], {}, []]);
    seen('reads, writes, lists and aborts under our prefix and leaves nothing behind; only starting a job is not tried');
    await w.close();
    const poor = await open(without('s3:PutObject', 's3:GetObject', 's3:ListBucket'));
    const told = (await poor.credentials.test()).rights ?? [];
    const state = (action: string): string | undefined => told.find((right) => right.action === action)?.state;
    expect([state('s3:PutObject'), state('s3:GetObject'), state('s3:AbortMultipartUpload')]).toEqual(['denied', 'untried', 'untried']);
    seen('what cannot be known is called untried, not missing');
  });

  for (const step of ['s3:PutBucketPublicAccessBlock', 's3:PutEncryptionConfiguration', 's3:PutLifecycleConfiguration'])
    fault('A11', `making a bucket breaks off at ${step}`, async (seen) => {
      const operation =
        { 's3:PutBucketPublicAccessBlock': 'PutPublicAccessBlock', 's3:PutEncryptionConfiguration': 'PutBucketEncryption' }[step] ??
        'PutBucketLifecycleConfiguration';
      const w = await open();
      useBucket(w, 'galley-of-the-desk');
      w.aws.standIn.faults.add({ operation, do: 'status', status: 403, code: 'AccessDenied', times: Infinity });
      const failure: unknown = await w.credentials.makeBucket().catch((thrown: unknown) => thrown);
      expect(errorSentence(failure)).toContain(`AWS did not allow it (${step} on galley-of-the-desk).`);
      seen('told which step is not allowed');
      expect((await w.credentials.test()).bucket).toMatchObject({ state: 'ready', unfinished: true });
      w.aws.standIn.faults.clear();
      await w.credentials.makeBucket();
      expect(Object.keys(w.aws.standIn.settings('galley-of-the-desk')).sort()).toEqual(['encryption', 'lifecycle', 'publicAccessBlock']);
      expect(w.asked('CreateBucket')).toBe(1);
      expect((await w.credentials.test()).bucket).toMatchObject({ state: 'ready', unfinished: false });
      seen('the next try adds what is missing and makes nothing twice');
    });

  fault('A11', 'the bucket to make is there already, and ours, without our settings', async (seen) => {
    const w = await open();
    await w.credentials.makeBucket();
    expect([w.aws.standIn.settings('newsroom'), w.asked('CreateBucket')]).toEqual([{}, 0]);
    seen('left exactly as it is');
  });
});

describe('a bucket of somebody else', () => {
  fault('S17', 'the bucket is deleted between two jobs, and a stranger makes one of that name', async (seen) => {
    const w = await open();
    const first = await w.start('a');
    expect(await w.arrives(first)).toBe(true);
    expect(w.library.settings.get().bucketOwner).toBe('000000000000');
    const toBucket = w.aws.standIn.log.all().filter(({ service, operation }) => service === 's3' && operation !== 'CreateBucket');
    expect(toBucket.filter(({ headers }) => headers['x-amz-expected-bucket-owner'] !== '000000000000')).toEqual([]);
    seen('after the first check every request to S3 demands the owner');
    w.aws.standIn.giveAway('newsroom', '999988887777');
    const before = bytesSent(w);
    const second = await w.start('b');
    expect(await w.untilSent(second)).toMatchObject({ state: 'failed', failure: { code: 'bucket-foreign' } });
    expect(bytesSent(w)).toBe(before);
    seen('stopped before the first byte');
    expect(w.sentence(second)).toContain('The bucket “newsroom” does not belong to the account “000000000000” it is expected of. Nothing was sent to it.');
    seen('told whose it should be, and that nothing was sent');
  });

  fault('S17', 'the bucket named at set-up is a stranger’s who lets everybody write', async (seen) => {
    const w = await open();
    w.aws.standIn.giveAway('newsroom', '999988887777');
    expect((await w.credentials.test()).bucket).toMatchObject({ state: 'other-owner', owner: '000000000000' });
    const id = await w.start('a', KNOWN_MEDIA);
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'bucket-foreign' } });
    expect(bytesSent(w)).toBe(0);
    seen('neither the connection test nor a job takes it');
    w.library.settings.put({ ...w.library.settings.get(), bucketOwner: '999988887777' });
    expect((await w.credentials.test()).bucket).toMatchObject({ state: 'ready', owner: '999988887777' });
    const lent = await w.start('b', KNOWN_MEDIA);
    await w.until(() => w.job(lent).state === 'done');
    seen('named in the settings as the lender, it is used');
  });

  fault('S17', 'the bucket changes hands in the middle of an upload', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 3, do: 'reset', times: 4 });
    const id = await w.start('a', 5 * PART);
    await w.untilTold(id, 'network');
    const before = w.asked('UploadPart');
    w.aws.standIn.giveAway('newsroom', '999988887777');
    expect(await w.untilSent(id)).toMatchObject({ state: 'failed', failure: { code: 'bucket-foreign' } });
    expect(w.asked('UploadPart')).toBe(before);
    seen('no further part is sent, told by its own sentence');
  });
});

describe('rules of the bucket', () => {
  for (const [name, status, code, message] of [
    ['a KMS key that is switched off', 400, 'KMS.DisabledException', 'arn:aws:kms:eu-west-1:000000000000:key/1 is disabled.'],
    ['a policy against unencrypted objects', 403, 'AccessDenied', 'explicit deny in a resource-based policy: s3:x-amz-server-side-encryption is required'],
    ['an object lock', 400, 'InvalidRequest', 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters'],
    ['a requester who pays', 403, 'AccessDenied', 'requester pays: the request must include x-amz-request-payer'],
  ] as const)
    fault('A20', `${name} refuses the object`, async (seen) => {
      const w = await open();
      w.aws.standIn.faults.add({ operation: 'PutObject', do: 'status', status, code, message, times: Infinity });
      const id = await w.start('a', KNOWN_MEDIA);
      const job = await w.untilSent(id);
      expect(job).toMatchObject({ state: 'failed', failure: { message } });
      seen('S3’s own words reach the job');
      const asked = w.asked('PutObject');
      await w.pass(600_000);
      expect([asked, w.asked('PutObject')]).toEqual([1, 1]);
      seen('not tried again blindly');
    });

  fault('A20', 'a KMS key is named in the settings', async (seen) => {
    const w = await open();
    w.library.settings.put({ ...w.library.settings.get(), kmsKey: 'alias/newsroom' });
    const [small, large] = [await w.start('a', KNOWN_MEDIA), await w.start('b', 2 * PART)];
    for (const id of [small, large]) expect(await w.arrives(id)).toBe(true);
    for (const operation of ['PutObject', 'CreateMultipartUpload'])
      expect(w.aws.standIn.log.all(operation)[0]?.headers).toMatchObject({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'alias/newsroom',
      });
    seen('every object is put with that key, whole or in parts');
    expect((await w.credentials.test()).policies.full).toContain('kms:GenerateDataKey');
    seen('the policy to copy includes the key');
  });
});
