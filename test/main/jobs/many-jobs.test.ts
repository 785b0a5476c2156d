// L2: five hundred jobs at once. Transcribe is asked five times a second at most, and every end is noticed within a minute.
import { expect } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { busiestSecond, counted, type CountedCall } from './counted-speech.ts';
import { JobBench } from './job-bench.ts';

const COUNT = 500;
const WORK = 90_000;

fault(
  'A39',
  '500 jobs, all the way from the file to the transcript, by a clock moved by hand',
  async (seen) => {
    const bench = new JobBench({ queueMillis: 0, workMillis: WORK });
    const calls: CountedCall[] = [];
    const connect = bench.cloud.connect.bind(bench.cloud);
    bench.cloud.connect = async (choice) => counted(await connect(choice), () => bench.clock.monotonic(), calls);
    for (let index = 0; index < COUNT; index += 1) await bench.start(`r${index}`, 1024);
    const [begunAt, noticed] = [new Map<string, number>(), new Map<string, number>()];
    for (let second = 0; second < 600 && noticed.size < COUNT; second += 1) {
      await bench.clock.advance(1_000);
      for (const { id, state } of bench.library.jobs.all()) {
        if (state === 'submitted' && !begunAt.has(id)) begunAt.set(id, bench.clock.now());
        if (!['queued', 'uploaded', 'submitted'].includes(state) && !noticed.has(id)) noticed.set(id, bench.clock.now());
      }
    }
    await settle();
    expect(bench.cloud.jobsStarted).toBe(COUNT);
    const late = [...noticed].map(([id, at]) => at - ((begunAt.get(id) ?? 0) + WORK));
    expect(Math.max(...late)).toBeLessThanOrEqual(60_000);
    expect(busiestSecond(calls)).toBeLessThanOrEqual(5);
    expect(bench.cloud.count('speech.get')).toBe(0);
    expect(bench.heard.filter(({ state }) => state === 'failed')).toEqual([]);
    seen('never more than five calls in a second; every end noticed within a minute; no Get, no failure');
  },
  { timeout: 120_000 },
);
