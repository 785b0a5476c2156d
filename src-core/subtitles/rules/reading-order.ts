// Cues by the words they hold, however they are shown: which of them share words with a stretch of the transcript. Knows no times.
import { byFirstWord, isBehind, type WordStretch } from '../../transcript/word-stretch.ts';

/** Places in showing order, found by words. */
export interface ReadingOrder {
  /** The places of the cues that share words with a stretch, in reading order. */
  within(stretch: WordStretch): number[];
}

/** Puts cues, no word in two of them, in reading order. */
export function cuesInReading(cues: readonly WordStretch[]): ReadingOrder {
  const order = cues.map((cue, index) => ({ cue, index })).sort((a, b) => byFirstWord(a.cue, b.cue));
  return {
    within({ from, to }) {
      let [low, high] = [0, order.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const one = order[middle];
        if (one && isBehind(from, one.cue.to)) low = middle + 1;
        else high = middle;
      }
      const found: number[] = [];
      for (let one = order[low]; one && !isBehind(one.cue.from, to); one = order[(low += 1)]) found.push(one.index);
      return found;
    },
  };
}
