// Lets only so many media be decoded at once, so that fifty dropped files do not start fifty decoders.
import { CancelledError } from '../../src-core/contract/errors.ts';

interface Waiting {
  readonly key: string;
  readonly go: () => void;
}

/** A queue with a few places. First come, first served, unless somebody is promoted. */
export class MediaLane {
  #free: number;
  #waiting: Waiting[] = [];

  /** `places`: how many may work at once. */
  constructor(places: number) {
    this.#free = places;
  }

  /** Runs the work when there is a place. Throws CancelledError when the signal fires before that, and whatever the work throws. */
  async run<T>(key: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(key, signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Lets the work of a key go next: somebody is looking at it. */
  promote(key: string): void {
    const promoted = this.#waiting.filter((waiting) => waiting.key === key);
    this.#waiting = [...promoted, ...this.#waiting.filter((waiting) => waiting.key !== key)];
  }

  #enter(key: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(new CancelledError());
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(new CancelledError());
      };
      const waiting: Waiting = {
        key,
        go: () => {
          signal.removeEventListener('abort', cancel);
          resolve();
        },
      };
      signal.addEventListener('abort', cancel, { once: true });
      this.#waiting.push(waiting);
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next.go();
    else this.#free += 1;
  }
}
