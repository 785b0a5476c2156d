// Laws of comparing with the original: both texts can be read off a comparison, and taking every change back gives the original's words.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { compareTranscripts, type Comparison } from '../../../src-core/transcript/compare.ts';
import { applyEdit, type Edit } from '../../../src-core/transcript/edit.ts';
import { revertAll, revertChange } from '../../../src-core/transcript/revert.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';
import { anyReplacement, anyTranscript, replacementIn, withLetters } from '../../support/random-transcripts.ts';

const textsOf = (transcript: Transcript): string[] => transcript.turns.flatMap(({ words }) => words.map(({ text }) => text));

function read(comparison: Comparison, now: Transcript): { before: string[]; after: string[] } {
  const [before, after]: [string[], string[]] = [[], []];
  for (const { turn, parts } of comparison.turns) {
    for (const part of parts) {
      const words = now.turns[turn]?.words.slice(part.from, part.to).map(({ text }) => text) ?? [];
      after.push(...words);
      before.push(...(part.kind === 'same' ? words : part.before.map(({ text }) => text)));
    }
  }
  return { before, after };
}

const typed = (original: Transcript, ...edits: Edit[]): Transcript => edits.reduce((now, edit) => applyEdit(now, edit).transcript, original);
const shown = (comparison: Comparison): string[] =>
  comparison.changes.map(({ before, after }) => `${before.map(({ text }) => text).join(' ')} → ${after.map(({ text }) => text).join(' ')}`);

describe('comparing with the original', () => {
  const original = transcriptOf('A: it@0-100 is@100-200 to@200-300 many@300-500 | B: wreck@600-800 a@800-850 nice@850-1000 beach@1000-1300');
  const put = (turn: number, from: number, to: number, text: string): Edit => ({
    kind: 'replace-text',
    from: { turn, offset: from },
    to: { turn, offset: to },
    text,
  });

  test('tells of nothing where nothing was changed', () => {
    expect(compareTranscripts(original, original).changes).toEqual([]);
  });

  test('tells two corrected neighbours apart', () => {
    expect(shown(compareTranscripts(original, typed(original, put(0, 6, 13, 'two money'))))).toEqual(['to → two', 'many → money']);
  });

  test('tells many words that became one as one change', () => {
    expect(shown(compareTranscripts(original, typed(original, put(1, 0, 12, 'recognise'))))).toEqual(['wreck a nice → recognise']);
  });

  test('does not call a turn that was cut or given to somebody else a change of words', () => {
    const cut = typed(original, put(0, 5, 6, '\n'), { kind: 'assign-speaker', turns: [1], speaker: 'B' });
    const comparison = compareTranscripts(original, cut);
    expect(comparison.changes).toEqual([]);
    expect(comparison.turns.map(({ speakerBefore }) => speakerBefore)).toEqual([undefined, 'A', undefined]);
  });

  test('gives words back with the times they had', () => {
    const now = typed(original, put(1, 0, 12, 'recognise'));
    const [change] = compareTranscripts(original, now).changes;
    if (!change) throw new Error('no change was found');
    expect(notationOf(applyEdit(now, revertChange(now, change)).transcript)).toBe(notationOf(original));
  });

  test('gives back words that are gone from the start of a turn', () => {
    const now = typed(original, put(1, 0, 8, ''));
    const [change] = compareTranscripts(original, now).changes;
    if (!change) throw new Error('no change was found');
    expect(transcriptText(applyEdit(now, revertChange(now, change)).transcript)).toBe(transcriptText(original));
  });
});

describe('on random documents and edits', () => {
  const plainSpeech = transcriptOf('A: one@0-100 two@100-200 three@200-300 four@300-400 | B: five@600-700 six@700-800 seven@800-900');
  const edited = fc.tuple(anyTranscript, fc.array(anyReplacement, { maxLength: 8 })).map(([original, edits]) => {
    let now = original;
    for (const edit of edits) now = applyEdit(now, replacementIn(now, edit)).transcript;
    return { original, now };
  });

  test('a comparison holds every word of both, in order', () => {
    fc.assert(
      fc.property(edited, ({ original, now }) => {
        const comparison = compareTranscripts(original, now);
        const { before, after } = read(comparison, now);
        expect(after).toEqual(textsOf(now));
        if (now.turns.some(({ words }) => words.length > 0)) expect(before).toEqual(textsOf(original));
      }),
      { numRuns: 500 },
    );
  });

  test('letters alone are no change of words, and every word whose letters changed is counted once', () => {
    const lettersOf = (of: Transcript): string[] => of.turns.flatMap(({ words }) => words.map(({ marks }) => JSON.stringify(marks?.letters ?? [])));
    fc.assert(
      fc.property(anyTranscript, withLetters(fc.constant(plainSpeech)), (original, strewn) => {
        const runs = strewn.turns.flatMap(({ words }) => words.map(({ marks }) => marks?.letters ?? []));
        const places = original.turns.flatMap(({ words }, at) => words.map((_, index) => ({ turn: at, word: index })));
        const words = places.flatMap((place, at) => (runs[at] ? [{ place, letters: runs[at] }] : []));
        const now = applyEdit(original, { kind: 'set-letters', words }).transcript;
        const before = lettersOf(original);
        const { changes, relettered } = compareTranscripts(original, now);
        expect([changes, relettered]).toEqual([[], lettersOf(now).filter((letters, at) => letters !== before[at]).length]);
      }),
      { numRuns: 300 },
    );
  });

  test('taking changes back one by one gives the original’s words, and every step is sound and can be undone', () => {
    fc.assert(
      fc.property(edited, fc.nat(), ({ original, now }, pick) => {
        fc.pre(now.turns.some(({ words }) => words.length > 0));
        let current = now;
        for (let steps = 0; ; steps += 1) {
          const { changes } = compareTranscripts(original, current);
          const change = changes[pick % Math.max(1, changes.length)];
          if (!change) break;
          expect(steps).toBeLessThan(200);
          const { transcript, inverse } = applyEdit(current, revertChange(current, change));
          expect(checkTranscript(transcript)).toEqual([]);
          expect(applyEdit(transcript, inverse).transcript).toEqual(current);
          current = transcript;
        }
        expect(textsOf(current)).toEqual(textsOf(original));
      }),
      { numRuns: 300 },
    );
  });

  test('taking everything back gives the original’s turns exactly', () => {
    fc.assert(
      fc.property(edited, ({ original, now }) => {
        const { transcript, inverse } = applyEdit(now, revertAll(original, now));
        expect(transcript.turns).toEqual(original.turns);
        expect(checkTranscript(transcript)).toEqual([]);
        expect(applyEdit(transcript, inverse).transcript).toEqual(now);
      }),
      { numRuns: 300 },
    );
  });
});
