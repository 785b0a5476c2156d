// The same laws for the fake that other tests lean on and for the adapter that speaks to AWS.
import { FakeCloud } from '../../fakes/fake-cloud.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import { practiceCredentials } from '../../stand-in/stand-in.ts';
import { describeCloud, type CloudWorld, type LosableCall } from './cloud-conformance.ts';
import { KNOWN_MEDIA, openStandInCloud } from './stand-in-cloud.ts';

const PACE = { queueMillis: 1000, workMillis: 2000 } as const;
const FAR = { name: 'far-away-bucket', region: 'us-west-2' } as const;
const BAD_MEDIA = new TextEncoder().encode('nothing anybody could transcribe');
const encoder = new TextEncoder();

describeCloud('the fake', async (): Promise<CloudWorld> => {
  const clock = new ManualClock();
  const result = encoder.encode(JSON.stringify({ results: { transcripts: [{ transcript: 'Good evening.' }] } }));
  const cloud = new FakeCloud({
    now: () => clock.now(),
    ...PACE,
    outcome: (_request, media) =>
      Buffer.compare(media, KNOWN_MEDIA) === 0 ? { kind: 'completed', result } : { kind: 'failed', reason: 'Unsupported media format' },
  });
  cloud.addBucket(FAR.name, { region: FAR.region });
  return {
    connection: await cloud.connect({ profile: null, region: null }),
    ...{ bucket: 'newsroom', farBucket: FAR, goodMedia: KNOWN_MEDIA, badMedia: BAD_MEDIA, ...PACE },
    pass: (millis) => clock.jumpWallClock(millis),
    loseAnswer: (call) => cloud.loseAnswer(call),
    openUploads: () => cloud.openUploads,
    jobsStarted: () => Promise.resolve(cloud.jobsStarted),
    close: () => Promise.resolve(),
  };
});

const OPERATIONS: Readonly<Record<LosableCall, string>> = {
  'objects.put': 'PutObject',
  'parts.complete': 'CompleteMultipartUpload',
  'speech.start': 'StartTranscriptionJob',
};

describeCloud('the adapter, over the stand-in', async (): Promise<CloudWorld> => {
  const opened = await openStandInCloud({ jobs: { queued: PACE.queueMillis, running: PACE.workMillis } });
  const { standIn, cloud } = opened;
  const far = new S3Client({ region: FAR.region, endpoint: standIn.url, forcePathStyle: true, credentials: practiceCredentials });
  await far.send(new CreateBucketCommand({ Bucket: FAR.name, CreateBucketConfiguration: { LocationConstraint: FAR.region } }));
  far.destroy();
  return {
    connection: await cloud.connect({ profile: null, region: null }),
    ...{ bucket: 'newsroom', farBucket: FAR, goodMedia: KNOWN_MEDIA, badMedia: BAD_MEDIA, ...PACE },
    pass: opened.pass,
    loseAnswer: (call) => standIn.faults.add({ operation: OPERATIONS[call], do: 'lose-reply', times: 2 }),
    openUploads: () => standIn.uploads().length,
    jobsStarted: async () => (await standIn.jobs()).length,
    close: opened.close,
  };
});
