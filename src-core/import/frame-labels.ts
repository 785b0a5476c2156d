// Times that are labels of frames, "00:00:01:12", in formats that do not tell a frame rate: at which rate they are read. Timecode itself is subtitles/timecode.ts.
import type { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import { frameRate, timeOfFrame, type FrameRate, type FrameRateId } from '../subtitles/frame-rate.ts';
import { frameOfTimecode } from '../subtitles/timecode.ts';

/** Two figures behind a colon or a semicolon count frames; behind a comma or a point they are a fraction of a second. */
const LABEL = /^\d{1,2}:\d{1,2}:\d{1,2}([:;])(\d{2})$/;

/** The least rate the labels among these times fit into, 25 as most such files have it at least; null where none is a label. */
export function rateOfLabels(times: Iterable<string>): FrameRate | null {
  let highest = -1;
  let drops = false;
  for (const time of times) {
    const [, mark, frames] = LABEL.exec(time.trim()) ?? [];
    if (frames === undefined) continue;
    highest = Math.max(highest, Number(frames));
    drops ||= mark === ';';
  }
  return highest < 0 ? null : frameRate(leastRate(highest, drops));
}

function leastRate(highest: number, drops: boolean): FrameRateId {
  if (drops) return highest < 30 ? '29.97' : '59.94';
  if (highest < 25) return '25';
  return highest < 30 ? '30' : highest < 50 ? '50' : '60';
}

/** The time of a label at a rate; null for what is none. */
export function timeOfLabel(text: string, rate: FrameRate | null): Millis | null {
  const label = text.trim();
  const frame = rate !== null && LABEL.test(label) ? frameOfTimecode(label, rate) : null;
  return rate === null || frame === null ? null : timeOfFrame(frame, rate);
}

/** Tells which rate was assumed. */
export function tellRate(problems: ProblemList, { id }: FrameRate): void {
  problems.add('frame-rate-unknown', 'repair', () => `The file’s times count frames, and it does not tell its frame rate; ${id} frames a second were assumed.`);
}
