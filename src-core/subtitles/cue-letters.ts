// Italics and the like for a whole cue or for part of its text, where the cue is seen. What all letters have is the cue's look, what only some have
// is a mark of their words: an edit of the transcript.
import { graphemeEnd, graphemeStart } from '../transcript/grapheme-bounds.ts';
import {
  changedRuns,
  commonLetters,
  isSameLetters,
  isSameRuns,
  lettersOver,
  plainLetters,
  stretchesOf,
  underlaidRuns,
  type Letters,
  type LetterRuns,
} from '../transcript/letters.ts';
import type { LetterStyle } from '../transcript/letter-range.ts';
import type { WordPlace } from '../transcript/transcript.ts';
import { setLook } from './cue-choices.ts';
import { pinsOf, putPins, type CueEdit, type CueSource } from './cue-edits.ts';
import { plainLook } from './cue-look.ts';
import { lettersFromShown, placedCueWords, shownLetters, type PlacedWord } from './cue.ts';
import { lettersBut, lookWith } from './handed-looks.ts';

/** A part of `cueText`, by UTF-16 offsets; an empty one stands for the whole. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** The letters that all of a part of a cue's text have, its look among them; of a cue that shows nothing those of its look. */
export function lettersAt({ transcript, cues }: CueSource, index: number, range: TextRange): Letters {
  const cue = cues[index];
  if (!cue) return plainLetters;
  const look = cue.look ?? plainLook;
  const within = wordsWithin(placedCueWords(transcript, cue), range);
  const stretches = within.flatMap(({ word, from, to }) => stretchesOf(shownLetters(word), word.text.length).filter((run) => run.to > from && run.from < to));
  const [first, ...rest] = stretches.map((run) => lettersOver(look, run));
  return rest.reduce(commonLetters, first ?? look);
}

/**
 * Turns a style of letters on for a part of a cue's text, or off where all of it has it. Taking it from a part of a cue that has it throughout
 * leaves it to the other words. Null when there is no such cue.
 */
export function toggleLetters(source: CueSource, index: number, range: TextRange, style: LetterStyle): CueEdit | null {
  return changeLetters(source, index, range, { [style]: !lettersAt(source, index, range)[style] });
}

/**
 * Changes the letters of a part of a cue's text: what is not named stays as it is. A part that begins or ends within a character takes in all of it, and
 * white space alone has no letters. Null when they look so.
 */
export function changeLetters(source: CueSource, index: number, range: TextRange, change: Partial<Letters>): CueEdit | null {
  const cue = source.cues[index];
  if (!cue) return null;
  const words = placedCueWords(source.transcript, cue);
  const within = wordsWithin(words, range);
  if (within.length === 0 && words.length > 0) return null;
  const isWhole = within.length === words.length && within.every(({ word, from, to }) => from === 0 && to === word.text.length);
  return isWhole ? changeLettersOf(source, [index], change) : changePart(source, index, words, within, change);
}

/** Changes all letters of cues: their looks say it, and their words say no more of it. Null when they look so. */
export function changeLettersOf(source: CueSource, indexes: readonly number[], change: Partial<Letters>): CueEdit | null {
  const cues = [...new Set(indexes)].flatMap((index) => source.cues[index] ?? []);
  const words = cues.flatMap((cue) => placedCueWords(source.transcript, cue));
  const freed = Object.fromEntries(Object.keys(change).map((name) => [name, name === 'colour' ? null : false]));
  const edits = lettersEdit(words, (runs, word) => changedRuns(runs, { from: 0, to: word.text.length, length: word.text.length }, freed));
  const looked = setLook(source, indexes, change);
  if (edits.length === 0 && !looked) return null;
  const label = cues.length === 1 ? LABEL : `Change the letters of ${cues.length} cues`;
  return { track: source.track, ...looked, label, edits };
}

/** The words say it. A look that says otherwise of all letters is handed to the words first. */
function changePart(source: CueSource, index: number, words: readonly PlacedWord[], within: readonly WordPart[], change: Partial<Letters>): CueEdit | null {
  const cue = source.cues[index];
  const [pin] = cue ? pinsOf(source.track, [cue]) : [];
  if (!pin) return null;
  const look = pin.look ?? plainLook;
  const handed: Letters = {
    italic: change.italic === false && look.italic,
    bold: change.bold === false && look.bold,
    underline: change.underline === false && look.underline,
    colour: change.colour === null ? look.colour : null,
  };
  const edits = lettersEdit(words, (runs, word) => {
    const { length } = word.text;
    const all = underlaidRuns(runs, handed, length);
    const part = within.find((one) => one.word === word);
    return part ? changedRuns(all, { from: part.from, to: part.to, length }, change) : all;
  });
  if (isSameLetters(handed, plainLetters)) return edits.length > 0 ? { label: LABEL, edits, track: source.track } : null;
  // Even where the words say so already, of themselves.
  return { label: LABEL, edits, track: putPins(source.track, [{ ...pin, look: lookWith(look, lettersBut(look, handed)) }]) };
}

const LABEL = 'Change the letters of a cue';

/** Part of a word as shown, by offsets in it. */
interface WordPart extends TextRange {
  readonly word: PlacedWord;
}

function wordsWithin(words: readonly PlacedWord[], { from, to }: TextRange): WordPart[] {
  if (from === to) return words.map((word) => ({ word, from: 0, to: word.text.length }));
  return words.flatMap((word): WordPart[] => {
    const [low, high] = [Math.max(0, from - word.at), Math.min(word.text.length, to - word.at)];
    return low < high ? [{ word, from: graphemeStart(word.text, low), to: graphemeEnd(word.text, high) }] : [];
  });
}

/** The edit that gives words other letters; none when all have them. */
function lettersEdit(words: readonly PlacedWord[], lettersFor: (runs: LetterRuns, word: PlacedWord) => LetterRuns): CueEdit['edits'] {
  const changed = words.flatMap((word): { place: WordPlace; letters: LetterRuns }[] => {
    const before = shownLetters(word);
    const letters = lettersFor(before, word);
    return isSameRuns(before, letters) ? [] : [{ place: word.place, letters: lettersFromShown(letters, word) }];
  });
  return changed.length > 0 ? [{ kind: 'set-letters', words: changed }] : [];
}
