// Where the letters of words are marked in a line: every word that is seen, and the space between two that look alike.
import { expect, it } from 'vitest';
import { changeLettersBetween } from '../../../src-core/transcript/letter-range.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import type { Letters } from '../../../src-core/transcript/letters.ts';
import { turnText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { runsOf } from '../../../src-renderer/editor/letter-marks.ts';
import { transcriptOf } from '../../support/notation.ts';

const TALK = transcriptOf('A: They@0-100 saw@100-200 the@200-300 great@300-400 Titanic,@400-500 then@500-600 left.@600-700');
const TEXT = TALK.turns.map(turnText).join();

function changed(transcript: Transcript, part: string, change: Partial<Letters>): Transcript {
  const from = TEXT.indexOf(part);
  const range = { from: { turn: 0, offset: from }, to: { turn: 0, offset: from + part.length } };
  const edit = changeLettersBetween(transcript, range, change);
  return edit ? applyEdit(transcript, edit).transcript : transcript;
}

/** What is marked of a line that begins at 100, of which this much is seen. */
function marked({ turns }: Transcript, seen = { from: 100, to: 100 + TEXT.length }): string[] {
  return runsOf(turns[0]?.words ?? [], 100, seen).map(({ from, to }) => TEXT.slice(from - 100, to - 100));
}

it('takes the space between words that look alike along, and no other', () => {
  const italic = changed(TALK, 'great Titanic', { italic: true });
  expect(marked(italic)).toEqual(['great Titanic']);
  expect(marked(changed(italic, 'saw', { italic: true }))).toEqual(['saw', 'great Titanic']);
  expect(marked(changed(italic, 'then', { italic: true }))).toEqual(['great Titanic', 'then']);
  expect(marked(changed(italic, 'Titanic', { colour: '#ffff00' }))).toEqual(['great', 'Titanic']);
});

it('leaves out what is not seen', () => {
  const all = changed(TALK, TEXT, { bold: true });
  const at = 100 + TEXT.indexOf('great');
  expect(marked(all, { from: at, to: at + 8 })).toEqual(['great Titanic,']);
  expect(marked(TALK)).toEqual([]);
});
