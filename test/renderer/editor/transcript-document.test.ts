// The editor's document and its words: one truth through any mix of typing, pasting, undo and redo.
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { documentText, editOf, editTransaction, transcriptDocument, transcriptOf } from '../../../src-renderer/editor/transcript-document.ts';
import { joinAfter, joinBefore, splitTurn } from '../../../src-renderer/editor/turn-keys.ts';
import { EditorBench } from './editor-bench.ts';
import { notationOf, transcriptOf as written } from '../../support/notation.ts';
import { anyTranscript, typedText } from '../../support/random-transcripts.ts';

const same = (bench: EditorBench): void => {
  expect(transcriptText(bench.transcript)).toBe(bench.state.doc.toString());
  expect(checkTranscript(bench.transcript)).toEqual([]);
};

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('replace' as const), from: fc.nat(2000), to: fc.nat(2000), text: typedText }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('type' as const), at: fc.nat(2000), text: typedText }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), name: fc.string({ minLength: 1, maxLength: 9 }) }) },
);

describe('the transcript document', () => {
  it('keeps text and words the same through any mix of edits, undo and redo', () => {
    fc.assert(
      fc.property(anyTranscript, fc.array(step, { maxLength: 25 }), (transcript, steps) => {
        const bench = new EditorBench(transcript);
        for (const one of steps) {
          if (one.kind === 'replace') bench.replace(one.from, one.to, one.text);
          else if (one.kind === 'type') bench.replace(one.at, one.at, one.text);
          else if (one.kind === 'undo') bench.move('undo');
          else if (one.kind === 'redo') bench.move('redo');
          else bench.update(editTransaction({ kind: 'set-speakers', speakers: bench.transcript.speakers.map((speaker) => ({ ...speaker, name: one.name })) }));
          same(bench);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives back every time and name when everything is undone, and again when redone', () => {
    fc.assert(
      fc.property(
        anyTranscript,
        fc.array(fc.record({ from: fc.nat(500), to: fc.nat(500), text: typedText }), { minLength: 1, maxLength: 15 }),
        (transcript, edits) => {
          const bench = new EditorBench(transcript);
          for (const edit of edits) bench.replace(edit.from, edit.to, edit.text);
          const after = bench.transcript;
          while (bench.move('undo'));
          expect(bench.transcript).toEqual(transcript);
          while (bench.move('redo'));
          expect(bench.transcript).toEqual(after);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('joins a burst of typing into one undo that restores the times', () => {
    const before = written('A: old@0-500 harbour@500-1200');
    const bench = new EditorBench(before);
    bench.pace = 100;
    for (const [at, letter] of [...'brand new '].entries()) bench.replace(4 + at, 4 + at, letter);
    expect(bench.state.doc.toString()).toBe('old brand new harbour');
    bench.move('undo');
    expect(bench.transcript).toEqual(before);
    expect(bench.move('undo')).toBe(false);
  });

  it('ends a burst of typing where the caret goes elsewhere, and where a pause is made', () => {
    const before = written('A: old@0-500 harbour@500-1200');
    const bench = new EditorBench(before);
    bench.pace = 100;
    bench.replace(0, 0, 'a');
    bench.caret(9);
    bench.replace(9, 9, 'b');
    bench.pace = 600;
    bench.replace(10, 10, 'c');
    expect(bench.state.doc.toString()).toBe('aold harbbcour');
    const steps: string[] = [];
    while (bench.move('undo')) steps.push(bench.state.doc.toString());
    expect(steps).toEqual(['aold harbbour', 'aold harbour', 'old harbour']);
    expect(bench.transcript).toEqual(before);
  });

  it('makes one letter of a letter and the mark typed after it', () => {
    const before = written('A: cafe@0-400 noir@500-900');
    let state = EditorState.create({ doc: documentText(before), extensions: [transcriptDocument(before)] });
    state = state.update({ changes: { from: 4, insert: '\u0301' }, selection: { anchor: 5 }, userEvent: 'input.type' }).state;
    expect(state.doc.toString()).toBe('caf\u00e9 noir');
    expect(state.selection.main.head).toBe(4);
    expect(transcriptOf(state).turns[0]?.words[1]).toEqual(before.turns[0]?.words[1]);
  });

  it('tells what each transaction did, and nothing for one that moves the caret', () => {
    const before = written('A: one@0-400 two@500-900');
    const state = EditorState.create({ doc: documentText(before), extensions: [transcriptDocument(before)] });
    expect(editOf(state.update({ selection: { anchor: 2 } }))).toBeNull();
    expect(editOf(state.update({ changes: { from: 0, to: 3, insert: 'won' } }))).not.toBeNull();
  });
});

describe('turn keys', () => {
  it('split a turn at the caret without a space left over, and leave every time alone', () => {
    const bench = new EditorBench(written('A: one@0-400 two@500-900 three@1000-1400'));
    bench.caret(4);
    bench.run(splitTurn);
    expect(bench.state.doc.toString()).toBe('one\ntwo three');
    expect(notationOf(bench.transcript)).toBe('A: one@0-400 | A: two@500-900 three@1000-1400');
  });

  it('join a turn to the one before and to the one after with one space between', () => {
    const bench = new EditorBench(written('A: one@0-400 | B: two@500-900 | A: three@1000-1400'));
    bench.caret(4);
    bench.run(joinBefore);
    expect(bench.state.doc.toString()).toBe('one two\nthree');
    bench.caret(7);
    bench.run(joinAfter);
    expect(notationOf(bench.transcript)).toBe('A: one@0-400 two@500-900 three@1000-1400');
    same(bench);
  });

  it('leave Backspace in the middle of a turn to the editor', () => {
    const bench = new EditorBench(written('A: one@0-400 two@500-900'));
    bench.caret(2);
    expect(bench.run(joinBefore)).toBe(false);
  });
});
