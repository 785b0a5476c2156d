// What a cue costs: everything that speaks for or against showing certain words together, in one number. The lower the better.
// docs/decisions/2026-11-22-cutting-cues.md tells why each term is there. Tries nothing; cue-layout.ts does.
import type { Millis } from '../span.ts';
import { WEIGHT } from './cost-weights.ts';
import type { MeasuredWords } from './measured-words.ts';
import { paceCost } from './pace-cost.ts';
import { breakCostAt } from './placed-break.ts';
import type { Pace } from './run-ticks.ts';
import { SHOT_TAIL, SHOT_ZONE } from './shot-timing.ts';
import type { CutRange } from './cut-range.ts';
import { widthOf } from './cut-range.ts';
import { firstFrom } from './turn-timeline.ts';

/** Share of a line below which part of a sentence is a crumb. */
const CRUMB_WIDTH = 0.35;
/** An interruption or a shot change so close to a cue's edges does no harm, milliseconds. */
const EDGE = 400;

/** What words i … j-1 cost as a cue, lines apart. */
export function runCost(range: CutRange, pace: Pace, i: number, j: number): number {
  const { words } = range;
  const { profile } = pace;
  const width = widthOf(range, i, j);
  const finished = words.sentenceEnd[j] === 1;
  const begun = words.sentenceEnd[i] !== 1;
  const inner = at(words.sentenceSum, j - 1) - at(words.sentenceSum, i);
  let cost: number = WEIGHT.cue;
  if (!finished) cost += breakCostAt(words, j, WEIGHT.cueBreak, WEIGHT.unfinished);
  if (inner > 0) cost += inner * WEIGHT.innerSentence + (finished ? 0 : WEIGHT.torn) + (begun ? WEIGHT.mixedStart * (profile.oneSentence ? 2 : 1) : 0);
  cost += (at(words.pauseSum, j - 1) - at(words.pauseSum, i)) * WEIGHT.innerPause;
  const crumb = profile.lineLength * CRUMB_WIDTH;
  if (width < crumb && (!finished || begun)) cost += (1 - width / crumb) * WEIGHT.crumb;
  cost += within(range.interruptions, words, i, j) * WEIGHT.interrupted + within(range.shots, words, i, j) * WEIGHT.innerShot;
  if (i > 0 && range.shots.length > 0) cost += spokenOver(range.shots, words, i) * WEIGHT.offShot;
  return cost + paceCost(range, pace, i, j);
}

/** How many of the times lie well inside the sound of words i … j-1. */
function within(times: readonly Millis[], words: MeasuredWords, i: number, j: number): number {
  if (times.length === 0) return 0;
  return Math.max(0, firstFrom(times, at(words.end, j - 1) - EDGE) - firstFrom(times, at(words.start, i) + EDGE));
}

/** How many shot changes shortly before word i are spoken over by the word before it: neither cue can be moved onto them (see shot-timing.ts). */
function spokenOver(shots: readonly Millis[], words: MeasuredWords, i: number): number {
  const start = at(words.start, i);
  return Math.max(0, firstFrom(shots, start - at(words.pause, i) - SHOT_TAIL) - firstFrom(shots, start - SHOT_ZONE));
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
