// Italics and the like between two places of the text: what all letters there have, and the edit that changes them. Knows nothing of cues.
import { graphemeEnd, graphemeStart } from './grapheme-bounds.ts';
import {
  changedRuns,
  commonLetters,
  isSameRuns,
  lettersOf,
  noRuns,
  plainLetters,
  stretchesOf,
  type LetterRun,
  type LetterRuns,
  type Letters,
} from './letters.ts';
import { rangeOfWord, wordAtOffset, wordFromOffset } from './query.ts';
import type { SetLetters } from './set-letters.ts';
import type { TextPlace, Transcript, Word, WordPlace } from './transcript.ts';

/** What a key turns on and off. */
export type LetterStyle = 'italic' | 'bold' | 'underline';

/** From one place of the text to another, in reading order; an empty one stands for the word there. */
export interface PlaceRange {
  readonly from: TextPlace;
  readonly to: TextPlace;
}

/** The letters that all text of a range has; plain where it holds no word. */
export function lettersBetween(transcript: Transcript, range: PlaceRange): Letters {
  const stretches = [...partsBetween(transcript, range)].flatMap(({ word, from, to }) => stretchesWithin(word.marks?.letters ?? noRuns, { from, to }));
  const [first, ...rest] = stretches.map(lettersOf);
  return rest.reduce(commonLetters, first ?? plainLetters);
}

/** Whether a range holds any word, or touches one where it is empty: whether there are letters to change. */
export function hasWordBetween(transcript: Transcript, range: PlaceRange): boolean {
  return !partsBetween(transcript, range).next().done;
}

/** Changes the letters between two places: what is not named stays as it is. Null when they look so, or no word is there. */
export function changeLettersBetween(transcript: Transcript, range: PlaceRange, change: Partial<Letters>): SetLetters | null {
  const words = [...partsBetween(transcript, range)].flatMap(({ place, word, from, to }): { place: WordPlace; letters: LetterRuns }[] => {
    const before = word.marks?.letters ?? noRuns;
    const letters = changedRuns(before, { from, to, length: word.text.length }, change);
    return isSameRuns(before, letters) ? [] : [{ place, letters }];
  });
  return words.length > 0 ? { kind: 'set-letters', words } : null;
}

/** Part of a word, by UTF-16 offsets in its own text. */
interface WordPart {
  readonly place: WordPlace;
  readonly word: Word;
  readonly from: number;
  readonly to: number;
}

function* partsBetween(transcript: Transcript, { from, to }: PlaceRange): Generator<WordPart> {
  if (from.turn === to.turn && from.offset === to.offset) {
    yield* wordAt(transcript, from);
    return;
  }
  for (let line = from.turn; line <= to.turn; line += 1) {
    const turn = transcript.turns[line];
    if (!turn) continue;
    const low = line === from.turn ? from.offset : 0;
    const high = line === to.turn ? to.offset : Infinity;
    const first = wordFromOffset(turn, low);
    let start = first < turn.words.length ? rangeOfWord(turn, first).from : 0;
    for (const [index, word] of turn.words.slice(first).entries()) {
      if (index > 0) start += word.space.length;
      if (start >= high) break;
      const [begin, end] = [Math.max(0, low - start), Math.min(word.text.length, high - start)];
      const place = { turn: line, word: first + index };
      if (begin < end) yield { place, word, from: graphemeStart(word.text, begin), to: graphemeEnd(word.text, end) };
      start += word.text.length;
    }
  }
}

/** The whole of the word a place lies in or touches; nothing in white space. */
function* wordAt(transcript: Transcript, { turn, offset }: TextPlace): Generator<WordPart> {
  const holder = transcript.turns[turn];
  const index = holder ? wordAtOffset(holder, offset) : null;
  const word = index === null ? undefined : holder?.words[index];
  if (index !== null && word) yield { place: { turn, word: index }, word, from: 0, to: word.text.length };
}

/** The parts of runs between two offsets that hold a letter, plain stretches among them. */
function stretchesWithin(runs: LetterRuns, { from, to }: { readonly from: number; readonly to: number }): LetterRun[] {
  return stretchesOf(runs, to).filter((run) => run.to > from && run.from < to);
}
