// A Clock that runs so many times as fast as the machine's, for studios that speak over real sockets: a minute's patience passes in a second.
import { performance } from 'node:perf_hooks';
import { CancelledError } from '../../src-core/contract/errors.ts';
import type { Clock } from '../../src-main/ports/machine.ts';

export class FastClock implements Clock {
  readonly #speed: number;
  readonly #begun = performance.now();
  readonly #start: number;
  #slept = 0;

  constructor(speed: number, start = Date.now()) {
    this.#speed = speed;
    this.#start = start;
  }

  now(): number {
    return Math.round(this.#start + this.#slept + this.monotonic());
  }

  monotonic(): number {
    return (performance.now() - this.#begun) * this.#speed;
  }

  delay(millis: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new CancelledError());
        return;
      }
      const cancel = (): void => {
        clearTimeout(timer);
        reject(new CancelledError());
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        },
        Math.max(0, millis) / this.#speed,
      );
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Dates move on while nothing runs: the computer was off. */
  sleep(millis: number): void {
    this.#slept += millis;
  }
}
