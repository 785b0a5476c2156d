// What Transcribe and the way to it do to jobs (A30–A40): the real runner and SDK against the stand-in, nothing sent or billed twice.
import { DeleteTranscriptionJobCommand, StartTranscriptionJobCommand } from '@aws-sdk/client-transcribe';
import { afterEach, expect } from 'vitest';
import { textOfCode } from '../../../src-core/contract/error-text.ts';
import type { JobId } from '../../../src-core/library/job.ts';
import { fault } from '../../faults/fault.ts';
import { clientsFor } from '../../stand-in/clients.ts';
import type { Fault } from '../../stand-in/faults.ts';
import { ENGLISH, JobWorld, type JobWorldOptions } from './job-world.ts';
import { KNOWN_MEDIA } from './stand-in-cloud.ts';

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.1' };

let world: JobWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

async function open(options: JobWorldOptions = {}): Promise<JobWorld> {
  world = await JobWorld.open(options);
  return world;
}

/** A reply of Transcribe in place of its own. */
const instead = (operation: string, document: unknown, more: Partial<Fault> = {}): Fault =>
  ({ operation, do: 'reply', status: 200, body: JSON.stringify(document), headers: JSON_HEADERS, ...more }) as Fault; // a reply with a place in the script

/** Somebody starts a job of this name at the service, without us. */
async function startElsewhere({ aws }: JobWorld, name: string, key: string, ours = true): Promise<void> {
  const { transcribe } = clientsFor(aws.standIn);
  const output = ours ? { OutputBucketName: 'newsroom', OutputKey: 'elsewhere/' } : {};
  await transcribe.send(
    new StartTranscriptionJobCommand({ TranscriptionJobName: name, LanguageCode: 'en-GB', Media: { MediaFileUri: `s3://newsroom/${key}` }, ...output }),
  );
  transcribe.destroy();
}

/** Media of somebody else in our bucket. */
async function putElsewhere({ aws }: JobWorld): Promise<void> {
  const { objects } = await aws.cloud.connect({ profile: null, region: null });
  await objects.put('newsroom', 'other.wav', KNOWN_MEDIA, new AbortController().signal);
}

async function forget({ aws }: JobWorld, name: string): Promise<void> {
  const { transcribe } = clientsFor(aws.standIn);
  await transcribe.send(new DeleteTranscriptionJobCommand({ TranscriptionJobName: name }));
  transcribe.destroy();
}

/** A job whose result the service keeps itself: one of ours, started from elsewhere over our media. */
async function jobKeptByService(studio: JobWorld): Promise<JobId> {
  const started = studio.aws.standIn.log.all('StartTranscriptionJob').length;
  studio.aws.standIn.faults.add({ operation: 'StartTranscriptionJob', do: 'status', status: 500, code: 'InternalFailure', times: Infinity });
  const { id } = await studio.start('kept');
  await studio.until(() => studio.aws.standIn.log.all('StartTranscriptionJob').length > started);
  await studio.restart(async () => {
    studio.aws.standIn.faults.clear();
    await startElsewhere(studio, studio.job(id).serviceName, studio.job(id).key, false);
    studio.aws.standIn.log.clear();
  });
  return id;
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

// ---------------------------------------------------------------- A30: names

fault('A30', 'the answer to StartTranscriptionJob is lost', async (seen) => {
  const studio = await open();
  studio.aws.standIn.faults.add({ operation: 'StartTranscriptionJob', do: 'lose-reply', times: 1 });
  const job = await studio.untilEnded((await studio.start('a')).id);
  expect(job.state).toBe('done');
  expect(await studio.aws.standIn.jobs()).toHaveLength(1);
  expect(studio.aws.standIn.log.all('StartTranscriptionJob').some(({ code }) => code === 'ConflictException')).toBe(true);
  seen('the conflict with our own job, told by its media; adopted; one job at Transcribe');
});

fault('A30', 'every answer to StartTranscriptionJob is lost until the studio is started again', async (seen) => {
  const studio = await open();
  studio.aws.standIn.faults.add({ operation: 'StartTranscriptionJob', do: 'lose-reply', times: Infinity });
  studio.aws.standIn.faults.add({ operation: 'GetTranscriptionJob', do: 'reset', times: Infinity });
  const { id } = await studio.start('a');
  await studio.until(async () => (await studio.aws.standIn.jobs()).length === 1);
  await studio.restart(async () => studio.aws.standIn.faults.clear());
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(await studio.aws.standIn.jobs()).toHaveLength(1);
  seen('the name saved before the first call is asked for again; one job at Transcribe, done');
});

fault('A30', 'the name is taken by a job over other media', async (seen) => {
  const studio = await open();
  await startElsewhereFirst(studio);
  const job = await studio.untilEnded((await studio.start('a')).id);
  expect(job.state).toBe('done');
  expect(job.serviceName).not.toBe('galley-00000000-0000-4000-8000-000000000001');
  expect((await studio.aws.standIn.jobs()).map(({ request }) => request.TranscriptionJobName)).toContain(job.serviceName);
  expect(text((await studio.library.results.get('a'))?.bytes)).toContain(job.serviceName);
  expect(studio.answered('PutObject')).toBe(2);
  seen('a new name, saved before it was used; the upload not sent again; our own result, not the other’s');
});

/** Takes the first name this studio will make. */
async function startElsewhereFirst(studio: JobWorld): Promise<void> {
  await putElsewhere(studio);
  await startElsewhere(studio, 'galley-00000000-0000-4000-8000-000000000001', 'other.wav');
}

// ---------------------------------------------------------------- A31, A8: room and patience

fault('A31', 'the account runs one job at a time, and it is somebody else’s; three are started', async (seen) => {
  const studio = await open({ jobs: { running: 0, concurrent: 1 } });
  await putElsewhere(studio);
  await startElsewhere(studio, 'theirs', 'other.wav');
  const [theirs] = await studio.aws.standIn.jobs();
  Object.assign(theirs!, { status: 'IN_PROGRESS', started: Date.now() + 3_600_000 });
  const jobs = await Promise.all(['a', 'b', 'c'].map((id) => studio.start(id)));
  await studio.until(() => jobs.every(({ id }) => studio.steps(id).includes('service-full')));
  expect(studio.aws.standIn.log.all('StartTranscriptionJob').some(({ code }) => code === 'LimitExceededException')).toBe(true);
  seen('each uploaded and waiting, and said to wait for the account');
  Object.assign(theirs!, { started: 0 });
  for (const { id } of jobs) expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.heard.filter(({ state }) => state === 'failed')).toEqual([]);
  expect([studio.answered('PutObject'), studio.answered('StartTranscriptionJob')]).toEqual([4, 4]);
  seen('handed over one after the other once there was room; none failed, none uploaded twice');
});

fault('A31', 'StartTranscriptionJob is a bad request: “You have too many jobs”', async (seen) => {
  const studio = await open();
  const message = 'You have too many jobs. Wait until at least one job completes and try your request again.';
  studio.aws.standIn.faults.add({ operation: 'StartTranscriptionJob', do: 'status', status: 400, code: 'BadRequestException', message, times: 3 });
  const { id } = await studio.start('a');
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.steps(id)).toContain('service-full');
  expect(studio.answered('PutObject')).toBe(1);
  seen('known by its words; waited, looked once a minute, done');
});

fault('A8', 'Transcribe throttles every call, eight times each', async (seen) => {
  const studio = await open();
  for (const operation of ['StartTranscriptionJob', 'ListTranscriptionJobs'])
    studio.aws.standIn.faults.add({ operation, do: 'status', status: 400, code: 'ThrottlingException', message: 'Rate exceeded', times: 8 });
  const { id } = await studio.start('a');
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.steps(id)).toContain('service-trouble');
  expect(studio.answered('StartTranscriptionJob')).toBe(1);
  seen('asked more slowly, never failed, done with one job');
});

// ---------------------------------------------------------------- A32: refusals

fault('A32', 'Transcribe does not know the language', async (seen) => {
  const studio = await open();
  const failed = await studio.untilEnded((await studio.start('a', { ...ENGLISH, language: { kind: 'one', code: 'tlh-KX' } })).id);
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'bad-request' } });
  expect(failed.failure?.message).toContain('languageCode');
  await studio.service.retry({ job: failed.id, options: ENGLISH });
  const job = await studio.untilEnded(failed.id);
  expect([job.state, job.options]).toEqual(['done', ENGLISH]);
  expect(studio.answered('PutObject')).toBe(1);
  seen('AWS’s own words shown; the options changed and the same job started again, without a second upload');
});

fault('A32', 'the upload is gone from the bucket when the job is started again', async (seen) => {
  const studio = await open();
  const { id } = await studio.untilEnded((await studio.start('a', { ...ENGLISH, language: { kind: 'one', code: 'tlh-KX' } })).id);
  const { objects } = await studio.aws.cloud.connect({ profile: null, region: null });
  await objects.remove('newsroom', studio.job(id).key);
  await studio.service.retry({ job: id, options: ENGLISH });
  const failed = await studio.untilEnded(id);
  expect(failed.failure?.advice).toBe('The uploaded file is no longer in the bucket. Trying again uploads it anew.');
  expect(studio.answered('PutObject')).toBe(1);
  await studio.service.retry({ job: id });
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.answered('PutObject')).toBe(2);
  seen('said that it is gone; uploaded anew only when asked to');
});

// ---------------------------------------------------------------- A33: failed jobs

fault('A33', 'the six documented reasons, and one nobody has documented', async (seen) => {
  const reasons = [
    'Unsupported media format',
    'The media format provided does not match the detected media format',
    'Invalid sample rate for audio file',
    'The sample rate provided does not match the detected sample rate',
    'Invalid file size: file size too large. Maximum audio duration is 4.000000 hours.Check the length of the file and try your request again.',
    'Invalid number of channels: number of channels too large',
    'Flux capacitor misaligned (0x7f)',
  ];
  const studio = await open();
  const told = [];
  for (const [index, reason] of reasons.entries()) {
    const name = `galley-00000000-0000-4000-8000-${String(index * 2 + 1).padStart(12, '0')}`;
    const summary = { TranscriptionJobName: name, TranscriptionJobStatus: 'FAILED', FailureReason: reason };
    studio.aws.standIn.faults.add(instead('ListTranscriptionJobs', { TranscriptionJobSummaries: [summary] }));
    const { failure } = await studio.untilEnded((await studio.start(`r${index}`)).id);
    expect(failure).toMatchObject({ code: 'job-failed', message: reason });
    told.push(failure?.advice ?? null);
  }
  expect(told.slice(0, 6).every((advice) => advice !== null && advice.length > 20)).toBe(true);
  expect(told.at(-1)).toBeNull();
  for (const { document } of studio.aws.standIn.log.all('StartTranscriptionJob')) expect(document).not.toMatch(/MediaFormat|MediaSampleRateHertz/);
  seen('each in Transcribe’s own words; six with advice; the unknown one verbatim; format and rate never sent');
});

fault('A33', 'a file Transcribe would refuse: six channels', async (seen) => {
  const studio = await open();
  studio.addRecording('a', KNOWN_MEDIA, {
    ...{ container: 'wav', size: KNOWN_MEDIA.byteLength, duration: 60_000, video: null, playable: true },
    audio: [{ codec: 'pcm', channels: 6, rate: 48_000, language: null }],
  });
  await expect(studio.service.start({ recording: 'a', options: ENGLISH })).rejects.toMatchObject({ code: 'bad-options' });
  expect(studio.aws.standIn.log.all()).toEqual([]);
  seen('refused before a byte was sent');
});

// ---------------------------------------------------------------- A34: links

fault('A34', 'the link to the result has run out when it is read', async (seen) => {
  const studio = await open();
  const id = await jobKeptByService(studio);
  // The first GetObject is for our own place; the second follows the link.
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'status', status: 403, code: 'AccessDenied', nth: 2 });
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.answered('GetObject')).toBe(1);
  expect(JSON.stringify(studio.library.jobs.all())).not.toContain('X-Amz-');
  seen('a fresh link was asked for and read; no link was ever stored');
});

fault('A34', 'three fresh links in a row are refused', async (seen) => {
  const studio = await open();
  const id = await jobKeptByService(studio);
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'status', status: 403, code: 'AccessDenied', times: 4 });
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.heard.some(({ state, progress }) => state === 'transcribed' && progress.step === 'service-trouble')).toBe(true);
  expect(studio.heard.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(studio.answered('StartTranscriptionJob')).toBe(0);
  seen('the job stayed completed and not yet fetched, was tried again later, done; no new job');
});

fault('A34', 'a link sixteen minutes old', async (seen) => {
  const studio = await open();
  const id = await jobKeptByService(studio);
  await studio.untilEnded(id);
  const { speech } = await studio.aws.cloud.connect({ profile: null, region: null });
  const told = await speech.get(studio.job(id).serviceName);
  studio.aws.pass(16 * 60_000);
  studio.aws.standIn.log.clear();
  expect(text(await speech.result(told!, 'newsroom'))).toContain('results');
  expect(studio.aws.standIn.log.all('GetObject').map(({ status }) => status)).toEqual([403, 200]);
  seen('refused by S3, read by a new one');
});

// ---------------------------------------------------------------- A35: ninety days

fault('A35', 'Transcribe forgets a job that was never fetched', async (seen) => {
  const studio = await open();
  await studio.untilEnded((await studio.start('a')).id);
  const before = JSON.stringify(studio.library.transcripts.load('a'));
  studio.aws.standIn.faults.add({ operation: 'ListTranscriptionJobs', do: 'reset', times: Infinity });
  const { id } = await studio.service.start({ recording: 'a', options: ENGLISH });
  await studio.until(() => studio.job(id).state === 'submitted');
  await studio.restart(async () => {
    studio.clock.sleep(91 * 86_400_000);
    await forget(studio, studio.job(id).serviceName);
    studio.aws.standIn.faults.clear();
  });
  expect((await studio.untilEnded(id)).failure?.code).toBe('job-expired');
  expect(textOfCode('job-expired').happened).toContain('90 days');
  expect(JSON.stringify(studio.library.transcripts.load('a'))).toBe(before);
  seen('said that AWS keeps jobs for 90 days; the transcript that is here is untouched');
});

fault('A35', 'Transcribe forgets a job that ended, its result lies in our bucket', async (seen) => {
  const studio = await open();
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'reset', times: Infinity });
  const { id } = await studio.start('a');
  await studio.until(() => studio.job(id).state === 'transcribed');
  await studio.restart(async () => {
    await forget(studio, studio.job(id).serviceName);
    studio.aws.standIn.faults.clear();
  });
  expect((await studio.untilEnded(id)).state).toBe('done');
  seen('the result was read from our own place all the same');
});

// ---------------------------------------------------------------- A36: no link

fault('A36', 'Transcribe names no place for the result, and ours is empty', async (seen) => {
  const studio = await open();
  const id = await jobKeptByService(studio);
  const told = { TranscriptionJobName: studio.job(id).serviceName, TranscriptionJobStatus: 'COMPLETED', Transcript: {} };
  studio.aws.standIn.faults.add(
    instead('GetTranscriptionJob', { TranscriptionJob: { ...told, Media: { MediaFileUri: `s3://newsroom/${studio.job(id).key}` } } }, { nth: 2 }),
  );
  const failed = await studio.untilEnded(id);
  expect(failed.failure?.code).toBe('result-withheld');
  expect(textOfCode('result-withheld').happened).toContain('opted out');
  await studio.service.retry({ job: id });
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(await studio.aws.standIn.jobs()).toHaveLength(1);
  seen('explained, opting out named; trying again fetched it without a new job');
});

fault('A36', 'an account without links whose results go to its own bucket', async (seen) => {
  const studio = await open();
  studio.aws.standIn.faults.add({ operation: 'GetTranscriptionJob', do: 'status', status: 400, code: 'BadRequestException', times: Infinity });
  const { id } = await studio.start('a');
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.aws.standIn.log.all('GetTranscriptionJob')).toEqual([]);
  seen('no link was needed: the result was asked for in our bucket and read there');
});

// ---------------------------------------------------------------- A37: half results

fault('A37', 'the result breaks off twice', async (seen) => {
  const studio = await open();
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'cut-reply', afterBytes: 200, times: 2 });
  const { id } = await studio.start('a');
  const job = await studio.untilEnded(id);
  expect(job.state).toBe('done');
  const made = await studio.aws.standIn.object('newsroom', `galley/${job.serviceName.slice('galley-'.length)}.json`);
  expect(text((await studio.library.results.get('a'))?.bytes)).toBe(made?.toString('utf8'));
  seen('nothing of the halves was kept; fetched again; byte for byte what Transcribe wrote');
});

fault('F30', 'the studio is told to end while a result does not come', async (seen) => {
  const studio = await open();
  studio.aws.standIn.faults.add({ operation: 'GetObject', do: 'silence' });
  const { id } = await studio.start('a');
  await studio.until(() => studio.aws.standIn.log.all('GetObject').length === 1);
  const began = performance.now();
  await studio.restart();
  // The socket itself would give up after 30 s.
  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await studio.untilEnded(id)).state).toBe('done');
  seen('ended without waiting for the line; fetched after the next start');
});

fault('A37', 'the result is no transcript, three times', async (seen) => {
  const studio = await open();
  for (const [index, body] of ['{"results":{"transcripts":[{"transcr', '', '[1,2,3]'].entries())
    studio.aws.standIn.faults.add({
      ...({ operation: 'GetObject', do: 'reply', nth: index + 1, status: 200, body } as const),
      headers: { 'content-type': 'application/json', etag: '"0"' },
    });
  const { id } = await studio.start('a');
  const failed = await studio.untilEnded(id);
  expect(failed).toMatchObject({ state: 'failed', resumeState: 'transcribed', failure: { code: 'result-unreadable' } });
  expect(await studio.library.results.get('a')).toBeNull();
  expect(textOfCode('result-unreadable').safe).toContain('costs nothing');
  await studio.service.retry({ job: id });
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.answered('StartTranscriptionJob')).toBe(1);
  seen('nothing odd was kept; the job stayed completed and not yet fetched, and was fetched when tried again; one job');
});

// ---------------------------------------------------------------- A40: faults inside

fault('A40', 'InternalFailure, eight times to Start and eight to List', async (seen) => {
  const studio = await open();
  for (const operation of ['StartTranscriptionJob', 'ListTranscriptionJobs'])
    studio.aws.standIn.faults.add({ operation, do: 'status', status: 500, code: 'InternalFailure', times: 8 });
  const { id } = await studio.start('a');
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.steps(id)).toContain('service-trouble');
  expect([studio.answered('PutObject'), studio.answered('StartTranscriptionJob')]).toEqual([1, 1]);
  seen('said that AWS has a fault; tried again further and further apart; done with one upload and one job');
});

fault('S16', '“{}” in place of answers to Start, List and Get', async (seen) => {
  const studio = await open();
  for (const operation of ['StartTranscriptionJob', 'ListTranscriptionJobs', 'GetTranscriptionJob'])
    studio.aws.standIn.faults.add(instead(operation, {}, { times: 2 }));
  const { id } = await studio.start('a');
  await studio.until(() => studio.heard.some(({ progress }) => progress.step === 'offline'));
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(await studio.aws.standIn.jobs()).toHaveLength(1);
  seen('no state moved on them; asked again; done');
});

fault('A1', 'the sign-in has run out before the job’s first request, a HEAD, which is refused without a word', async (seen) => {
  const studio = await open();
  for (const operation of ['HeadBucket', 'HeadObject']) studio.aws.standIn.faults.add({ operation, do: 'expired-token', times: 2 });
  const { id } = await studio.start('a');
  await studio.until(() => studio.steps(id).includes('needs-sign-in'));
  expect(studio.job(id).state).toBe('queued');
  expect((await studio.untilEnded(id)).state).toBe('done');
  expect(studio.answered('PutObject')).toBe(1);
  seen('held, and said to need a sign-in; done once there was one');
});
