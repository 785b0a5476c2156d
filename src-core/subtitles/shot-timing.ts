// Moves cue times onto shot changes as Netflix asks (N8 to N10): a cue comes with the cut or well before it, and goes two frames before it.
// Words are never moved, nor a time somebody set.
import type { Millis } from '../span.ts';
import type { Pace, TickedRun } from './run-ticks.ts';
import { startUp } from './run-ticks.ts';
import type { Ticks } from './tick-clock.ts';
import { firstFrom } from './turn-timeline.ts';

/** Around a cut a cue is on it or at least half a second from it. */
export const SHOT_ZONE: Millis = 500;
/** A cue that begins so shortly before a cut begins with it: 9 frames at 24 a second. Between this and the zone it begins earlier. */
const SHORTLY: Millis = 375;

/** So much of a last word may sound on over the cut its cue ends before: three frames at 24, what reviewers let pass (N6). */
export const SHOT_TAIL: Millis = 125;

/** Runs in showing order with their times in ticks, and how an end is found for a start and the start after it. */
export interface TickedSpans {
  readonly runs: readonly TickedRun[];
  readonly starts: Ticks[];
  readonly ends: Ticks[];
  readonly endOf: (run: TickedRun, start: Ticks, next: Ticks) => Ticks;
}

/** Moves starts, then ends, in place. `shots` ascend. */
export function moveToShots({ runs, starts, ends, endOf }: TickedSpans, shots: readonly Millis[], pace: Pace): void {
  const { clock } = pace;
  const cuts = [...new Set(shots.map((shot) => clock.near(shot)))];
  const grid: Cuts = { cuts, zone: clock.near(SHOT_ZONE), shortly: clock.near(SHORTLY), tail: clock.near(SHOT_TAIL) };
  runs.forEach((run, index) => {
    if (run.setStart !== null) return;
    const [before, start] = [runs[index - 1], starts[index] ?? 0];
    const placed = before && { run: before, start: starts[index - 1] ?? 0, end: ends[index - 1] ?? 0 };
    const moved = movedStart({ run, start, end: ends[index] ?? 0 }, placed, grid, pace) ?? start;
    // Beside a set end the next may begin as early as this one: the order they are shown in stays.
    if (moved <= Math.max(start, starts[index + 1] ?? Infinity)) starts[index] = moved;
  });
  runs.forEach((run, index) => {
    if (run.setEnd !== null) return;
    const [start, next] = [starts[index] ?? 0, starts[index + 1] ?? Infinity];
    ends[index] = movedEnd({ run, start, end: endOf(run, start, next) }, next, grid, pace);
  });
}

interface Placed {
  readonly run: TickedRun;
  readonly start: Ticks;
  readonly end: Ticks;
}

interface Cuts {
  readonly cuts: readonly Ticks[];
  readonly zone: Ticks;
  readonly shortly: Ticks;
  readonly tail: Ticks;
}

function movedStart({ start, end, run }: Placed, before: Placed | undefined, { cuts, zone, shortly, tail }: Cuts, { gap, min, max }: Pace): Ticks | null {
  const next = firstFrom(cuts, start);
  const [last, coming] = [cuts[next - 1] ?? -Infinity, cuts[next] ?? Infinity];
  if (coming === start) return null;
  const aim = start - last < zone ? last : coming - start < shortly ? coming : coming - start < zone ? coming - zone : null;
  if (aim === null || aim < 0 || aim < earliest(before, gap, min, tail)) return null;
  return end - aim < min || Math.min(end, run.ticks.silent) - aim > max ? null : aim;
}

/** What the cue before still says, but for the tail the gap takes, is not cut off, nor is its least length. */
function earliest(before: Placed | undefined, gap: Ticks, min: Ticks, tail: Ticks): Ticks {
  if (!before) return 0;
  return Math.max(before.run.setEnd === null ? before.run.ticks.silent - tail + gap : before.end + gap, startUp(before.run, before.start) + min + gap);
}

function movedEnd({ run, start, end }: Placed, next: Ticks, { cuts, zone, tail }: Cuts, { gap, min, max, chainBelow }: Pace): Ticks {
  const at = firstFrom(cuts, end);
  const [before, coming] = [cuts[at - 1] ?? -Infinity, cuts[at] ?? Infinity];
  const least = startUp(run, start) + min;
  const latest = Math.min(next - gap, start + max, Math.max(run.ticks.stretched, least));
  const isLawful = (aim: Ticks): boolean => aim <= latest && aim >= least && aim >= run.ticks.silent - tail && (next - aim === gap || next - aim >= chainBelow);
  // Up to the cut ahead; else back before the one that was crossed; else well behind it.
  if (coming - end < zone) return isLawful(coming - gap) ? coming - gap : end;
  if (end - before >= zone) return end;
  return [before - gap, before + zone].find(isLawful) ?? end;
}
