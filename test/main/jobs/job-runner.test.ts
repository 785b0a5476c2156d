// What a job promises: it ends in a true state, goes on where it was, and sends or bills nothing twice.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { PART_BYTES } from '../../../src-main/jobs/media-upload.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { JobBench, MIB, OPTIONS } from './job-bench.ts';

const code = (error: unknown): string => (error instanceof StudioError ? error.code : String(error));

describe('a job that meets no trouble', () => {
  it('goes from the file to the transcript through every state in order', async () => {
    const bench = new JobBench();
    const { id } = await bench.start('a');
    const job = await bench.untilEnded(id);
    expect(job.state).toBe('done');
    expect([...new Set(bench.heard.map((heard) => heard.state))]).toEqual(['queued', 'uploaded', 'submitted', 'transcribed', 'fetched', 'done']);
    expect(bench.library.transcripts.load('a')?.transcript.turns).not.toHaveLength(0);
    expect((await bench.library.results.get('a'))?.bytes.byteLength).toBeGreaterThan(100);
    expect(bench.cloud.openUploads).toBe(0);
    expect(bench.logged).toEqual([]);
  });

  it('sends a small file as one object and a large one in parts, whole', async () => {
    const bench = new JobBench();
    const small = await bench.start('s', 8 * MIB);
    const large = await bench.start('l', 20 * MIB + 17);
    await bench.untilEnded(small.id);
    await bench.untilEnded(large.id);
    expect(bench.cloud.count('parts.create')).toBe(1);
    expect(bench.cloud.count('parts.put')).toBe(3);
    expect(bench.cloud.stored('newsroom', bench.job(small.id).key)?.byteLength).toBe(8 * MIB);
    expect(bench.cloud.stored('newsroom', bench.job(large.id).key)?.byteLength).toBe(20 * MIB + 17);
  });

  it('names its object by prefix, UUID and extension, never by the file', async () => {
    const bench = new JobBench();
    const { id } = await bench.start('secret source name');
    expect(bench.job(id).key).toMatch(/^galley\/[0-9-]+\.wav$/);
    expect(bench.job(id).serviceName).toMatch(/^galley-[0-9-]+$/);
    await bench.untilEnded(id);
  });

  it('deletes the upload afterwards when the settings ask for it, and only then', async () => {
    const bench = new JobBench();
    const kept = await bench.untilEnded((await bench.start('a')).id);
    bench.library.settings.put({ ...bench.library.settings.get(), deleteUpload: true });
    const deleted = await bench.untilEnded((await bench.start('b')).id);
    expect(bench.cloud.keys('newsroom')).toContain(kept.key);
    expect(bench.cloud.keys('newsroom')).not.toContain(deleted.key);
  });

  it('tells bytes as they arrive, never more than there are', async () => {
    const bench = new JobBench();
    const { id } = await bench.start('l', 40 * MIB);
    await bench.untilEnded(id);
    const bytes = bench.heard.filter((job) => job.progress.step === 'uploading').map((job) => job.progress.bytesDone ?? 0);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(Math.max(...bytes)).toBe(40 * MIB);
  });

  it('tells of every part soon, even when several arrive at once and the next one hangs', async () => {
    const bench = new JobBench();
    const release = bench.cloud.hold('parts.put');
    await bench.start('l', 5 * PART_BYTES);
    await settle();
    release();
    bench.cloud.hold('parts.put');
    await bench.clock.advance(1_000);
    expect(bench.heard.at(-1)?.progress.bytesDone).toBe(4 * PART_BYTES);
  });
});

describe('a recording that is transcribed again', () => {
  it('takes the new transcript when nobody has touched the old one', async () => {
    const bench = new JobBench();
    await bench.untilEnded((await bench.start('a')).id);
    await bench.untilEnded((await bench.service.start({ recording: 'a', options: OPTIONS })).id);
    expect(bench.library.recordings.all()).toHaveLength(1);
    expect(bench.transcribed).toEqual(['a', 'a']);
  });

  it('keeps corrections: the new transcript becomes a recording beside it', async () => {
    const bench = new JobBench();
    await bench.untilEnded((await bench.start('a')).id);
    const { transcript, revision } = bench.library.transcripts.load('a') ?? { transcript: null, revision: 0 };
    bench.library.transcripts.save('a', revision, {
      splices: [],
      nextTurnId: 9,
      speakers: [{ id: 'x', name: 'Corrected' }],
      place: null,
      editedAt: bench.clock.now(),
    });
    const again = await bench.untilEnded((await bench.service.start({ recording: 'a', options: OPTIONS })).id);
    expect(bench.library.transcripts.load('a')?.transcript).toEqual({ ...transcript, nextTurnId: 9, speakers: [{ id: 'x', name: 'Corrected' }] });
    expect(bench.library.recordings.get(again.id)?.name).toBe('a (transcribed again)');
    expect(bench.library.transcripts.load(again.id)?.transcript.turns).toEqual(transcript?.turns);
    expect((await bench.library.results.get(again.id))?.bytes.byteLength).toBeGreaterThan(100);
  });
});

describe('quitting', () => {
  it.each([
    'cloud.connect',
    'account.bucketState',
    'parts.create',
    'parts.put',
    'parts.complete',
    'speech.start',
    'speech.list',
    'speech.get',
    'speech.result',
  ] as const)('at %s and starting again ends in one transcript, one object and one job', async (operation) => {
    const bench = new JobBench();
    const release = bench.cloud.hold(operation);
    const { id } = await (operation === 'cloud.connect' ? startHeld(bench, release) : bench.start('q', 20 * MIB));
    await bench.clock.advance(40_000);
    const stopping = bench.runner.stop();
    release();
    await stopping;
    await bench.restart();
    expect((await bench.untilEnded(id)).state).toBe('done');
    expect(bench.cloud.jobsStarted).toBe(1);
    expect(bench.cloud.openUploads).toBe(0);
  });

  it('in the middle of an upload sends no finished part again', async () => {
    const bench = new JobBench();
    bench.cloud.fail('parts.put', new StudioError('network'), 1000);
    const { id } = await bench.start('p', 5 * PART_BYTES);
    await settle();
    bench.cloud.heal();
    await bench.runner.stop();
    const sentBefore = bench.cloud.calls.filter((call) => call.operation === 'parts.put').length;
    await bench.restart();
    await bench.untilEnded(id);
    const numbers = bench.cloud.calls
      .filter((call) => call.operation === 'parts.put')
      .slice(sentBefore)
      .map((call) => call.part);
    expect([...new Set(numbers)].sort()).toEqual(numbers.sort());
    expect(bench.cloud.count('parts.create')).toBe(1);
  });
});

/** Holding `connect` would hold `start` itself: let the first connection through. */
async function startHeld(bench: JobBench, release: () => void): Promise<{ id: string }> {
  release();
  return bench.start('q', 20 * MIB);
}

describe('trouble that passes', () => {
  it.each(['network', 'throttled', 'service', 'quota', 'intercepted'] as const)('of kind %s never fails a job', async (kind) => {
    const bench = new JobBench();
    for (const operation of ['account.bucketState', 'objects.put', 'speech.start', 'speech.list', 'speech.result'] as const) {
      bench.cloud.fail(operation, () => new StudioError(kind), 3);
    }
    const { id } = await bench.start('a');
    expect((await bench.untilEnded(id)).state).toBe('done');
    expect(bench.heard.filter((job) => job.state === 'failed')).toEqual([]);
  });

  it('shows the studio offline at once and backs off from 1 to 60 seconds', async () => {
    const bench = new JobBench();
    bench.cloud.fail('account.bucketState', () => new StudioError('network'), 8);
    const { id } = await bench.start('a');
    await bench.clock.advance(10);
    expect(bench.step(id)).toBe('offline');
    await bench.untilEnded(id);
    const tries = bench.cloud.calls.filter((call) => call.operation === 'account.bucketState').map((call) => call.at);
    const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeLessThanOrEqual(1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  });

  it('of credentials holds the job until somebody signed in, noticed within 30 seconds', async () => {
    const bench = new JobBench();
    bench.cloud.fail('objects.put', () => new StudioError('credentials-expired'), 1);
    const { id } = await bench.start('a');
    await bench.clock.advance(1_000);
    expect(bench.step(id)).toBe('needs-sign-in');
    await bench.clock.advance(29_500);
    expect(['submitted', 'uploaded']).toContain(bench.job(id).state);
    expect((await bench.untilEnded(id)).state).toBe('done');
  });

  it('that loses the answer to Complete counts the upload as done', async () => {
    const bench = new JobBench();
    bench.cloud.loseAnswer('parts.complete');
    const { id } = await bench.start('c', 20 * MIB);
    expect((await bench.untilEnded(id)).state).toBe('done');
    expect(bench.cloud.count('parts.create')).toBe(1);
  });

  it('that loses the answer to Start adopts the job instead of starting another', async () => {
    const bench = new JobBench();
    bench.cloud.loseAnswer('speech.start');
    const { id } = await bench.start('a');
    expect((await bench.untilEnded(id)).state).toBe('done');
    expect(bench.cloud.jobsStarted).toBe(1);
  });

  it('that makes S3 forget the upload starts it over once', async () => {
    const bench = new JobBench();
    bench.cloud.fail('parts.complete', () => new StudioError('network'), 1);
    const { id } = await bench.start('f', 20 * MIB);
    await bench.clock.advance(100);
    bench.cloud.expireUploads();
    expect((await bench.untilEnded(id)).state).toBe('done');
    expect(bench.cloud.count('parts.create')).toBe(2);
  });
});

describe('trouble a person must mend', () => {
  it('fails the job with the service’s own words and advice', async () => {
    const reason = 'Unsupported media format';
    const bench = new JobBench({ outcome: () => ({ kind: 'failed', reason }) });
    const job = await bench.untilEnded((await bench.start('a')).id);
    expect(job.failure).toMatchObject({ code: 'job-failed', message: reason });
    expect(job.failure?.advice).toMatch(/FLAC/);
  });

  it('lets a failed job be tried again under a new name without a second upload', async () => {
    let broken = true;
    const bench = new JobBench({
      outcome: () =>
        broken
          ? { kind: 'failed', reason: 'InternalError' }
          : { kind: 'completed', result: new TextEncoder().encode('{"results":{"transcripts":[{"transcript":"Yes"}],"items":[]}}') },
    });
    const failed = await bench.untilEnded((await bench.start('a')).id);
    broken = false;
    await bench.service.retry({ job: failed.id });
    const done = await bench.untilEnded(failed.id);
    expect(done.state).toBe('done');
    expect(done.serviceName).not.toBe(failed.serviceName);
    expect(bench.cloud.count('objects.put')).toBe(1);
  });

  it('keeps the name of a job that may have been started: what was paid for is found, not bought again', async () => {
    const bench = new JobBench();
    bench.cloud.loseAnswer('speech.start', new StudioError('access-denied'));
    const failed = await bench.untilEnded((await bench.start('a')).id);
    expect(failed.failure?.code).toBe('access-denied');
    await bench.service.retry({ job: failed.id });
    const done = await bench.untilEnded(failed.id);
    expect([done.state, done.serviceName]).toEqual(['done', failed.serviceName]);
  });

  it('names a bucket that is not there and one of another region before a byte is sent', async () => {
    const bench = new JobBench();
    bench.cloud.addBucket('paris', { region: 'eu-west-3' });
    bench.library.settings.put({ ...bench.library.settings.get(), bucket: 'nowhere' });
    expect((await bench.untilEnded((await bench.start('a')).id)).failure?.code).toBe('bucket-missing');
    bench.library.settings.put({ ...bench.library.settings.get(), bucket: 'paris' });
    expect((await bench.untilEnded((await bench.start('b')).id)).failure?.code).toBe('wrong-region');
    expect(bench.files.bytesRead).toBe(0);
  });

  it('lets a job that has sent nothing go to the bucket a person has chosen since', async () => {
    const bench = new JobBench();
    bench.library.settings.put({ ...bench.library.settings.get(), bucket: 'nowhere' });
    const failed = await bench.untilEnded((await bench.start('a')).id);
    bench.library.settings.put({ ...bench.library.settings.get(), bucket: 'newsroom' });
    await bench.service.retry({ job: failed.id });
    const done = await bench.untilEnded(failed.id);
    expect([done.state, done.bucket]).toEqual(['done', 'newsroom']);
    expect(bench.cloud.stored('newsroom', done.key)).not.toBeNull();
  });

  it('stops an upload whose file changes under it, and a retry takes the file as it is now', async () => {
    const bench = new JobBench();
    const release = bench.cloud.hold('parts.put');
    const { id } = await bench.start('x', 20 * MIB);
    await settle();
    bench.files.write('/media/x.wav', new Uint8Array(21 * MIB).fill(7));
    release();
    expect((await bench.untilEnded(id)).failure?.code).toBe('source-changed');
    await bench.service.retry({ job: id });
    const done = await bench.untilEnded(id);
    expect(done.state).toBe('done');
    expect(bench.cloud.stored('newsroom', done.key)?.byteLength).toBe(21 * MIB);
  });

  it('says a job the service forgot has expired', async () => {
    const bench = new JobBench();
    const { id } = await bench.start('a');
    await bench.clock.advance(2_000);
    bench.cloud.expireJob(bench.job(id).serviceName);
    expect((await bench.untilEnded(id)).failure?.code).toBe('job-expired');
  });

  it('refuses to start without a bucket, with bad options, or on a read-only library', async () => {
    const bench = new JobBench();
    bench.addRecording('a', MIB);
    await expect(bench.service.start({ recording: 'a', options: { ...OPTIONS, maxSpeakers: 1 } })).rejects.toSatisfy((error) => code(error) === 'bad-options');
    bench.library.settings.put({ ...bench.library.settings.get(), bucket: null });
    await expect(bench.service.start({ recording: 'a', options: OPTIONS })).rejects.toSatisfy((error) => code(error) === 'no-bucket');
    await expect(bench.service.start({ recording: 'nobody', options: OPTIONS })).rejects.toSatisfy((error) => code(error) === 'not-found');
    expect(bench.library.jobs.all()).toEqual([]);
  });
});

describe('cancelling', () => {
  it('while uploading leaves no part and no object behind', async () => {
    const bench = new JobBench();
    const release = bench.cloud.hold('parts.put');
    const { id } = await bench.start('c', 40 * MIB);
    await settle();
    const cancelling = bench.service.cancel({ job: id });
    release();
    expect((await cancelling).state).toBe('cancelled');
    expect(bench.cloud.openUploads).toBe(0);
    expect(bench.cloud.keys('newsroom')).toEqual([]);
    await bench.restart();
    expect(bench.job(id).state).toBe('cancelled');
  });

  it('after submitting removes the object and stops asking', async () => {
    const bench = new JobBench();
    const { id } = await bench.start('c');
    await bench.clock.advance(3_000);
    expect(bench.job(id).state).toBe('submitted');
    await bench.service.cancel({ job: id });
    const asked = bench.cloud.count('speech.list');
    await bench.clock.advance(120_000);
    expect(bench.cloud.count('speech.list')).toBe(asked);
    expect(bench.cloud.keys('newsroom')).toEqual([]);
  });

  it('can be taken back: a retry uploads and transcribes afresh', async () => {
    const bench = new JobBench();
    const { id } = await bench.start('c');
    await bench.clock.advance(3_000);
    await bench.service.cancel({ job: id });
    await bench.service.retry({ job: id });
    expect((await bench.untilEnded(id)).state).toBe('done');
  });
});

describe('many jobs', () => {
  it('share one poller: List first, at most five calls a second', async () => {
    const bench = new JobBench();
    const jobs = await Promise.all(Array.from({ length: 60 }, (_, index) => bench.start(`r${index}`, 1024)));
    for (const { id } of jobs) await bench.untilEnded(id);
    const polls = bench.cloud.calls.filter((call) => call.operation === 'speech.list' || (call.operation === 'speech.get' && call.at > 0));
    const busiest = Math.max(
      ...polls.map((call) => polls.filter((other) => other.at >= call.at && other.at < call.at + 1000 && other.operation === 'speech.list').length),
    );
    expect(busiest).toBeLessThanOrEqual(5);
    expect(bench.cloud.jobsStarted).toBe(60);
    expect(jobs.every(({ id }) => bench.job(id).state === 'done')).toBe(true);
  });

  it('upload at most four files at a time', async () => {
    const bench = new JobBench();
    const release = bench.cloud.hold('objects.put');
    await Promise.all(Array.from({ length: 10 }, (_, index) => bench.start(`r${index}`, 1024)));
    await settle();
    await settle();
    expect(bench.cloud.count('objects.put')).toBe(4);
    release();
    await bench.clock.advance(60_000);
    expect(bench.cloud.count('objects.put')).toBe(10);
  });
});
