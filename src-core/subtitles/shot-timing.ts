// Moves cue times onto shot changes as Netflix asks (N8 to N10): a cue comes with the cut or well before it, and goes two frames before it.
// Words are never moved, nor a time somebody set.
import type { Millis } from '../span.ts';
import type { Timed, TickLimits } from './cue-timing.ts';
import type { TickClock, Ticks } from './tick-clock.ts';
import { firstFrom } from './turn-timeline.ts';

/** Around a cut a cue is on it or at least half a second from it. */
const ZONE: Millis = 500;
/** A cue that begins so shortly before a cut begins with it: 9 frames at 24 a second. Between this and the zone it begins earlier. */
const SHORTLY: Millis = 375;

/** Moves the starts, then the ends, of runs in showing order, their spans known so far. Sets `start`, `startUp`, `time` and `end` anew. */
export function moveToShots(timed: readonly Timed[], shots: readonly Millis[], limits: TickLimits, clock: TickClock): void {
  const cuts = [...new Set(shots.map((shot) => clock.near(shot)))];
  const zone = clock.near(ZONE);
  timed.forEach((one, index) => {
    if (one.run.setStart !== null) return;
    const moved = movedStart(one, timed[index - 1], { cuts, zone, shortly: clock.near(SHORTLY) }, limits);
    if (moved === null) return;
    const before = timed[index - 1];
    [one.start, one.startUp, one.time] = [moved, moved, clock.time(moved)];
    if (before && before.run.setEnd === null && before.end > moved - limits.gap) before.end = moved - limits.gap;
  });
  timed.forEach((one, index) => {
    if (one.run.setEnd === null) one.end = movedEnd(one, timed[index + 1], { cuts, zone, shortly: zone }, limits);
  });
}

interface Cuts {
  readonly cuts: readonly Ticks[];
  readonly zone: Ticks;
  readonly shortly: Ticks;
}

function movedStart({ start, end }: Timed, before: Timed | undefined, { cuts, zone, shortly }: Cuts, { gap, min }: TickLimits): Ticks | null {
  // What the cue before still says, but for the tail the gap takes, is not cut off.
  const earliest = before ? Math.max(before.run.setEnd === null ? before.silent : before.end + gap, before.startUp + min + gap) : 0;
  const next = firstFrom(cuts, start);
  const [last, coming] = [cuts[next - 1] ?? -Infinity, cuts[next] ?? Infinity];
  if (coming === start) return null;
  const aim = start - last < zone ? last : coming - start < shortly ? coming : coming - start < zone ? coming - zone : null;
  return aim === null || aim < earliest || aim < 0 || end - aim < min ? null : aim;
}

function movedEnd({ end, startUp, start, silent, stretched }: Timed, after: Timed | undefined, { cuts, zone }: Cuts, { gap, min, max }: TickLimits): Ticks {
  const at = firstFrom(cuts, end);
  const before = cuts[at - 1] ?? -Infinity;
  const coming = cuts[at] ?? Infinity;
  const latest = Math.min((after?.start ?? Infinity) - gap, start + max, Math.max(stretched, startUp + min));
  const isLawful = (aim: Ticks): boolean => aim <= latest && aim >= startUp + min && aim >= silent - gap;
  // Up to the cut ahead; else back before the one that was crossed; else well behind it.
  if (coming - end < zone) return isLawful(coming - gap) ? coming - gap : end;
  if (end - before >= zone) return end;
  return [before - gap, before + zone].find(isLawful) ?? end;
}
