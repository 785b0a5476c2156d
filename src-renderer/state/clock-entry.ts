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
