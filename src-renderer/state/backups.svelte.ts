// The library's backups: what there is, making one, putting one in the library's place.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { Backup } from '../../src-core/library/backup.ts';
import type { NoticesState } from './notices.svelte.ts';

export class BackupsState {
  readonly #client: StudioClient;
  readonly #notices: NoticesState;
  readonly #leave: () => Promise<void>;
  #list = $state.raw<readonly Backup[] | null>(null);
  #error = $state.raw<unknown>(null);
  #busy = $state<'making' | 'restoring' | null>(null);

  /** `leave` saves and lets go of whatever is open: it belongs to the library that goes. */
  constructor(client: StudioClient, notices: NoticesState, leave: () => Promise<void>) {
    this.#client = client;
    this.#notices = notices;
    this.#leave = leave;
  }

  /** Newest first; null until they were asked for. */
  get list(): readonly Backup[] | null {
    return this.#list;
  }
  /** Why they could not be listed. */
  get error(): unknown {
    return this.#error;
  }
  get busy(): 'making' | 'restoring' | null {
    return this.#busy;
  }

  async load(): Promise<void> {
    try {
      this.#list = await this.#client.call('library.backups', {});
      this.#error = null;
    } catch (thrown) {
      this.#error = thrown;
    }
  }

  /** Makes one now, unless nothing has changed since the last. */
  async make(): Promise<void> {
    await this.#work('making', 'Backing up', async () => {
      const { made, backups } = await this.#client.call('library.backUp', {});
      this.#list = backups;
      this.#notices.say(made ? 'The library is backed up' : 'Nothing has changed since the last backup');
    });
  }

  /** Puts a backup in the library's place. */
  async restore(backup: string): Promise<void> {
    await this.#work('restoring', 'Restoring the backup', async () => {
      await this.#leave();
      const { setAside } = await this.#client.call('library.restore', { backup });
      this.#tell('The backup is restored', setAside);
    });
  }

  /** Begins an empty library beside one that cannot be opened. */
  async startNew(): Promise<void> {
    await this.#work('restoring', 'Beginning a new library', async () => {
      const { setAside } = await this.#client.call('library.startNew', {});
      this.#tell('A new library is open', setAside);
    });
  }

  #tell(title: string, setAside: string): void {
    this.#notices.show({ tone: 'good', title, text: [`The file from before is kept in the library’s folder, in “${setAside}”.`], action: null });
  }

  async #work(what: 'making' | 'restoring', doing: string, work: () => Promise<void>): Promise<void> {
    if (this.#busy !== null) return;
    this.#busy = what;
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown, doing);
    } finally {
      this.#busy = null;
    }
    await this.load();
  }
}
