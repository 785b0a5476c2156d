// What of the jobs is worth telling outside the window: which ended since last time, and how far the uploads are.
// Pure: notifications.ts and progress.ts speak to the system.
import type { Job } from '../../../src-core/library/job.ts';

/** A job that ended while nobody may have been looking. */
export interface EndedJob {
  readonly recording: string;
  readonly outcome: 'done' | 'failed';
  /** The service's own words, when it failed. */
  readonly reason: string | null;
}

/** Remembers the jobs' states and tells, once each, which became done or failed. What ended before it began is no news. */
export class JobNews {
  readonly #states = new Map<string, Job['state']>();

  /** Takes the states as they are, without telling. */
  begin(jobs: readonly Job[]): void {
    for (const job of jobs) this.#states.set(job.id, job.state);
  }

  /** The jobs that ended since they were last seen. */
  hear(jobs: readonly Job[]): EndedJob[] {
    const ended: EndedJob[] = [];
    for (const job of jobs) {
      const before = this.#states.get(job.id);
      this.#states.set(job.id, job.state);
      if (before === undefined || before === job.state) continue;
      if (job.state === 'done' || job.state === 'failed') ended.push({ recording: job.recording, outcome: job.state, reason: job.failure?.message ?? null });
    }
    return ended;
  }
}

/** The uploads' share done from 0 to 1, all of them together by bytes; null when nothing is being uploaded. */
export function uploadShare(jobs: readonly Job[]): number | null {
  let done = 0;
  let total = 0;
  for (const { progress, state } of jobs) {
    if (state !== 'queued' || progress.step !== 'uploading' || !progress.bytesTotal) continue;
    done += progress.bytesDone ?? 0;
    total += progress.bytesTotal;
  }
  return total === 0 ? null : Math.min(1, done / total);
}
