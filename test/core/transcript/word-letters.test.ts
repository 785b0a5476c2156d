// Letters of words through every kind of editing, by example: what is italic stands between asterisks.
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AlternativeIndex } from '../../../src-core/transcript/alternatives.ts';
import { compareTranscripts } from '../../../src-core/transcript/compare.ts';
import { applyEdit, applyEdits, type Edit } from '../../../src-core/transcript/edit.ts';
import { findInTexts } from '../../../src-core/transcript/find.ts';
import { plainLetters } from '../../../src-core/transcript/letters.ts';
import { packedTurnShape, unpackTurn } from '../../../src-core/transcript/pack.ts';
import { revertAll, revertChange } from '../../../src-core/transcript/revert.ts';
import { plainReplacement, rulesOfList } from '../../../src-core/transcript/replacement-list.ts';
import { turnText, type Transcript, type Word } from '../../../src-core/transcript/transcript.ts';
import { starred } from './starred-text.ts';

const ITALIC = { ...plainLetters, italic: true };

/** Turns of heard words, a second each with half a second between; asterisks around what is italic. */
function speech(...turns: readonly string[]): Transcript {
  let clock = 0;
  let source = 0;
  const made = turns.map((starredText, id) => {
    let isItalic = false;
    const words = starredText.split(' ').map((piece, at): Word => {
      const letters = [];
      let text = '';
      for (const part of piece.split(/(\*)/u)) {
        if (part === '*') isItalic = !isItalic;
        else if (part !== '' && isItalic) letters.push({ ...ITALIC, from: text.length, to: text.length + part.length });
        if (part !== '*') text += part;
      }
      const start = clock;
      clock += 1500;
      const word: Word = { text, space: at === 0 ? '' : ' ', start, end: start + 1000, origin: 'heard', confidence: 0.9, channel: null, source: source++ };
      return letters.length > 0 ? { ...word, marks: { letters } } : word;
    });
    return { id, speaker: `spk_${id % 2}`, words, tail: '' };
  });
  return { language: 'en-US', speakers: [], turns: made, nextTurnId: made.length };
}

/** `part` of the first turn it stands in replaced. */
function replacing(transcript: Transcript, part: string, text: string): Edit {
  const turn = transcript.turns.findIndex((one) => turnText(one).includes(part));
  const offset = turnText(transcript.turns[turn] ?? { id: 0, speaker: null, words: [], tail: '' }).indexOf(part);
  return { kind: 'replace-text', from: { turn, offset }, to: { turn, offset: offset + part.length }, text };
}

/** What a correction makes of a line, undone again. */
function corrected(line: string, part: string, text: string): string[] {
  const before = speech(line);
  const { transcript, inverse } = applyEdit(before, replacing(before, part, text));
  expect(applyEdit(transcript, inverse).transcript).toEqual(before);
  return starred(transcript);
}

describe('letters of words', () => {
  test('are the corrected word’s, in whatever it becomes; the mark behind it stays upright', () => {
    expect(corrected('the *Titanic*, they', 'Titanic', 'Olympic')).toEqual(['the *Olympic*, they']);
    expect(corrected('the *Titanic*, they', 'Titanic', 'Queen Mary')).toEqual(['the *Queen* *Mary*, they']);
    expect(corrected('the *Titanic* was', 'Tit', 'Brit')).toEqual(['the *Britanic* was']);
    expect(corrected('so un*believ*able', 'believ', 'bear')).toEqual(['so un*bear*able']);
  });

  test('stay with the very letters that have them, though the same are typed before them one by one', () => {
    let transcript = speech('*h*ello');
    for (const [offset, text] of [...'hello '].entries()) {
      transcript = applyEdit(transcript, { kind: 'replace-text', from: { turn: 0, offset }, to: { turn: 0, offset }, text }).transcript;
    }
    expect(starred(transcript)[0]).toMatch(/ \*h\*ello$/u);
  });

  test('stay with their letters as a word is cut in two and two are joined', () => {
    expect(corrected('a *notebook* here', 'notebook', 'note book')).toEqual(['a *note* *book* here']);
    expect(corrected('a note*book* here', 'ebook', 'e book')).toEqual(['a note *book* here']);
    expect(corrected('a *note* book here', 'note book', 'notebook')).toEqual(['a *note*book here']);
    expect(corrected('a note *book* here', ' book', 'book')).toEqual(['a note*book* here']);
  });

  test('are those of what is typed between two words that look alike, and of nothing typed beside one', () => {
    expect(corrected('read *Moby Dick* now', 'Moby ', 'Moby the ')).toEqual(['read *Moby* *the* *Dick* now']);
    expect(corrected('read *Moby Dick* now', 'read ', 'read old ')).toEqual(['read old *Moby* *Dick* now']);
    expect(corrected('read *Moby Dick* now', ' now', ' too now')).toEqual(['read *Moby* *Dick* too now']);
  });

  test('go with their words as turns are cut and joined and given to somebody else', () => {
    const before = speech('so *Moby Dick* swam', 'then *he* sank');
    const cut = applyEdit(before, replacing(before, 'Moby ', 'Moby\n')).transcript;
    expect(starred(cut)).toEqual(['so *Moby*', '*Dick* swam', 'then *he* sank']);
    const joined = applyEdit(cut, { kind: 'replace-text', from: { turn: 1, offset: 9 }, to: { turn: 2, offset: 0 }, text: ' ' }).transcript;
    expect(starred(joined)).toEqual(['so *Moby*', '*Dick* swam then *he* sank']);
    expect(starred(applyEdit(joined, { kind: 'assign-speaker', turns: [1], speaker: 'spk_1' }).transcript)).toEqual(starred(joined));
  });

  test('stay as a list of names is replaced throughout, and as what else was heard is chosen', () => {
    const before = speech('on *Titannic*, the Titannic and *Titannic* sails');
    const found = findInTexts(before.turns.map(turnText), rulesOfList([{ ...plainReplacement, find: 'Titannic', replace: 'Titanic' }]), 100);
    const edits = found.hits.map(({ turn, from, to, replacement }): Edit => ({
      kind: 'replace-text',
      from: { turn, offset: from },
      to: { turn, offset: to },
      text: replacement,
    }));
    expect(starred(applyEdits(before, edits.reverse()).transcript)).toEqual(['on *Titanic*, the Titanic and *Titanic* sails']);
    const [choice] = new AlternativeIndex([{ sources: [1], heard: ['Titannic'], text: 'Britannic' }]).choicesAt(before, { turn: 0, word: 1 });
    expect(choice?.text).toBe('Britannic,');
    expect(starred(applyEdit(before, replacing(before, 'Titannic,', choice?.text ?? '')).transcript)[0]).toMatch(/^on \*Britannic\*, the/u);
  });

  test('come back with a word that is taken back; what was made italic since stays so where it stands in place of others', () => {
    const original = speech('the *big* boat sank');
    const now = applyEdits(original, [replacing(original, 'big', 'pig'), replacing(original, 'boat', 'goat')]).transcript;
    const italic = applyEdit(now, { kind: 'set-letters', words: [{ place: { turn: 0, word: 2 }, letters: [{ ...ITALIC, from: 0, to: 4 }] }] }).transcript;
    expect(starred(italic)).toEqual(['the *pig* *goat* sank']);
    const back = compareTranscripts(original, italic).changes.reduceRight((made, change) => applyEdit(made, revertChange(made, change)).transcript, italic);
    expect(starred(back)).toEqual(['the *big* *boat* sank']);
    expect(starred(applyEdit(italic, revertAll(original, italic)).transcript)).toEqual(['the *big* boat sank']);
  });

  test('are told of beside an original where words are the same, and are no changes of words', () => {
    const original = speech('the *big* boat sank', 'at *sea*');
    const told = (now: Transcript): [number, number] => {
      const { changes, relettered } = compareTranscripts(original, now);
      return [changes.length, relettered];
    };
    expect(told(original)).toEqual([0, 0]);
    expect(told(speech('the *big* boat *sank*', 'at sea'))).toEqual([0, 2]);
    expect(told(speech('the b*ig* boat sank', 'at *sea*'))).toEqual([0, 1]);
    expect(told(applyEdit(speech('the *big* boat *sank*', 'at *sea*'), replacing(original, 'big', 'pig')).transcript)).toEqual([1, 1]);
  });

  test('of a row that do not lie in its text, or say nothing, are left out', () => {
    const runs = [
      { ...ITALIC, from: 2, to: 9 },
      { ...plainLetters, from: 0, to: 1 },
      { ...ITALIC, from: 7, to: 8 },
    ];
    const words = [
      ['the', '', 0, 1000, 1, 0.9, null, 0, { letters: [] }],
      ['end', ' ', 1500, 2500, 1, 0.9, null, 1, { letters: runs }],
    ];
    const read = unpackTurn(v.parse(packedTurnShape, { id: 0, speaker: null, tail: '', words }));
    expect(read.words.map(({ marks }) => marks)).toEqual([undefined, { letters: [{ ...ITALIC, from: 2, to: 3 }] }]);
  });
});
