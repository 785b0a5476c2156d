// How long it takes to read a cue, and when it is shown too briefly for that: the same for making cues and for checking them.
import type { Millis } from '../span.ts';
import type { CueProfile } from './profile.ts';

/** A share of the highest speed from which a cue is nearly too fast: worth a second look (Q07 of the check list). */
const NEARLY = 0.9;
/** Speeds are shown to one decimal: what reads as the limit is not beyond it. */
export const SPEED_ROUNDING = 0.05;

/** Whether graphemes a second pass a limit. */
export function isTooFast(speed: number, limit: number): boolean {
  return speed > limit + SPEED_ROUNDING;
}

/** Whether graphemes a second are nearly, or more than, a limit. */
export function isNearlyTooFast(speed: number, limit: number): boolean {
  return speed > limit * NEARLY;
}

/** How long so many graphemes and words are read at the speed aimed at, milliseconds. */
export function readingTime({ targetSpeed, maxWordSpeed }: CueProfile, width: number, words: number): Millis {
  return timeAt(targetSpeed, maxWordSpeed, width, words);
}

/** How long they are to be shown so as not to be nearly too fast, milliseconds. */
export function unhurriedTime({ maxSpeed, maxWordSpeed }: CueProfile, width: number, words: number): Millis {
  return timeAt(maxSpeed * NEARLY, maxWordSpeed, width, words);
}

function timeAt(speed: number, wordSpeed: number, width: number, words: number): Millis {
  return Math.max((width / speed) * 1000, (words / wordSpeed) * 60_000);
}
