// When each run of words is shown. Automatic runs one at a time, in order, never two at once; what cannot be kept when people
// speak at once is given up in a fixed order: first punctuality (up to maxLate), then length, and never the gap.
// Times somebody set stand as they are; automatic ones give way to them.
import type { Millis, Span } from '../span.ts';
import type { CueProfile } from './profile.ts';
import { moveToShots } from './shot-timing.ts';
import type { TickClock, Ticks } from './tick-clock.ts';

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
  /** Times that were set, null for those to be found. */
  readonly setStart: Millis | null;
  readonly setEnd: Millis | null;
}

/** What cues are timed by. */
export interface TimingSetting {
  readonly profile: CueProfile;
  readonly clock: TickClock;
  /** Times of shot changes, ascending; none where they are not known. */
  readonly shots: readonly Millis[];
}

/** A run and when it is shown. */
export interface TimedRun<R> {
  readonly run: R;
  readonly span: Span;
}

/** The longest sound of a remark ("Yeah.") dropped into somebody's speech. */
const REMARK: Millis = 1200;
/** A remark this soon after a cue begins is shown before that cue. */
const REMARK_AHEAD: Millis = 400;

/**
 * Puts runs into the order they are shown: by the start of their sound or the start that was set, equal starts as they come.
 * A remark made at the very beginning of somebody's longer cue comes first, so that the cue is not cut short for it.
 * The order of runs within a turn never changes but by times that were set.
 */
function showingOrder<R extends SoundingRun>(runs: readonly R[]): R[] {
  const order = [...runs].sort((a, b) => (a.setStart ?? a.start) - (b.setStart ?? b.start));
  for (let index = 1; index < order.length; index += 1) {
    const remark = order[index];
    const longer = order[index - 1];
    if (!remark || !longer || remark.turn === longer.turn || !remark.alone || remark.setStart !== null || longer.setStart !== null) continue;
    const short = remark.end - remark.start <= REMARK && remark.end <= longer.end;
    if (!short || remark.start - longer.start > REMARK_AHEAD) continue;
    order[index] = longer;
    order[index - 1] = remark;
    index += 1;
  }
  return order;
}

/**
 * The runs in the order they are shown, by start, each with its span. A time that was set is kept. The laws of all others, `s` being the start
 * of a run's sound, times counted on the clock (each within half a frame of what is said here):
 * 1. A cue starts at `s`, unless the cue before it is still needed; then it waits for it, at most `maxLate`;
 *    only when that too is used up does it wait `leastDuration` + `minGap` after the start of the one before.
 * 2. Between two cues there is always at least `minGap`, but beside a set time that leaves no room for `leastDuration`:
 *    there the cues overlap, one of them next to the other in showing order.
 * 3. A cue lasts at most `maxDuration`, and at least `minDuration` unless the next one may wait no longer.
 * 4. It ends with its sound, or later for the sake of `minDuration`, of `targetSpeed` (at most `leadOut` later), or to close a short gap.
 * 5. Near a shot change it starts and ends on it, where laws 2 to 4 allow (see `moveToShots`).
 */
export function timeRuns<R extends SoundingRun>(runs: readonly R[], { profile, clock, shots }: TimingSetting): TimedRun<R>[] {
  const limits = limitsOn(profile, clock);
  const order = showingOrder(runs);
  const starts = showingStarts(order, limits, clock);
  const timed = order.map((run, index): Timed<R> => draft(run, starts[index] ?? 0, limits, clock));
  if (timed.some(({ run }) => run.setStart !== null || run.setEnd !== null)) timed.sort((a, b) => a.time - b.time);
  timed.forEach((one, index) => {
    one.end = showingEnd(one, timed[index + 1], limits, clock);
  });
  if (shots.length > 0) moveToShots(timed, shots, limits, clock);
  return timed.map(({ run, time, start, end }) => ({
    run,
    span: { start: run.setStart === null ? clock.time(start) : time, end: run.setEnd ?? clock.time(end) },
  }));
}

/** A profile's times in ticks. */
export interface TickLimits {
  readonly profile: CueProfile;
  readonly min: Ticks;
  readonly max: Ticks;
  readonly gap: Ticks;
  readonly chainBelow: Ticks;
  readonly least: Ticks;
}

function limitsOn(profile: CueProfile, clock: TickClock): TickLimits {
  return {
    profile,
    min: clock.up(profile.minDuration),
    max: clock.down(profile.maxDuration),
    gap: clock.near(profile.minGap),
    chainBelow: clock.up(profile.chainBelow),
    least: Math.max(1, clock.up(profile.leastDuration)),
  };
}

/** A run on the clock; its end is found in a second pass. */
export interface Timed<R extends SoundingRun = SoundingRun> {
  readonly run: R;
  /** Its start in milliseconds, as set or as found. */
  time: Millis;
  /** The last tick at or before its start, the first one at or behind it: two ticks only where a set time lies between frames. */
  start: Ticks;
  startUp: Ticks;
  end: Ticks;
  /** When its sound is over, and the last tick it may stay to by `leadOut`. */
  readonly silent: Ticks;
  readonly stretched: Ticks;
  /** How long it takes to read at the speed aimed at. */
  readonly reading: Ticks;
}

function draft<R extends SoundingRun>(run: R, start: Ticks, { profile }: TickLimits, clock: TickClock): Timed<R> {
  const silent = clock.up(run.end);
  const time = run.setStart ?? clock.time(start);
  return {
    run,
    time,
    start,
    startUp: run.setStart === null ? start : clock.up(run.setStart),
    end: start,
    silent,
    stretched: Math.max(silent, clock.down(Math.max(run.end, time) + profile.leadOut)),
    reading: clock.up((run.width / profile.targetSpeed) * 1000),
  };
}

function showingStarts(runs: readonly SoundingRun[], limits: TickLimits, clock: TickClock): Ticks[] {
  const caps = latestStarts(runs, limits, clock);
  const starts: Ticks[] = [];
  let free = -Infinity;
  let forced = -Infinity;
  let held = -Infinity;
  runs.forEach((run, index) => {
    const start = run.setStart === null ? foundStart(run, caps[index] ?? Infinity, { free, forced, held }, limits, clock) : clock.down(run.setStart);
    starts.push(start);
    if (run.setEnd === null) {
      free = start + neededTime(run, start, limits, clock) + limits.gap;
      forced = start + limits.least + limits.gap;
    } else held = Math.max(held, clock.up(run.setEnd) + limits.gap);
  });
  return starts;
}

interface Waiting {
  /** When the automatic cue before can be done without, and when it must be, however late this one gets. */
  readonly free: Ticks;
  readonly forced: Ticks;
  /** When the set ends before are over. */
  readonly held: Ticks;
}

// Five are what a start hangs on: its run, its bounds on either side, and the measures.
function foundStart(run: SoundingRun, cap: Ticks, { free, forced, held }: Waiting, limits: TickLimits, clock: TickClock): Ticks {
  const late = Math.min(clock.near(run.start + limits.profile.maxLate), cap);
  let start = Math.max(clock.near(run.start), forced, Math.min(free, late));
  // Waiting for a set end helps only if it is soon over; otherwise the cue is at least on time, and the overlap is there to be seen.
  if (start < held && held <= Math.max(start, late)) start = held;
  if (run.setEnd === null) return start;
  const end = clock.down(run.setEnd);
  return Math.max(0, Math.min(start, end - limits.min));
}

/** The latest each run may be put off to so that it fits before the next start that was set. */
function latestStarts(runs: readonly SoundingRun[], { gap, least }: TickLimits, clock: TickClock): Ticks[] {
  const caps: Ticks[] = [];
  let cap = Infinity;
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    caps[index] = cap;
    const set = runs[index]?.setStart ?? null;
    cap = (set === null ? cap : clock.down(set)) - gap - least;
  }
  return caps;
}

/** How long a cue begun at `start` keeps the next one waiting: until it can be read at top speed, but no longer than it sounds. */
function neededTime(run: SoundingRun, start: Ticks, { profile, min, max, gap }: TickLimits, clock: TickClock): Ticks {
  const sound = clock.up(run.end) - start - gap;
  return Math.max(min, Math.min(sound, max, clock.up((run.width / profile.maxSpeed) * 1000)));
}

function showingEnd({ run, start, startUp, silent, stretched, reading }: Timed, after: Timed | undefined, limits: TickLimits, clock: TickClock): Ticks {
  if (run.setEnd !== null) return clock.up(run.setEnd);
  const closed = (after?.start ?? Infinity) - limits.gap;
  const latest = Math.max(startUp + limits.least, Math.min(closed, start + limits.max));
  const heard = Math.max(silent, startUp);
  const stayed = Math.max(stretched, startUp);
  const end = Math.min(latest, Math.max(heard, startUp + limits.min, Math.min(stayed, startUp + reading)));
  return end < closed && closed + limits.gap - end < limits.chainBelow && closed <= Math.min(latest, stayed) ? closed : end;
}
