// Lets so many through at once; the rest wait in order, or leave the queue when they are told to stop.
import { CancelledError } from '../../src-core/contract/errors.ts';

/** A counting gate. */
export class Gate {
  #free: number;
  #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Runs the work when a place is free and gives the place on afterwards, whatever happened.
   * Rejects with CancelledError when the signal fires before that; `first` goes before everybody who waits.
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal, first = false): Promise<T> {
    if (signal?.aborted) throw new CancelledError();
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn(signal, first);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #turn(signal: AbortSignal | undefined, first: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== go);
        reject(new CancelledError());
      };
      signal?.addEventListener('abort', leave, { once: true });
      if (first) this.#waiting.unshift(go);
      else this.#waiting.push(go);
    });
  }
}
