// The editor's document and its words: one truth through any mix of typing, pasting, undo and redo.
import { history, redo, undo } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { documentText, editOf, editTransaction, transcriptDocument, transcriptOf } from '../../../src-renderer/editor/transcript-document.ts';
import { joinAfter, joinBefore, splitTurn } from '../../../src-renderer/editor/turn-keys.ts';
import { notationOf, transcriptOf as written } from '../../support/notation.ts';
import { anyTranscript, typedText } from '../../support/random-transcripts.ts';

/** An editor without a screen. */
class Bench {
  state: EditorState;

  constructor(transcript: Transcript) {
    // Every transaction its own step, so that undo is tested edit by edit.
    this.state = EditorState.create({ doc: documentText(transcript), extensions: [transcriptDocument(transcript), history({ newGroupDelay: 0 })] });
  }

  get transcript(): Transcript {
    return transcriptOf(this.state);
  }

  readonly target = { dispatch: (transaction: { state: EditorState }) => void (this.state = transaction.state) };

  run(command: (target: { state: EditorState; dispatch: (transaction: never) => void }) => boolean): boolean {
    return command({ state: this.state, dispatch: this.target.dispatch });
  }

  replace(from: number, to: number, insert: string): void {
    const length = this.state.doc.length;
    const [start, end] = [Math.min(from, to) % (length + 1), Math.max(from, to) % (length + 1)];
    this.state = this.state.update({ changes: { from: Math.min(start, end), to: Math.max(start, end), insert }, userEvent: 'input.type' }).state;
  }

  caret(at: number): void {
    this.state = this.state.update({ selection: { anchor: at } }).state;
  }
}

const same = (bench: Bench): void => {
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
        const bench = new Bench(transcript);
        for (const one of steps) {
          if (one.kind === 'replace') bench.replace(one.from, one.to, one.text);
          else if (one.kind === 'type') bench.replace(one.at, one.at, one.text);
          else if (one.kind === 'undo') bench.run(undo as never);
          else if (one.kind === 'redo') bench.run(redo as never);
          else
            bench.state = bench.state.update(
              editTransaction({ kind: 'set-speakers', speakers: bench.transcript.speakers.map((speaker) => ({ ...speaker, name: one.name })) }),
            ).state;
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
          const bench = new Bench(transcript);
          for (const edit of edits) bench.replace(edit.from, edit.to, edit.text);
          const after = bench.transcript;
          while (bench.run(undo as never));
          expect(bench.transcript).toEqual(transcript);
          while (bench.run(redo as never));
          expect(bench.transcript).toEqual(after);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('joins a burst of typing into one undo that restores the times', () => {
    const before = written('A: old@0-500 harbour@500-1200');
    let state = EditorState.create({ doc: documentText(before), extensions: [transcriptDocument(before), history()] });
    for (const [at, letter] of [...'brand new '].entries()) {
      state = state.update({ changes: { from: 4 + at, insert: letter }, userEvent: 'input.type' }).state;
    }
    expect(state.doc.toString()).toBe('old brand new harbour');
    undo({ state, dispatch: (transaction) => void (state = transaction.state) });
    expect(transcriptOf(state)).toEqual(before);
  });

  it('makes one letter of a letter and the mark typed after it', () => {
    const before = written('A: cafe@0-400 noir@500-900');
    let state = EditorState.create({ doc: documentText(before), extensions: [transcriptDocument(before), history()] });
    state = state.update({ changes: { from: 4, insert: '\u0301' }, selection: { anchor: 5 }, userEvent: 'input.type' }).state;
    expect(state.doc.toString()).toBe('caf\u00e9 noir');
    expect(state.selection.main.head).toBe(4);
    expect(transcriptOf(state).turns[0]?.words[1]).toEqual(before.turns[0]?.words[1]);
  });

  it('tells what each transaction did, and nothing for one that moves the caret', () => {
    const before = written('A: one@0-400 two@500-900');
    const state = EditorState.create({ doc: documentText(before), extensions: [transcriptDocument(before), history()] });
    expect(editOf(state.update({ selection: { anchor: 2 } }))).toBeNull();
    expect(editOf(state.update({ changes: { from: 0, to: 3, insert: 'won' } }))).not.toBeNull();
  });
});

describe('turn keys', () => {
  it('split a turn at the caret without a space left over, and leave every time alone', () => {
    const bench = new Bench(written('A: one@0-400 two@500-900 three@1000-1400'));
    bench.caret(4);
    bench.run(splitTurn as never);
    expect(bench.state.doc.toString()).toBe('one\ntwo three');
    expect(notationOf(bench.transcript)).toBe('A: one@0-400 | A: two@500-900 three@1000-1400');
  });

  it('join a turn to the one before and to the one after with one space between', () => {
    const bench = new Bench(written('A: one@0-400 | B: two@500-900 | A: three@1000-1400'));
    bench.caret(4);
    bench.run(joinBefore as never);
    expect(bench.state.doc.toString()).toBe('one two\nthree');
    bench.caret(7);
    bench.run(joinAfter as never);
    expect(notationOf(bench.transcript)).toBe('A: one@0-400 two@500-900 three@1000-1400');
    same(bench);
  });

  it('leave Backspace in the middle of a turn to the editor', () => {
    const bench = new Bench(written('A: one@0-400 two@500-900'));
    bench.caret(2);
    expect(bench.run(joinBefore as never)).toBe(false);
  });
});
