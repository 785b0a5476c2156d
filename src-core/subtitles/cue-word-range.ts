// Words of a cue and offsets in its text, there and back: what somebody has selected while writing a cue, as words.
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { isSamePlace } from '../transcript/word-stretch.ts';
import { placedCueWords, type Cue } from './cue.ts';

/** Where a word stands in `cueText`, UTF-16 units, the end not included; null for a word that shows nothing there. */
export function cueWordRange(transcript: Transcript, cue: Cue, place: WordPlace): { readonly from: number; readonly to: number } | null {
  const word = placedCueWords(transcript, cue).find((placed) => isSamePlace(placed.place, place));
  return word ? { from: word.at, to: word.at + word.text.length } : null;
}

/** The last shown word of a cue that ends at or before an offset in `cueText`; before the first, the place before the cue's, which need not exist. */
export function cueWordEndedBefore(transcript: Transcript, cue: Cue, offset: number): WordPlace {
  return placedCueWords(transcript, cue).findLast(({ at, text }) => at + text.length <= offset)?.place ?? placeBefore(cue);
}

/** The last shown word of a cue that begins before an offset in `cueText`; before the first, the place before the cue's, which need not exist. */
export function cueWordBegunBefore(transcript: Transcript, cue: Cue, offset: number): WordPlace {
  return placedCueWords(transcript, cue).findLast(({ at }) => at < offset)?.place ?? placeBefore(cue);
}

/** The place before the first word of a cue: word −1 of a turn where it begins one. A walk forward from there begins with the cue. */
export function placeBefore({ from }: Cue): WordPlace {
  return { turn: from.turn, word: from.word - 1 };
}
