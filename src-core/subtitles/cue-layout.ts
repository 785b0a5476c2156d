// Cuts a range of words into cues and lines: the cheapest way through all ways that keep the limits, found by dynamic programming.
// A run of words is at most two lines long, so the work is linear in the words. What anything costs is cue-cost.ts and line-cost.ts, when cues are shown cue-timing.ts.
import { runCost } from './cue-cost.ts';
import { layLines } from './line-cost.ts';
import type { CueProfile } from './profile.ts';
import type { Pace } from './run-ticks.ts';
import type { CutRange } from './cut-range.ts';

/** A run of words `from` … `to` (included); `lineBreak` is the word that opens the second line, or null. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly lineBreak: number | null;
}

/** Costs are added as whole numbers of this part of one, so that sums are exact and the best cut of a part is the same part of the best cut. */
const GRAIN = 1024;

/** The best cut of a range of one breath into runs, in order; every word is in exactly one. Word indices are those of `range.words`. */
export function cutStretch(range: CutRange, pace: Pace): Run[] {
  const { profile } = pace;
  const { from: first, to: last } = range;
  const best = new Float64Array(last + 1).fill(Infinity);
  const from = new Int32Array(last + 1);
  const line = new Int32Array(last + 1).fill(-1);
  best[first] = 0;
  for (let j = first + 1; j <= last; j += 1) {
    for (let i = j - 1; i >= first && (i === j - 1 || fits(range, profile, i, j)); i -= 1) {
      const before = best[i] ?? Infinity;
      const alone = runCost(range, pace, i, j);
      if (before + Math.round(alone * GRAIN) >= (best[j] ?? Infinity)) continue;
      const lines = layLines(range, profile, i, j);
      const cost = before + Math.round((alone + lines.cost) * GRAIN);
      if (cost >= (best[j] ?? Infinity)) continue;
      best[j] = cost;
      from[j] = i;
      line[j] = lines.lineBreak ?? -1;
    }
  }
  const runs: Run[] = [];
  for (let j = last; j > first; j = from[j] ?? 0) {
    const lineBreak = line[j] ?? -1;
    runs.push({ from: from[j] ?? 0, to: j - 1, lineBreak: lineBreak < 0 ? null : lineBreak });
  }
  return runs.reverse();
}

/** Whether words i … j-1 could be a cue at all. When they could not, no longer run ending at j-1 could. */
function fits({ words }: CutRange, profile: CueProfile, i: number, j: number): boolean {
  if (at(words.end, j - 1) - at(words.start, i) > profile.maxDuration) return false;
  const room = profile.lineLength * profile.maxLines + 1;
  // Words may have no width and no time; a letter is half a character wide at least.
  return j - i <= room * 2 && at(words.right, j - 1) - at(words.left, i) <= room;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
