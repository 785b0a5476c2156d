// Watches the room on the library's disk, so that a full disk is told before it is full (F9).
import { CancelledError } from '../../src-core/contract/errors.ts';
import type { EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { LibraryNote } from '../../src-core/library/backup.ts';
import type { Library } from '../ports/library.ts';
import type { Clock, Log } from '../ports/machine.ts';

/** Less than this is little: an upload's copy and a backup still fit, an hour of video may not (reliability.md F9). */
const LITTLE_SPACE_BYTES = 2 * 1024 ** 3;
const LOOK_EVERY_MS = 60_000;

export interface SpacePorts {
  readonly library: Pick<Library, 'notes' | 'freeBytes'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: EmitEvent;
}

export class SpaceWatch {
  readonly #ports: SpacePorts;
  readonly #ended = new AbortController();
  #isLow = false;

  constructor(ports: SpacePorts) {
    this.#ports = ports;
  }

  /** Looks now and then every minute; tells when room becomes little, or enough again. */
  start(): void {
    this.#isLow = this.#low() !== null;
    void this.#watch();
  }

  stop(): void {
    this.#ended.abort();
  }

  /** All that is to be known of the library, what was found at its opening first. */
  notes(): LibraryNote[] {
    const low = this.#low();
    return low === null ? [...this.#ports.library.notes] : [...this.#ports.library.notes, low];
  }

  #low(): LibraryNote | null {
    const free = this.#ports.library.freeBytes();
    return free !== null && free < LITTLE_SPACE_BYTES ? { kind: 'low-space', bytes: free } : null;
  }

  async #watch(): Promise<void> {
    const { clock, emit, log } = this.#ports;
    try {
      for (;;) {
        await clock.delay(LOOK_EVERY_MS, this.#ended.signal);
        const isLow = this.#low() !== null;
        if (isLow === this.#isLow) continue;
        this.#isLow = isLow;
        emit('library.notes', { notes: this.notes() });
      }
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) log.error('the disk is no longer watched', thrown);
    }
  }
}
