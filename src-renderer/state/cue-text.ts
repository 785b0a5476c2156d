// What is said of a cue in figures: times, lengths, speeds and line widths, as lists and editors show them.
import type { Millis } from '../../src-core/span.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { frameAt } from '../../src-core/subtitles/frame-rate.ts';
import { SPEED_ROUNDING } from '../../src-core/subtitles/reading-speed.ts';
import { timecodeAt, timeOfTimecode, type Timecode } from '../../src-core/subtitles/timecode.ts';
import { readClock } from './clock-entry.ts';
import { exactClock } from './word-text.ts';

/** How times of cues are written: by frames where the picture has them, else to the millisecond. */
export interface CueClock {
  readonly timecode: Timecode;
  readonly byFrames: boolean;
}

/** "01:00:12:08" or "0:12.320". */
export function cueTime(time: Millis, { timecode, byFrames }: CueClock): string {
  return byFrames ? timecodeAt(time, timecode) : exactClock(time);
}

/** "01:00:12" on a ruler of whole seconds, "01:00:12:08" wherever frames tell something. */
export function rulerTimecode(time: Millis, step: Millis, { timecode }: CueClock): string {
  const label = timecodeAt(time, timecode);
  return step >= 1000 ? label.replace(/[:;]00$/, '') : label;
}

/** A time as somebody wrote it, in either way; null when it is none. */
export function readCueTime(text: string, { timecode }: CueClock): Millis | null {
  const parts = text.trim().split(/[:;]/).length;
  const time = parts === 4 ? timeOfTimecode(text, timecode) : readClock(text);
  return time === null || time < 0 ? null : time;
}

/** "2.4 s": how long a cue is shown. */
export function durationText({ start, end }: Pick<Cue, 'start' | 'end'>): string {
  return `${((end - start) / 1000).toFixed(1)} s`;
}

/** "2.360 s": the length as it can be written over. */
export function lengthText({ start, end }: Pick<Cue, 'start' | 'end'>): string {
  return `${((end - start) / 1000).toFixed(3)} s`;
}

/** Milliseconds of a length somebody wrote in seconds ("2.5", "2,5 s"); null for none. */
export function readLength(text: string): Millis | null {
  const seconds = /^\s*(\d{0,5}(?:[.,]\d{0,6})?)\s*s?\s*$/i.exec(text)?.[1]?.replace(',', '.');
  const length = Math.round(Number(seconds ?? '') * 1000);
  return length > 0 ? length : null;
}

/** "2 frames to the next", "0.080 s to the next", "overlaps the next by 0.400 s": how long nothing is shown between two cues. */
export function gapText(cue: Pick<Cue, 'end'>, next: Pick<Cue, 'start'>, { timecode: { rate }, byFrames }: CueClock): string {
  const gap = next.start - cue.end;
  if (gap === 0) return 'no gap to the next';
  const frames = frameAt(Math.abs(gap), rate);
  const length = byFrames && Math.abs(gap) < 1000 ? `${frames} ${frames === 1 ? 'frame' : 'frames'}` : `${(Math.abs(gap) / 1000).toFixed(byFrames ? 1 : 3)} s`;
  return gap > 0 ? `${length} to the next` : `overlaps the next by ${length}`;
}

/** "17": graphemes a second as a whole number, rounded up so that what is shown as the limit keeps it; "∞" for a cue of no length. */
export function speedText(speed: number): string {
  return Number.isFinite(speed) ? String(Math.ceil(speed - SPEED_ROUNDING)) : '∞';
}
