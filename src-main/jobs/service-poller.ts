// Asks Transcribe how the submitted jobs do: one scheduler for all of them, List first, Get only for those no list tells of (A38, A39).
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { StoredJob } from '../ports/library.ts';
import type { Clock, Log } from '../ports/machine.ts';
import type { Speech, SpeechJob } from '../ports/cloud.ts';

/** Names of our jobs begin so; List filters by it. */
export const SERVICE_NAME_PREFIX = 'galley-';

/** A new job is looked at after this, milliseconds: short recordings are done in seconds. */
const FIRST_LOOK = 1_000;
/** From one look to the next: 5 s rising to 60 s (A39). */
const FIRST_INTERVAL = 5_000;
const LONGEST_INTERVAL = 60_000;
const INTERVAL_GROWTH = 1.5;

/** What a waiting job hears. */
export interface PollListener {
  /** Transcribe's state changed or was confirmed. */
  running(state: 'queued' | 'running'): void;
  /** The job ended there; null when Transcribe no longer knows it. A list has told of it, so places may be missing. */
  ended(job: SpeechJob | null): void;
  /** Asking failed; the poller goes on by itself unless the listener forgets the job. */
  failed(error: unknown): void;
}

export interface PollerPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Transcribe as a job reaches it, asked at the pace all jobs share. */
  speech(job: StoredJob): Promise<Speech>;
}

interface Watched {
  readonly job: StoredJob;
  readonly listener: PollListener;
}

/** Watches every submitted job until it ends. */
export class ServicePoller {
  readonly #ports: PollerPorts;
  readonly #watched = new Map<string, Watched>();
  readonly #stopped = new AbortController();
  #interval = FIRST_INTERVAL;
  #running = false;
  #wake = new AbortController();
  #lastLook = -FIRST_INTERVAL;
  #nextLook = Infinity;

  constructor(ports: PollerPorts) {
    this.#ports = ports;
  }

  /** Watches a job from now on. The first look follows within 5 s. */
  watch(job: StoredJob, listener: PollListener): void {
    this.#watched.set(job.id, { job, listener });
    this.#lookBy(Math.max(this.#ports.clock.monotonic() + FIRST_LOOK, this.#lastLook + FIRST_INTERVAL));
  }

  /** Stops watching one job. */
  forget(id: string): void {
    this.#watched.delete(id);
  }

  /** Looks again at once and starts over with short intervals: after sleep or a sign-in. */
  hurry(): void {
    this.#lookBy(this.#ports.clock.monotonic());
  }

  /** Ends the scheduler for good. */
  stop(): void {
    this.#watched.clear();
    this.#stopped.abort();
    this.#wake.abort();
  }

  #lookBy(time: number): void {
    this.#interval = FIRST_INTERVAL;
    if (time < this.#nextLook) {
      this.#nextLook = time;
      this.#wake.abort();
      this.#wake = new AbortController();
    }
    void this.#loop();
  }

  async #loop(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#watched.size > 0 && !this.#stopped.signal.aborted) {
      await this.#untilNextLook();
      if (this.#stopped.signal.aborted) break;
      this.#nextLook = Infinity;
      for (const group of this.#groups()) await this.#look(group);
      this.#lastLook = this.#ports.clock.monotonic();
      this.#nextLook = Math.min(this.#nextLook, this.#lastLook + this.#interval);
      this.#interval = Math.min(this.#interval * INTERVAL_GROWTH, LONGEST_INTERVAL);
    }
    this.#nextLook = Infinity;
    this.#running = false;
  }

  /** Waits; an earlier time may be set meanwhile. */
  async #untilNextLook(): Promise<void> {
    for (;;) {
      const wait = this.#nextLook - this.#ports.clock.monotonic();
      if (wait <= 0 || this.#stopped.signal.aborted) return;
      await this.#ports.clock.delay(wait, this.#wake.signal).catch(() => undefined);
    }
  }

  /** Jobs that share an account and a region, so that one List serves them all. */
  #groups(): Watched[][] {
    const groups = new Map<string, Watched[]>();
    for (const watched of this.#watched.values()) {
      const key = `${watched.job.profile ?? ''} ${watched.job.region}`;
      const group = groups.get(key);
      if (group) group.push(watched);
      else groups.set(key, [watched]);
    }
    return [...groups.values()];
  }

  async #look(group: readonly Watched[]): Promise<void> {
    const first = group[0];
    if (!first) return;
    try {
      const speech = await this.#ports.speech(first.job);
      const listed = await this.#listed(speech, new Set(group.map(({ job }) => job.serviceName)));
      const unlisted = group.filter((watched) => !this.#settle(watched, listed.get(watched.job.serviceName)));
      for (const watched of unlisted) await this.#askFor(watched, speech);
    } catch (thrown) {
      if (thrown instanceof CancelledError) return;
      this.#ports.log.warn('asking Transcribe failed', { reason: codeOf(thrown) });
      for (const watched of group) if (this.#isWatched(watched)) watched.listener.failed(thrown);
    }
  }

  /** What a list tells of these names, newest page first, no further than needed. Who may not list may still ask for each. */
  async #listed(speech: Speech, names: ReadonlySet<string>): Promise<ReadonlyMap<string, SpeechJob>> {
    const found = new Map<string, SpeechJob>();
    const note = (jobs: readonly SpeechJob[]): void => {
      for (const job of jobs) if (names.has(job.name)) found.set(job.name, job);
    };
    try {
      const enough = (page: readonly SpeechJob[]): boolean => {
        note(page);
        return found.size === names.size;
      };
      await speech.list(SERVICE_NAME_PREFIX, { enough });
    } catch (thrown) {
      if (codeOf(thrown) !== 'access-denied') throw thrown;
      this.#ports.log.warn('listing jobs is not allowed; each is asked for by itself', {});
    }
    return found;
  }

  /** Passes on what is known of a job; false when nothing is. */
  #settle(watched: Watched, told: SpeechJob | undefined): boolean {
    if (told === undefined) return false;
    if (!this.#isWatched(watched)) return true;
    if (told.state === 'completed' || told.state === 'failed') {
      this.forget(watched.job.id);
      watched.listener.ended(told);
    } else watched.listener.running(told.state === 'queued' ? 'queued' : 'running');
    return true;
  }

  /** A list may lag behind: only Get says that a job is gone. Trouble with one job is not the others’. */
  async #askFor(watched: Watched, speech: Speech): Promise<void> {
    if (!this.#isWatched(watched)) return;
    try {
      const told = await speech.get(watched.job.serviceName);
      if (this.#settle(watched, told ?? undefined) || !this.#isWatched(watched)) return;
      this.forget(watched.job.id);
      watched.listener.ended(null);
    } catch (thrown) {
      if (thrown instanceof CancelledError) throw thrown;
      if (this.#isWatched(watched)) watched.listener.failed(thrown);
    }
  }

  #isWatched({ job, listener }: Watched): boolean {
    return this.#watched.get(job.id)?.listener === listener;
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof StudioError ? thrown.code : 'bug';
}
