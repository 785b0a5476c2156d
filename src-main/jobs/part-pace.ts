// How many parts are on their way at a time, of all uploads together: half as many when S3 asks for fewer, more again as they get through.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { Clock } from '../ports/machine.ts';
import { backOffMillis } from './retry.ts';

/** Four uploads of four parts (L1). */
const MOST_AT_ONCE = 16;

export interface PacePorts {
  readonly clock: Clock;
  /** A number in [0, 1) that spreads back-offs. */
  readonly chance: () => number;
}

/** Lets parts through. One for the whole studio: what S3 asks of one upload it means for all (A8). */
export class PartPace {
  readonly #ports: PacePorts;
  #waiting: (() => void)[] = [];
  #allowed = MOST_AT_ONCE;
  #underWay = 0;
  /** Counts the times S3 asked for fewer; parts sent before the last time do not count against the pace again. */
  #asked = 0;
  #throughSince = 0;

  constructor(ports: PacePorts) {
    this.#ports = ports;
  }

  /** How many may be on their way now. */
  get allowed(): number {
    return this.#allowed;
  }

  /**
   * Sends when there is room. A throttled one waits and is sent again, for as long as it takes: throttling fails nothing.
   * Rejects with CancelledError when the signal fires while it waits, and with whatever else sending met.
   */
  async send<T>(send: () => Promise<T>, signal: AbortSignal, throttled: (thrown: StudioError) => void): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      await this.#room(signal);
      const asked = this.#asked;
      try {
        const sent = await send();
        this.#gotThrough();
        return sent;
      } catch (thrown) {
        if (!(thrown instanceof StudioError && thrown.code === 'throttled')) throw thrown;
        if (asked === this.#asked) this.#halve();
        throttled(thrown);
      } finally {
        this.#underWay -= 1;
        this.#letGo();
      }
      await this.#ports.clock.delay(backOffMillis(tries, this.#ports.chance()), signal);
    }
  }

  async #room(signal: AbortSignal): Promise<void> {
    while (this.#underWay >= this.#allowed && !signal.aborted) await this.#turn(signal);
    if (signal.aborted) {
      // Woken for a place it does not take: the next one may have it.
      this.#letGo();
      throw new CancelledError();
    }
    this.#underWay += 1;
  }

  /** Resolves when somebody leaves, or when the signal fires; who is told to stop does not stay in the queue. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', go);
        this.#waiting = this.#waiting.filter((other) => other !== go);
        resolve();
      };
      signal.addEventListener('abort', go, { once: true });
      this.#waiting.push(go);
    });
  }

  #letGo(): void {
    this.#waiting[0]?.();
  }

  #halve(): void {
    this.#asked += 1;
    this.#throughSince = 0;
    this.#allowed = Math.max(1, Math.floor(Math.min(this.#allowed, this.#underWay) / 2));
  }

  /** One more place after as many parts as there are places, and who waits for it is let go. */
  #gotThrough(): void {
    this.#throughSince += 1;
    if (this.#allowed >= MOST_AT_ONCE || this.#throughSince < this.#allowed) return;
    this.#throughSince = 0;
    this.#allowed += 1;
    this.#letGo();
  }
}
