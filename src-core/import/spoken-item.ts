// A SpokenItem: one word or mark of an engine's result, whatever the engine's spelling. What every reader of results makes first.
import { millisFromSeconds, type Millis } from '../span.ts';
import type { ProblemList } from '../problem.ts';
import type { WordMarks } from '../transcript/transcript.ts';
import { asNumber } from './json-value.ts';

export interface SpokenItem {
  /** Place in the file's own order. */
  readonly index: number;
  readonly isPunctuation: boolean;
  /** Never empty. */
  readonly text: string;
  /** Null when the file gives none, as for batch punctuation. */
  readonly start: Millis | null;
  readonly end: Millis | null;
  /** Whether the time is our own guess rather than the file's. */
  readonly isEstimated?: true;
  readonly confidence: number | null;
  readonly speaker: string | null;
  readonly channel: number | null;
  readonly marks?: WordMarks;
}

/** 1,000 hours: a time beyond it is a defect, not a recording. */
const LATEST_MILLIS = 3_600_000_000;

/** How a file writes times. */
export type TimeUnit = 'seconds' | 'milliseconds';

/** Reads one time; null with a Problem when it is there but unreadable, null without one when absent. Negative times become 0. */
function readTime(value: unknown, unit: TimeUnit, problems: ProblemList, item: number): Millis | null {
  if (value === undefined || value === null || value === '') return null;
  const number = asNumber(value);
  const millis = number === null || Math.abs(number) > LATEST_MILLIS ? null : unit === 'seconds' ? millisFromSeconds(number) : Math.round(number);
  if (millis === null || millis > LATEST_MILLIS) {
    problems.add('time-unreadable', 'repair', (count) => `${count} time${plural(count)} could not be read and were estimated from the neighbours.`, { item });
    return null;
  }
  if (millis < 0) {
    problems.add('time-negative', 'repair', (count) => `${count} time${plural(count)} before the start of the media became 0.`, { item });
    return 0;
  }
  return millis;
}

/** Reads a pair of times; an end before its start becomes the start, with a Problem. */
export function readSpan(start: unknown, end: unknown, unit: TimeUnit, problems: ProblemList, item: number): { start: Millis | null; end: Millis | null } {
  const from = readTime(start, unit, problems, item);
  const to = readTime(end, unit, problems, item);
  if (from === null) return { start: to, end: to };
  if (to === null) return { start: from, end: from };
  if (to >= from) return { start: from, end: to };
  problems.add('end-before-start', 'repair', (count) => `${count} word${plural(count)} ended before they began; the end was moved to the start.`, {
    item,
    time: from,
  });
  return { start: from, end: from };
}

/** Reads a confidence from 0 to 1; null when absent, redacted or out of range. */
export function readConfidence(value: unknown, problems: ProblemList, item: number): number | null {
  if (value === undefined || value === null) return null;
  const number = asNumber(value);
  if (number !== null && number >= 0 && number <= 1) return number;
  problems.add('confidence-unreadable', 'note', (count) => `${count} confidence value${plural(count)} could not be read.`, { item });
  return null;
}

/** "" for one, "s" for any other number. */
export function plural(count: number): '' | 's' {
  return count === 1 ? '' : 's';
}

/** The verb after it: "1 cue was", "2 cues were". */
export function were(count: number): 'was' | 'were' {
  return count === 1 ? 'was' : 'were';
}
