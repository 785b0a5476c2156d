// Milliseconds as the formats write them. Knows no format but the separator it is given.
import type { Millis } from '../../span.ts';

/** "00:01:02,345" with the separator given; hours take as many digits as they need, at least two. */
export function clockTime(time: Millis, separator: ',' | '.'): string {
  return `${clockSeconds(time)}${separator}${String(time % 1000).padStart(3, '0')}`;
}

/** "62.345": seconds as a decimal, as many digits as they need. */
export function decimalSeconds(time: Millis): string {
  return `${Math.floor(time / 1000)}.${String(time % 1000).padStart(3, '0')}`;
}

/** "00:01:02", the milliseconds left off. */
export function clockSeconds(time: Millis): string {
  const seconds = Math.floor(time / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A number below a hundred in two digits. */
export function two(value: number): string {
  return String(value).padStart(2, '0');
}
