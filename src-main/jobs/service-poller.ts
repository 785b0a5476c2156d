// Asks Transcribe how the submitted jobs do: one scheduler for all of them, List first, Get only for those that ended (A39).
import { StudioError } from '../../src-core/contract/errors.ts';
import type { Clock, CloudConnection, Log, SpeechJob, StoredJob } from '../ports.ts';

/** Names of our jobs begin so; List filters by it. */
export const SERVICE_NAME_PREFIX = 'galley-';

const FIRST_INTERVAL = 5_000;
const LONGEST_INTERVAL = 60_000;
const INTERVAL_GROWTH = 1.5;
/** At most 5 calls a second in all (A39, L2). */
const CALL_SPACING = 200;

/** What a waiting job hears. */
export interface PollListener {
  /** Transcribe's state changed or was confirmed. */
  running(state: 'queued' | 'running'): void;
  /** The job ended there; `job` is as Get tells it, null when Transcribe no longer knows it. */
  ended(job: SpeechJob | null): void;
  /** Asking failed; the poller goes on by itself unless the listener forgets the job. */
  failed(error: unknown): void;
}

export interface PollerPorts {
  readonly clock: Clock;
  readonly log: Log;
  connect(job: StoredJob): Promise<CloudConnection>;
}

interface Watched {
  readonly job: StoredJob;
  readonly listener: PollListener;
}

/** Watches every submitted job until it ends. */
export class ServicePoller {
  readonly #ports: PollerPorts;
  readonly #watched = new Map<string, Watched>();
  #interval = FIRST_INTERVAL;
  #running = false;
  #wake = new AbortController();
  readonly #stopped = new AbortController();
  #lastCall = -CALL_SPACING;

  constructor(ports: PollerPorts) {
    this.#ports = ports;
  }

  /** Watches a job from now on. The first look follows within 5 s. */
  watch(job: StoredJob, listener: PollListener): void {
    this.#watched.set(job.id, { job, listener });
    this.hurry();
    void this.#loop();
  }

  /** Stops watching one job. */
  forget(id: string): void {
    this.#watched.delete(id);
  }

  /** Looks again at once and starts over with short intervals: after sleep, a sign-in, or a new job. */
  hurry(): void {
    this.#interval = FIRST_INTERVAL;
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** Ends the scheduler for good. */
  stop(): void {
    this.#watched.clear();
    this.#stopped.abort();
    this.#wake.abort();
  }

  async #loop(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#watched.size > 0) {
      await this.#pause(this.#interval === FIRST_INTERVAL ? FIRST_INTERVAL / 5 : this.#interval);
      if (this.#stopped.signal.aborted) break;
      this.#interval = Math.min(this.#interval * INTERVAL_GROWTH, LONGEST_INTERVAL);
      for (const group of this.#groups()) await this.#look(group);
    }
    this.#running = false;
  }

  /** Waits, but not longer than until somebody hurries. */
  async #pause(millis: number): Promise<void> {
    await this.#ports.clock.delay(millis, this.#wake.signal).catch(() => undefined);
  }

  /** Jobs that share an account and a region, so that one List serves them all. */
  #groups(): Watched[][] {
    const groups = new Map<string, Watched[]>();
    for (const watched of this.#watched.values()) {
      const key = `${watched.job.profile ?? ''} ${watched.job.region}`;
      groups.set(key, [...(groups.get(key) ?? []), watched]);
    }
    return [...groups.values()];
  }

  async #look(group: readonly Watched[]): Promise<void> {
    const first = group[0];
    if (!first) return;
    try {
      const { speech } = await this.#ports.connect(first.job);
      await this.#pace();
      const listed = new Map((await speech.list(SERVICE_NAME_PREFIX)).map((job) => [job.name, job]));
      for (const watched of group) await this.#settle(watched, listed.get(watched.job.serviceName), speech.get.bind(speech));
    } catch (thrown) {
      this.#ports.log.warn('asking Transcribe failed', { reason: thrown instanceof StudioError ? thrown.code : 'bug' });
      for (const { job, listener } of group) if (this.#watched.has(job.id)) listener.failed(thrown);
    }
  }

  async #settle({ job, listener }: Watched, listed: SpeechJob | undefined, get: (name: string) => Promise<SpeechJob | null>): Promise<void> {
    if (listed?.state === 'queued' || listed?.state === 'running') return listener.running(listed.state);
    if (!this.#watched.has(job.id)) return;
    await this.#pace();
    const told = await get(job.serviceName);
    if (told?.state === 'queued' || told?.state === 'running' || told?.state === 'unknown')
      return listener.running(told.state === 'queued' ? 'queued' : 'running');
    this.forget(job.id);
    listener.ended(told);
  }

  async #pace(): Promise<void> {
    const wait = this.#lastCall + CALL_SPACING - this.#ports.clock.monotonic();
    if (wait > 0) await this.#ports.clock.delay(wait, this.#stopped.signal).catch(() => undefined);
    this.#lastCall = this.#ports.clock.monotonic();
  }
}
