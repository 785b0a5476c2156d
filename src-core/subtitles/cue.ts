// A Cue: a range of the transcript's words shown together for a while, and where its lines break.
// It holds places and times, never a copy of the text. How cues are chosen is cueing.ts.
import { needsSpace } from '../transcript/joint-space.ts';
import type { Span } from '../span.ts';
import type { SpeakerId, Transcript, Word, WordPlace } from '../transcript/transcript.ts';
import type { CueLook } from './cue-look.ts';
import { shownPlaces, shownSpace, shownWord } from './shown-text.ts';
import { lettersRunningOn, noRuns, tidyRuns, type LetterRuns } from '../transcript/letters.ts';
import { joinStyled, plainText, type StyledText } from '../transcript/styled-text.ts';

/** One subtitle. Its span is when it is shown, which may outlast its words so that it can be read. */
export interface Cue extends Span {
  /** First word. */
  readonly from: WordPlace;
  /** Last word, included. In reading order at or after `from`. */
  readonly to: WordPlace;
  /** The words that open a new line, in reading order. Holds `from` only when a speaker's label has the first line to itself. */
  readonly breaks: readonly WordPlace[];
  /** Absent for the plain look. */
  readonly look?: CueLook;
  /** Id of the pin it was made from (cue-track.ts); absent when it was cut automatically. */
  readonly pin?: number;
}

/** The words of a cue in reading order. Throws RangeError when the cue does not belong to this transcript. */
export function* cueWords(transcript: Transcript, cue: Cue): Generator<{ word: Word; place: WordPlace }> {
  for (let turn = cue.from.turn; turn <= cue.to.turn; turn += 1) {
    const words = transcript.turns[turn]?.words;
    if (!words) throw new RangeError(`no turn ${turn}`);
    const last = turn === cue.to.turn ? cue.to.word : words.length - 1;
    for (let index = turn === cue.from.turn ? cue.from.word : 0; index <= last; index += 1) {
      const word = words[index];
      if (!word) throw new RangeError(`no word ${index} in turn ${turn}`);
      yield { word, place: { turn, word: index } };
    }
  }
}

/** A word of a cue that shows something, where it stands. */
export interface ShownWord {
  readonly word: Word;
  readonly place: WordPlace;
  /** As shown, never empty. */
  readonly text: string;
  /** Index of its line as `cue.breaks` cut them. */
  readonly line: number;
  /** What stands between it and the word before it in its line; "" where it opens one. */
  readonly space: string;
}

/** The words of a cue that are seen, in reading order. Throws RangeError when the cue does not belong to this transcript. */
export function shownCueWords(transcript: Transcript, cue: Cue): ShownWord[] {
  const words: ShownWord[] = [];
  eachShown(transcript, cue, (word, { text, line, space, turn, index }) => words.push({ word, place: { turn, word: index }, text, line, space }));
  return words;
}

/** How a word of a cue is shown, and where it stands. One object for all words: what is to be kept of it is copied. */
interface Showing {
  text: string;
  space: string;
  line: number;
  turn: number;
  index: number;
}

/** Goes through the words of a cue that are seen. Every cue is measured this way after every edit: no word costs an object. */
function eachShown(transcript: Transcript, { from, to, breaks }: Cue, visit: (word: Word, showing: Showing) => void): void {
  const showing: Showing = { text: '', space: '', line: 0, turn: 0, index: 0 };
  let opening = breaks[0];
  let before = '';
  for (let turn = from.turn; turn <= to.turn; turn += 1) {
    const words = transcript.turns[turn]?.words;
    if (!words) throw new RangeError(`no turn ${turn}`);
    const last = turn === to.turn ? to.word : words.length - 1;
    for (let index = turn === from.turn ? from.word : 0; index <= last; index += 1) {
      const word = words[index];
      if (!word) throw new RangeError(`no word ${index} in turn ${turn}`);
      if (opening?.word === index && opening.turn === turn) {
        showing.line += 1;
        opening = breaks[showing.line];
        before = '';
      }
      const text = shownWord(word);
      if (text === '') continue;
      showing.text = text;
      showing.space = before === '' ? '' : spaceBehind(before, word, index);
      showing.turn = turn;
      showing.index = index;
      visit(word, showing);
      before = text;
    }
  }
}

/** The space between a word as shown and the next of its line. The first word of a turn has none of its own. */
function spaceBehind(before: string, word: Word, index: number): string {
  if (index > 0) return shownSpace(word.space);
  return needsSpace(before, word.text) ? ' ' : '';
}

/** The lines of a cue as shown, white space normalised. A line may be empty only where a label stands alone (see `breaks`). */
export function cueLines(transcript: Transcript, cue: Cue): string[] {
  const lines = emptyLines(cue);
  eachShown(transcript, cue, (_, { text, space, line }) => (lines[line] += space + text));
  return lines;
}

function emptyLines({ breaks }: Cue): string[] {
  return new Array<string>(breaks.length + 1).fill('');
}

/** The lines of `cueLines` with the letters of single words; what the look of the cue says of all letters is not among them. */
export function styledLines(transcript: Transcript, cue: Cue): StyledText[] {
  const lines = emptyLines(cue);
  let isPlain = true;
  eachShown(transcript, cue, (word, { text, space, line }) => {
    lines[line] += space + text;
    isPlain &&= word.marks?.letters === undefined;
  });
  if (isPlain) return lines.map(plainText);
  const parts = lines.map((): StyledText[] => []);
  let before: ShownWord | undefined;
  for (const shown of shownCueWords(transcript, cue)) {
    parts[shown.line]?.push({ text: shown.space, letters: spaceLetters(before, shown) }, { text: shown.text, letters: shownLetters(shown) });
    before = shown;
  }
  return parts.map((line) => joinStyled(line));
}

/** The letters of a word as shown, which may have lost what nobody sees. */
export function shownLetters({ word, text }: ShownWord): LetterRuns {
  const letters = word.marks?.letters ?? noRuns;
  const places = letters.length > 0 ? shownPlaces(word) : null;
  if (!places) return letters;
  const shownAt = (place: number): number => places.filter((one) => one < place).length;
  return tidyRuns(
    letters.map((run) => ({ ...run, from: shownAt(run.from), to: shownAt(run.to) })),
    text.length,
  );
}

/** The letters of a word from those of what is shown of it; what nobody sees between two letters looks like both. */
export function lettersFromShown(runs: LetterRuns, { word }: ShownWord): LetterRuns {
  const places = runs.length > 0 ? shownPlaces(word) : null;
  if (!places) return runs;
  return tidyRuns(
    runs.map((run) => ({ ...run, from: places[run.from] ?? word.text.length, to: (places[run.to - 1] ?? -1) + 1 })),
    word.text.length,
  );
}

/** A space between two words whose letters look alike looks like them: one run, one pair of tags, one line under both. */
function spaceLetters(before: ShownWord | undefined, word: ShownWord): LetterRuns {
  if (!before || word.space === '') return noRuns;
  const letters = lettersRunningOn(shownLetters(before), before.text.length, shownLetters(word));
  return letters ? [{ ...letters, from: 0, to: word.space.length }] : noRuns;
}

/** The text of a cue: its lines joined by line feeds, without empty ones. Never a second copy: read from the transcript each time. */
export function cueText(transcript: Transcript, cue: Cue): string {
  return cueLines(transcript, cue).filter(Boolean).join('\n');
}

/** A shown word and where it begins in `cueText`, UTF-16 units. */
export interface PlacedWord extends ShownWord {
  readonly at: number;
}

/** The words of a cue with their offsets in `cueText`. */
export function placedCueWords(transcript: Transcript, cue: Cue): PlacedWord[] {
  let at = 0;
  let line = 0;
  return shownCueWords(transcript, cue).map((shown, index) => {
    if (index > 0) at += shown.line > line ? 1 : shown.space.length;
    const placed = { ...shown, at };
    line = shown.line;
    at += shown.text.length;
    return placed;
  });
}

/**
 * The word of a cue that begins nearest to an offset in `cueText`, UTF-16 units: where a caret there would cut. Of two as near, the later.
 * Null for the very first word, before which there is nothing to cut.
 */
export function wordAtOffset(transcript: Transcript, cue: Cue, offset: number): WordPlace | null {
  let best: { place: WordPlace; away: number } | null = null;
  for (const { place, at } of placedCueWords(transcript, cue).slice(1)) {
    const away = Math.abs(at - offset);
    if (!best || away <= best.away) best = { place, away };
  }
  return best?.place ?? null;
}

/** Who speaks in a cue, in one over several turns first; null when nobody is named. */
export function cueSpeaker(transcript: Transcript, cue: Cue): SpeakerId | null {
  return transcript.turns[cue.from.turn]?.speaker ?? null;
}
