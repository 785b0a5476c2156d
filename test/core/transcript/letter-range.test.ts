// Letters between two places of the text: every letter inside gets them and none outside, a style goes off only where all have it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { changeLettersBetween, lettersBetween, type LetterStyle, type PlaceRange } from '../../../src-core/transcript/letter-range.ts';
import { lettersOf, noRuns, plainLetters, stretchesOf, type Letters } from '../../../src-core/transcript/letters.ts';
import type { SetLetters } from '../../../src-core/transcript/set-letters.ts';
import { turnText, type TextPlace, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';
import { starred } from './starred-text.ts';

const TALK = transcriptOf('A: The@0-100 Titanic,@100-500 they@500-600 said.@600-900 | B: Aye.@1000-1200 | A: ␣So@1300-1400 it@1400-1500 was@1500-1600 ␣');

const between = (fromTurn: number, from: number, toTurn: number, to: number): PlaceRange => ({
  from: { turn: fromTurn, offset: from },
  to: { turn: toTurn, offset: to },
});

function changed(transcript: Transcript, edit: SetLetters | null): Transcript {
  return edit ? applyEdit(transcript, edit).transcript : transcript;
}

/** What a key does. */
function toggle(transcript: Transcript, range: PlaceRange, style: LetterStyle): SetLetters | null {
  return changeLettersBetween(transcript, range, { [style]: !lettersBetween(transcript, range)[style] });
}

test('a selected word is turned italic without its comma, and back', () => {
  const range = between(0, 4, 0, 11);
  const on = changed(TALK, toggle(TALK, range, 'italic'));
  expect(starred(on)[0]).toBe('The *Titanic*, they said.');
  expect(lettersBetween(on, range)).toEqual({ ...plainLetters, italic: true });
  expect(changed(on, toggle(on, range, 'italic'))).toEqual(TALK);
});

test('what is italic in part becomes so in all, over turns as well', () => {
  const some = changed(TALK, toggle(TALK, between(1, 0, 1, 3), 'italic'));
  const all = changed(some, toggle(some, between(0, 17, 2, 3), 'italic'));
  expect(starred(all)).toEqual(['The Titanic, they *said.*', '*Aye.*', ' *So* it was']);
});

test('a caret stands for the word it is in or touches; in white space and where there is no such turn nothing is done', () => {
  const caret = (turn: number, offset: number): PlaceRange => between(turn, offset, turn, offset);
  expect(starred(changed(TALK, toggle(TALK, caret(0, 6), 'italic')))[0]).toBe('The *Titanic,* they said.');
  expect(starred(changed(TALK, toggle(TALK, caret(0, 0), 'italic')))[0]).toBe('*The* Titanic, they said.');
  for (const place of [caret(2, 0), caret(7, 0), between(0, 3, 0, 4)]) expect(toggle(TALK, place, 'bold')).toBeNull();
});

test('asking for what is so is nothing to do', () => {
  const red = changed(TALK, changeLettersBetween(TALK, between(0, 0, 1, 2), { colour: '#ff0000' }));
  expect(changeLettersBetween(red, between(0, 5, 1, 1), { colour: '#ff0000' })).toBeNull();
  expect(changeLettersBetween(red, between(0, 5, 1, 1), { colour: null })).not.toBeNull();
});

test('whatever is selected, every letter within has the style afterwards and every other is as it was', () => {
  const lengths = TALK.turns.map((turn) => turnText(turn).length);
  const place = fc.nat(2).chain((turn) => fc.record({ turn: fc.constant(turn), offset: fc.nat(lengths[turn] ?? 0) }));
  const ordered = fc.tuple(place, place).map(([a, b]): PlaceRange => (isBefore(b, a) ? { from: b, to: a } : { from: a, to: b }));
  const selection = ordered.filter(({ from, to }) => isBefore(from, to));
  fc.assert(
    fc.property(selection, selection, (first, second) => {
      const before = changed(TALK, changeLettersBetween(TALK, first, { bold: true }));
      const after = changed(before, changeLettersBetween(before, second, { italic: true }));
      const [was, is] = [unitsOf(before), unitsOf(after)];
      expect([...is.keys()]).toEqual([...was.keys()]);
      for (const [at, letters] of is) expect(letters).toEqual({ ...was.get(at), ...(isIn(second, at) && { italic: true }) });
      const expected = [...is].some(([at]) => isIn(second, at));
      expect(lettersBetween(after, second).italic).toBe(expected);
    }),
  );
});

const isBefore = (a: TextPlace, b: TextPlace): boolean => a.turn < b.turn || (a.turn === b.turn && a.offset < b.offset);

/** The letters of every unit of the text that is a word's, by "turn offset". */
function unitsOf({ turns }: Transcript): Map<string, Letters> {
  const units = new Map<string, Letters>();
  turns.forEach(({ words }, turn) => {
    let at = 0;
    for (const { space, text, marks } of words) {
      at += space.length;
      for (const run of stretchesOf(marks?.letters ?? noRuns, text.length))
        for (let unit = run.from; unit < run.to; unit += 1) units.set(`${turn} ${at + unit}`, lettersOf(run));
      at += text.length;
    }
  });
  return units;
}

function isIn({ from, to }: PlaceRange, key: string): boolean {
  const [turn = 0, offset = 0] = key.split(' ').map(Number);
  const place = { turn, offset };
  return !isBefore(place, from) && isBefore(place, to);
}
