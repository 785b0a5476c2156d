// Transcribe's job operations as the SDK sees them, moved by a clock in the test's hand.
import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
  DeleteTranscriptionJobCommand,
  GetTranscriptionJobCommand,
  LanguageCode,
  ListTranscriptionJobsCommand,
  StartTranscriptionJobCommand,
  type StartTranscriptionJobCommandInput,
  type TranscribeClient,
  type TranscriptionJob,
} from '@aws-sdk/client-transcribe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientsFor, refusalOf } from '../clients.ts';
import { silentWav } from '../silent-wav.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import type { JobPace } from './jobs.ts';
import type { KnownRecording } from './known-recordings.ts';
import { LANGUAGE_CODES } from './language-codes.ts';

const Bucket = 'galley-test';
const RUNNING = 60_000;

const known = silentWav(2);
const item = (content: string, start: string, end: string, id: number): object => ({
  id,
  type: 'pronunciation',
  alternatives: [{ confidence: '0.9', content }],
  start_time: start,
  end_time: end,
  speaker_label: 'spk_0',
});
const recording: KnownRecording = {
  sha256: createHash('sha256').update(known).digest('hex'),
  format: 'wav',
  sampleRate: 16_000,
  language: 'en-GB',
  resultJson: JSON.stringify({
    jobName: 'sample',
    accountId: '000000000000',
    status: 'COMPLETED',
    results: {
      transcripts: [{ transcript: 'hello there' }],
      items: [item('hello', '0.1', '0.5', 0), item('there', '0.6', '1.1', 1)],
      speaker_labels: { speakers: 1, segments: [] },
      audio_segments: [{ id: 0, transcript: 'hello there', start_time: '0.1', end_time: '1.1', speaker_label: 'spk_0', items: [0, 1] }],
      segments: [{ start_time: '0.1', end_time: '1.1', alternatives: [1, 2, 3].map((n) => ({ transcript: `hello there ${n}`, items: [] })) }],
    },
  }),
};

let standIn: StandIn;
let transcribe: TranscribeClient;
let passed = 0;
const MediaFileUri = `s3://${Bucket}/in/known.wav`;

async function start(pace: Partial<JobPace> = {}): Promise<void> {
  passed = 0;
  standIn = await startStandIn({ buckets: [Bucket], recordings: [recording], jobs: { running: RUNNING, ...pace }, now: () => Date.now() + passed });
  const clients = clientsFor(standIn);
  transcribe = clients.transcribe;
  await clients.s3.send(new PutObjectCommand({ Bucket, Key: 'in/known.wav', Body: known }));
}

/** Time goes on for the service without the test waiting; in steps, so that the SDK's signatures stay fresh. */
const pass = (millis: number): void => void (passed += millis);
const base = { TranscriptionJobName: 'job', LanguageCode: 'en-GB', Media: { MediaFileUri } } as const;

async function begin(more: Partial<StartTranscriptionJobCommandInput> = {}): Promise<TranscriptionJob> {
  return (await transcribe.send(new StartTranscriptionJobCommand({ ...base, ...more }))).TranscriptionJob ?? {};
}
async function get(TranscriptionJobName = 'job'): Promise<TranscriptionJob> {
  return (await transcribe.send(new GetTranscriptionJobCommand({ TranscriptionJobName }))).TranscriptionJob ?? {};
}
async function resultAt(key: string): Promise<{ jobName: string; accountId: string; results: Record<string, unknown> }> {
  return JSON.parse((await standIn.object(Bucket, key))?.toString('utf8') ?? 'null') as {
    jobName: string;
    accountId: string;
    results: Record<string, unknown>;
  }; // the fixture above
}

beforeEach(() => start());
afterEach(() => standIn.close());

describe('states over time', () => {
  test('a fresh job is shown by Start and Get as the service shows it', async () => {
    const fresh = await begin();
    expect(fresh).toMatchObject({ TranscriptionJobStatus: 'IN_PROGRESS', LanguageCode: 'en-GB', Media: { MediaFileUri } });
    expect(fresh).not.toHaveProperty('Settings');
    const job = await get();
    expect(job).toMatchObject({ TranscriptionJobStatus: 'IN_PROGRESS', Settings: { ChannelIdentification: false, ShowAlternatives: false }, Transcript: {} });
    expect(job.StartTime).toBeInstanceOf(Date);
    expect(job).not.toHaveProperty('MediaFormat');
  });

  test('a job waits, runs and completes at its times, whether anybody asks or not', async () => {
    await standIn.close();
    await start({ queued: 10_000 });
    await begin();
    expect(await get()).toMatchObject({ TranscriptionJobStatus: 'QUEUED' });
    pass(10_000);
    expect(await get()).toMatchObject({ TranscriptionJobStatus: 'IN_PROGRESS' });
    pass(RUNNING + 5000);
    const done = await get();
    expect(done).toMatchObject({ TranscriptionJobStatus: 'COMPLETED', MediaFormat: 'wav', MediaSampleRateHertz: 16_000 });
    expect(Number(done.CompletionTime) - Number(done.StartTime)).toBe(RUNNING);
  });

  test('over the limit a job is refused, unless it may wait; then it begins when one ends', async () => {
    await standIn.close();
    await start({ concurrent: 1 });
    await begin({ TranscriptionJobName: 'one' });
    expect(await refusalOf(begin({ TranscriptionJobName: 'two' }))).toMatchObject({ name: 'LimitExceededException', status: 429 });
    const JobExecutionSettings = { AllowDeferredExecution: true, DataAccessRoleArn: 'arn:aws:iam::000000000000:role/transcribe' };
    expect(await begin({ TranscriptionJobName: 'two', JobExecutionSettings })).toMatchObject({ TranscriptionJobStatus: 'QUEUED' });
    pass(RUNNING + 1000);
    const [one, two] = [await get('one'), await get('two')];
    expect(two.StartTime).toEqual(one.CompletionTime);
  });
});

describe('results', () => {
  test.each([
    [{ OutputBucketName: Bucket }, 'job.json'],
    [{ OutputBucketName: Bucket, OutputKey: 'out/exact.json' }, 'out/exact.json'],
    [{ OutputBucketName: Bucket, OutputKey: 'out/' }, 'out/job.json'],
    [{ OutputBucketName: Bucket, OutputKey: 'out' }, 'out/job.json'],
  ])('with %j the result lies at %s, told as a plain address', async (where, key) => {
    await begin(where);
    pass(RUNNING);
    const { Transcript } = await get();
    expect(Transcript?.TranscriptFileUri).toBe(`${standIn.url}/${Bucket}/${key}`);
    expect(await resultAt(key)).toMatchObject({ jobName: 'job', accountId: '000000000000' });
    expect((await fetch(Transcript?.TranscriptFileUri ?? '')).status).toBe(403);
  });

  test('without a bucket the service gives a link, and it dies after fifteen minutes', async () => {
    await begin();
    pass(RUNNING);
    const link = (await get()).Transcript?.TranscriptFileUri ?? '';
    expect(new URL(link).pathname).toMatch(/\/asrOutput\.json$/);
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link.replace(/Signature=\w/, 'Signature=f'))).status).toBe(403);
    pass(14 * 60_000);
    expect((await fetch(link)).status).toBe(200);
    pass(60_001);
    const late = await fetch(link);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('<Message>Request has expired</Message>');
  });

  test('a result holds what was asked for and nothing more', async () => {
    await begin({ TranscriptionJobName: 'plain', OutputBucketName: Bucket });
    await begin({
      TranscriptionJobName: 'rich',
      OutputBucketName: Bucket,
      Settings: { ShowSpeakerLabels: true, MaxSpeakerLabels: 2, ShowAlternatives: true, MaxAlternatives: 2 },
    });
    pass(RUNNING);
    expect(await get('rich')).toMatchObject({ Settings: { MaxSpeakerLabels: 2, MaxAlternatives: 2, ChannelIdentification: false } });
    const [plain, rich] = [(await resultAt('plain.json')).results, (await resultAt('rich.json')).results];
    expect(JSON.stringify(plain)).not.toContain('speaker');
    expect(plain).not.toHaveProperty('segments');
    expect(rich).toMatchObject({
      speaker_labels: { speakers: 1 },
      segments: [{ alternatives: [{ transcript: 'hello there 1' }, { transcript: 'hello there 2' }] }],
    });
  });

  test('languages are identified', async () => {
    const Output = { OutputBucketName: Bucket, LanguageCode: undefined };
    await begin({ ...Output, TranscriptionJobName: 'one', IdentifyLanguage: true, LanguageOptions: ['en-US', 'fr-FR'] });
    await begin({ ...Output, TranscriptionJobName: 'some', IdentifyMultipleLanguages: true });
    pass(RUNNING);
    expect(await get('one')).toMatchObject({ LanguageCode: 'en-US', IdentifyLanguage: true, IdentifiedLanguageScore: expect.any(Number) as number });
    expect(await get('some')).toMatchObject({ LanguageCodes: [{ LanguageCode: 'en-GB', DurationInSeconds: 1.1 }] });
    expect((await resultAt('one.json')).results).toMatchObject({ language_code: 'en-US', language_identification: [{ code: 'en-US' }] });
    expect((await resultAt('some.json')).results).toMatchObject({ language_codes: [{ language_code: 'en-GB' }] });
  });
});

describe('failures', () => {
  test.each([
    ['sound it does not know', silentWav(3), {}, /practice service.*only the sample recordings/],
    ['bytes that are no media', Buffer.from('just text'), {}, /^Unsupported media format$/],
    ['less than half a second', silentWav(0.4), {}, /^The input media file length is too small\./],
    ['a rate over 48 kHz', silentWav(1, 96_000), {}, /^Invalid sample rate for audio file$/],
    ['three channels', silentWav(1, 16_000, 3), {}, /^Invalid number of channels: number of channels too large$/],
    ['another format than told', silentWav(1), { MediaFormat: 'mp3' as const }, /^The media format provided does not match the detected media format$/],
    ['another rate than told', silentWav(1), { MediaSampleRateHertz: 8000 }, /^The sample rate provided does not match the detected sample rate$/],
  ])('%s fails with the reason', async (_what, Body, more, reason) => {
    await clientsFor(standIn).s3.send(new PutObjectCommand({ Bucket, Key: 'in/other', Body }));
    await begin({ Media: { MediaFileUri: `s3://${Bucket}/in/other` }, ...more });
    pass(RUNNING);
    const job = await get();
    expect(job).toMatchObject({ TranscriptionJobStatus: 'FAILED', Transcript: {} });
    expect(job.FailureReason).toMatch(reason);
  });
});

describe('refusals', () => {
  test('an unknown job is a bad request, on Get and on Delete', async () => {
    const message = "The requested job couldn't be found. Check the job name and try your request again.";
    expect(await refusalOf(get('nobody'))).toEqual({ name: 'BadRequestException', status: 400, message });
    expect(await refusalOf(transcribe.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: 'nobody' })))).toEqual({
      name: 'BadRequestException',
      status: 400,
      message,
    });
  });

  test('a name is taken until its job is deleted, and a running job cannot be', async () => {
    await begin();
    expect(await refusalOf(begin())).toMatchObject({ name: 'ConflictException', status: 400 });
    const remove = (): Promise<unknown> => transcribe.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: 'job' }));
    expect(await refusalOf(remove())).toMatchObject({ name: 'BadRequestException' });
    pass(RUNNING);
    await remove();
    await begin();
  });

  test.each<[Partial<StartTranscriptionJobCommandInput>, RegExp]>([
    [{ LanguageCode: undefined }, /^The language code is missing\. Either add a language code or turn on language identification\.$/],
    [{ IdentifyLanguage: true }, /only one of/],
    [
      { LanguageCode: 'non-existent' as 'en-US' },
      /^1 validation error detected: Value 'non-existent' at 'languageCode' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    ],
    [{ TranscriptionJobName: 'a b', MediaSampleRateHertz: 1 }, /^2 validation errors detected: .*'transcriptionJobName'.*; .*'mediaSampleRateHertz'/],
    [{ Settings: { ShowSpeakerLabels: true } }, /MaxSpeakerLabels/],
    [{ Settings: { MaxSpeakerLabels: 3 } }, /ShowSpeakerLabels/],
    [{ Settings: { ShowSpeakerLabels: true, MaxSpeakerLabels: 1 } }, /'settings\.maxSpeakerLabels' failed.*greater than or equal to 2/],
    [{ Settings: { ShowAlternatives: true } }, /MaxAlternatives/],
    [{ LanguageCode: undefined, IdentifyLanguage: true, LanguageOptions: ['en-US'] }, /at least two language codes/],
    [{ OutputKey: 'x.json' }, /OutputBucketName/],
    [{ OutputBucketName: 'not-there' }, /can't be accessed/],
    [{ Media: { MediaFileUri: 's3://not-there/x' } }, /can't be accessed/],
    [{ Media: { MediaFileUri: `s3://${Bucket}/not-there` } }, /doesn't point to an S3 object/],
    [{ JobExecutionSettings: { AllowDeferredExecution: true } }, /DataAccessRoleArn/],
  ])('%j is refused before a job is made', async (more, message) => {
    const refusal = await refusalOf(begin(more));
    expect(refusal).toMatchObject({ name: 'BadRequestException', status: 400 });
    expect(refusal.message).toMatch(message);
    expect(await standIn.jobs()).toEqual([]);
  });

  test('the language codes are those of the SDK', () => {
    expect([...LANGUAGE_CODES].sort()).toEqual(Object.values<string>(LanguageCode).sort());
  });
});

describe('listing', () => {
  test('five at a time, newest first, every job once, filtered by name and state', async () => {
    for (let index = 0; index < 12; index += 1) {
      await begin({ TranscriptionJobName: `Galley-${String(index)}` });
      pass(1000);
    }
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await transcribe.send(new ListTranscriptionJobsCommand(NextToken === undefined ? {} : { NextToken }));
      expect(page.TranscriptionJobSummaries?.length).toBeLessThanOrEqual(5);
      names.push(...(page.TranscriptionJobSummaries ?? []).map((job) => job.TranscriptionJobName ?? ''));
      // a job that comes in between must not shift the pages
      if (names.length === 5) await begin({ TranscriptionJobName: 'between' });
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual(Array.from({ length: 12 }, (_, index) => `Galley-${String(11 - index)}`));
    const filtered = await transcribe.send(new ListTranscriptionJobsCommand({ JobNameContains: 'gALLEY-1', MaxResults: 100 }));
    expect(filtered.TranscriptionJobSummaries?.map((job) => job.TranscriptionJobName)).toEqual(['Galley-11', 'Galley-10', 'Galley-1']);
    pass(RUNNING - 6000);
    const done = await transcribe.send(new ListTranscriptionJobsCommand({ Status: 'COMPLETED', MaxResults: 100 }));
    expect(done.TranscriptionJobSummaries).toHaveLength(7);
    expect(done.TranscriptionJobSummaries?.[0]).toMatchObject({ OutputLocationType: 'SERVICE_BUCKET' });
    expect(done.TranscriptionJobSummaries?.[0]).not.toHaveProperty('Media');
    expect(await refusalOf(transcribe.send(new ListTranscriptionJobsCommand({ NextToken: 'made-up' })))).toMatchObject({ name: 'BadRequestException' });
  });
});
