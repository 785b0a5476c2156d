// Counts the calls of Transcribe that go out, and the most of them in a second (A39, L2).
import type { CloudConnection, Speech } from '../../../src-main/ports/cloud.ts';

export interface CountedCall {
  /** By the studio's monotonic clock, milliseconds. */
  readonly at: number;
  /** A list counts once a page. */
  readonly what: 'list' | 'get' | 'start';
}

/** The connection, with each call of Transcribe noted when it goes out. */
export function counted(connection: CloudConnection, now: () => number, calls: CountedCall[]): CloudConnection {
  const { speech } = connection;
  const note = (what: CountedCall['what']): void => void calls.push({ at: now(), what });
  const noting: Speech = {
    start: (request) => (note('start'), speech.start(request)),
    get: (name) => (note('get'), speech.get(name)),
    list: (name, reading) =>
      speech.list(name, { turn: () => (reading?.turn?.() ?? Promise.resolve()).then(() => note('list')), enough: (page) => reading?.enough(page) ?? false }),
    result: (job, bucket) => speech.result(job, bucket),
    remove: (name) => speech.remove(name),
  };
  return { ...connection, speech: noting };
}

/** The most calls in any stretch of a second; calls are in the order of their times. */
export function busiestSecond(calls: readonly CountedCall[]): number {
  let [most, from] = [0, 0];
  for (const [index, { at }] of calls.entries()) {
    while ((calls[from]?.at ?? at) <= at - 1000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}
