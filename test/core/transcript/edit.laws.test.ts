// The laws of editing, on random transcripts and random edits.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { turnChanges } from '../../../src-core/transcript/changes.ts';
import { applyEdit, applyEdits, type Edit, type ReplaceText, type WordMap } from '../../../src-core/transcript/edit.ts';
import { isGraphemeBound } from '../../../src-core/transcript/grapheme-bounds.ts';
import { lettersOf, noRuns, stretchesOf, type Letters } from '../../../src-core/transcript/letters.ts';
import { transcriptText, turnText, type TextPlace, type Transcript, type Word, type WordPlace } from '../../../src-core/transcript/transcript.ts';
import { composeMaps } from '../../../src-core/transcript/word-map.ts';
import { anyReplacement, anyTranscript, replacementIn } from '../../support/random-transcripts.ts';

const edits = fc.array(anyReplacement, { minLength: 20, maxLength: 40, size: 'max' });

/** Offset of a place in the whole text. */
function offsetIn(transcript: Transcript, place: TextPlace): number {
  return transcript.turns.slice(0, place.turn).reduce((sum, turn) => sum + turnText(turn).length + 1, 0) + place.offset;
}

interface PlacedWord {
  readonly word: Word;
  readonly place: WordPlace;
  /** In the turn's text. */
  readonly from: number;
  readonly to: number;
}

function placedWords(transcript: Transcript): PlacedWord[] {
  return transcript.turns.flatMap((turn, index) => {
    let to = 0;
    return turn.words.map((word, at) => {
      const from = to + word.space.length;
      to = from + word.text.length;
      return { word, place: { turn: index, word: at }, from, to };
    });
  });
}

const wordAt = (transcript: Transcript, place: WordPlace) => transcript.turns[place.turn]?.words[place.word];

/** The word without the white space before it, which an edit beside it may change. */
const withoutSpace = (word: Word | undefined) => word && { ...word, space: '' };

/** Whether a word lies clear of the edit: white space, or a whole word, stands between. */
function isClear({ place, from, to }: PlacedWord, edit: ReplaceText): boolean {
  const isBefore = place.turn < edit.from.turn || (place.turn === edit.from.turn && to < edit.from.offset);
  const isBehind = place.turn > edit.to.turn || (place.turn === edit.to.turn && from > edit.to.offset);
  return isBefore || isBehind;
}

/** Whether text is written in a script where typed words may run together. */
const isUnspacedText = (text: string) => /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u.test(text);
const isUnspaced = (word: Word) => isUnspacedText(word.text);

const sameButSpace = (a: Word | undefined, b: Word) => a !== undefined && JSON.stringify({ ...a, space: '' }) === JSON.stringify({ ...b, space: '' });

/** Makes an insertion one code point at a time, as keys would. */
function typeByLetters(start: Transcript, edit: ReplaceText): { transcript: Transcript; map: WordMap } {
  let { transcript, map } = applyEdit(start, { ...edit, text: '' });
  let place = edit.from;
  for (const letter of edit.text) {
    const typed = applyEdit(transcript, { kind: 'replace-text', from: place, to: place, text: letter });
    place = letter === '\n' ? { turn: place.turn + 1, offset: 0 } : { turn: place.turn, offset: place.offset + letter.length };
    transcript = typed.transcript;
    map = composeMaps(map, typed.map);
  }
  return { transcript, map };
}

/** Whether place `a` comes after place `b` in reading order. */
const isBehind = (a: WordPlace, b: WordPlace) => a.turn > b.turn || (a.turn === b.turn && a.word > b.word);

/** Runs a law over random histories of 20 to 40 edits each. */
function forEachEdit(histories: number, law: (before: Transcript, edit: ReplaceText) => Transcript): number {
  let count = 0;
  fc.assert(
    fc.property(anyTranscript, edits, (start, randoms) => {
      let current = start;
      for (const random of randoms) {
        current = law(current, replacementIn(current, random));
        count += 1;
      }
    }),
    { numRuns: histories },
  );
  return count;
}

describe('any replacement of text', { timeout: 60_000 }, () => {
  test('leaves the text a plain string replacement would, in a sound transcript', () => {
    const count = forEachEdit(800, (before, edit) => {
      const { transcript } = applyEdit(before, edit);
      const text = transcriptText(before);
      expect(transcriptText(transcript)).toBe(text.slice(0, offsetIn(before, edit.from)) + edit.text + text.slice(offsetIn(before, edit.to)));
      expect(checkTranscript(transcript)).toEqual([]);
      return transcript;
    });
    expect(count).toBeGreaterThan(20_000);
  });

  test('is undone value for value, and its undoing undone', () => {
    forEachEdit(100, (before, edit) => {
      const done = applyEdit(before, edit);
      const undone = applyEdit(done.transcript, done.inverse);
      expect(undone.transcript).toEqual(before);
      expect(applyEdit(undone.transcript, undone.inverse).transcript).toEqual(done.transcript);
      return done.transcript;
    });
  });

  test('keeps every word it does not touch exactly, and its map leads there and back', () => {
    forEachEdit(100, (before, edit) => {
      const done = applyEdit(before, edit);
      const back = applyEdit(done.transcript, done.inverse).map;
      for (const placed of placedWords(before)) {
        if (!isClear(placed, edit)) continue;
        const place = done.map.map(placed.place);
        expect(place).not.toBeNull();
        // Words of joined turns that overlap yield; scripts without spaces let words still being typed run together.
        const mayYield = edit.from.turn !== edit.to.turn && [edit.from.turn, edit.to.turn].includes(placed.place.turn);
        const mayRunTogether = isUnspaced(placed.word) && placed.word.origin === 'estimated';
        if (mayYield || mayRunTogether) continue;
        const returned = place && back.map(place);
        expect(withoutSpace((place && wordAt(done.transcript, place)) ?? undefined)).toEqual(withoutSpace(placed.word));
        // Typed words of equal text without any time between them cannot be told apart.
        const isTwin = placed.word.source === null && placed.word.start === placed.word.end;
        if (!isTwin) expect(withoutSpace((returned && wordAt(before, returned)) ?? undefined)).toEqual(withoutSpace(placed.word));
      }
      return done.transcript;
    });
  });

  test('gives words times only within what it replaced, or within the gap they were typed into', () => {
    forEachEdit(100, (before, edit) => {
      const { transcript, map } = applyEdit(before, edit);
      const placed = placedWords(before).filter(({ place }) => place.turn === edit.from.turn);
      const runsTogether = placed.some(({ word }) => isUnspaced(word) && word.origin === 'estimated');
      if (edit.from.turn !== edit.to.turn || runsTogether) return transcript;
      const keptBefore = placed.findLast((entry) => isClear(entry, edit) && entry.to < edit.from.offset);
      const keptBehind = placed.find((entry) => isClear(entry, edit) && entry.from > edit.to.offset);
      const low = keptBefore && map.map(keptBefore.place);
      const high = keptBehind && map.map(keptBehind.place);
      const touched = placed.filter((entry) => !isClear(entry, edit));
      const lastTurn = edit.from.turn + transcript.turns.length - before.turns.length;
      for (const { word, place } of placedWords(transcript)) {
        const isOfRun = isBehind(place, low ?? { turn: edit.from.turn, word: -1 }) && isBehind(high ?? { turn: lastTurn + 1, word: 0 }, place);
        if (!isOfRun) continue;
        if (low?.turn === place.turn) expect(word.start).toBeGreaterThanOrEqual(keptBefore?.word.end ?? 0);
        if (high?.turn === place.turn) expect(word.end).toBeLessThanOrEqual(keptBehind?.word.start ?? 0);
        if (word.origin !== 'carried') continue;
        expect(word.start).toBeGreaterThanOrEqual(touched[0]?.word.start ?? Infinity);
        expect(word.end).toBeLessThanOrEqual(touched.at(-1)?.word.end ?? 0);
      }
      return transcript;
    });
  });

  test('moves no time set by hand while the word stands', () => {
    forEachEdit(100, (before, edit) => {
      const { transcript, map } = applyEdit(before, edit);
      const set = placedWords(before).filter(({ word, place }) => word.origin === 'set' && place.turn >= edit.from.turn && place.turn <= edit.to.turn);
      for (const { word, place, from, to } of set) {
        const isTaken =
          isBehind({ turn: edit.to.turn, word: edit.to.offset }, { turn: place.turn, word: from }) &&
          isBehind({ turn: place.turn, word: to }, { turn: edit.from.turn, word: edit.from.offset });
        // Two times set by hand that overlap cannot both stand once their turns are one.
        const clashes = edit.from.turn !== edit.to.turn && set.some((other) => other.place.turn !== place.turn && other.word.end > word.start);
        if (clashes) continue;
        const heir = map.map(place);
        const after = heir && wordAt(transcript, heir);
        if (!isTaken && after?.text === word.text) expect(withoutSpace(after)).toEqual(withoutSpace(word));
      }
      return transcript;
    });
  });

  test('typed letter by letter leaves the words around it as when typed at once', () => {
    fc.assert(
      fc.property(anyTranscript, anyReplacement, (start, random) => {
        const place = replacementIn(start, random).from;
        const text = random.text.replaceAll('\u0301', '');
        const edit: ReplaceText = { kind: 'replace-text', from: place, to: place, text };
        const atOnce = applyEdit(start, edit);
        const typed = typeByLetters(start, edit);
        expect(transcriptText(typed.transcript)).toBe(transcriptText(atOnce.transcript));
        for (const { word, place: at, from, to } of placedWords(start)) {
          if (at.turn === place.turn && from < place.offset && place.offset < to) continue;
          const heir = atOnce.map.map(at);
          const isUntouched = heir && sameButSpace(wordAt(atOnce.transcript, heir), word);
          // Where words stand without spaces, letters typed onto one may join it for good.
          const isGlued = (at.word > 0 && word.space === '') || wordAt(start, { turn: at.turn, word: at.word + 1 })?.space === '';
          if (!isUntouched || isGlued || isUnspaced(word) || isUnspacedText(text)) continue;
          const heirTyped = typed.map.map(at);
          expect(heirTyped && withoutSpace(wordAt(typed.transcript, heirTyped))).toEqual(withoutSpace(word));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** The letters of every unit of the text that is no white space, and of every word by where it stands in the text. */
function unitLetters(transcript: Transcript): { at: number; letters: Letters }[] {
  let at = 0;
  return transcript.turns.flatMap((turn) => {
    const units = turn.words.flatMap(({ space, text, marks }) => {
      at += space.length;
      const own = stretchesOf(marks?.letters ?? noRuns, text.length).flatMap((run) =>
        Array.from({ length: run.to - run.from }, (_, unit) => ({ at: at + run.from + unit, letters: lettersOf(run) })),
      );
      at += text.length;
      return own.filter((_, unit) => text.charAt(unit).trim() !== '');
    });
    at += turn.tail.length + 1;
    return units;
  });
}

describe('the letters of words', { timeout: 60_000 }, () => {
  const put = fc.array(fc.constantFrom('ж', 'ж', 'ы', ' ', '\n'), { minLength: 1, maxLength: 5 }).map((pieces) => `ж${pieces.join('')}ы`);

  /** The text in signs that occur nowhere else, so that it is plain what was replaced by what. */
  const inSigns = (text: string, step: number) =>
    text.replaceAll('ж', String.fromCharCode(0x460 + 2 * step)).replaceAll('ы', String.fromCharCode(0x461 + 2 * step));

  test('stay with every character an edit does not replace, wherever words are cut, joined and moved to other turns', () => {
    let count = 0;
    fc.assert(
      fc.property(anyTranscript, fc.array(anyReplacement, { minLength: 1, maxLength: 8 }), put, (start, randoms, typed) => {
        let current = start;
        for (const [step, random] of randoms.entries()) {
          const text = inSigns(typed, step);
          const edit = { ...replacementIn(current, random), text };
          const [from, to] = [offsetIn(current, edit.from), offsetIn(current, edit.to)];
          const before = transcriptText(current);
          const after = applyEdit(current, edit).transcript;
          expect(checkTranscript(after)).toEqual([]);
          if (isGraphemeBound(before, from) && isGraphemeBound(before, to)) {
            const grown = text.length - (to - from);
            const kept = unitLetters(current).flatMap(({ at, letters }) => (at < from ? { at, letters } : at >= to ? { at: at + grown, letters } : []));
            expect(unitLetters(after).filter(({ at }) => at < from || at >= from + text.length)).toEqual(kept);
            count += 1;
          }
          current = after;
        }
      }),
      { numRuns: 1500 },
    );
    expect(count).toBeGreaterThan(4000);
  });
});

describe('several edits as one', { timeout: 60_000 }, () => {
  test('are the same as one after the other, undone in one step, and saved as the turns they touched', () => {
    fc.assert(
      fc.property(anyTranscript, fc.array(anyReplacement, { maxLength: 6 }), (start, randoms) => {
        const list: Edit[] = [];
        let current = start;
        for (const random of randoms) {
          const edit = replacementIn(current, random);
          list.push(edit);
          current = applyEdit(current, edit).transcript;
        }
        const together = applyEdits(start, list);
        expect(together.transcript).toEqual(current);
        expect(applyEdit(together.transcript, together.inverse).transcript).toEqual(start);
        const splices = turnChanges(start.turns, together.transcript.turns);
        const saved = applyEdit(start, { kind: 'splice-turns', splices, nextTurnId: current.nextTurnId, speakers: current.speakers });
        expect(saved.transcript).toEqual(current);
      }),
      { numRuns: 500 },
    );
  });
});
