// Faults of the line and of the clock, through the real runner and SDK: what is retried, resumed and told while nothing is lost.
import { afterEach, describe, expect } from 'vitest';
import { errorText } from '../../../src-core/contract/error-text.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { PartPace } from '../../../src-main/jobs/part-pace.ts';
import { fault } from '../../faults/fault.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
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

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** Milliseconds after the start of the world at which a trouble was first told. */
const firstTold = (w: UploadWorld, code: string): number => w.heard.find(({ job }) => job.progress.trouble?.code === code)?.at ?? Infinity;

describe('no connection', () => {
  fault('A5', 'every request is reset for 90 s', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: '*', do: 'reset', forMillis: 90_000 });
    const id = await w.start('a');
    expect(await w.arrives(id)).toBe(true);
    expect(firstTold(w, 'network')).toBeLessThanOrEqual(5_000);
    expect(w.heard.find(({ job }) => job.progress.trouble)?.job.progress.step).toBe('offline');
    seen('offline is shown within 5 s');
    const tries = w.aws.standIn.log.all().filter((entry) => entry.fault === 'reset');
    const waits = tries.map(({ at }, index) => at - (tries[index - 1]?.at ?? at)).filter((wait) => wait > 500);
    expect(waits).toEqual(sorted(waits));
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_250);
    expect(tries.length).toBeLessThan(25);
    seen('tried again by itself, each wait longer than the last and none over 60 s');
    expect([w.told(id), await w.isWhole(id)]).toEqual([['network'], true]);
    seen('goes on by itself when the line is back');
  });

  fault('A5', 'the line breaks in the middle of part 3, for a minute', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 3, do: 'cut-upload', afterBytes: 1_000_000, forMillis: 60_000 });
    const id = await w.start('a', 5 * PART);
    await w.untilTold(id, 'network');
    expect(w.sentence(id)).toContain('AWS cannot be reached.');
    expect(w.sentence(id)).toContain('waiting jobs go on by themselves');
    seen('told that AWS cannot be reached, and that jobs go on by themselves');
    expect(await w.arrives(id)).toBe(true);
    expect([sorted(w.partsSent()), w.asked('CreateMultipartUpload'), await w.isWhole(id)]).toEqual([[1, 2, 3, 4, 5], 1, true]);
    seen('resumed, no finished part is sent again');
  });

  fault('A5', 'the line swallows the first request', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'GetCallerIdentity', do: 'silence', times: Infinity });
    const id = await w.start('a');
    await w.until(() => w.asked('GetCallerIdentity') === 1);
    await w.clock.advance(5_000);
    expect([w.told(id), firstTold(w, 'network') <= 5_000]).toEqual([['network'], true]);
    seen('offline is shown within 5 s, while the request still waits for its timeout');
  });

  fault('A6', 'part 2 of 3 is taken and never answered', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'silence' });
    const id = await w.start('a');
    await w.until(() => w.partsSent().length === 2);
    await w.clock.advance(70_000);
    await w.untilTold(id, 'network');
    expect(w.heard.findLast(({ job }) => job.progress.trouble)?.job.progress.trouble?.details['cause']).toBe('stalled');
    seen('after a minute without a byte the sockets are dropped');
    expect(await w.arrives(id)).toBe(true);
    expect([sorted(w.partsSent()), await w.isWhole(id)]).toEqual([[1, 2, 3], true]);
    seen('sent again, that part alone');
  });

  fault('A6', 'the computer sleeps for two hours with a part on its way', async (seen) => {
    const w = await open({ now: Date.now });
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'silence' });
    const id = await w.start('a');
    await w.until(() => w.partsSent().length === 2);
    w.clock.jumpWallClock(2 * 60 * 60 * 1000);
    await w.clock.advance(6_000);
    await w.untilTold(id, 'network');
    expect(w.heard.findLast(({ job }) => job.progress.trouble)?.job.progress.trouble?.details['cause']).toBe('slept');
    seen('on waking, sockets of before are dropped at once');
    expect(await w.arrives(id)).toBe(true);
    expect([sorted(w.partsSent()), await w.isWhole(id)]).toEqual([[1, 2, 3], true]);
    seen('resumed, no finished part is sent again');
  });
});

describe('somebody in between', () => {
  for (const [how, injected] of [
    ['page', 'its page with status 200'],
    ['redirect', 'a redirect to its sign-in'],
  ] as const)
    fault('A7', `a hotel answers every request with ${injected} for a minute`, async (seen) => {
      const w = await open();
      w.aws.standIn.faults.add({ operation: '*', do: 'portal', how, forMillis: 60_000 });
      const id = await w.start('a', KNOWN_MEDIA);
      await w.untilTold(id, 'intercepted');
      expect(w.sentence(id)).toContain('Something between this machine and AWS answered in its place');
      expect(w.sentence(id)).toContain('Open a web page to sign in to the network');
      seen('told that something answers in AWS’s place, and to sign in to the network');
      expect(w.job(id).state).toBe('queued');
      expect(w.asked('PutObject')).toBe(0);
      seen('no recording goes to it');
      await w.until(() => w.job(id).state === 'done');
      expect(w.heard.filter(({ job }) => job.state === 'failed')).toEqual([]);
      seen('nothing fails for good: afterwards the job goes on to its end');
    });

  fault('S16', 'a part, the completion and the start of a job are each answered 200 with nothing in it', async (seen) => {
    const w = await open();
    const nothing = { do: 'reply', status: 200, body: '' } as const;
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, ...nothing }, { operation: 'CompleteMultipartUpload', ...nothing });
    const id = await w.start('a');
    await w.untilTold(id, 'intercepted');
    expect(w.job(id).state).toBe('queued');
    seen('an answer without what it must contain moves no state');
    expect(await w.arrives(id)).toBe(true);
    expect(await w.isWhole(id)).toBe(true);
    w.aws.standIn.faults.add({
      operation: 'StartTranscriptionJob',
      do: 'reply',
      status: 200,
      body: '{}',
      headers: { 'content-type': 'application/x-amz-json-1.1' },
    });
    const other = await w.start('b', KNOWN_MEDIA);
    await w.untilTold(other, 'intercepted');
    expect(w.job(other).state).toBe('uploaded');
    await w.until(() => w.job(other).state === 'done');
    seen('asked again, and then true');
  });
});

describe('asked for fewer requests', () => {
  fault('A8', 'two uploads are throttled for 20 s', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'UploadPart', nth: 2, do: 'throttle', forMillis: 20_000 });
    const ids = [await w.start('a'), await w.start('b', 4 * PART)];
    for (const id of ids) expect(await w.arrives(id)).toBe(true);
    expect(w.heard.filter(({ job }) => job.state === 'failed')).toEqual([]);
    for (const id of ids) expect(await w.isWhole(id)).toBe(true);
    seen('no job fails, both objects are whole');
    expect([w.partsSent().length, w.asked('CreateMultipartUpload')]).toEqual([7, 2]);
    seen('no finished part is sent again');
    expect(w.sentence(ids[0] ?? '')).toContain('AWS asks for patience: too many requests at once.');
    expect(w.sentence(ids[0] ?? '')).toContain('sends fewer at a time and goes on by itself');
    seen('told that AWS asks for patience');
  });

  fault('A8', 'sixteen parts at once meet a service that takes three', async (seen) => {
    const clock = new ManualClock();
    const pace = new PartPace({ clock, chance: () => 0.5 });
    let underWay = 0;
    let through = 0;
    const allowed: number[] = [pace.allowed];
    const send = async (): Promise<void> => {
      underWay += 1;
      try {
        await clock.delay(100);
        if (underWay > 3) throw new StudioError('throttled');
        through += 1;
      } finally {
        underWay -= 1;
      }
    };
    const never = new AbortController().signal;
    const parts = Array.from({ length: 40 }, () => pace.send(send, never, () => allowed.push(pace.allowed)));
    await clock.advance(600_000);
    await settle();
    await Promise.all(parts);
    expect([...new Set(allowed)].slice(0, 4)).toEqual([16, 8, 4, 2]);
    seen('half as many at a time, and half again, until they get through');
    expect(through).toBe(40);
    seen('every one of them does');
  });

  fault('A8', 'identity, bucket and jobs are each throttled for a while', async (seen) => {
    const w = await open();
    for (const operation of ['GetCallerIdentity', 'HeadBucket', 'PutObject', 'StartTranscriptionJob', 'ListTranscriptionJobs'])
      w.aws.standIn.faults.add({ operation, do: 'throttle', times: 5 });
    const id = await w.start('a', KNOWN_MEDIA);
    await w.until(() => w.job(id).state === 'done');
    expect(w.heard.filter(({ job }) => job.state === 'failed')).toEqual([]);
    // A HEAD is answered without a code: then it is told as a fault of the service.
    expect(new Set(w.told(id))).toEqual(new Set(['throttled', 'service']));
    seen('the job waits at each and ends well');
  });
});

describe('a wrong clock', () => {
  const MINUTE = 60_000;

  fault('A4', 'AWS’s clock is 40 minutes behind ours, four parts at once', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: '*', do: 'skew', millis: -40 * MINUTE, times: Infinity });
    const id = await w.start('a', 5 * PART);
    expect(await w.arrives(id)).toBe(true);
    expect([sorted(w.partsSent()).length, await w.isWhole(id)]).toEqual([0, true]);
    expect(w.aws.standIn.log.all('UploadPart').filter(({ status }) => status === 200)).toHaveLength(5);
    seen('requests are signed by AWS’s clock, each part is sent once');
    const { clockAheadSeconds } = await w.credentials.test();
    expect(Math.round((clockAheadSeconds ?? 0) / 60)).toBe(40);
    expect(errorText(new StudioError('clock-wrong', { aheadBySeconds: clockAheadSeconds }))?.happened).toContain('40 minutes fast');
    seen('the connection test tells how far off the clock is');
  });

  fault('A4', 'the clock jumps by 40 minutes in the middle of an upload', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: '*', nth: 6, do: 'skew', millis: 40 * MINUTE, times: Infinity });
    const id = await w.start('a', 5 * PART);
    expect(await w.arrives(id)).toBe(true);
    expect(w.heard.filter(({ job }) => job.state === 'failed')).toEqual([]);
    expect([w.asked('CreateMultipartUpload'), await w.isWhole(id)]).toEqual([1, true]);
    seen('the upload goes on and is whole');
  });

  fault('A4', 'S3 goes on refusing the time', async (seen) => {
    const w = await open();
    w.aws.standIn.faults.add({ operation: 'PutObject', do: 'status', status: 403, code: 'RequestTimeTooSkewed', times: 6 });
    const id = await w.start('a', KNOWN_MEDIA);
    await w.untilTold(id, 'clock-wrong');
    expect(w.job(id).state).toBe('queued');
    expect(w.sentence(id)).toContain('This machine’s clock is');
    expect(w.sentence(id)).toContain('Set the clock to the right time');
    seen('told that the clock is wrong');
    await w.until(() => w.job(id).state === 'done');
    seen('the job waits for the right time instead of failing');
  });
});
