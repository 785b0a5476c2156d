// Letters of a cue and of parts of its text, held against the looks of all letters of all cues, one by one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pinCues, setLook, unpinCues } from '../../../src-core/subtitles/cue-choices.ts';
import { mergeRange, splitAtWord } from '../../../src-core/subtitles/cue-cuts.ts';
import { applyCueEdit, type CueEdit, type CueSource } from '../../../src-core/subtitles/cue-edits.ts';
import { writtenLines } from '../../../src-core/subtitles/cue-label.ts';
import { changeLetters, changeLettersOf, lettersAt, toggleLetters, type TextRange } from '../../../src-core/subtitles/cue-letters.ts';
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import { setCueText } from '../../../src-core/subtitles/cue-text.ts';
import { defaultPlan } from '../../../src-core/subtitles/cue-track.ts';
import { lastWordToNext } from '../../../src-core/subtitles/cue-words.ts';
import { cueText, lettersFromShown, placedCueWords, shownLetters, styledLines, type ShownWord } from '../../../src-core/subtitles/cue.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { duplicateCue } from '../../../src-core/subtitles/inserted-cue.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { shownWord } from '../../../src-core/subtitles/shown-text.ts';
import type { LetterStyle } from '../../../src-core/transcript/letter-range.ts';
import { isGraphemeBound } from '../../../src-core/transcript/grapheme-bounds.ts';
import { isSameLetters, lettersOver, plainLetters, stretchesOf, tidyRuns, type Letters } from '../../../src-core/transcript/letters.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { withLetters } from '../../support/random-transcripts.ts';
import { after, fileSource, sourceOf } from './cue-desk.ts';
import { withPins } from './random-tracks.ts';
import { anyTranscript, said, transcript, turn, word } from './written-speech.ts';

const ITALIC: Letters = { ...plainLetters, italic: true };
const whole: TextRange = { from: 0, to: 0 };
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The range of some words in a cue's text. */
function rangeOf({ transcript: speech, cues }: CueSource, index: number, part: string): TextRange {
  const cue = cues[index];
  const from = cue ? cueText(speech, cue).indexOf(part) : -1;
  if (from < 0) throw new Error(`no such text: ${part}`);
  return { from, to: from + part.length };
}

/** The cues' text, what is italic in asterisks. */
function starred({ transcript: speech, cues }: CueSource): string[] {
  return cues.map((cue) =>
    styledLines(speech, cue)
      .map(({ text, letters }) =>
        stretchesOf(letters, text.length)
          .map((run) => (lettersOver(cue.look ?? plainLook, run).italic ? `*${text.slice(run.from, run.to)}*` : text.slice(run.from, run.to)))
          .join('')
          .replaceAll('**', ''),
      )
      .join('|'),
  );
}

/** How a letter of a cue looks, and whether it belongs to a range of the cue's text: of a character that does in part all of it does. */
interface Seen {
  readonly letters: Letters;
  readonly isIn: boolean;
}

function seenIn({ transcript: speech, cues }: CueSource, at: number, { from, to }: TextRange): Seen[] {
  return cues.flatMap((cue, index) =>
    placedCueWords(speech, cue).flatMap((placed) => {
      const looks = stretchesOf(shownLetters(placed), placed.text.length).flatMap((run) =>
        Array.from({ length: run.to - run.from }, () => lettersOver(cue.look ?? plainLook, run)),
      );
      return [...segmenter.segment(placed.text)].flatMap(({ segment, index: unit }) => {
        const begin = placed.at + unit;
        const isIn = index === at && (from === to || (begin < to && begin + segment.length > from));
        return looks.slice(unit, unit + segment.length).map((letters) => ({ letters, isIn }));
      });
    }),
  );
}

const anyDesk = withPins(withLetters(anyTranscript)).map(({ transcript: speech, pins }): CueSource => laid(speech, { pins, plan: defaultPlan }));

function laid(speech: Transcript, track: CueSource['track']): CueSource {
  return { transcript: speech, track, cues: layCues(speech, track, { profile: profileFor(speech), rate: null }) };
}

function done(source: CueSource, edit: CueEdit | null): CueSource {
  if (!edit) return source;
  const made = applyCueEdit(source.transcript, edit);
  return laid(made.transcript, made.track);
}

const anyPlace = fc.record({ cue: fc.nat(1000), from: fc.nat(200), to: fc.nat(200) });

/** The cue and range a random place stands for. */
function placeIn({ transcript: speech, cues }: CueSource, { cue, from, to }: { cue: number; from: number; to: number }): { index: number; range: TextRange } {
  const index = cue % Math.max(1, cues.length);
  const length = cues[index] ? cueText(speech, cues[index]).length : 0;
  const [one, other] = [from % (length + 1), to % (length + 1)];
  return { index, range: { from: Math.min(one, other), to: Math.max(one, other) } };
}

/** The letters of a cue that are no white space, by their offsets in its text. */
function unitsOf({ transcript: speech, cues }: CueSource, index: number): { at: number; letters: Letters }[] {
  const cue = cues[index];
  if (!cue) throw new Error('the cue is gone');
  return placedCueWords(speech, cue).flatMap((placed) =>
    stretchesOf(shownLetters(placed), placed.text.length)
      .flatMap((run) => Array.from({ length: run.to - run.from }, (_, unit) => ({ at: run.from + unit, letters: lettersOver(cue.look ?? plainLook, run) })))
      .filter(({ at }) => placed.text.charAt(at).trim() !== '')
      .map(({ at, letters }) => ({ at: placed.at + at, letters })),
  );
}

describe('the letters of a part of a cue', () => {
  const anyStyle = fc.constantFrom<LetterStyle>('italic', 'bold', 'underline');

  test('change there and in no other letter of any cue; a style goes off only where all have it', () => {
    let changes = 0;
    fc.assert(
      fc.property(anyDesk, anyPlace, anyStyle, (source, place, style) => {
        const { index, range } = placeIn(source, place);
        const before = seenIn(source, index, range);
        const within = before.filter(({ isIn }) => isIn);
        const edit = toggleLetters(source, index, range, style);
        if (within.length === 0) return;
        const isOn = !within.every(({ letters }) => letters[style]);
        expect(edit).not.toBeNull();
        const now = done(source, edit);
        const expected = before.map(({ letters, isIn }) => ({ letters: isIn ? { ...letters, [style]: isOn } : letters, isIn }));
        expect(seenIn(now, index, range)).toEqual(expected);
        expect(lettersAt(now, index, range)[style]).toBe(isOn);
        // What is asked for and there is nothing to do.
        expect(changeLetters(now, index, range, { [style]: isOn })).toBeNull();
        const back = done(now, toggleLetters(now, index, range, style));
        expect(seenIn(back, index, range)).toEqual(expected.map(({ letters, isIn }) => ({ letters: isIn ? { ...letters, [style]: !isOn } : letters, isIn })));
        changes += 1;
      }),
      { numRuns: 250 },
    );
    expect(changes).toBeGreaterThan(100);
  });

  test('changed back look as they did, whether the look or the words said so', () => {
    fc.assert(
      fc.property(anyDesk, anyPlace, fc.constantFrom(null, '#ff0000', '#00ff00'), (source, place, colour) => {
        const { index, range } = placeIn(source, place);
        const before = seenIn(source, index, range);
        const [first] = before.filter(({ isIn }) => isIn);
        if (!first || !before.every(({ isIn, letters }) => !isIn || isSameLetters(letters, first.letters))) return;
        const change = { italic: !first.letters.italic, colour };
        const now = done(source, changeLetters(source, index, range, change));
        expect(seenIn(now, index, range)).toEqual(before.map(({ letters, isIn }) => ({ letters: isIn ? { ...letters, ...change } : letters, isIn })));
        expect(seenIn(done(now, changeLetters(now, index, range, first.letters)), index, range)).toEqual(before);
      }),
      { numRuns: 250 },
    );
  });

  test('are a mark of its words: a cue cut automatically goes on being so', () => {
    const source = sourceOf(transcript([turn(said('We read The Times today.'))]));
    const now = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'The Times'), 'italic'));
    expect(starred(now)).toEqual(['We read *The Times* today.']);
    expect(now.track).toBe(source.track);
    expect(now.cues[0]?.look).toBeUndefined();
    const off = after(now, toggleLetters(now, 0, rangeOf(now, 0, 'The Times'), 'italic'));
    expect(off.transcript).toEqual(source.transcript);
  });

  test('taken from a cue that is italic throughout leave it to the other words', () => {
    const source = fileSource([0, 2000, '<i>He said no.</i>']);
    expect(source.cues[0]?.look).toEqual({ ...plainLook, italic: true });
    const now = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'said'), 'italic'));
    expect(starred(now)).toEqual(['*He* said *no.*']);
    expect(now.cues[0]?.look).toBeUndefined();
  });

  test('taken from a cue that is italic throughout, and of which the other words are italic by themselves as well', () => {
    const source = sourceOf(transcript([turn(said('Moby Dick'))]));
    const half = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'Moby'), 'italic'));
    const both = after(half, setLook(half, [0], { italic: true }));
    expect(starred(both)).toEqual(['*Moby Dick*']);
    expect(starred(after(both, toggleLetters(both, 0, rangeOf(both, 0, 'Dick'), 'italic')))).toEqual(['*Moby* Dick']);
  });

  test('made italic part by part stay with the words: only who asks for the whole cue changes its look', () => {
    const source = sourceOf(transcript([turn(said('Moby Dick'))]));
    const half = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'Moby'), 'italic'));
    const all = after(half, toggleLetters(half, 0, rangeOf(half, 0, 'Dick'), 'italic'));
    expect(starred(all)).toEqual(['*Moby Dick*']);
    expect(all.cues[0]?.pin).toBeUndefined();
    // It is italic throughout, so the key turns it off, and nothing is left behind.
    const off = after(all, toggleLetters(all, 0, whole, 'italic'));
    expect(off.transcript).toEqual(source.transcript);
    expect(off.track.pins).toEqual([]);
  });

  test('of a whole cue are its look, and its words say no more of it', () => {
    const source = sourceOf(transcript([turn(said('Moby Dick'))]));
    const half = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'Moby'), 'italic'));
    for (const range of [whole, { from: 0, to: 9 }]) {
      const all = after(half, toggleLetters(half, 0, range, 'italic'));
      expect(all.cues[0]?.look).toEqual({ ...plainLook, italic: true });
      expect(all.transcript).toEqual(source.transcript);
    }
  });

  test('of white space are none, and of half a character those of all of it', () => {
    const source = sourceOf(transcript([turn([word('hey', 0, 300), word('👍🏽', 400, 700), word('e\u0301te\u0301', 700, 1000)])]));
    expect(toggleLetters(source, 0, { from: 3, to: 4 }, 'italic')).toBeNull();
    expect(starred(after(source, toggleLetters(source, 0, { from: 5, to: 6 }, 'italic')))).toEqual(['hey *👍🏽* e\u0301te\u0301']);
    expect(starred(after(source, toggleLetters(source, 0, { from: 9, to: 10 }, 'italic')))).toEqual(['hey 👍🏽 *e\u0301*te\u0301']);
  });

  test('are those that are seen: what a word holds unseen between them shifts nothing', () => {
    const source = sourceOf(transcript([turn([word('ab\u0007c\u0007d  ef\u0000', 0, 900)])]));
    for (const part of ['a', 'c', 'd', 'cd e', 'f']) {
      const now = after(source, toggleLetters(source, 0, rangeOf(source, 0, part), 'italic'));
      expect(starred(now)).toEqual(['abcd ef'.replace(part, `*${part}*`)]);
    }
  });

  test('over lines and speakers are the words’, labels and dashes before them are upright', () => {
    const speech = transcript([turn(said('Really?'), 'spk_0'), turn(said('Yes, Moby Dick.', 500), 'spk_1')]);
    const two = sourceOf(speech);
    const source = after(two, mergeRange(two, 0, 1));
    const now = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'Really?\nYes,'), 'italic'));
    expect(starred(now)).toEqual(['*Really?*|*Yes,* Moby Dick.']);
    const [cue] = now.cues;
    const lines = cue ? writtenLines(now.transcript, cue, undefined, { dashes: 'both-spaced' }) : [];
    expect(lines.map(({ text, letters }) => [text, letters])).toEqual([
      ['- Really?', [{ ...ITALIC, from: 2, to: 9 }]],
      ['- Yes, Moby Dick.', [{ ...ITALIC, from: 2, to: 6 }]],
    ]);
  });

  test('of several cues change together, and what they have already is nothing to do', () => {
    const source = fileSource([0, 2000, '<i>One</i>'], [3000, 5000, 'Two <i>three</i>'], [6000, 8000, 'Four']);
    const now = after(source, changeLettersOf(source, [0, 1, 1, 7], { italic: true }));
    expect(starred(now)).toEqual(['*One*', '*Two three*', 'Four']);
    expect(now.cues.map(({ look }) => look?.italic)).toEqual([true, true, undefined]);
    expect(changeLettersOf(now, [0, 1], { italic: true })).toBeNull();
    expect(starred(after(now, changeLettersOf(now, [0, 1], { italic: false })))).toEqual(['One', 'Two three', 'Four']);
    expect(changeLetters(source, 9, whole, { italic: true })).toBeNull();
    expect(lettersAt(source, 9, whole)).toEqual(plainLetters);
  });
});

test('letters of what is shown of a word are its own again, whatever it holds that nobody sees', () => {
  const pieces = fc.array(fc.constantFrom('a', 'b', '😀', 'e\u0301', '\u0007', '\u0000', ' ', '\t', '\ufeff', '\u00a0', '\u200f'), {
    minLength: 1,
    maxLength: 9,
  });
  const shownText = (text: string): string => shownWord(word(text, 0, 1));
  fc.assert(
    fc.property(
      pieces.map((parts) => parts.join('')).filter((text) => shownText(text) !== ''),
      fc.array(fc.nat(20), { minLength: 2, maxLength: 2 }),
      (text, ends) => {
        const shown = shownText(text);
        const [from = 0, to = 0] = ends.map((end) => end % (shown.length + 1)).sort((a, b) => a - b);
        const runs = from < to ? [{ ...ITALIC, from, to }] : [];
        const placed: ShownWord = { word: word(text, 0, 1), place: { turn: 0, word: 0 }, text: shown, line: 0, space: '' };
        const stored = lettersFromShown(runs, placed);
        expect(stored).toEqual(tidyRuns(stored, text.length));
        expect(shownLetters({ ...placed, word: word(text, 0, 1, stored.length > 0 ? { marks: { letters: stored } } : {}) })).toEqual(runs);
      },
    ),
    { numRuns: 500 },
  );
});

test('cues are cut alike whatever their letters look like', () => {
  fc.assert(
    fc.property(anyDesk, ({ transcript: speech, track, cues }) => {
      const turns = speech.turns.map((one) => ({ ...one, words: one.words.map(({ marks: _letters, ...plain }) => plain) }));
      expect(laid({ ...speech, turns }, track).cues).toEqual(cues);
    }),
    { numRuns: 40 },
  );
});

describe('letters stay with their words', () => {
  test('in every character of a cue that typing in it does not replace', () => {
    const anyTyped = fc.array(fc.constantFrom('ж', 'ы', ' ', '\n'), { maxLength: 5 }).map((pieces) => `ж${pieces.join('')}ы`);
    let changes = 0;
    fc.assert(
      fc.property(anyDesk, anyPlace, anyTyped, (source, place, typed) => {
        const { index, range } = placeIn(source, place);
        const cue = source.cues[index];
        if (!cue) return;
        const text = cueText(source.transcript, cue);
        const isClear = isGraphemeBound(text, range.from) && isGraphemeBound(text, range.to) && text === text.normalize('NFC');
        const edit = isClear ? setCueText(source, index, text.slice(0, range.from) + typed + text.slice(range.to)) : null;
        if (!edit) return;
        const now = done(source, edit);
        const at = now.cues.findIndex(({ pin }) => pin === edit.chosen);
        const units = unitsOf(source, index);
        const [head, tail] = [units.filter((unit) => unit.at < range.from), units.filter((unit) => unit.at >= range.to)];
        const made = unitsOf(now, at);
        const looks = (of: readonly { letters: Letters }[]) => of.map(({ letters }) => letters);
        expect(looks(made.slice(0, head.length))).toEqual(looks(head));
        expect(looks(made.slice(made.length - tail.length))).toEqual(looks(tail));
        changes += 1;
      }),
      { numRuns: 250 },
    );
    expect(changes).toBeGreaterThan(50);
  });

  const italicAndUpright = () => fileSource([0, 2000, '<i>In the beginning</i>'], [2100, 4000, 'he said it was.']);

  test('as an italic cue and an upright one are merged, and as they are cut again', () => {
    const source = italicAndUpright();
    const one = after(source, mergeRange(source, 0, 1));
    expect(starred(one)).toEqual(['*In the beginning* he said it was.']);
    expect(one.cues[0]?.look).toBeUndefined();
    const second = source.cues[1]?.from;
    const two = after(one, second ? splitAtWord(one, 0, second) : null);
    expect(starred(two)).toEqual(['*In the beginning*', 'he said it was.']);
  });

  test('as cues that look alike are merged the look goes on saying so, and a place somebody chose stays', () => {
    const source = fileSource([0, 2000, '<i>One</i>'], [2100, 4000, '<i>two.</i>']);
    const placed = after(source, setLook(source, [1], { vertical: 'top' }));
    const one = after(placed, mergeRange(placed, 0, 1));
    expect(one.cues[0]?.look).toEqual({ ...plainLook, italic: true, vertical: 'top' });
    expect(one.transcript).toBe(placed.transcript);
  });

  test('as a word goes from an italic cue to an upright one, and from an upright to an italic one', () => {
    const source = italicAndUpright();
    const on = after(source, lastWordToNext(source, 0));
    expect(starred(on)).toEqual(['*In the*', '*beginning* he said it was.']);
    expect(on.cues.map(({ look }) => look?.italic)).toEqual([true, undefined]);
    const other = fileSource([0, 2000, 'he said it was'], [2100, 4000, '<i>the end.</i>']);
    expect(starred(after(other, lastWordToNext(other, 0)))).toEqual(['he said it', 'was *the end.*']);
  });

  test('as a cue is split both sides keep its look', () => {
    const source = italicAndUpright();
    const [cue] = source.cues;
    const now = after(source, cue ? splitAtWord(source, 0, { ...cue.from, word: 1 }) : null);
    expect(starred(now)).toEqual(['*In*', '*the beginning*', 'he said it was.']);
    expect(now.transcript).toBe(source.transcript);
  });

  test('as a cue is doubled', () => {
    const source = sourceOf(transcript([turn(said('We read The Times.')), turn(said('Good.', 9000))]));
    const now = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'The Times'), 'italic'));
    expect(starred(after(now, duplicateCue(now, 0))).slice(0, 2)).toEqual(['We read *The Times*.', 'We read *The Times*.']);
  });

  test('as cues are given back to the rules and cut anew', () => {
    const source = italicAndUpright();
    const free = after(source, unpinCues(source, [0, 1]));
    expect(free.track.pins).toEqual([]);
    expect(starred(free).join('|')).toContain('*In the beginning*');
    expect(starred(free).join('|')).toContain('he said it was.');
  });

  test('as the text of a cue is corrected, added to and shortened', () => {
    const source = sourceOf(transcript([turn(said('We read The Times today.'))]));
    const read = after(source, toggleLetters(source, 0, rangeOf(source, 0, 'The Times'), 'italic'));
    const held = after(read, pinCues(read, [0]));
    const typed = (text: string) => starred(after(held, setCueText(held, 0, text)));
    expect(typed('We read The New Times today.')).toEqual(['We read *The New Times* today.']);
    expect(typed('We read The Tymes today.')).toEqual(['We read *The Tymes* today.']);
    expect(typed('We saw The Times.')).toEqual(['We saw *The Times*.']);
    expect(typed('We read\nThe Times today, too.')).toEqual(['We read|*The Times* today, too.']);
  });
});
