// The history by itself: what is kept, what is forgotten, and what a later save leaves of it.
import { describe, expect, it } from 'vitest';
import type { HistoryStep } from '../../../src-core/history/history-step.ts';
import { EditHistory } from '../../../src-renderer/state/edit-history.ts';
import { keptSteps } from '../../support/kept-steps.ts';
import { transcriptOf } from '../../support/notation.ts';
import { EditorBench } from '../editor/editor-bench.ts';

const TEXT = transcriptOf('A: one@0-400 two@500-900');

/** An editor in which three letters were typed, each a step. */
function typed(): EditorBench {
  const bench = new EditorBench(TEXT);
  for (const letter of ['x', 'y', 'z']) bench.replace(0, 0, letter);
  return bench;
}

describe('what is kept of the history', () => {
  it('is every step once, and again only those that changed', () => {
    const { history, ...bench } = typed();
    const first = history.unsaved();
    expect([first.first, first.last, first.done, first.put.map(({ number }) => number)]).toEqual([1, 3, 3, [1, 2, 3]]);
    history.saved(first);
    expect(history.unsaved().put).toEqual([]);
    expect(bench.state.doc.toString()).toBe('zyxone two');
  });

  it('grows with the step that goes on growing after it was kept', () => {
    const bench = typed();
    bench.history.saved(bench.history.unsaved());
    bench.pace = 100;
    bench.replace(1, 1, 'a');
    bench.replace(2, 2, 'b');
    expect(bench.history.unsaved().put.map(({ number }) => number)).toEqual([3]);
    bench.move('undo');
    expect(bench.state.doc.toString()).toBe('yxone two');
  });

  it('does not count a step as kept that grew while it was being kept', () => {
    const bench = new EditorBench(TEXT);
    bench.pace = 100;
    bench.replace(3, 3, ' ');
    bench.replace(4, 4, 't');
    const sent = bench.history.unsaved();
    bench.replace(5, 5, 'h');
    bench.replace(6, 6, 'e');
    bench.history.saved(sent);
    expect(bench.history.unsaved().put.map(({ number }) => number)).toEqual([1]);
    expect(bench.move('undo')).toBe(true);
    expect(bench.transcript).toEqual(TEXT);
    expect(bench.move('redo')).toBe(true);
    expect(bench.state.doc.toString()).toBe('one the two');
  });

  it('does not count a step as kept that changed while it was being kept', () => {
    const bench = typed();
    const sent = bench.history.unsaved();
    bench.move('undo');
    bench.history.saved(sent);
    const { put, done, last } = bench.history.unsaved();
    expect([put.map(({ number }) => number), done, last]).toEqual([[3], 2, 3]);
  });

  it('ends where a new edit is made after undoing', () => {
    const bench = typed();
    bench.move('undo');
    bench.move('undo');
    bench.replace(0, 0, 'q');
    const { last, done } = bench.history.unsaved();
    expect([last, done, bench.move('redo')]).toEqual([2, 2, false]);
  });
});

describe('a heavy step', () => {
  it('is kept like any other, undone and done again', { timeout: 60_000 }, () => {
    const bench = new EditorBench(TEXT);
    bench.replace(0, 0, 'x');
    bench.replace(0, 0, 'word '.repeat(60_000));
    bench.replace(0, bench.state.doc.length, '');
    bench.replace(0, 0, 'after');
    const { first, last, done, put } = bench.history.unsaved();
    expect([first, last, done, put.map(({ number }) => number)]).toEqual([1, 4, 4, [1, 2, 3, 4]]);
    expect(JSON.stringify(put[2]).length).toBeGreaterThan(2_000_000);
    for (let moves = 0; moves < 4; moves += 1) expect(bench.move('undo')).toBe(true);
    expect(bench.transcript).toEqual(TEXT);
    expect(bench.history.unsaved()).toMatchObject({ first: 1, last: 4, done: 0 });
  });
});

describe('a history that no longer leads here', () => {
  const step = (bench: EditorBench): HistoryStep => bench.history.unsaved().put[0]?.step ?? (undefined as never); // three were typed
  const kept = (numbers: readonly number[], bench: EditorBench): Map<number, HistoryStep> => new Map(numbers.map((number) => [number, step(bench)]));

  it('goes on with the steps at hand after another version was saved, all of them to be kept anew', async () => {
    const bench = typed();
    const history = new EditHistory({ first: 1, last: 9, done: 5 }, (from, to) => Promise.resolve(keptSteps(kept([4, 5, 6], bench), from, to)));
    await history.fetch();
    history.detach();
    const { first, last, done, put } = history.unsaved();
    expect([first, last, done, put.map(({ number }) => number)]).toEqual([4, 6, 5, [4, 5, 6]]);
  });

  it('forgets a step that cannot be had, and all beyond it', async () => {
    const history = new EditHistory({ first: 1, last: 5, done: 3 });
    await history.fetch();
    expect([history.canUndo, history.step('undo')]).toEqual([true, null]);
    history.forget('undo');
    history.forget('redo');
    expect([history.canUndo, history.canRedo]).toEqual([false, false]);
  });
});
