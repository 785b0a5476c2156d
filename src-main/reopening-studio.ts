// A studio whose library may be put away and another opened in its place, without its host noticing: calls wait meanwhile.
import { StudioError } from '../src-core/contract/errors.ts';
import type { Dispatch } from '../src-core/contract/dispatch.ts';
import type { Backup } from '../src-core/library/backup.ts';
import type { LibraryKeeper } from './ports/library.ts';
import type { Log } from './ports/machine.ts';
import type { Studio } from './studio.ts';

/** Failures a person can mend from the page: by a backup, or by setting the file aside. */
const MENDABLE = new Set(['library-damaged', 'library-foreign']);

/** The library's file, while nothing has it open. Each throws as LibraryKeeper says. */
export interface LibraryFile {
  backups(): Backup[];
  restore(name: string): string;
  startNew(): string;
}

export interface ReopeningPorts {
  readonly file: LibraryFile;
  /** Opens the library and puts a studio on it. Throws the codes of openLibrary. */
  readonly open: (keeper: LibraryKeeper) => Studio;
  /** A studio that only tells why there is none. */
  readonly makeClosed: (failure: StudioError, keeper: LibraryKeeper) => Studio;
  readonly log: Log;
}

/**
 * Opens the studio. A library that is damaged or none of ours gives a studio that says so and offers its backups; any other
 * failure is thrown as it came.
 */
export function makeReopeningStudio(ports: ReopeningPorts): Studio {
  const door = new StudioDoor(ports);
  return {
    dispatch: door.dispatch,
    mediaRoute: (request) => door.now.mediaRoute(request),
    offer: (path, name, owned) => door.now.offer(path, name, owned),
    uploadFolder: door.now.uploadFolder,
    subscribe: door.subscribe,
    stop: () => door.stop(),
  };
}

class StudioDoor implements LibraryKeeper {
  readonly #ports: ReopeningPorts;
  readonly #listeners = new Set<(event: string, payload: unknown) => void>();
  #now: Studio;
  #isOpen = false;
  #swapping: Promise<void> | null = null;

  constructor(ports: ReopeningPorts) {
    this.#ports = ports;
    this.#now = this.#open();
  }

  get now(): Studio {
    return this.#now;
  }

  readonly dispatch: Dispatch = async (call, args) => {
    await this.#swapping;
    // A page that asks again may find that somebody has put the file right meanwhile.
    if (!this.#isOpen && call === 'session.hello') this.#tryAgain();
    return this.#now.dispatch(call, args);
  };

  readonly subscribe = (listener: (event: string, payload: unknown) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async stop(): Promise<void> {
    await this.#swapping;
    await this.#now.stop();
  }

  backups(): Backup[] {
    return this.#ports.file.backups();
  }

  restore(name: string): Promise<string> {
    return this.#swap(() => this.#ports.file.restore(name));
  }

  startNew(): Promise<string> {
    // A library that opens is never set aside for an empty one.
    if (this.#isOpen) return Promise.reject(new StudioError('bad-message', { reason: 'the library is open' }));
    return this.#swap(() => this.#ports.file.startNew());
  }

  async #swap(work: () => string): Promise<string> {
    if (this.#swapping) throw new StudioError('library-busy');
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#swapping = promise;
    try {
      await this.#now.stop();
      try {
        return work();
      } finally {
        this.#now = this.#open();
      }
    } finally {
      this.#swapping = null;
      resolve();
      this.#tell('library.replaced', {});
    }
  }

  #tryAgain(): void {
    try {
      this.#now = this.#open();
    } catch (thrown) {
      this.#ports.log.error('the library still cannot be opened', thrown); // and the page is told what it was told before
    }
  }

  #open(): Studio {
    const { open, makeClosed, log } = this.#ports;
    let studio: Studio;
    try {
      studio = open(this);
      this.#isOpen = true;
    } catch (thrown) {
      if (!(thrown instanceof StudioError) || !MENDABLE.has(thrown.code)) throw thrown;
      log.error('the library cannot be opened', thrown);
      studio = makeClosed(thrown, this);
      this.#isOpen = false;
    }
    studio.subscribe((event, payload) => this.#tell(event, payload));
    return studio;
  }

  #tell(event: string, payload: unknown): void {
    for (const listener of this.#listeners) {
      try {
        listener(event, payload);
      } catch (thrown) {
        this.#ports.log.error(`a listener of ${event} failed`, thrown);
      }
    }
  }
}
