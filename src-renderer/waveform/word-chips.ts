// Where the visible words stand under the wave, and what lies beneath a pointer. Numbers only: draw-chips.ts draws them.
import type { Span } from '../../src-core/span.ts';
import { timeIndex } from '../../src-core/transcript/query.ts';
import type { Transcript, Word, WordPlace } from '../../src-core/transcript/transcript.ts';
import type { WordEdge } from '../../src-core/transcript/word-edges.ts';
import { isSamePlace } from '../../src-core/transcript/word-stretch.ts';

/** Words are written out from this zoom on; below it they would only be dust. Pixels a second. */
export const WORDS_FROM = 36;

/** Pixels to each side of an edge that take hold of it: 24 in all for the word at the caret, whose handles reach outwards where it is narrow. */
const GRIP = 12;
/** Every other word gives its edges away only where enough of it is left to be pressed. */
const SIDE_GRIP = 6;
const WIDE_ENOUGH = 4 * SIDE_GRIP;

/** What of the recording is in view. */
export interface Sight {
  readonly transcript: Transcript;
  /** Left edge, milliseconds; fractions allowed. */
  readonly from: number;
  readonly pixelsPerSecond: number;
  readonly width: number;
}

/** A word as it stands under the wave. */
export interface Chip {
  readonly place: WordPlace;
  readonly word: Word;
  readonly left: number;
  readonly right: number;
  /** 0, or 1 for a turn that is spoken while another goes on. */
  readonly lane: 0 | 1;
}

/** An edge taken hold of. */
export interface EdgeGrip {
  readonly place: WordPlace;
  readonly edge: WordEdge;
}

/** The stretch in view, in whole milliseconds. */
export function spanInSight({ from, pixelsPerSecond, width }: Omit<Sight, 'transcript'>): Span {
  return { start: Math.floor(from), end: Math.ceil(from + (width / pixelsPerSecond) * 1000) };
}

/** The words in view by start; those that begin before it are among them. */
export function chipsIn(sight: Sight): Chip[] {
  const { transcript, from, pixelsPerSecond } = sight;
  const x = (time: number): number => ((time - from) / 1000) * pixelsPerSecond;
  const lanes = new Map<number, 0 | 1>();
  const ends: [number, number] = [-Infinity, -Infinity];
  return timeIndex(transcript)
    .wordsIn(spanInSight(sight))
    .flatMap((place): Chip[] => {
      const word = transcript.turns[place.turn]?.words[place.word];
      if (!word) return [];
      const lane = lanes.get(place.turn) ?? (word.start < ends[0] && word.start >= ends[1] ? 1 : 0);
      lanes.set(place.turn, lane);
      ends[lane] = Math.max(ends[lane], word.end);
      return [{ place, word, left: x(word.start), right: x(word.end), lane }];
    });
}

/** The chip beneath `x`; of two the later. Null between chips. */
export function chipAt(chips: readonly Chip[], x: number): Chip | null {
  return chips.findLast((chip) => x >= chip.left && x < Math.max(chip.right, chip.left + 1)) ?? null;
}

/** The edge a pointer at `x` takes hold of: first of the word at the caret, then, in the strip of words only, of any word wide enough. */
export function gripAt(chips: readonly Chip[], x: number, { caret, isInStrip }: { caret: WordPlace | null; isInStrip: boolean }): EdgeGrip | null {
  const own = caret && chips.find(({ place }) => isSamePlace(place, caret));
  const held = own && gripOf(own, x, GRIP);
  if (held) return held;
  if (!isInStrip) return null;
  const under = chips.filter((chip) => chip.right - chip.left >= WIDE_ENOUGH && x >= chip.left - 1 && x <= chip.right);
  return under.map((chip) => gripOf(chip, x, SIDE_GRIP)).find((grip) => grip !== null) ?? null;
}

/** The nearer edge within reach. A narrow chip's two grips part in its middle. */
function gripOf({ place, left, right }: Chip, x: number, reach: number): EdgeGrip | null {
  const middle = (left + right) / 2;
  if (x < middle ? Math.abs(x - left) > reach : Math.abs(x - right) > reach) return null;
  return { place, edge: x < middle ? 'start' : 'end' };
}
