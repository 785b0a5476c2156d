// What the lines of a cue cost, and the best ones for its words. Knows no times but the pauses a line break may lie in.
import { WEIGHT } from './cost-weights.ts';
import type { MeasuredWords } from './measured-words.ts';
import { breakCostAt } from './placed-break.ts';
import type { CueProfile } from './profile.ts';
import type { CutRange } from './cut-range.ts';
import { labelAt } from './cut-range.ts';

/** The lines of a cue: what they cost, and the word that opens the second one; null for one line. */
export interface CueLines {
  readonly cost: number;
  readonly lineBreak: number | null;
}

/** The best lines for words i … j-1: one if they fit, else two, balanced and broken where it hurts least; at infinite cost if they cannot be. */
export function layLines(range: CutRange, profile: CueProfile, i: number, j: number): CueLines {
  const { words } = range;
  const label = labelAt(range, i);
  const limit = profile.lineLength;
  const width = at(words.right, j - 1) - at(words.left, i);
  if (label + width <= limit) return { cost: 0, lineBreak: null };
  let cost = Infinity;
  let lineBreak: number | null = null;
  if (profile.maxLines > 1) {
    for (let k = j - 1; k > i; k -= 1) {
      const second = at(words.right, j - 1) - at(words.left, k);
      if (second > limit) break;
      const first = label + at(words.right, k - 1) - at(words.left, i);
      if (first > limit) continue;
      const here = lineCost(words, profile, k, [first, second]);
      if (here < cost) [cost, lineBreak] = [here, k];
    }
    if (lineBreak === null && label > 0 && (width <= limit || j - i === 1)) [cost, lineBreak] = [WEIGHT.labelAlone, i];
  }
  // Only a word standing alone may be wider than the lines: it cannot be cut.
  if (cost === Infinity && j - i === 1) cost = WEIGHT.tooWide;
  return { cost: cost + WEIGHT.secondLine, lineBreak };
}

/** The best two lines for words that stay together though they do not fit: what is wider than a line is as little as can be. */
export function layWideLines(range: CutRange, profile: CueProfile, i: number, j: number): CueLines {
  let best: CueLines = { cost: Infinity, lineBreak: null };
  if (profile.maxLines === 1) return best;
  for (let k = j - 1; k > i; k -= 1) {
    const cost = linesCost(range, profile, { i, j, lineBreak: k });
    if (cost < best.cost) best = { cost, lineBreak: k };
  }
  return best;
}

/** What words i … j-1 cost on these lines, however they came about: what is wider than allowed counts by the grapheme. */
export function linesCost(range: CutRange, profile: CueProfile, { i, j, lineBreak }: { i: number; j: number; lineBreak: number | null }): number {
  const { words } = range;
  const over = (width: number): number => Math.max(0, width - profile.lineLength) * WEIGHT.overflow;
  const first = labelAt(range, i) + at(words.right, (lineBreak ?? j) - 1) - at(words.left, i);
  if (lineBreak === null) return over(first);
  const second = at(words.right, j - 1) - at(words.left, lineBreak);
  return WEIGHT.secondLine + lineCost(words, profile, lineBreak, [first, second]) + over(first) + over(second);
}

function lineCost(words: MeasuredWords, { lineLength, leastBalance }: CueProfile, k: number, [first, second]: readonly [number, number]): number {
  const tilt = (first - second) / lineLength;
  const isUnbalanced = Math.min(first, second) < leastBalance * Math.max(first, second);
  const cost = breakCostAt(words, k, WEIGHT.lineBreak) + tilt * tilt * WEIGHT.imbalance;
  return cost + (tilt > 0 ? WEIGHT.topHeavy : 0) + (isUnbalanced ? WEIGHT.unbalanced : 0);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
