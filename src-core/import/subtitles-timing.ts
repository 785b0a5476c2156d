// The line of times of an SRT or WebVTT cue, read with forgiveness: commas, dots and full-width marks, missing hours or fractions,
// arrows of every make but "→" (which our own SRT writes for an arrow in the text), signs. What was forgiven is told in flags; the caller words it.
import type { Millis } from '../span.ts';

/** A timing line understood. `end` may lie before `start`: repairing that is the caller's. */
export interface CueTiming {
  readonly start: Millis;
  readonly end: Millis;
  /** A time was below zero and became 0. */
  readonly wasNegative: boolean;
  /** What stands after the times: positions and settings, "" for none. */
  readonly settings: string;
}

// The longest honest line is about 120 characters; anything longer is text, so hostile lines cost nothing.
const LONGEST_LINE = 300;
const NUMBER = '(\\d{1,6})';
const COLON = '[ \\t]?[:：][ \\t]?';
const TIME = `([-−]?)(?:${NUMBER}${COLON})?${NUMBER}${COLON}${NUMBER}(?:[ \\t]?[,.:，．。：][ \\t]?(\\d{0,9}))?`;
const TIMING = new RegExp(`^[ \\t]*${TIME}[ \\t]*(?:[-–—−]{1,3}[ \\t]?[-–—−]?[>＞])[ \\t]*${TIME}(?:[ \\t]+(.*)|[ \\t]*)$`, 'u');

/** Whether a line might be one of times: what a strict reader would stumble over. */
export function looksLikeTiming(line: string): boolean {
  return line.length <= LONGEST_LINE && line.includes('-->') && /\d/.test(line);
}

/** Reads a line of times; null when it is none. */
export function readTiming(line: string): CueTiming | null {
  if (line.length > LONGEST_LINE || !/[>＞]/.test(line)) return null;
  const match = TIMING.exec(line);
  if (!match) return null;
  const [start, end] = [timeOf(match.slice(1, 6)), timeOf(match.slice(6, 11))];
  return { start: Math.max(0, start), end: Math.max(0, end), wasNegative: start < 0 || end < 0, settings: (match[11] ?? '').trim() };
}

/** Milliseconds of sign, hours, minutes, seconds and the digits of the fraction; more digits than three are cut off. */
function timeOf([sign, hours, minutes, seconds, fraction]: readonly (string | undefined)[]): Millis {
  const millis = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const time = ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + millis;
  return sign ? -time : time;
}

const INNER_TIME = new RegExp(`^${TIME}$`, 'u');

/** Reads a time alone, as WebVTT has it inside a cue; null when it is none. */
export function readInnerTime(text: string): Millis | null {
  const match = INNER_TIME.exec(text);
  return match ? Math.max(0, timeOf(match.slice(1, 6))) : null;
}
