// Reviewing as edits of the document: text and words stay one, and undo takes each back whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { compareTranscripts } from '../../../src-core/transcript/compare.ts';
import { revertAll, revertChange } from '../../../src-core/transcript/revert.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { confirmWord, takeChoice } from '../../../src-renderer/editor/review-edits.ts';
import { putTurns, type TextEdit } from '../../../src-renderer/editor/text-edits.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';
import { anyTranscript, typedText } from '../../support/random-transcripts.ts';
import { EditorBench } from './editor-bench.ts';

const ORIGINAL = transcriptOf('A: please@0-400 wreck@400-700 a@700-750 nice@750-900 beach@900-1300');
const at = (word: number) => ({ turn: 0, word });

function make(bench: EditorBench, edit: TextEdit): void {
  const spec = edit(bench.state);
  if (!spec) throw new Error('there was nothing to do');
  bench.update(spec);
  expect(transcriptText(bench.transcript)).toBe(bench.state.doc.toString());
}

describe('an alternative', () => {
  it('takes the place and time of its words', () => {
    const bench = new EditorBench(ORIGINAL);
    make(bench, takeChoice({ from: at(1), to: at(3), text: 'recognise' }));
    expect(notationOf(bench.transcript)).toBe('A: please@0-400 recognise@400-900~ beach@900-1300');
    expect(bench.state.selection.main.head).toBe('please recognise'.length);
    bench.move('undo');
    expect(bench.transcript).toEqual(ORIGINAL);
  });

  it.each([
    [0, 'wreck a nice beach'],
    [2, 'please wreck nice beach'],
    [4, 'please wreck a nice'],
  ])('that leaves word %i out takes one space along', (word, text) => {
    const bench = new EditorBench(ORIGINAL);
    make(bench, takeChoice({ from: at(word), to: at(word), text: '' }));
    expect(bench.state.doc.toString()).toBe(text);
  });

  it('for words that are no longer there is nothing', () => {
    expect(takeChoice({ from: at(9), to: at(9), text: 'x' })(new EditorBench(ORIGINAL).state)).toBeNull();
    expect(confirmWord(at(9))(new EditorBench(ORIGINAL).state)).toBeNull();
  });
});

describe('a confirmed word', () => {
  it('changes no text, and is undone by itself', () => {
    const bench = new EditorBench(ORIGINAL);
    make(bench, confirmWord(at(1)));
    expect(bench.transcript.turns[0]?.words[1]?.marks).toEqual({ reviewed: true });
    bench.move('undo');
    expect(bench.transcript).toEqual(ORIGINAL);
  });
});

describe('taking changes back', () => {
  const edits = fc.array(fc.record({ from: fc.nat(500), to: fc.nat(500), text: typedText }), { minLength: 1, maxLength: 8 });

  it('one by one or all at once keeps text and words the same, and is undone exactly', () => {
    fc.assert(
      fc.property(anyTranscript, edits, fc.nat(), (original, typed, pick) => {
        const bench = new EditorBench(original);
        for (const { from, to, text } of typed) bench.replace(from, to, text);
        const before = bench.transcript;
        const { changes } = compareTranscripts(original, before);
        const change = changes[pick % Math.max(1, changes.length)];
        if (change) {
          make(bench, putTurns(revertChange(before, change), null));
          expect(checkTranscript(bench.transcript)).toEqual([]);
          bench.move('undo');
          expect(bench.transcript).toEqual(before);
        }
        make(bench, putTurns(revertAll(original, bench.transcript), null));
        expect(bench.transcript.turns).toEqual(original.turns);
        bench.move('undo');
        expect(bench.transcript).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});
