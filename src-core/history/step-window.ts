// How many steps of a history are kept when they weigh too much together. It knows nothing of what a step holds.
import type { HistoryRange } from './history-step.ts';

/**
 * The steps of a range that weigh at most `most` together: those nearest to where the transcript stands, undo before redo. A step too heavy
 * to be kept ends its side, for what lies beyond it leads nowhere.
 */
export function nearestSteps({ first, last, done }: HistoryRange, weightOf: (number: number) => number, most: number): HistoryRange {
  let weight = 0;
  const fits = (number: number): boolean => (weight += weightOf(number)) <= most;
  let lowest = done + 1;
  while (lowest > first && fits(lowest - 1)) lowest -= 1;
  // What did not fit is not kept, and leaves its room to the other side.
  if (lowest > first) weight -= weightOf(lowest - 1);
  let highest = done;
  while (highest < last && fits(highest + 1)) highest += 1;
  return { first: lowest, last: highest, done };
}
