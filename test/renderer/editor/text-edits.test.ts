// Edits of more than typing: one step each, times kept, everything back by one undo.
import { describe, expect, it } from 'vitest';
import { findInTexts, type FindRule } from '../../../src-core/transcript/find.ts';
import { revertAll } from '../../../src-core/transcript/revert.ts';
import { transcriptText, turnText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import {
  giveTo,
  mergeSpeakers,
  putHighlights,
  putTurns,
  renameSpeaker,
  replaceHits,
  selectText,
  type TextEdit,
} from '../../../src-renderer/editor/text-edits.ts';
import { stepLabel } from '../../../src-renderer/editor/undo-history.ts';
import { longTranscript } from '../../fakes/memory-transcript.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';
import { workTime } from '../../support/work-time.ts';
import { EditorBench } from './editor-bench.ts';

const rule = (find: string, replace: string): FindRule => ({ find, replace, pattern: false, wholeWord: true, matchCase: false, matchAccents: true });

function make(bench: EditorBench, edit: TextEdit, label = 'step'): boolean {
  const spec = edit(bench.state);
  if (spec) bench.update({ ...spec, annotations: stepLabel.of(label) });
  return spec !== null;
}

function replaceAll(bench: EditorBench, ...rules: FindRule[]): void {
  make(bench, replaceHits(findInTexts(bench.transcript.turns.map(turnText), rules, 100_000).hits), 'Replace');
}

/** One undo gives back exactly what was there, under this name. */
function undoesInOne(bench: EditorBench, before: Transcript, label: string): void {
  expect(bench.history.step('undo')?.label).toBe(label);
  bench.move('undo');
  expect(bench.transcript).toEqual(before);
  expect(bench.move('undo')).toBe(false);
  bench.move('redo');
}

describe('replacing every hit', () => {
  it('keeps the time of each replaced word and of all others, as one step', () => {
    const before = transcriptOf('A: the@0-100 peer@200-400 and@500-600 | B: the@700-800 peers@900-1000 peer@1100-1300');
    const bench = new EditorBench(before);
    replaceAll(bench, rule('peer', 'pier'));
    expect(notationOf(bench.transcript)).toBe('A: the@0-100 pier@200-400~ and@500-600 | B: the@700-800 peers@900-1000 pier@1100-1300~');
    undoesInOne(bench, before, 'Replace');
  });

  it('puts many words in place of one inside its time, and nothing where nothing differs', () => {
    const bench = new EditorBench(transcriptOf('A: UNESCO@0-900 says@1000-1400'));
    replaceAll(bench, rule('unesco', 'the United Nations'));
    expect(transcriptText(bench.transcript)).toBe('the United Nations says');
    expect(bench.transcript.turns[0]?.words.map(({ start, end }) => start >= 0 && end <= 1400)).toEqual([true, true, true, true]);
    expect(make(bench, replaceHits([{ turn: 0, from: 0, to: 3, replacement: 'the', rule: 0 }]))).toBe(false);
  });

  it('keeps letters whole where the replacement begins with a mark', () => {
    const bench = new EditorBench(transcriptOf('A: cafe!@0-400'));
    make(bench, replaceHits([{ turn: 0, from: 4, to: 5, replacement: '\u0301', rule: 0 }]));
    expect(bench.state.doc.toString()).toBe('caf\u00e9');
    expect(transcriptText(bench.transcript)).toBe('caf\u00e9');
  });

  it('of 2,000 places in 40,000 words takes at most half a second', { timeout: 60_000 }, () => {
    const bench = new EditorBench(longTranscript(40_000));
    const counts = new Map<string, number>();
    for (const { words } of bench.transcript.turns) for (const { text } of words) counts.set(text, (counts.get(text) ?? 0) + 1);
    const [common = ''] = [...counts].find(([word, count]) => count >= 2_000 && /^\p{L}+$/u.test(word)) ?? [];
    const { hits } = findInTexts(bench.transcript.turns.map(turnText), [rule(common, 'elsewhere')], 2_000);
    expect(hits).toHaveLength(2_000);
    expect(workTime(() => void make(bench, replaceHits(hits)))).toBeLessThan(500);
    expect(transcriptText(bench.transcript)).toBe(bench.state.doc.toString());
  });
});

describe('speakers', () => {
  const text = 'A: one@0-400 two@500-900 three@1000-1400 | B: four@1500-1900';

  it('get the selected words, cut out, as one step', () => {
    const before = transcriptOf(text);
    const bench = new EditorBench(before);
    make(bench, selectText({ turn: 0, offset: 5 }, { turn: 0, offset: 6 }));
    make(bench, giveTo({ kind: 'selection' }, { id: 'B' }), 'Give');
    expect(notationOf(bench.transcript)).toBe('A: one@0-400 | B: two@500-900 | A: three@1000-1400 | B: four@1500-1900');
    undoesInOne(bench, before, 'Give');
  });

  it('get the turn from the caret on, and somebody new is added with it', () => {
    const before = transcriptOf(text);
    const bench = new EditorBench(before);
    bench.caret(8);
    make(bench, giveTo({ kind: 'caret' }, { name: 'Cleo' }), 'Give');
    expect(bench.transcript.turns.map(({ speaker }) => speaker)).toEqual(['A', 'person-3', 'B']);
    expect(bench.transcript.speakers.at(-1)).toEqual({ id: 'person-3', name: 'Cleo' });
    undoesInOne(bench, before, 'Give');
  });

  it('are renamed everywhere, and two become one, each as one step', () => {
    const before = transcriptOf(text);
    const bench = new EditorBench(before);
    make(bench, renameSpeaker('A', 'Ada'), 'Rename');
    expect(bench.transcript.speakers.map(({ name }) => name)).toEqual(['Ada', 'B']);
    undoesInOne(bench, before, 'Rename');
    const renamed = bench.transcript;
    make(bench, mergeSpeakers('A', 'B'), 'Merge');
    expect(bench.transcript).toMatchObject({ speakers: [{ id: 'B' }], turns: [{ speaker: 'B' }, { speaker: 'B' }] });
    bench.move('undo');
    expect(bench.transcript).toEqual(renamed);
  });
});

describe('going back to a version', () => {
  it('brings its words, speakers and highlights, and undo brings the later ones again', () => {
    const version = transcriptOf('A: one@0-400 two@500-900 | B: three@1000-1400');
    const bench = new EditorBench(version);
    bench.mark([{ id: 'h', label: '', comment: '', madeAt: 1, words: { from: { turn: 1, word: 0 }, to: { turn: 1, word: 0 } }, gone: null }]);
    const kept = bench.marked;
    bench.replace(3, 7, '');
    make(bench, renameSpeaker('A', 'Ada'));
    make(bench, putHighlights([]));
    bench.replace(0, 0, 'so\n');
    const later = bench.marked;
    // As read from the library: equal, but not the same objects.
    const read: Transcript = structuredClone(kept.transcript);
    const edit = { ...revertAll(read, bench.transcript), speakers: read.speakers };
    make(bench, putTurns(edit, kept), 'Go back');
    expect({ ...bench.transcript, nextTurnId: 0 }).toEqual({ ...kept.transcript, nextTurnId: 0 });
    expect(bench.highlights).toEqual(kept.highlights);
    expect(bench.state.doc.toString()).toBe(transcriptText(version));
    bench.move('undo');
    expect(bench.marked).toEqual(later);
  });
});
