// Cuts one turn into cues and lines: the cheapest way through all ways that keep the limits, found by dynamic programming.
// A run of words is at most two lines long, so the work is linear in the turn. When cues are shown is cue-timing.ts.
import type { CueProfile } from './profile.ts';
import type { MeasuredTurn } from './measured-turn.ts';
import { firstFrom } from './turn-timeline.ts';

/** A run of words `from` … `to` (included); `lineBreak` is the word that opens the second line, or null. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly lineBreak: number | null;
}

/** What each fault costs. The scale is the cost of one more cue. */
const WEIGHT = {
  cue: 10,
  secondLine: 2,
  /** Per point of break cost between cues and between lines. */
  cueBreak: 2.4,
  lineBreak: 1,
  /** A cue that does not end with its sentence, on top of the break itself. */
  unfinished: 8,
  /** A pause halves what a break costs when it is this long, milliseconds. */
  easingPause: 350,
  innerSentence: 6,
  /** One sentence ends and another begins but does not end (TED, BBC). */
  mixedEnd: 24,
  mixedStart: 14,
  innerPause: 0.05,
  tooShort: 0.12,
  aboveTarget: 60,
  aboveMax: 200,
  crumb: 20,
  interrupted: 14,
  imbalance: 26,
  topHeavy: 1,
  labelAlone: 14,
  tooWide: 400,
} as const;

/** Share of a line below which part of a sentence is a crumb. */
const CRUMB_WIDTH = 0.35;
/** An interruption so close to a cue's edges does no harm, milliseconds. */
const EDGE = 400;

/** The best cut of a turn into runs, in order; every word is in exactly one. */
export function cutTurn(turn: MeasuredTurn, profile: CueProfile): Run[] {
  const best = new Float64Array(turn.length + 1).fill(Infinity);
  const from = new Int32Array(turn.length + 1);
  const line = new Int32Array(turn.length + 1).fill(-1);
  best[0] = 0;
  for (let j = 1; j <= turn.length; j += 1) {
    for (let i = j - 1; i >= 0 && (i === j - 1 || fits(turn, profile, i, j)); i -= 1) {
      const before = best[i] ?? Infinity;
      const cost = before + runCost(turn, profile, i, j);
      if (cost >= (best[j] ?? Infinity)) continue;
      const lines = layLines(turn, profile, i, j);
      if (cost + lines.cost >= (best[j] ?? Infinity)) continue;
      best[j] = cost + lines.cost;
      from[j] = i;
      line[j] = lines.lineBreak ?? -1;
    }
  }
  const runs: Run[] = [];
  for (let j = turn.length; j > 0; j = from[j] ?? 0) {
    const lineBreak = line[j] ?? -1;
    runs.push({ from: from[j] ?? 0, to: j - 1, lineBreak: lineBreak < 0 ? null : lineBreak });
  }
  return runs.reverse();
}

/** Whether words i … j-1 could be a cue at all. When they could not, no longer run ending at j-1 could. */
function fits(turn: MeasuredTurn, profile: CueProfile, i: number, j: number): boolean {
  if (at(turn.pause, i + 1) >= profile.longPause) return false;
  if (at(turn.end, j - 1) - at(turn.start, i) > profile.maxDuration) return false;
  return at(turn.right, j - 1) - at(turn.left, i) <= profile.lineLength * profile.maxLines + 1;
}

/** What words i … j-1 cost as a cue, lines apart. */
function runCost(turn: MeasuredTurn, profile: CueProfile, i: number, j: number): number {
  const width = at(turn.right, j - 1) - at(turn.left, i) + labelOf(turn, i);
  const finished = j === turn.length || turn.sentenceEnd[j] === 1;
  const begun = i > 0 && turn.sentenceEnd[i] !== 1;
  const inner = at(turn.sentenceSum, j - 1) - at(turn.sentenceSum, i);
  let cost: number = WEIGHT.cue;
  if (!finished) cost += (at(turn.breakCost, j) * WEIGHT.cueBreak + WEIGHT.unfinished) / (1 + at(turn.pause, j) / WEIGHT.easingPause);
  if (inner > 0) cost += inner * WEIGHT.innerSentence + (finished ? 0 : WEIGHT.mixedEnd) + (begun ? WEIGHT.mixedStart : 0);
  cost += (at(turn.pauseSum, j - 1) - at(turn.pauseSum, i)) * WEIGHT.innerPause;
  const crumb = profile.lineLength * CRUMB_WIDTH;
  if (width < crumb && (!finished || begun)) cost += (1 - width / crumb) * WEIGHT.crumb;
  if (turn.interruptions.length > 0) {
    const inside = firstFrom(turn.interruptions, at(turn.end, j - 1) - EDGE) - firstFrom(turn.interruptions, at(turn.start, i) + EDGE);
    if (inside > 0) cost += inside * WEIGHT.interrupted;
  }
  return cost + paceCost(turn, profile, i, j, width);
}

/** What a cue costs for being shown too briefly to be read, after all the stretching its silence allows. */
function paceCost(turn: MeasuredTurn, profile: CueProfile, i: number, j: number, width: number): number {
  const start = at(turn.start, i);
  const silent = at(turn.end, j - 1);
  const next = j < turn.length ? at(turn.start, j) : turn.nextStart;
  const wanted = Math.max(silent, start + profile.minDuration, Math.min(start + (width / profile.targetSpeed) * 1000, silent + profile.leadOut));
  const duration = Math.max(1, Math.min(wanted, next - profile.minGap, start + profile.maxDuration) - start);
  const speed = (width * 1000) / duration;
  let cost = 0;
  if (duration < profile.minDuration) cost += (profile.minDuration - duration) * WEIGHT.tooShort;
  if (speed > profile.targetSpeed) cost += Math.min(2, speed / profile.targetSpeed - 1) * WEIGHT.aboveTarget;
  if (speed > profile.maxSpeed) cost += Math.min(2, speed / profile.maxSpeed - 1) * WEIGHT.aboveMax;
  return cost;
}

/** The best lines for words i … j-1: one if they fit, else two, balanced and broken where it hurts least. */
function layLines(turn: MeasuredTurn, profile: CueProfile, i: number, j: number): { cost: number; lineBreak: number | null } {
  const label = labelOf(turn, i);
  const limit = profile.lineLength;
  const width = at(turn.right, j - 1) - at(turn.left, i);
  if (label + width <= limit) return { cost: 0, lineBreak: null };
  let cost = Infinity;
  let lineBreak: number | null = null;
  if (profile.maxLines > 1) {
    for (let k = j - 1; k > i; k -= 1) {
      const second = at(turn.right, j - 1) - at(turn.left, k);
      if (second > limit) break;
      const first = label + at(turn.right, k - 1) - at(turn.left, i);
      if (first > limit) continue;
      const here = lineCost(turn, k, (first - second) / limit);
      if (here < cost) [cost, lineBreak] = [here, k];
    }
    if (lineBreak === null && label > 0 && (width <= limit || j - i === 1)) [cost, lineBreak] = [WEIGHT.labelAlone, i];
  }
  // Only a word standing alone may be wider than the lines: it cannot be cut.
  if (cost === Infinity && j - i === 1) cost = WEIGHT.tooWide;
  return { cost: cost + WEIGHT.secondLine, lineBreak };
}

function lineCost(turn: MeasuredTurn, k: number, tilt: number): number {
  const ease = 1 + at(turn.pause, k) / WEIGHT.easingPause;
  return (at(turn.breakCost, k) * WEIGHT.lineBreak) / ease + tilt * tilt * WEIGHT.imbalance + (tilt > 0 ? WEIGHT.topHeavy : 0);
}

function labelOf(turn: MeasuredTurn, i: number): number {
  return i === 0 || turn.labelEverywhere ? turn.label : 0;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
