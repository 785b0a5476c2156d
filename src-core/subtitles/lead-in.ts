// Begins cues that are hard to read a little before their words, where there is silence that nobody else needs. Moves no set time.
import type { Millis } from '../span.ts';
import type { Pace } from './run-ticks.ts';
import { startUp } from './run-ticks.ts';
import { SHOT_ZONE, type TickedSpans } from './shot-timing.ts';
import type { Ticks } from './tick-clock.ts';
import { firstFrom } from './turn-timeline.ts';

/**
 * Moves starts ahead by as much as reading asks, `pace.lead` at most, and the ends before them, in place. `shots` ascend; near one all stays.
 * From the last to the first: whoever makes room for the next by staying longer may need no lead.
 */
export function leadIn({ runs, starts, ends, endOf }: TickedSpans, shots: readonly Millis[], pace: Pace): void {
  if (pace.lead <= 0) return;
  const held = heldUntil(runs, pace);
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const run = runs[index];
    const start = starts[index] ?? 0;
    const lead = run ? Math.min(pace.lead, run.ticks.unhurried - ((ends[index] ?? 0) - start)) : 0;
    if (!run || lead <= 0 || run.setStart !== null || start !== run.ticks.start || isByShot(pace.clock.time(start), shots)) continue;
    const before = runs[index - 1];
    const begun = starts[index - 1] ?? 0;
    const free = before?.setEnd === null ? neededUntil(before.ticks, startUp(before, begun), pace) + pace.gap : 0;
    const aim = Math.max(start - lead, held?.[index] ?? 0, free);
    // A cue held for its least length alone would leave as much earlier as it comes.
    if (aim >= start || endOf(run, aim, starts[index + 1] ?? Infinity) !== ends[index]) continue;
    const end = before ? endOf(before, begun, aim) : -Infinity;
    if (end + pace.gap !== aim && aim - end < pace.chainBelow) continue;
    starts[index] = aim;
    if (before) ends[index - 1] = end;
  }
}

/** When the set ends before each run are over; null where none is set. */
function heldUntil(runs: TickedSpans['runs'], { clock, gap }: Pace): readonly Ticks[] | null {
  if (runs.every(({ setEnd }) => setEnd === null)) return null;
  let held = 0;
  return runs.map(({ setEnd }) => {
    const before = held;
    if (setEnd !== null) held = Math.max(held, clock.up(setEnd) + gap);
    return before;
  });
}

/** When a cue has been heard, and shown long enough. */
function neededUntil({ silent, unhurried }: { readonly silent: Ticks; readonly unhurried: Ticks }, begun: Ticks, { min }: Pace): Ticks {
  return Math.max(silent, begun + min, begun + unhurried);
}

function isByShot(start: Millis, shots: readonly Millis[]): boolean {
  const at = firstFrom(shots, start - SHOT_ZONE * 2);
  return (shots[at] ?? Infinity) <= start + SHOT_ZONE * 2;
}
