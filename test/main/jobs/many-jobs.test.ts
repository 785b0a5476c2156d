// L2: five hundred jobs at once. Transcribe is asked five times a second at most, and every end is noticed within a minute.
import { expect } from 'vitest';
import type { Speech } from '../../../src-main/ports.ts';
import { fault } from '../../faults/fault.ts';
import { settle } from '../../fakes/manual-clock.ts';
import { JobBench } from './job-bench.ts';

const COUNT = 500;
const WORK = 90_000;

fault(
  'A39',
  '500 jobs, all the way from the file to the transcript, by a clock moved by hand',
  async (seen) => {
    const bench = new JobBench({ queueMillis: 0, workMillis: WORK });
    const calls: number[] = [];
    countCalls(bench, calls);
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

/** Notes when each call of Transcribe goes out: a list counts once a page. */
function countCalls(bench: JobBench, calls: number[]): void {
  const connect = bench.cloud.connect.bind(bench.cloud);
  const note = (): void => void calls.push(bench.clock.monotonic());
  bench.cloud.connect = async (choice) => {
    const connection = await connect(choice);
    const { start, get, list } = connection.speech;
    const speech: Speech = {
      ...connection.speech,
      start: (request) => (note(), start(request)),
      get: (name) => (note(), get(name)),
      list: (name, reading) =>
        list(name, { turn: () => (reading?.turn?.() ?? Promise.resolve()).then(note), enough: (page) => reading?.enough(page) ?? false }),
    };
    return { ...connection, speech };
  };
}

/** The most calls in any stretch of a second; `times` ascend. */
function busiestSecond(times: readonly number[]): number {
  let [most, from] = [0, 0];
  for (const [at, time] of times.entries()) {
    while ((times[from] ?? time) <= time - 1000) from += 1;
    most = Math.max(most, at - from + 1);
  }
  return most;
}
