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
