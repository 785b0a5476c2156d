// Repairing at length: one trial between two frames, so that the page draws, tells how far it is, and can call it off.
import type { CueEdit } from '../../src-core/subtitles/cue-edits.ts';
import type { PageClock } from '../page-clock.ts';

export class RepairingState {
  readonly #clock: PageClock;
  #open = $state<{ readonly left: number; readonly most: number } | null>(null);
  #callOff: (() => void) | null = null;

  constructor(clock: PageClock) {
    this.#clock = clock;
  }

  /** Findings not settled yet, and the most there were; null while nothing is repaired. */
  get open(): { readonly left: number; readonly most: number } | null {
    return this.#open;
  }

  /** Takes the first step at once and one more a frame; then `done` gets what they come to, unless it is stopped before. What ran before is stopped. */
  run(steps: Generator<number, CueEdit | null>, done: (edit: CueEdit | null) => void): void {
    this.stop();
    const step = (): void => {
      const result = this.#next(steps);
      if (result.done === true) {
        this.stop();
        done(result.value);
        return;
      }
      this.#open = { left: result.value, most: Math.max(result.value, this.#open?.most ?? 0) };
      this.#callOff = this.#clock.frame(step);
    };
    step();
  }

  #next(steps: Generator<number, CueEdit | null>): IteratorResult<number, CueEdit | null> {
    try {
      return steps.next();
    } catch (thrown) {
      this.stop();
      throw thrown;
    }
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#open = null;
  }
}
