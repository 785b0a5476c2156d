// A time as people type it: "95", "1:35", "1:02:03.5", with comma or point.
import type { Millis } from '../../src-core/span.ts';

const CLOCK = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

/** The time in milliseconds, or null when it is none. A lone number counts seconds. */
export function readClock(text: string): Millis | null {
  const found = CLOCK.exec(text.trim());
  if (!found) return null;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = found;
  if (text.includes(':') && Number(seconds) >= 60) return null;
  if (found[1] !== undefined && Number(minutes) >= 60) return null;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** A shift of times as people type it: a time behind a sign, "-1.5" or "+1:00"; none counts as zero. Null when it is none. */
export function readOffset(text: string): Millis | null {
  const [, sign = '', rest = ''] = /^\s*([-−–+]?)\s*(.*)$/.exec(text) ?? [];
  if (rest.trim() === '') return sign === '' ? 0 : null;
  const time = readClock(rest);
  return time === null ? null : sign === '' || sign === '+' ? time : -time;
}

/** A shift in seconds, as `readOffset` takes it. */
export function offsetWords(offset: Millis): string {
  return `${offset < 0 ? '−' : ''}${Math.abs(offset) / 1000}`;
}
