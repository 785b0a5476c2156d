// The jobs as people follow them: the latest of each recording, a clock for what is running, and the four things one can do.
import type { StudioClient } from '../../src-core/contract/client.ts';
import { isEnded, type Job, type JobId, type JobOptions } from '../../src-core/library/job.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { PageClock } from '../page-clock.ts';
import type { Scope } from '../scope.ts';
import type { NoticesState } from './notices.svelte.ts';
import { uploadNews } from './upload-news.ts';

const TICK = 1000;

export class JobsState {
  readonly #client: StudioClient;
  readonly #clock: PageClock;
  readonly #notices: NoticesState;
  #byId = $state.raw<ReadonlyMap<JobId, Job>>(new Map());
  #now = $state(0);
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #stopTicking: (() => void) | null = null;
  readonly #listeners = new Set<(job: Job, before: Job | null) => void>();

  readonly #all = $derived([...this.#byId.values()].sort((a, b) => b.createdAt - a.createdAt));
  readonly #running = $derived(this.#all.filter((job) => !isEnded(job.state)));
  readonly #latest = $derived.by(() => {
    const latest = new Map<RecordingId, Job>();
    for (const job of this.#all) if (!latest.has(job.recording)) latest.set(job.recording, job);
    return latest;
  });

  constructor(client: StudioClient, clock: PageClock, notices: NoticesState, scope: Scope) {
    this.#client = client;
    this.#clock = clock;
    this.#notices = notices;
    this.#now = clock.now();
    scope.add(
      client.on('jobs.changed', ({ jobs }) => {
        this.#take(jobs);
      }),
    );
    scope.add(() => {
      this.#stopTicking?.();
    });
  }

  get phase(): 'loading' | 'ready' | 'failed' {
    return this.#phase;
  }
  /** Newest first. */
  get all(): readonly Job[] {
    return this.#all;
  }
  /** Those the studio still works on. */
  get running(): readonly Job[] {
    return this.#running;
  }
  /** Milliseconds since 1970, moving once a second while something runs. */
  get now(): number {
    return this.#now;
  }

  find(id: JobId): Job | null {
    return this.#byId.get(id) ?? null;
  }

  latestOf(recording: RecordingId): Job | null {
    return this.#latest.get(recording) ?? null;
  }

  /** Hears every job that changed its state; answers what stops hearing. */
  onMoved(listener: (job: Job, before: Job | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async load(): Promise<void> {
    try {
      const jobs = await this.#client.call('jobs.list', {});
      this.#byId = new Map(jobs.map((job) => [job.id, job]));
      this.#phase = 'ready';
      this.#tickWhileRunning();
    } catch (thrown) {
      this.#phase = 'failed';
      this.#notices.fail(thrown, 'Reading the jobs', () => void this.load());
    }
  }

  /** Starts a job. Throws what the studio refuses, for the dialog to show beside the choice. */
  async start(recording: RecordingId, options: JobOptions): Promise<void> {
    this.#take([await this.#client.call('jobs.start', { recording, options })]);
  }

  /** Starts an ended job again with other options. Throws what the studio refuses, as `start` does. */
  async restart(id: JobId, options: JobOptions): Promise<void> {
    this.#take([await this.#client.call('jobs.retry', { job: id, options })]);
  }

  async cancel(id: JobId): Promise<void> {
    try {
      this.#take([await this.#client.call('jobs.cancel', { job: id })]);
    } catch (thrown) {
      this.#notices.fail(thrown, 'Cancelling the job', () => void this.cancel(id));
    }
  }

  async retry(id: JobId): Promise<void> {
    try {
      this.#take([await this.#client.call('jobs.retry', { job: id })]);
    } catch (thrown) {
      this.#notices.fail(thrown, 'Starting the job again', () => void this.retry(id));
    }
  }

  #take(jobs: readonly Job[]): void {
    const next = new Map(this.#byId);
    const moved: [Job, Job | null][] = [];
    for (const job of jobs) {
      const before = next.get(job.id) ?? null;
      if (before?.state !== job.state) moved.push([job, before]);
      const news = uploadNews(job, before);
      if (news !== null) this.#notices.announce(news);
      next.set(job.id, job);
    }
    this.#byId = next;
    this.#tickWhileRunning();
    for (const [job, before] of moved) for (const listener of this.#listeners) listener(job, before);
  }

  #tickWhileRunning(): void {
    this.#now = this.#clock.now();
    const running = [...this.#byId.values()].some((job) => !isEnded(job.state));
    if (running && this.#stopTicking === null)
      this.#stopTicking = this.#clock.every(TICK, () => {
        this.#now = this.#clock.now();
      });
    if (!running) {
      this.#stopTicking?.();
      this.#stopTicking = null;
    }
  }
}
