// Hands peaks over while a sound is still being read: soon at first, so that something is seen, then in longer stretches.
import type { PeakBytes, PeakReducer } from './peaks.ts';

/** The most channels peaks are kept of; what lies beyond is not drawn. */
export const MAX_PEAK_CHANNELS = 8;

/** The first stretch is one second, each next one twice as long, at most a minute: 240 stretches for four hours. */
const FIRST_BUCKETS = 100;
const MOST_BUCKETS = 6000;

/** Empties a reducer in stretches that grow. `onStretch` hears each with the number of its first bucket. */
export class PeakStretches {
  readonly #reducer: PeakReducer;
  readonly #onStretch: (from: number, peaks: PeakBytes) => void;
  #from = 0;
  #wanted = FIRST_BUCKETS;

  constructor(reducer: PeakReducer, onStretch: (from: number, peaks: PeakBytes) => void) {
    this.#reducer = reducer;
    this.#onStretch = onStretch;
  }

  /** To be called after samples were added. */
  flow(): void {
    if (this.#reducer.waiting < this.#wanted) return;
    this.#wanted = Math.min(this.#wanted * 2, MOST_BUCKETS);
    this.#hand();
  }

  /** Closes the last bucket and hands over what is left. Answers how many buckets there are in all. */
  finish(): number {
    this.#reducer.finish();
    if (this.#reducer.waiting > 0) this.#hand();
    return this.#from;
  }

  #hand(): void {
    const from = this.#from;
    this.#from += this.#reducer.waiting;
    this.#onStretch(from, this.#reducer.take());
  }
}
