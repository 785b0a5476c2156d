// A time to the millisecond with hours always written, so that its width never changes: "00:01:23.456".
import type { Millis } from '../../src-core/span.ts';

/** Times before zero are zero. */
export function exactTime(time: Millis): string {
  const whole = Math.max(0, Math.round(time));
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(whole / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(whole % 1000).padStart(3, '0')}`;
}
