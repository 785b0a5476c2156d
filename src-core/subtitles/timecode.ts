// Timecode: the label of a frame, hours:minutes:seconds:frames, as SMPTE ST 12-1 counts it. It knows frames and labels; times stay milliseconds.
// Drop-frame counting passes over labels, never over frames, so that an hour of 29.97 or 59.94 is labelled as an hour.
import type { Millis } from '../span.ts';
import { two } from './formats/clock-time.ts';
import { timeOfFrame, type FrameRate } from './frame-rate.ts';

/** How frames are labelled: at which rate, whether labels are dropped, and the frame number of the media's first frame. */
export interface Timecode {
  readonly rate: FrameRate;
  readonly drop: boolean;
  readonly firstFrame: number;
}

const PATTERN = /^(\d{1,2}):([0-5]?\d):([0-5]?\d)([:;.])(\d{1,2})$/;

/** Frames a second as labels count them: 30 for 29.97. */
export function nominalRate({ frames, per }: FrameRate): number {
  return Math.ceil(frames / per);
}

/** Whether a rate is one of the two that labels may be dropped at: 29.97 and 59.94 (ST 12-1 §5.2.2; 23.976 has no such counting). */
export function mayDrop({ id }: FrameRate): boolean {
  return id === '29.97' || id === '59.94';
}

/** The counting of a medium whose first frame bears `start`; ";" or "." before the frames drops labels. Null, or what is no timecode at this rate, counts from zero. */
export function timecodeFrom(start: string | null, rate: FrameRate): Timecode {
  const drop = start !== null && /[;.]/.test(start) && mayDrop(rate);
  return { rate, drop, firstFrame: (start === null ? null : frameOfTimecode(start, rate)) ?? 0 };
}

/** The label of a frame counted from 00:00:00:00. After a day it begins anew, and before zero it counts back from a day, as clocks do. */
export function timecodeOfFrame(frame: number, rate: FrameRate, drop: boolean): string {
  const nominal = nominalRate(rate);
  const dropped = drop ? droppedPerMinute(rate) : 0;
  const day = 144 * (600 * nominal - 9 * dropped);
  const inDay = ((frame % day) + day) % day;
  const label = inDay + (dropped === 0 ? 0 : labelsPassed(inDay, nominal, dropped));
  const seconds = Math.floor(label / nominal);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${dropped > 0 ? ';' : ':'}${two(label % nominal)}`;
}

/**
 * The frame a label stands for, counted from 00:00:00:00. ";" (or ".", as some devices write) before the frames means dropped labels where the
 * rate has them. Null for what is no label at this rate: too many frames, a day or more, or a label that is passed over.
 */
export function frameOfTimecode(text: string, rate: FrameRate): number | null {
  const found = PATTERN.exec(text.trim());
  if (!found) return null;
  const [hours, minutes, seconds, frames] = [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[5])];
  const nominal = nominalRate(rate);
  if (hours > 23 || frames >= nominal) return null;
  const label = (hours * 3600 + minutes * 60 + seconds) * nominal + frames;
  if (found[4] === ':' || !mayDrop(rate)) return label;
  const dropped = droppedPerMinute(rate);
  if (minutes % 10 !== 0 && seconds === 0 && frames < dropped) return null;
  const allMinutes = hours * 60 + minutes;
  return label - dropped * (allMinutes - Math.floor(allMinutes / 10));
}

/** The frame that is on screen at a time. Times of frames are rounded to the millisecond: half of one before its frame still counts as the frame. */
export function shownFrame(time: Millis, { frames, per }: FrameRate): number {
  return Math.floor(((time + 0.5) * frames) / (per * 1000));
}

/** The label of what is on screen at a time of the media. */
export function timecodeAt(time: Millis, { rate, drop, firstFrame }: Timecode): string {
  return timecodeOfFrame(firstFrame + shownFrame(time, rate), rate, drop);
}

/** The media's time of a label: when its frame begins, in whole milliseconds; negative before the media begins. Null for what is no label. */
export function timeOfTimecode(text: string, { rate, firstFrame }: Timecode): Millis | null {
  const frame = frameOfTimecode(text, rate);
  return frame === null ? null : timeOfFrame(frame - firstFrame, rate);
}

/** Labels passed over at the start of each minute but every tenth: 2 at 29.97, 4 at 59.94. */
function droppedPerMinute(rate: FrameRate): number {
  return nominalRate(rate) / 15;
}

/** How many labels were passed over before a frame of the day. */
function labelsPassed(frame: number, nominal: number, dropped: number): number {
  const tenMinutes = 600 * nominal - 9 * dropped;
  const minute = 60 * nominal - dropped;
  const rest = frame % tenMinutes;
  const minutes = rest < 60 * nominal ? 0 : 1 + Math.floor((rest - 60 * nominal) / minute);
  return dropped * (9 * Math.floor(frame / tenMinutes) + minutes);
}
