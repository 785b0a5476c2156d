// Saves that come in parts because they are too heavy for one message: their bytes in memory until they are whole. It knows nothing of what they say.
import { MOST_SAVE_BYTES } from '../../src-core/contract/save-parts.ts';
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { CallArgs } from '../../src-core/contract/studio-api.ts';
import type { Clock } from '../ports/machine.ts';

/** A save of which nothing came for so long is given up, milliseconds: its page is gone. Parts follow each other at once. */
const PATIENCE = 10_000;

interface UnfinishedSave {
  readonly bytes: Uint8Array;
  /** How many of them have come. */
  came: number;
  /** When the latest came, on the clock that never jumps. */
  at: number;
}

/** The unfinished saves of one studio. Together they hold at most what one save may weigh, whoever sends them. */
export class SaveParts {
  readonly #clock: Clock;
  readonly #unfinished = new Map<string, UnfinishedSave>();
  #sweeping: AbortController | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Bytes held for saves that are not whole yet. */
  get held(): number {
    return [...this.#unfinished.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  }

  /**
   * Takes one part and answers the whole save once it was the last, else null. A part that begins at 0 begins its save anew. Throws `too-large`
   * beyond 64 MB, `library-busy` while other saves leave no room, and `bad-message` for a part that does not follow: its save is given up.
   */
  take({ save, at, of, bytes }: CallArgs<'library.savePart'>): Uint8Array | null {
    this.#drop();
    const unfinished = at === 0 ? this.#begin(save, of) : this.#unfinished.get(save);
    if (!unfinished || unfinished.came !== at || unfinished.bytes.byteLength !== of || bytes.byteLength === 0 || at + bytes.byteLength > of) {
      this.#end(save);
      throw new StudioError('bad-message', { call: 'library.savePart', reason: 'part' });
    }
    unfinished.bytes.set(bytes, at);
    unfinished.came += bytes.byteLength;
    unfinished.at = this.#clock.monotonic();
    if (unfinished.came < of) return null;
    this.#end(save);
    return unfinished.bytes;
  }

  #begin(save: string, of: number): UnfinishedSave {
    this.#unfinished.delete(save);
    if (of > MOST_SAVE_BYTES) throw new StudioError('too-large', { what: 'save', limit: MOST_SAVE_BYTES });
    if (this.held + of > MOST_SAVE_BYTES) throw new StudioError('library-busy', { reason: 'another save' });
    const begun = { bytes: new Uint8Array(of), came: 0, at: this.#clock.monotonic() };
    this.#unfinished.set(save, begun);
    void this.#sweep();
    return begun;
  }

  #end(save: string): void {
    this.#unfinished.delete(save);
    if (this.#unfinished.size > 0) return;
    this.#sweeping?.abort();
    this.#sweeping = null;
  }

  /** Gives up those of which nothing came for long. */
  #drop(): void {
    const now = this.#clock.monotonic();
    for (const [save, { at }] of this.#unfinished) if (now - at >= PATIENCE) this.#end(save);
  }

  /** Looks again and again until nothing is unfinished. */
  async #sweep(): Promise<void> {
    if (this.#sweeping) return;
    const sweeping = new AbortController();
    this.#sweeping = sweeping;
    try {
      while (this.#unfinished.size > 0) {
        await this.#clock.delay(PATIENCE, sweeping.signal);
        this.#drop();
      }
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) throw thrown; // whole: nothing to sweep
    } finally {
      if (this.#sweeping === sweeping) this.#sweeping = null;
    }
  }
}
