// Undo across anything: words, times and highlights come back exactly, in one sitting and after a new start.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { nextPinId, type PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import type { Highlight } from '../../../src-core/transcript/highlight.ts';
import { byFirstWord, isBehind, type WordStretch } from '../../../src-core/transcript/word-stretch.ts';
import { historyStepShape, type HistoryStep, type MarkedTranscript } from '../../../src-core/history/history-step.ts';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { changeLetters } from '../../../src-renderer/editor/text-edits.ts';
import { editTransaction } from '../../../src-renderer/editor/transcript-document.ts';
import { joinBefore, splitTurn } from '../../../src-renderer/editor/turn-keys.ts';
import { EditHistory } from '../../../src-renderer/state/edit-history.ts';
import { keptSteps } from '../../support/kept-steps.ts';
import { anyTranscript, typedText } from '../../support/random-transcripts.ts';
import { EditorBench } from './editor-bench.ts';

const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('replace' as const), from: fc.nat(400), to: fc.nat(400), text: typedText }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('mark' as const), a: fc.nat(400), b: fc.nat(400), comment: fc.string({ maxLength: 5 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pin' as const), a: fc.nat(400), b: fc.nat(400), start: fc.option(fc.nat(9000)) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('plan' as const), labels: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('letters' as const), a: fc.nat(400), b: fc.nat(400), change: fc.constantFrom({ italic: true }, { bold: false }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unmark' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('split' as const), at: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), line: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), name: fc.string({ minLength: 1, maxLength: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assign' as const), turn: fc.nat(5) }) },
);
type AnyEdit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function make(bench: EditorBench, one: AnyEdit, serial: number): void {
  const { transcript, state } = bench;
  if (one.kind === 'replace') bench.replace(one.from, one.to, one.text);
  else if (one.kind === 'mark') {
    const words = stretchIn(transcript, one.a, one.b);
    if (words) bench.mark([...bench.highlights, { id: `h${serial}`, label: '', comment: one.comment, madeAt: serial, words, gone: null }]);
  } else if (one.kind === 'pin') {
    const words = stretchIn(transcript, one.a, one.b);
    if (words) bench.cue({ ...bench.marked.cues, pins: withPin(bench.marked.cues.pins, words, one.start) });
  } else if (one.kind === 'letters') {
    const [from, to] = [one.a % (state.doc.length + 1), one.b % (state.doc.length + 1)];
    bench.update({ selection: { anchor: from, head: to } });
    const spec = changeLetters(one.change)(bench.state);
    if (spec) bench.update(spec);
  } else if (one.kind === 'plan') bench.cue({ ...bench.marked.cues, plan: { ...bench.marked.cues.plan, labels: one.labels } });
  else if (one.kind === 'unmark') bench.mark(bench.highlights.filter((_, index) => index !== one.which));
  else if (one.kind === 'split') {
    bench.caret(one.at % (state.doc.length + 1));
    bench.run(splitTurn);
  } else if (one.kind === 'join') {
    bench.caret(state.doc.line((one.line % state.doc.lines) + 1).from);
    bench.run(joinBefore);
  } else if (one.kind === 'rename')
    bench.update(editTransaction({ kind: 'set-speakers', speakers: transcript.speakers.map((speaker) => ({ ...speaker, name: one.name })) }));
  else if (transcript.turns.length > 0)
    bench.update(editTransaction({ kind: 'assign-speaker', turns: [one.turn % transcript.turns.length], speaker: 'spk_1' }));
}

function stretchIn(transcript: Transcript, a: number, b: number): WordStretch | null {
  const places = transcript.turns.flatMap(({ words }, turn) => words.map((_, word) => ({ turn, word })));
  const [from, to] = [a % Math.max(places.length, 1), b % Math.max(places.length, 1)];
  const [first, last] = [places[Math.min(from, to)], places[Math.max(from, to)]];
  return first && last ? { from: first, to: last } : null;
}

/** Pins stay disjoint and in order: those in the way of a new one give way. */
function withPin(pins: readonly PinnedCue[], words: WordStretch, start: number | null): PinnedCue[] {
  const apart = pins.filter((pin) => isBehind(pin.from, words.to) || isBehind(words.from, pin.to));
  const breaks = isBehind(words.to, words.from) ? [words.to] : [];
  const pin: PinnedCue = { id: nextPinId(pins), ...words, start, end: null, breaks, look: null, shown: true, waivers: [] };
  return [...apart, pin].sort(byFirstWord);
}

const sound = ({ state, transcript }: EditorBench): void => {
  expect(transcriptText(transcript)).toBe(state.doc.toString());
  expect(checkTranscript(transcript)).toEqual([]);
};

/** Order among highlights means nothing: one removed and brought back stands last. */
const plain = ({ transcript, highlights, cues }: MarkedTranscript) => ({
  transcript,
  cues,
  highlights: [...highlights].sort((a: Highlight, b: Highlight) => (a.id < b.id ? -1 : 1)),
});

const isOtherTrack = (a: MarkedTranscript, b: MarkedTranscript): boolean => a.cues !== b.cues;

describe('undo', () => {
  it('brings back words, times, speakers, highlights and pinned cues at every step of any mix of edits, and redo likewise', () => {
    fc.assert(
      fc.property(anyTranscript, fc.array(edit, { minLength: 1, maxLength: 20 }), (transcript, edits) => {
        const bench = new EditorBench(transcript);
        const states = [plain(bench.marked)];
        edits.forEach((one, serial) => {
          const before = bench.marked;
          make(bench, one, serial);
          const after = bench.marked;
          if (after.transcript !== before.transcript || after.highlights !== before.highlights || isOtherTrack(before, after)) states.push(plain(after));
        });
        for (const state of states.slice(0, -1).toReversed()) {
          expect(bench.move('undo')).toBe(true);
          expect(plain(bench.marked)).toEqual(state);
          sound(bench);
        }
        expect(bench.move('undo')).toBe(false);
        for (const state of states.slice(1)) {
          expect(bench.move('redo')).toBe(true);
          expect(plain(bench.marked)).toEqual(state);
        }
        expect(bench.move('redo')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on after a new start from what was kept, and gives the same states', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, fc.array(edit, { minLength: 1, maxLength: 14 }), fc.nat(14), async (transcript, edits, undone) => {
        const first = new EditorBench(transcript);
        const kept = new Map<number, HistoryStep>();
        const states = [plain(first.marked)];
        edits.forEach((one, serial) => {
          const before = first.marked;
          make(first, one, serial);
          if (first.transcript !== before.transcript || first.highlights !== before.highlights || isOtherTrack(before, first.marked))
            states.push(plain(first.marked));
          if (serial % 3 === 0) keep(kept, first.history);
        });
        let done = states.length - 1;
        for (let moves = 0; moves < undone && first.move('undo'); moves += 1) done -= 1;
        const range = keep(kept, first.history);
        const history = new EditHistory(range, (from, to) => Promise.resolve(keptSteps(kept, from, to)));
        const second = new EditorBench(first.transcript, first.marked, history);
        await history.fetch();
        for (; done > 0; done -= 1) {
          expect(second.move('undo')).toBe(true);
          expect(plain(second.marked)).toEqual(states[done - 1]);
          sound(second);
        }
        expect(second.move('undo')).toBe(false);
        for (const state of states.slice(1)) {
          expect(second.move('redo')).toBe(true);
          expect(plain(second.marked)).toEqual(state);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('fetches more than it was given at first, a hundred steps at a time', async () => {
    const first = new EditorBench({ language: null, speakers: [], turns: [], nextTurnId: 0 });
    for (let at = 0; at < 230; at += 1) first.replace(at, at, 'x');
    const kept = new Map<number, HistoryStep>();
    const asked: [number, number][] = [];
    const history = new EditHistory(keep(kept, first.history), (from, to) => {
      asked.push([from, to]);
      return Promise.resolve(keptSteps(kept, from, to));
    });
    const second = new EditorBench(first.transcript, {}, history);
    let moves = 0;
    for (let waits = 0; waits < 4; waits += 1) {
      while (second.move('undo')) moves += 1;
      await history.fetch();
    }
    expect([moves, second.state.doc.length, asked]).toEqual([
      230,
      0,
      [
        [230, 131],
        [130, 31],
        [30, 1],
      ],
    ]);
  });
});

describe('fetching', () => {
  const typed = (count: number): { bench: EditorBench; kept: Map<number, HistoryStep>; range: { first: number; last: number; done: number } } => {
    const bench = new EditorBench({ language: null, speakers: [], turns: [], nextTurnId: 0 });
    for (let at = 0; at < count; at += 1) bench.replace(at, at, 'x');
    const kept = new Map<number, HistoryStep>();
    return { bench, kept, range: keep(kept, bench.history) };
  };

  it('goes on when an answer holds one step only, and asks for no more than lies near', async () => {
    const { bench, kept, range } = typed(60);
    const asked: number[] = [];
    const history = new EditHistory(range, (from, to) => {
      asked.push(from);
      return Promise.resolve(keptSteps(kept, from, to).slice(0, 1));
    });
    const second = new EditorBench(bench.transcript, {}, history);
    for (let fetches = 0; fetches < 30; fetches += 1) await history.fetch();
    expect(asked).toEqual(Array.from({ length: 20 }, (_, index) => 60 - index));
    let moves = 0;
    while (second.move('undo') || (await history.fetch(), second.move('undo'))) moves += 1;
    expect([moves, second.state.doc.length]).toEqual([60, 0]);
  });

  it('reaches the steps to do again after a new start as it reaches those to undo', async () => {
    const { bench, kept } = typed(50);
    while (bench.move('undo'));
    const range = keep(kept, bench.history);
    const history = new EditHistory(range, (from, to) => Promise.resolve(keptSteps(kept, from, to).slice(0, 7)));
    const second = new EditorBench(bench.transcript, {}, history);
    let moves = 0;
    while (second.move('redo') || (await history.fetch(), second.move('redo'))) moves += 1;
    expect([moves, second.state.doc.toString()]).toEqual([50, 'x'.repeat(50)]);
  });
});

/** Keeps what is unsaved as the library would: parsed by the contract's own parser, replaced and cut off by the range. */
function keep(kept: Map<number, HistoryStep>, history: EditHistory): { first: number; last: number; done: number } {
  const { put, ...range } = history.unsaved();
  for (const { number, step } of put) kept.set(number, v.parse(historyStepShape, JSON.parse(JSON.stringify(step))));
  for (const number of [...kept.keys()]) if (number < range.first || number > range.last) kept.delete(number);
  history.saved({ put, ...range });
  return range;
}
