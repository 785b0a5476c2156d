// What a cue costs for when it would be shown: too briefly to be read, or with an awkward silence after it. The times are those it will get
// if nobody else speaks, to the tick, so that what seems readable here is readable where it is checked.
import { WEIGHT } from './cost-weights.ts';
import { isNearlyTooFast, isTooFast, readingTime, unhurriedTime } from './reading-speed.ts';
import type { Pace } from './run-ticks.ts';
import { showingEnd } from './showing-end.ts';
import type { CutRange } from './cut-range.ts';
import { widthOf } from './cut-range.ts';
import type { Ticks } from './tick-clock.ts';

/** What words i … j-1 cost for their pace, after all the stretching their silence allows. */
export function paceCost(range: CutRange, pace: Pace, i: number, j: number): number {
  const { clock, profile } = pace;
  const [width, count] = [widthOf(range, i, j), j - i];
  const { start, end, next, silent, stretched } = shownTicks(range, pace, i, j);
  // A cue held for its least length alone would leave as much earlier as it comes.
  const room = end > silent && end - start <= pace.min ? 0 : leadAt(range, pace, i);
  const lead = room > 0 ? Math.max(0, Math.min(room, clock.up(unhurriedTime(profile, width, count)) - (end - start))) : 0;
  const duration = Math.max(1, clock.time(end) - clock.time(start - lead));
  let cost = 0;
  if (next - end > pace.gap && next - end < pace.chainBelow) cost += WEIGHT.openGap;
  else if (end > stretched && end > start + pace.min) cost += WEIGHT.lingering;
  if (end - start < pace.min) cost += WEIGHT.short + Math.max(0, profile.minDuration - duration) * WEIGHT.tooShort;
  const speed = (width * 1000) / duration;
  if (speed > profile.targetSpeed) cost += Math.min(2, speed / profile.targetSpeed - 1) * WEIGHT.aboveTarget;
  if (isNearlyTooFast(speed, profile.maxSpeed)) cost += WEIGHT.nearlyFast;
  if (isTooFast(speed, profile.maxSpeed)) cost += WEIGHT.fast + Math.min(2, speed / profile.maxSpeed - 1) * WEIGHT.aboveMax;
  const wordSpeed = (count * 60_000) / duration;
  if (wordSpeed > profile.maxWordSpeed) cost += WEIGHT.nearlyFast + Math.min(2, wordSpeed / profile.maxWordSpeed - 1) * WEIGHT.aboveTarget;
  return cost;
}

interface ShownTicks {
  readonly start: Ticks;
  readonly end: Ticks;
  /** When the next cue begins, this one's sound is over, and how long it may stay then. */
  readonly next: Ticks;
  readonly silent: Ticks;
  readonly stretched: Ticks;
}

function shownTicks(range: CutRange, pace: Pace, i: number, j: number): ShownTicks {
  const { words, free } = range;
  const { clock, profile } = pace;
  const said = words.startTick[i] ?? 0;
  const start = free === -Infinity ? said : Math.max(said, Math.min(clock.up(free), clock.near((words.start[i] ?? 0) + profile.maxLate)));
  const silent = words.silentTick[j - 1] ?? 0;
  const next = j < range.to ? (words.startTick[j] ?? 0) : clock.near(range.next);
  const stretched = start <= silent ? Math.max(silent, words.stayedTick[j - 1] ?? 0) : clock.down(clock.time(start) + profile.leadOut);
  // Where no silence follows, nothing hangs on how long it takes to read; most words of a sentence have none.
  const width = silent < next - pace.gap ? widthOf(range, i, j) : 0;
  const reading = width > 0 ? clock.up(readingTime(profile, width, j - i)) : 0;
  const hurried = width > 0 ? clock.up((width / profile.maxSpeed) * 1000) : 0;
  return { start, next, silent, stretched, end: showingEnd({ start, startUp: start, next, silent, stretched, reading, hurried }, pace) };
}

/** How much earlier than its sound a cue may begin with word i. Before a turn it may, whoever else has spoken: that is seen when times are laid. */
function leadAt({ words, free }: CutRange, { clock, lead, gap }: Pace, i: number): number {
  if (lead <= 0) return 0;
  const start = words.startTick[i] ?? 0;
  const heard = i === 0 ? lead : start - gap - (words.silentTick[i - 1] ?? 0);
  const held = free === -Infinity ? lead : start - clock.up(free);
  return Math.max(0, Math.min(lead, heard, held));
}
