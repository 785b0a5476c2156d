// A Clock that stands still until a test moves it. It knows nothing of real time.
import { CancelledError } from '../../src-core/contract/errors.ts';
import type { Clock } from '../../src-main/ports/machine.ts';

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** Lets everything that is ready to run, run: promises, and one turn of Node's event loop for files and sockets. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock moved by hand. `now` and `monotonic` may drift apart through `jumpWallClock`. */
export class ManualClock implements Clock {
  #monotonic = 0;
  #wallOffset: number;
  #timers: Timer[] = [];

  /** Starts at so many milliseconds since 1970. */
  constructor(start = Date.UTC(2026, 10, 22, 12)) {
    this.#wallOffset = start;
  }

  now(): number {
    return this.#wallOffset + this.#monotonic;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  delay(millis: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new CancelledError());
        return;
      }
      const timer: Timer = { at: this.#monotonic + Math.max(0, millis), wake: () => done(resolve) };
      const cancel = (): void => done(() => reject(new CancelledError()));
      const done = (finish: () => void): void => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        signal?.removeEventListener('abort', cancel);
        finish();
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#timers.push(timer);
    });
  }

  /** How many delays are being waited for. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Moves time on, waking each delay at its own moment and letting what it woke run before going further. */
  async advance(millis: number): Promise<void> {
    const target = this.#monotonic + millis;
    await settle();
    for (;;) {
      const due = this.#nextUntil(target);
      if (due === null) break;
      this.#monotonic = Math.max(this.#monotonic, due.at);
      due.wake();
      await settle();
    }
    this.#monotonic = target;
    await settle();
  }

  /** The user sets the computer's clock: dates change, durations do not. */
  jumpWallClock(millis: number): void {
    this.#wallOffset += millis;
  }

  #nextUntil(target: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.at <= target && (next === null || timer.at < next.at)) next = timer;
    }
    return next;
  }
}
