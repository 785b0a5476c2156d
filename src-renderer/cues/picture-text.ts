// How large and where a cue is written on a picture, as players write what we export. Numbers only; CuePicture.svelte draws.
import type { Millis } from '../../src-core/span.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Letters of a television subtitle: fifteen rows to the height, of which the letters take four fifths (EBU-TT-D, IMSC 1.1 examples). */
const SHARE_OF_HEIGHT = 0.8 / 15;
/** Text keeps to the title-safe width (SMPTE ST 2046-1). */
const TITLE_SAFE = 0.9;
/** Breadth of a letter against its height, on average: Latin and its like, and the square letters of East Asia. */
const BREADTH = { narrow: 0.5, square: 1 } as const;
/** Guides that count square letters allow so few of them to a line. */
const SQUARE_UP_TO = 24;
/** Smaller nobody reads, even in a small window. CSS pixels. */
const LEAST = 9;

/** The size of letters on a picture of so many CSS pixels: by its height, unless a full line of the rules would then be wider than is safe. */
export function letterSize({ width, height }: PictureSize, lineLength: number): number {
  const breadth = lineLength <= SQUARE_UP_TO ? BREADTH.square : BREADTH.narrow;
  return Math.max(LEAST, Math.min(height * SHARE_OF_HEIGHT, (width * TITLE_SAFE) / (lineLength * breadth)));
}

/** The largest picture of these proportions within a room. */
export function fitted(picture: PictureSize, room: PictureSize): PictureSize {
  if (picture.width <= 0 || picture.height <= 0) return room;
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  return { width: Math.floor(picture.width * scale), height: Math.floor(picture.height * scale) };
}

/** Indexes of the cues on screen at a time, in showing order. `longest` is the longest any of them is shown, milliseconds. */
export function cuesAt(cues: readonly Cue[], time: Millis, longest: Millis): number[] {
  const shown: number[] = [];
  for (let index = firstFrom(cues, time - longest); index < cues.length; index += 1) {
    const cue = cues[index];
    if (!cue || cue.start > time) break;
    if (cue.end > time) shown.push(index);
  }
  return shown;
}

/** Place of the first cue that begins at or behind a time. */
function firstFrom(cues: readonly Cue[], time: Millis): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.start ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
