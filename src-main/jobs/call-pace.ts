// One pace for everything Transcribe is asked, by whatever job: at most five calls a second (A39, L2), fewer while it asks for patience (A8).
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { Clock } from '../ports/machine.ts';
import type { Speech } from '../ports/cloud.ts';
import { Gate } from './gate.ts';

/** Milliseconds between two calls: the least, and the most it grows to. */
const SPACING = 200;
const LONGEST_SPACING = 6_400;

/** Spaces calls out. */
export class CallPace {
  readonly #clock: Clock;
  readonly #turns = new Gate(1);
  #spacing = SPACING;
  #lastCall = -SPACING;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when the next call may go out, which then counts as gone. `first` goes before all who wait. Rejects with CancelledError. */
  turn(signal: AbortSignal, first = false): Promise<void> {
    return this.#turns.run(() => this.#untilDue(signal), signal, first);
  }

  /** Asks when it is its turn. Throttling doubles the spacing for everybody, answers halve it again. */
  async ask<T>(question: () => Promise<T>, signal: AbortSignal, first = false): Promise<T> {
    await this.turn(signal, first);
    try {
      const answer = await question();
      this.#spacing = Math.max(SPACING, this.#spacing / 2);
      return answer;
    } catch (thrown) {
      this.note(thrown);
      throw thrown;
    }
  }

  /** Slows down after a failure that asks for it. */
  note(thrown: unknown): void {
    if (thrown instanceof StudioError && thrown.code === 'throttled') this.#spacing = Math.min(this.#spacing * 2, LONGEST_SPACING);
  }

  async #untilDue(signal: AbortSignal): Promise<void> {
    // Timers may fire a little early: look at the clock again.
    for (;;) {
      const wait = this.#lastCall + this.#spacing - this.#clock.monotonic();
      if (wait <= 0) break;
      await this.#clock.delay(wait, signal);
    }
    if (signal.aborted) throw new CancelledError();
    this.#lastCall = this.#clock.monotonic();
  }
}

/** The same Speech, asked at the pace. A list waits before each of its pages, ahead of everything else: one page tells of a hundred jobs. */
export function pacedSpeech(speech: Speech, pace: CallPace, signal: AbortSignal): Speech {
  return {
    start: (request) => pace.ask(() => speech.start(request), signal),
    get: (name) => pace.ask(() => speech.get(name), signal),
    list: async (nameContains, reading) => {
      try {
        return await speech.list(nameContains, { turn: () => pace.turn(signal, true), enough: (listed) => reading?.enough(listed) ?? false });
      } catch (thrown) {
        pace.note(thrown);
        throw thrown;
      }
    },
    result: (job, bucket) => pace.ask(() => speech.result(job, bucket), signal),
    remove: (name) => pace.ask(() => speech.remove(name), signal),
  };
}
