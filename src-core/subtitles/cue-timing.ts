// When each run of words is shown. One run at a time, in order, never two at once; what cannot be kept when people
// speak at once is given up in a fixed order: first punctuality (up to maxLate), then length, and never the gap.
import type { Millis, Span } from '../span.ts';
import type { CueProfile } from './profile.ts';

/** A run of words with its sound. */
export interface SoundingRun {
  readonly turn: number;
  /** Start of its first word. */
  readonly start: Millis;
  /** When its last word falls silent. */
  readonly end: Millis;
  /** Graphemes to read. */
  readonly width: number;
  /** Whether it is all its turn says. */
  readonly alone: boolean;
}

/** The longest sound of a remark ("Yeah.") dropped into somebody's speech. */
const REMARK: Millis = 1200;
/** A remark this soon after a cue begins is shown before that cue. */
const REMARK_AHEAD: Millis = 400;

/**
 * Puts runs into the order they are shown: by the start of their sound, equal starts in reading order.
 * A remark made at the very beginning of somebody's longer cue comes first, so that the cue is not cut short for it.
 * The order of runs within a turn never changes.
 */
export function showingOrder<R extends SoundingRun>(runs: readonly R[]): R[] {
  const order = [...runs].sort((a, b) => a.start - b.start);
  for (let index = 1; index < order.length; index += 1) {
    const remark = order[index];
    const longer = order[index - 1];
    if (!remark || !longer || remark.turn === longer.turn || !remark.alone) continue;
    const short = remark.end - remark.start <= REMARK && remark.end <= longer.end;
    if (!short || remark.start - longer.start > REMARK_AHEAD) continue;
    order[index] = longer;
    order[index - 1] = remark;
    index += 1;
  }
  return order;
}

/**
 * The spans in which runs are shown, for runs in showing order. The laws, with `s` the start of a run's sound:
 * 1. A cue starts at `s`, unless the cue before it is still needed; then it waits for it, at most `maxLate`;
 *    only when that too is used up does it wait `leastDuration` + `minGap` after the start of the one before.
 * 2. Between two cues there is always at least `minGap`.
 * 3. A cue lasts at most `maxDuration`, and at least `minDuration` unless the next one may wait no longer.
 * 4. It ends with its sound, or later for the sake of `minDuration`, of `targetSpeed` (at most `leadOut` later), or to close a short gap.
 */
export function showingSpans(runs: readonly SoundingRun[], profile: CueProfile): Span[] {
  const starts = showingStarts(runs, profile);
  return runs.map((run, index) => {
    const start = starts[index] ?? run.start;
    const next = starts[index + 1] ?? Infinity;
    const latest = Math.min(next - profile.minGap, start + profile.maxDuration);
    const silent = Math.max(run.end, start);
    const stretched = silent + profile.leadOut;
    const read = Math.min(stretched, start + Math.ceil((run.width / profile.targetSpeed) * 1000));
    let end = Math.min(latest, Math.max(silent, start + profile.minDuration, read));
    const closed = next - profile.minGap;
    if (closed - end > 0 && next - end < profile.chainBelow && closed <= Math.min(latest, stretched)) end = closed;
    return { start, end };
  });
}

function showingStarts(runs: readonly SoundingRun[], profile: CueProfile): Millis[] {
  const starts: Millis[] = [];
  let free = -Infinity;
  let forced = -Infinity;
  for (const run of runs) {
    const start = Math.max(run.start, forced, Math.min(free, run.start + profile.maxLate));
    starts.push(start);
    free = start + neededTime(run, start, profile) + profile.minGap;
    forced = start + profile.leastDuration + profile.minGap;
  }
  return starts;
}

/** How long a cue begun at `start` keeps the next one waiting: until it can be read at top speed, but no longer than it sounds. */
function neededTime(run: SoundingRun, start: Millis, profile: CueProfile): Millis {
  const sound = run.end - start - profile.minGap;
  return Math.max(profile.minDuration, Math.min(sound, profile.maxDuration, Math.ceil((run.width / profile.maxSpeed) * 1000)));
}
