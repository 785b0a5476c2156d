// When to look for a newer Galley, when to fetch it, and when a restart may happen: never over work in hand (S35).
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { UpdateStatus } from '../../src-core/contract/updates.ts';
import { isEnded } from '../../src-core/library/job.ts';
import type { Library } from '../ports/library.ts';
import type { Clock, Log, UpdateSource } from '../ports/machine.ts';

export interface UpdatePorts {
  readonly source: UpdateSource;
  readonly library: Pick<Library, 'jobs' | 'settings'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: EmitEvent;
}

/** The first look comes so long after the start: opening a recording comes first. Milliseconds. */
const FIRST_AFTER = 60_000;
/** And then so often, milliseconds. */
const EVERY = 24 * 3_600_000;
/** A found version waits for jobs to end, and is asked about again so often, milliseconds. */
const QUIET_AGAIN = 60_000;

/** Calls of the group `updates`. */
export class UpdateService {
  readonly #ports: UpdatePorts;
  readonly #stopping = new AbortController();
  #status: UpdateStatus;
  #looking: Promise<UpdateStatus> | null = null;

  constructor(ports: UpdatePorts) {
    this.#ports = ports;
    const { bar } = ports.source;
    this.#status = { phase: bar === null ? 'idle' : 'barred', bar, version: null, lookedAt: null };
  }

  async get(): Promise<UpdateStatus> {
    return Promise.resolve(this.#status);
  }

  /** Looks from now on, once a day, for as long as the setting allows. */
  start(): void {
    if (this.#ports.source.bar !== null) return;
    void this.#watch().catch((thrown: unknown) => {
      if (!(thrown instanceof CancelledError)) this.#ports.log.error('looking for updates ended', thrown);
    });
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Looks now, and fetches what it finds unless a job is under way. Throws `host-cannot` (details.reason) where updates are barred. */
  async look(): Promise<UpdateStatus> {
    const { bar } = this.#ports.source;
    if (bar !== null) throw new StudioError('host-cannot', { verb: 'updates', reason: bar });
    this.#looking ??= this.#lookNow().finally(() => (this.#looking = null));
    return this.#looking;
  }

  /**
   * Restarts into the fetched version. The page asks for it, after the person said so and every edit is durable;
   * a job under way is `conflict`, as is having nothing to install.
   */
  async install(): Promise<Record<string, never>> {
    if (this.#status.phase !== 'ready') throw new StudioError('conflict', { what: 'update' });
    if (this.#isBusy()) throw new StudioError('conflict', { what: 'job' });
    this.#ports.source.install();
    return Promise.resolve({});
  }

  async #watch(): Promise<void> {
    const { clock, library } = this.#ports;
    const { signal } = this.#stopping;
    await clock.delay(FIRST_AFTER, signal);
    for (;;) {
      if (library.settings.get().lookForUpdates && this.#status.phase !== 'ready') await this.look();
      await clock.delay(this.#status.phase === 'found' ? QUIET_AGAIN : EVERY, signal);
    }
  }

  /** Failing to look is no trouble of the person's: it is logged and shown in the settings only. */
  async #lookNow(): Promise<UpdateStatus> {
    const { source, clock, log } = this.#ports;
    this.#tell({ phase: 'looking' });
    try {
      const version = await source.look();
      this.#tell({ phase: version === null ? 'current' : 'found', version, lookedAt: clock.now() });
      if (version === null || this.#isBusy()) return this.#status;
      this.#tell({ phase: 'fetching' });
      await source.fetch();
      this.#tell({ phase: 'ready' });
    } catch (thrown) {
      log.warn('looking for an update failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) });
      this.#tell({ phase: 'failed', lookedAt: clock.now() });
    }
    return this.#status;
  }

  #isBusy(): boolean {
    return this.#ports.library.jobs.all().some(({ state }) => !isEnded(state));
  }

  #tell(change: Partial<UpdateStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#ports.emit('updates.changed', this.#status);
  }
}
