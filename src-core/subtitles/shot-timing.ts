// Moves cue times onto shot changes as Netflix asks (N8 to N10): a cue comes with the cut or well before it, and goes two frames before it.
// Words are never moved, nor a time somebody set.
import type { Millis } from '../span.ts';
import type { Pace, TickedRun } from './cue-timing.ts';
import { startUp } from './cue-timing.ts';
import type { Ticks } from './tick-clock.ts';
import { firstFrom } from './turn-timeline.ts';

/** Around a cut a cue is on it or at least half a second from it. */
const ZONE: Millis = 500;
/** A cue that begins so shortly before a cut begins with it: 9 frames at 24 a second. Between this and the zone it begins earlier. */
const SHORTLY: Millis = 375;

/** Runs in showing order with their times in ticks. */
export interface TickedSpans {
  readonly runs: readonly TickedRun[];
  readonly starts: Ticks[];
  readonly ends: Ticks[];
}

/** Moves starts, then ends, in place. `shots` ascend. */
export function moveToShots({ runs, starts, ends }: TickedSpans, shots: readonly Millis[], pace: Pace): void {
  const { clock, gap } = pace;
  const cuts: Cuts = { cuts: [...new Set(shots.map((shot) => clock.near(shot)))], zone: clock.near(ZONE), shortly: clock.near(SHORTLY) };
  const placed = runs.map((run, index): Placed => ({ run, start: starts[index] ?? 0, end: ends[index] ?? 0 }));
  placed.forEach((one, index) => {
    const before = placed[index - 1];
    const moved = one.run.setStart === null ? movedStart(one, before, cuts, pace) : null;
    if (moved === null) return;
    one.start = moved;
    if (before && before.run.setEnd === null) before.end = Math.min(before.end, moved - gap);
  });
  placed.forEach((one, index) => {
    if (one.run.setEnd === null) one.end = movedEnd(one, placed[index + 1], cuts, pace);
    starts[index] = one.start;
    ends[index] = one.end;
  });
}

interface Placed {
  readonly run: TickedRun;
  start: Ticks;
  end: Ticks;
}

interface Cuts {
  readonly cuts: readonly Ticks[];
  readonly zone: Ticks;
  readonly shortly: Ticks;
}

function movedStart({ start, end }: Placed, before: Placed | undefined, { cuts, zone, shortly }: Cuts, { gap, min }: Pace): Ticks | null {
  const next = firstFrom(cuts, start);
  const [last, coming] = [cuts[next - 1] ?? -Infinity, cuts[next] ?? Infinity];
  if (coming === start) return null;
  const aim = start - last < zone ? last : coming - start < shortly ? coming : coming - start < zone ? coming - zone : null;
  return aim === null || aim < earliest(before, gap, min) || end - aim < min ? null : aim;
}

/** What the cue before still says, but for the tail the gap takes, is not cut off, nor is its least length. */
function earliest(before: Placed | undefined, gap: Ticks, min: Ticks): Ticks {
  if (!before) return 0;
  return Math.max(before.run.setEnd === null ? before.run.ticks.silent : before.end + gap, startUp(before.run, before.start) + min + gap);
}

function movedEnd({ run, start, end }: Placed, after: Placed | undefined, { cuts, zone }: Cuts, { gap, min, max }: Pace): Ticks {
  const at = firstFrom(cuts, end);
  const before = cuts[at - 1] ?? -Infinity;
  const coming = cuts[at] ?? Infinity;
  const least = startUp(run, start) + min;
  const latest = Math.min((after?.start ?? Infinity) - gap, start + max, Math.max(run.ticks.stretched, least));
  const isLawful = (aim: Ticks): boolean => aim <= latest && aim >= least && aim >= run.ticks.silent - gap;
  // Up to the cut ahead; else back before the one that was crossed; else well behind it.
  if (coming - end < zone) return isLawful(coming - gap) ? coming - gap : end;
  if (end - before >= zone) return end;
  return [before - gap, before + zone].find(isLawful) ?? end;
}
