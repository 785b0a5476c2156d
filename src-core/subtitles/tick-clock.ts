// Time counted in the frames of a picture, or in milliseconds where no rate is known: the grid cue times are laid on.
import type { Millis } from '../span.ts';
import { frameAt, timeOfFrame, type FrameRate } from './frame-rate.ts';

/** A count of ticks: frames or milliseconds. */
export type Ticks = number;

/** Between times and ticks. Infinite times are infinite ticks. */
export interface TickClock {
  /** The tick a time lies nearest to, the last one not after it, the first one not before it. */
  near(time: Millis): Ticks;
  down(time: Millis): Ticks;
  up(time: Millis): Ticks;
  /** The time of a tick, a whole number of milliseconds. */
  time(tick: Ticks): Millis;
}

const millisClock: TickClock = { near: Math.round, down: Math.floor, up: Math.ceil, time: (tick) => tick };

/** The clock of a frame rate; null counts milliseconds. */
export function tickClock(rate: FrameRate | null): TickClock {
  if (!rate) return millisClock;
  const near = (time: Millis): Ticks => (Number.isFinite(time) ? frameAt(time, rate) : time);
  const time = (tick: Ticks): Millis => (Number.isFinite(tick) ? timeOfFrame(tick, rate) : tick);
  return {
    near,
    time,
    // A frame's own time is rounded to the millisecond, so frames are compared as times.
    down: (moment) => (time(near(moment)) > moment ? near(moment) - 1 : near(moment)),
    up: (moment) => (time(near(moment)) < moment ? near(moment) + 1 : near(moment)),
  };
}
