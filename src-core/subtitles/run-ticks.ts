// What of a run's timing hangs on nothing around it: its sound and its limits in ticks of a clock. Places nothing.
import type { Millis } from '../span.ts';
import type { CueProfile } from './profile.ts';
import { readingTime, unhurriedTime } from './reading-speed.ts';
import type { TickClock, Ticks } from './tick-clock.ts';

/** A run of words with its sound. */
export interface SoundingRun {
  readonly turn: number;
  /** Start of its first word. */
  readonly start: Millis;
  /** When its last word falls silent. */
  readonly end: Millis;
  /** Graphemes to read, and words. */
  readonly width: number;
  readonly words: number;
  /** Whether it is all its turn says. */
  readonly alone: boolean;
  /** Times that were set, null for those to be found. */
  readonly setStart: Millis | null;
  readonly setEnd: Millis | null;
}

/** A run on the clock: what of its timing hangs on nothing around it. */
export interface TickedRun extends SoundingRun {
  readonly ticks: RunTicks;
}

export interface RunTicks {
  /** When its sound begins, or the set start: the last tick not after it and the first not before it, which differ where it lies between frames. */
  readonly start: Ticks;
  readonly startUp: Ticks;
  /** The latest it may be put off to. */
  readonly late: Ticks;
  /** When its sound is over, and how long it may stay then. */
  readonly silent: Ticks;
  readonly stretched: Ticks;
  /** How long it takes to read at the speed aimed at, at the highest, and when it is not even nearly too fast. */
  readonly reading: Ticks;
  readonly hurried: Ticks;
  readonly unhurried: Ticks;
}

/** A profile's times in ticks. */
export interface Pace {
  readonly clock: TickClock;
  readonly profile: CueProfile;
  readonly min: Ticks;
  readonly max: Ticks;
  readonly gap: Ticks;
  /** How early a cue may start. */
  readonly lead: Ticks;
  readonly chainBelow: Ticks;
  readonly least: Ticks;
}

/** A profile on a clock. Lengths that are bounds are rounded to the safe side. */
export function paceOf(profile: CueProfile, clock: TickClock): Pace {
  return {
    clock,
    profile,
    min: clock.up(profile.minDuration),
    max: clock.down(profile.maxDuration),
    gap: clock.near(profile.minGap),
    lead: clock.down(profile.leadIn),
    chainBelow: clock.up(profile.chainBelow),
    least: Math.max(1, clock.up(profile.leastDuration)),
  };
}

/** A run on the clock. */
export function ticksOf({ start, end, width, words, setStart }: SoundingRun, { clock, profile }: Pace): RunTicks {
  const silent = clock.up(end);
  return {
    start: setStart === null ? clock.near(start) : clock.down(setStart),
    startUp: setStart === null ? clock.near(start) : clock.up(setStart),
    late: clock.near(start + profile.maxLate),
    silent,
    stretched: Math.max(silent, clock.down(end + profile.leadOut)),
    reading: clock.up(readingTime(profile, width, words)),
    hurried: clock.up((width / profile.maxSpeed) * 1000),
    unhurried: clock.up(unhurriedTime(profile, width, words)),
  };
}

/** The first tick not before a run's start: another one than the start only where a set time lies between frames. */
export function startUp(run: TickedRun, start: Ticks): Ticks {
  return run.setStart === null ? start : run.ticks.startUp;
}
