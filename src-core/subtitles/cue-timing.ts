// When each run of words is shown. Automatic runs one at a time, in order, never two at once; what cannot be kept when people
// speak at once is given up in a fixed order: first punctuality (up to maxLate), then length, and never the gap.
// Times somebody set stand as they are; automatic ones give way to them.
import type { Millis } from '../span.ts';
import type { Pace, SoundingRun, TickedRun } from './run-ticks.ts';
import { startUp } from './run-ticks.ts';
import { leadIn } from './lead-in.ts';
import { moveToShots } from './shot-timing.ts';
import { showingEnd } from './showing-end.ts';
import type { Ticks } from './tick-clock.ts';

/** Runs in the order they are shown, and by the same index when each is, milliseconds. */
export interface TimedRuns<R> {
  readonly runs: readonly R[];
  readonly starts: readonly Millis[];
  readonly ends: readonly Millis[];
}

/**
 * Times runs given in reading order. A time that was set is kept. The laws of all others, `s` being the start of a run's sound, times counted
 * on the clock (each within half a frame of what is said here):
 * 1. A cue starts at `s`, unless the cue before it is still needed; then it waits for it, at most `maxLate`;
 *    only when that too is used up does it wait `leastDuration` + `minGap` after the start of the one before.
 *    A cue that would be nearly too fast starts up to `leadIn` earlier, if there is silence the cue before it can do without.
 * 2. Between two cues there is always at least `minGap`, but beside a set time that leaves no room for `leastDuration`:
 *    there cues overlap, and of two that overlap the first has an overlap with the very next in showing order.
 * 3. A cue lasts at most `maxDuration`, and at least `minDuration` unless the next one may wait no longer.
 * 4. It ends with its sound, or later for the sake of `minDuration` or of `targetSpeed` (at most `leadOut` later); a gap then left
 *    shorter than `chainBelow` is closed to `minGap`, beyond `leadOut` too (Netflix N5 before N7), or else opened to `chainBelow`.
 * 5. Near a shot change it starts and ends on it, where laws 2 to 4 allow (see `moveToShots`). `shots` ascend.
 */
export function timeRuns<R extends TickedRun>(runs: readonly R[], pace: Pace, shots: readonly Millis[]): TimedRuns<R> {
  const { clock } = pace;
  const { runs: order, starts } = inOrder(showingOrder(runs), pace);
  const ending = (run: TickedRun, start: Ticks, next: Ticks): Ticks => endOf(run, start, next, pace);
  const ends = order.map((run, index) => ending(run, starts[index] ?? 0, starts[index + 1] ?? Infinity));
  const spans = { runs: order, starts, ends, endOf: ending };
  leadIn(spans, shots, pace);
  if (shots.length > 0) moveToShots(spans, shots, pace);
  return {
    runs: order,
    starts: order.map((run, index) => run.setStart ?? clock.time(starts[index] ?? 0)),
    ends: order.map((run, index) => run.setEnd ?? clock.time(ends[index] ?? 0)),
  };
}

/** Starts for runs in the order they are to be found in, and the runs by the starts found: set times may have overtaken found ones. */
function inOrder<R extends TickedRun>(runs: readonly R[], pace: Pace): { runs: readonly R[]; starts: Ticks[] } {
  const starts = showingStarts(runs, pace);
  if (runs.every(({ setStart, setEnd }) => setStart === null && setEnd === null)) return { runs, starts };
  const times = runs.map(({ setStart }, index) => setStart ?? pace.clock.time(starts[index] ?? 0));
  if (times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))) return { runs, starts };
  const places = [...runs.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  return { runs: places.flatMap((place) => runs[place] ?? []), starts: places.map((place) => starts[place] ?? 0) };
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
    if (!remark?.alone || !longer || remark.turn === longer.turn || remark.setStart !== null || longer.setStart !== null) continue;
    const short = remark.end - remark.start <= REMARK && remark.end <= longer.end;
    if (!short || remark.start - longer.start > REMARK_AHEAD) continue;
    order[index] = longer;
    order[index - 1] = remark;
    index += 1;
  }
  return order;
}

function showingStarts(runs: readonly TickedRun[], pace: Pace): Ticks[] {
  const caps = runs.some(({ setStart }) => setStart !== null) ? latestStarts(runs, pace) : [];
  const starts: Ticks[] = [];
  const wait = { free: -Infinity, forced: -Infinity, held: -Infinity };
  let furthest = -Infinity;
  runs.forEach((run, index) => {
    const start = run.setStart === null ? foundStart(run, caps[index] ?? Infinity, wait, pace) : run.ticks.start;
    starts.push(start);
    if (run.setEnd === null) {
      // A set start may lie before that of a cue which had to wait: then it is this cue that is shown last, and waited for.
      wait.free = Math.max(start < furthest ? wait.free : -Infinity, start + neededTime(run, start, pace) + pace.gap);
      wait.forced = Math.max(wait.forced, start + pace.least + pace.gap);
      furthest = Math.max(furthest, start);
    } else wait.held = Math.max(wait.held, pace.clock.up(run.setEnd) + pace.gap);
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

function foundStart({ ticks, setEnd }: TickedRun, cap: Ticks, { free, forced, held }: Waiting, { clock, min }: Pace): Ticks {
  const late = Math.min(ticks.late, cap);
  let start = Math.max(ticks.start, forced, Math.min(free, late));
  // Waiting for a set end helps only if it is soon over; otherwise the cue is at least on time, and the overlap is there to be seen.
  if (start < held && held <= Math.max(start, late)) start = held;
  return setEnd === null ? start : Math.max(0, Math.min(start, clock.down(setEnd) - min));
}

/** The latest each run may be put off to so that it fits before the next start that was set. */
function latestStarts(runs: readonly TickedRun[], { gap, least }: Pace): Ticks[] {
  const caps: Ticks[] = [];
  let cap = Infinity;
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    caps[index] = cap;
    const run = runs[index];
    cap = (run && run.setStart !== null ? run.ticks.start : cap) - gap - least;
  }
  return caps;
}

/** How long a cue begun at `start` keeps the next one waiting: until it can be read at top speed, but no longer than it sounds. */
function neededTime({ ticks }: TickedRun, start: Ticks, { min, max, gap }: Pace): Ticks {
  return Math.max(min, Math.min(ticks.silent - start - gap, max, ticks.hurried));
}

function endOf(run: TickedRun, start: Ticks, next: Ticks, pace: Pace): Ticks {
  const { clock, profile } = pace;
  if (run.setEnd !== null) return clock.up(run.setEnd);
  const begun = startUp(run, start);
  const { silent, reading, hurried } = run.ticks;
  const stretched = begun <= silent ? run.ticks.stretched : clock.down((run.setStart ?? clock.time(start)) + profile.leadOut);
  return showingEnd({ start, startUp: begun, next, silent, stretched, reading, hurried }, pace);
}
