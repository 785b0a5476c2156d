// The jobs of one account: they move by the clock alone, and finish whether anybody asks or not.
// Nothing here runs on a timer: `settle` brings every job to where the present moment puts it.
import type { StartRequest, StoredJob } from './job.ts';
import { SERVICE_OWNER, workOn, type JobSurroundings } from './job-work.ts';

/** How the service behaves in time, milliseconds, and how much it does at once. */
export interface JobPace {
  /** How long a job stays QUEUED; 0 starts it at once, as the service does without deferred execution. */
  readonly queued: number;
  readonly running: number;
  /** Jobs running at once. */
  readonly concurrent: number;
}

export class Jobs {
  readonly #around: JobSurroundings;
  readonly #pace: JobPace;
  /** In the order they were started; keyed by region and name. */
  readonly #jobs = new Map<string, StoredJob>();
  /** When a job last ended: the earliest a waiting one can take its place. */
  #freedAt = 0;
  #settling: Promise<void> = Promise.resolve();

  constructor(around: JobSurroundings, pace: JobPace, kept: readonly StoredJob[] = []) {
    this.#around = around;
    this.#pace = pace;
    for (const job of kept) this.#jobs.set(idOf(job.region, job.request.TranscriptionJobName), job);
  }

  find(region: string, name: string): StoredJob | null {
    return this.#jobs.get(idOf(region, name)) ?? null;
  }

  /** Every job of a region, newest first; of all regions when none is named. */
  all(region?: string): StoredJob[] {
    const jobs = [...this.#jobs.values()].filter((job) => region === undefined || job.region === region);
    return jobs.reverse().sort((a, b) => b.created - a.created);
  }

  /** Whether one more job could run now. */
  hasRoom(): boolean {
    return [...this.#jobs.values()].filter((job) => job.status === 'IN_PROGRESS').length < this.#pace.concurrent;
  }

  /** Adds a job, running at once unless it has to wait. */
  add(request: StartRequest, region: string, now: number): StoredJob {
    const waits = this.#pace.queued > 0 || !this.hasRoom();
    const started = waits ? null : now;
    const job: StoredJob = { request, region, created: now, status: waits ? 'QUEUED' : 'IN_PROGRESS', started, completed: null, outcome: {} };
    this.#jobs.set(idOf(region, request.TranscriptionJobName), job);
    return job;
  }

  /** Forgets a job, and its result where the service keeps it. */
  async remove(job: StoredJob): Promise<void> {
    this.#jobs.delete(idOf(job.region, job.request.TranscriptionJobName));
    const { output } = job.outcome;
    const bucket = output && this.#around.store.buckets.get(output.bucket);
    if (output && bucket?.owner === SERVICE_OWNER) await this.#around.store.removeObject(bucket, output.key);
  }

  /** Brings every job to its state at `now`. Calls queue up, so a result is never written twice. */
  settle(now: number): Promise<void> {
    const settled = this.#settling.then(() => this.#settle(now));
    this.#settling = settled.catch(() => undefined);
    return settled;
  }

  async #settle(now: number): Promise<void> {
    for (;;) {
      const next = this.#nextMove();
      if (!next || next.at > now) return;
      if (next.job.status === 'QUEUED') {
        Object.assign(next.job, { status: 'IN_PROGRESS', started: next.at });
        continue;
      }
      const outcome = await workOn(next.job, this.#around, next.at);
      Object.assign(next.job, { outcome, completed: next.at, status: outcome.failureReason === undefined ? 'COMPLETED' : 'FAILED' });
      this.#freedAt = next.at;
    }
  }

  /** The earliest move of any job: a slot freed by one lets the next begin at that very moment. */
  #nextMove(): { job: StoredJob; at: number } | null {
    let next: { job: StoredJob; at: number } | null = null;
    const room = this.hasRoom();
    for (const job of this.#jobs.values()) {
      const at = job.started === null ? Math.max(job.created + this.#pace.queued, this.#freedAt) : job.started + this.#pace.running;
      const moves = job.status === 'IN_PROGRESS' || (job.status === 'QUEUED' && room);
      if (moves && (!next || at < next.at)) next = { job, at };
    }
    return next;
  }
}

function idOf(region: string, name: string): string {
  return `${region} ${name}`;
}
