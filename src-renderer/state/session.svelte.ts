// Where the page stands with its studio: saying hello, losing it, finding it again.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { LibraryNote } from '../../src-core/library/backup.ts';
import type { Host } from '../host/host.ts';
import type { Scope } from '../scope.ts';

export type Hello = CallResult<'session.hello'>;

export class SessionState {
  readonly #client: StudioClient;
  #hello = $state.raw<Hello | null>(null);
  #error = $state.raw<unknown>(null);
  #connected = $state(true);
  #notes = $state.raw<readonly LibraryNote[]>([]);

  constructor(client: StudioClient, host: Host, scope: Scope) {
    this.#client = client;
    scope.add(
      host.onConnection((connected) => {
        this.#connected = connected;
      }),
    );
    scope.add(
      client.on('library.notes', ({ notes }) => {
        this.#notes = notes;
      }),
    );
  }

  /** Facts about host, version, library and ffmpeg; null until the studio has answered. */
  get hello(): Hello | null {
    return this.#hello;
  }
  /** What is to be known of the library as a whole. */
  get notes(): readonly LibraryNote[] {
    return this.#notes;
  }
  /** Why there was no answer, or null. */
  get error(): unknown {
    return this.#error;
  }
  get connected(): boolean {
    return this.#connected;
  }
  get readOnly(): boolean {
    return this.#hello?.readOnly != null;
  }
  /** Whether keys are written ⌘ and ⇧. */
  get isMac(): boolean {
    return this.#hello?.platform === 'darwin';
  }

  /** Asks who answers. A failure is kept in `error`, not thrown. */
  async start(): Promise<void> {
    this.#error = null;
    try {
      this.#hello = await this.#client.call('session.hello', {});
      this.#notes = this.#hello.notes;
    } catch (thrown) {
      this.#hello = null;
      this.#error = thrown;
    }
  }
}
