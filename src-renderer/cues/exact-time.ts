// A time to the millisecond with hours always written, so that its width never changes: "00:01:23.456".
import type { Millis } from '../../src-core/span.ts';
import { clockTime } from '../../src-core/subtitles/formats/clock-time.ts';

/** Times before zero are zero. */
export function exactTime(time: Millis): string {
  return clockTime(Math.max(0, Math.round(time)), '.');
}
