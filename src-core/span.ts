// Time in Galley: integer milliseconds from the start of the media.
// This is the only file where seconds become milliseconds.

/** A whole number of milliseconds from the start of the media. */
export type Millis = number;

/** A stretch of the media, `start` inclusive, `end` exclusive, `start <= end`. */
export interface Span {
  readonly start: Millis;
  readonly end: Millis;
}

/**
 * Seconds as a service or a decoder states them, to the nearest millisecond.
 * Throws RangeError when the value is not finite.
 */
export function millisFromSeconds(seconds: number): Millis {
  if (!Number.isFinite(seconds)) throw new RangeError(`not a finite number of seconds: ${seconds}`);
  return Math.round(seconds * 1000);
}

/** Milliseconds as seconds, for media elements and AWS fields that count so. */
export function secondsFromMillis(millis: Millis): number {
  return millis / 1000;
}

/** Length of a span in milliseconds. */
export function durationOf(span: Span): Millis {
  return span.end - span.start;
}

/** Whether `time` lies in the span (its end excluded). */
export function spanContains(span: Span, time: Millis): boolean {
  return time >= span.start && time < span.end;
}

/** Whether two spans share any time. Touching ends do not count. */
export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** `time` moved into `[low, high]`. */
export function clampTime(time: Millis, low: Millis, high: Millis): Millis {
  return Math.min(Math.max(time, low), high);
}
