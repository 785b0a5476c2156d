// A hundred thousand random edits of every kind, in long histories with undo and redo among them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { applyEdits, type Edit, type EditResult } from '../../../src-core/transcript/edit.ts';
import { estimatedRuns, retimeRunOver } from '../../../src-core/transcript/retime-passage.ts';
import { turnText, type SpeakerId, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { moveEdge } from '../../../src-core/transcript/word-edges.ts';
import { anyReplacement, anyTranscript, replacementIn, type RandomReplacement } from '../../support/random-transcripts.ts';

type Step = 'text' | 'everywhere' | 'edge' | 'retime' | 'speaker' | 'undo' | 'redo';

interface RandomStep {
  readonly step: Step;
  readonly replacement: RandomReplacement;
  readonly a: number;
  readonly b: number;
}

/** Mostly text, as in life. */
const STEPS: readonly Step[] = ['text', 'text', 'text', 'text', 'text', 'text', 'everywhere', 'edge', 'edge', 'retime', 'speaker', 'undo', 'undo', 'redo'];
const STEPS_A_HISTORY = 200;
const anyStep: fc.Arbitrary<RandomStep> = fc.record({
  step: fc.constantFrom(...STEPS),
  replacement: anyReplacement,
  a: fc.nat(10_000),
  b: fc.nat(10_000),
});
const histories = fc.array(anyStep, { minLength: STEPS_A_HISTORY, maxLength: STEPS_A_HISTORY, size: 'max' });

/** The edits a step stands for in this transcript. */
function editsOf(transcript: Transcript, { step, replacement, a, b }: RandomStep): Edit[] {
  if (step === 'text') return [replacementIn(transcript, replacement)];
  if (step === 'everywhere') return replaceEverywhere(transcript, a);
  const spoken = transcript.turns.flatMap((turn, index) => (turn.words.length > 0 ? [index] : []));
  const turn = spoken[a % Math.max(1, spoken.length)];
  if (turn === undefined) return [];
  const place = { turn, word: b % (transcript.turns[turn]?.words.length ?? 1) };
  if (step === 'speaker') return [{ kind: 'assign-speaker', turns: [turn], speaker: (['spk_0', 'spk_1', null] satisfies (SpeakerId | null)[])[b % 3] ?? null }];
  if (step === 'edge') {
    const edit = moveEdge(transcript, { place, edge: a % 2 ? 'start' : 'end', time: b, alone: a % 3 === 0 }, 60_000);
    return edit ? [edit] : [];
  }
  return estimatedRuns(transcript, { from: place, to: place }, 60_000).flatMap((run) => {
    const { start, end } = run.room;
    const middle = start + Math.floor(((end - start) * (a % 10)) / 10);
    return retimeRunOver(run, [
      { start, end: middle },
      { start: Math.min(end, middle + 50), end },
    ]);
  });
}

/** A letter of every turn replaced, from the last to the first, as replace-all does. */
function replaceEverywhere(transcript: Transcript, letter: number): Edit[] {
  const wanted = 'elo你'.charAt(letter % 4);
  return transcript.turns
    .flatMap((turn, index): Edit[] =>
      [...turnText(turn).matchAll(new RegExp(wanted, 'g'))].map(({ index: offset }) => ({
        kind: 'replace-text',
        from: { turn: index, offset },
        to: { turn: index, offset: offset + 1 },
        text: ['X', 'two words', ''][letter % 3] ?? '',
      })),
    )
    .reverse();
}

/** The text the edits leave by plain string replacement. */
function textAfter(transcript: Transcript, edits: readonly Edit[]): string {
  let lines = transcript.turns.length === 0 ? [''] : transcript.turns.map(turnText);
  for (const edit of edits) {
    if (edit.kind !== 'replace-text') continue;
    const before = lines[edit.from.turn]?.slice(0, edit.from.offset) ?? '';
    const behind = lines[edit.to.turn]?.slice(edit.to.offset) ?? '';
    lines = [...lines.slice(0, edit.from.turn), ...(before + edit.text + behind).split('\n'), ...lines.slice(edit.to.turn + 1)];
  }
  return lines.join('\n');
}

/** What holds after every edit. */
function expectLaws(before: Transcript, edits: readonly Edit[], { transcript, inverse }: EditResult): void {
  expect(checkTranscript(transcript)).toEqual([]);
  const text = transcript.turns.length === 0 ? '' : transcript.turns.map(turnText).join('\n');
  expect(text).toBe(textAfter(before, edits));
  expect(applyEdits(transcript, [inverse]).transcript).toEqual(before);
  const [only] = edits;
  if (edits.length !== 1 || only?.kind !== 'replace-text') return;
  // Turns the edit does not touch are the very same objects.
  const shift = transcript.turns.length - before.turns.length;
  before.turns.forEach((turn, index) => {
    if (index < only.from.turn) expect(transcript.turns[index]).toBe(turn);
    if (index > only.to.turn) expect(transcript.turns[index + shift]).toBe(turn);
  });
}

test('a hundred thousand random edits keep every law, and undoing them all restores the beginning value for value', { timeout: 300_000 }, () => {
  let count = 0;
  fc.assert(
    fc.property(anyTranscript, histories, (start, steps) => {
      let current = start;
      const done: { before: Transcript; result: EditResult }[] = [];
      let undone: { after: Transcript; edit: Edit }[] = [];
      for (const step of steps) {
        count += 1;
        if (step.step === 'undo') {
          const last = done.pop();
          if (!last) continue;
          const result = applyEdits(current, [last.result.inverse]);
          expect(result.transcript).toEqual(last.before);
          undone.push({ after: current, edit: result.inverse });
          current = result.transcript;
          continue;
        }
        if (step.step === 'redo') {
          const next = undone.pop();
          if (!next) continue;
          const result = applyEdits(current, [next.edit]);
          expect(result.transcript).toEqual(next.after);
          done.push({ before: current, result });
          current = result.transcript;
          continue;
        }
        const edits = editsOf(current, step);
        const result = applyEdits(current, edits);
        expectLaws(current, edits, result);
        done.push({ before: current, result });
        undone = [];
        current = result.transcript;
      }
      for (const { result } of done.reverse()) current = applyEdits(current, [result.inverse]).transcript;
      expect(current).toEqual(start);
    }),
    { numRuns: 100_000 / STEPS_A_HISTORY },
  );
  expect(count).toBe(100_000);
});
