// What a cue costs: everything that speaks for or against showing certain words together, in one number. The lower the better.
// docs/decisions/2026-11-22-cutting-cues.md tells why each term is there. Tries nothing; cue-layout.ts does.
import type { Millis } from '../span.ts';
import { FORBIDDEN } from './break-cost.ts';
import type { MeasuredWords } from './measured-words.ts';
import type { CueProfile } from './profile.ts';
import { readingTime } from './run-ticks.ts';
import { SHOT_TAIL, SHOT_ZONE } from './shot-timing.ts';
import { firstFrom } from './turn-timeline.ts';

/** Words to be cut, and what surrounds them. Words i … j-1 make a run. */
export interface Stretch {
  readonly words: MeasuredWords;
  /** The words `from` … `to` - 1 are cut; no cue reaches beyond. */
  readonly from: number;
  readonly to: number;
  /** Nothing of the stretch can be shown before; -Infinity where nothing is in its way. */
  readonly free: Millis;
  /** When what is shown after the stretch begins. */
  readonly next: Millis;
  /** Width of the speaker’s label on the first line of the turn's first cue, or of every one; 0 for none. */
  readonly label: number;
  readonly labelEverywhere: boolean;
  /** Whether the first of `words` opens its turn. */
  readonly opensTurn: boolean;
  /** Starts of other people's turns, and times of shot changes, within the words; ascending. */
  readonly interruptions: readonly Millis[];
  readonly shots: readonly Millis[];
}

/** What each fault costs. The scale is the cost of one more cue. */
const WEIGHT = {
  cue: 10,
  secondLine: 2,
  /** Per point of break cost between cues and between lines. */
  cueBreak: 2.4,
  lineBreak: 1.6,
  /** A cue that does not end with its sentence, on top of the break itself. */
  unfinished: 8,
  /** A pause halves what a break costs when it is this long, milliseconds. */
  easingPause: 350,
  /** But a break that parts what belongs together never becomes cheaper than by this. */
  mostEaseTight: 1.6,
  innerSentence: 6,
  /** One sentence ends and another begins but does not end (TED, BBC). */
  mixedEnd: 24,
  mixedStart: 14,
  innerPause: 0.05,
  tooShort: 0.12,
  /** Faster than aimed at, from nearly too fast on, and too fast; by share of the limit, and for being so at all. */
  aboveTarget: 60,
  nearlyFast: 8,
  aboveMax: 200,
  fast: 40,
  openGap: 24,
  lingering: 3,
  crumb: 20,
  interrupted: 14,
  innerShot: 6,
  /** A cue that begins just behind a shot change and cannot be moved onto it. */
  offShot: 20,
  imbalance: 24,
  /** Lines less balanced than the guide asks. */
  unbalanced: 16,
  topHeavy: 1,
  labelAlone: 14,
  tooWide: 400,
  /** Per grapheme a line is wider than allowed, where no cut is free to help. */
  overflow: 40,
} as const;

/** Share of a line below which part of a sentence is a crumb. */
const CRUMB_WIDTH = 0.35;
/** Share of the highest speed from which a cue is nearly too fast (as it is checked). */
const NEARLY_FAST = 0.9;
/** What laying a cue on frames may take of its length, milliseconds. */
const FRAME_SLACK: Millis = 30;
/** An interruption or a shot change so close to a cue's edges does no harm, milliseconds. */
const EDGE = 400;

/** What words i … j-1 cost as a cue, lines apart. */
export function runCost(stretch: Stretch, profile: CueProfile, i: number, j: number): number {
  const { words } = stretch;
  const width = at(words.right, j - 1) - at(words.left, i) + labelAt(stretch, i);
  const finished = words.sentenceEnd[j] === 1;
  const begun = words.sentenceEnd[i] !== 1;
  const inner = at(words.sentenceSum, j - 1) - at(words.sentenceSum, i);
  let cost: number = WEIGHT.cue;
  if (!finished) cost += (at(words.breakCost, j) * WEIGHT.cueBreak + WEIGHT.unfinished) / easeAt(words, j);
  if (inner > 0) cost += inner * WEIGHT.innerSentence + (finished ? 0 : WEIGHT.mixedEnd * (profile.oneSentence ? 2 : 1)) + (begun ? WEIGHT.mixedStart : 0);
  cost += (at(words.pauseSum, j - 1) - at(words.pauseSum, i)) * WEIGHT.innerPause;
  const crumb = profile.lineLength * CRUMB_WIDTH;
  if (width < crumb && (!finished || begun)) cost += (1 - width / crumb) * WEIGHT.crumb;
  cost += within(stretch.interruptions, words, i, j) * WEIGHT.interrupted + within(stretch.shots, words, i, j) * WEIGHT.innerShot;
  if (i > 0 && stretch.shots.length > 0) cost += spokenOver(stretch.shots, words, i) * WEIGHT.offShot;
  return cost + paceCost(stretch, profile, i, j, width);
}

/** By how much a pause before word k makes a break there cheaper. */
function easeAt(words: MeasuredWords, k: number): number {
  const ease = 1 + at(words.pause, k) / WEIGHT.easingPause;
  return at(words.breakCost, k) >= FORBIDDEN ? Math.min(ease, WEIGHT.mostEaseTight) : ease;
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

/** What a cue costs for being shown too briefly to be read, after all the stretching its silence allows. */
function paceCost(stretch: Stretch, profile: CueProfile, i: number, j: number, width: number): number {
  const { words } = stretch;
  const start = Math.max(at(words.start, i), Math.min(stretch.free, at(words.start, i) + profile.maxLate));
  const silent = at(words.end, j - 1);
  const next = j < stretch.to ? at(words.start, j) : stretch.next;
  const wanted = Math.max(silent, start + profile.minDuration, Math.min(start + readingTime(profile, width, j - i), silent + profile.leadOut));
  const duration = Math.max(1, Math.min(wanted, next - profile.minGap, start + profile.maxDuration) - start);
  const speed = (width * 1000) / Math.max(1, duration - FRAME_SLACK);
  let cost = gapCost(profile, { start, silent, end: start + duration, next });
  if (duration < profile.minDuration) cost += (profile.minDuration - duration) * WEIGHT.tooShort;
  if (speed > profile.targetSpeed) cost += Math.min(2, speed / profile.targetSpeed - 1) * WEIGHT.aboveTarget;
  const wordSpeed = ((j - i) * 60_000) / duration;
  if (wordSpeed > profile.maxWordSpeed) cost += WEIGHT.nearlyFast + Math.min(2, wordSpeed / profile.maxWordSpeed - 1) * WEIGHT.aboveTarget;
  if (speed > profile.maxSpeed * NEARLY_FAST) cost += WEIGHT.nearlyFast;
  if (speed > profile.maxSpeed) cost += WEIGHT.fast + Math.min(2, speed / profile.maxSpeed - 1) * WEIGHT.aboveMax;
  return cost;
}

/** What the gap behind a cue costs: one that is to be closed and cannot, or only by staying long after the sound. */
function gapCost(profile: CueProfile, { start, silent, end, next }: { start: Millis; silent: Millis; end: Millis; next: Millis }): number {
  const gap = next - end;
  if (gap <= profile.minGap || gap >= profile.chainBelow) return 0;
  const closed = next - profile.minGap;
  return closed > start + profile.maxDuration ? WEIGHT.openGap : closed > silent + profile.leadOut ? WEIGHT.lingering : 0;
}

/** The lines of a cue: what they cost, and the word that opens the second one; null for one line. */
export interface CueLines {
  readonly cost: number;
  readonly lineBreak: number | null;
}

/** The best lines for words i … j-1: one if they fit, else two, balanced and broken where it hurts least; at infinite cost if they cannot be. */
export function layLines(stretch: Stretch, profile: CueProfile, i: number, j: number): CueLines {
  const { words } = stretch;
  const label = labelAt(stretch, i);
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
export function layWideLines(stretch: Stretch, profile: CueProfile, i: number, j: number): CueLines {
  let best: CueLines = { cost: Infinity, lineBreak: null };
  if (profile.maxLines === 1) return best;
  for (let k = j - 1; k > i; k -= 1) {
    const cost = linesCost(stretch, profile, { i, j, lineBreak: k });
    if (cost < best.cost) best = { cost, lineBreak: k };
  }
  return best;
}

/** What words i … j-1 cost on these lines, however they came about: what is wider than allowed counts by the grapheme. */
export function linesCost(stretch: Stretch, profile: CueProfile, { i, j, lineBreak }: { i: number; j: number; lineBreak: number | null }): number {
  const { words } = stretch;
  const over = (width: number): number => Math.max(0, width - profile.lineLength) * WEIGHT.overflow;
  const first = labelAt(stretch, i) + at(words.right, (lineBreak ?? j) - 1) - at(words.left, i);
  if (lineBreak === null) return over(first);
  const second = at(words.right, j - 1) - at(words.left, lineBreak);
  return WEIGHT.secondLine + lineCost(words, profile, lineBreak, [first, second]) + over(first) + over(second);
}

function lineCost(words: MeasuredWords, { lineLength, leastBalance }: CueProfile, k: number, [first, second]: readonly [number, number]): number {
  const tilt = (first - second) / lineLength;
  const isUnbalanced = Math.min(first, second) < leastBalance * Math.max(first, second);
  const cost = (at(words.breakCost, k) * WEIGHT.lineBreak) / easeAt(words, k) + tilt * tilt * WEIGHT.imbalance;
  return cost + (tilt > 0 ? WEIGHT.topHeavy : 0) + (isUnbalanced ? WEIGHT.unbalanced : 0);
}

/** Room a label takes before words beginning with word i. */
export function labelAt({ opensTurn, labelEverywhere, label }: Stretch, i: number): number {
  return (i === 0 && opensTurn) || labelEverywhere ? label : 0;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
