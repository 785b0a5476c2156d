// What an autosave would write.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { turnChanges } from '../../../src-core/transcript/changes.ts';
import { applyEdits } from '../../../src-core/transcript/edit.ts';
import type { Turn } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';

const six = transcriptOf('A: a@0-1 | A: b@1-2 | A: c@2-3 | A: d@3-4 | A: e@4-5 | A: f@5-6');
const insert = (turn: number, text: string) => ({ kind: 'replace-text', from: { turn, offset: 1 }, to: { turn, offset: 1 }, text }) as const;

test('nothing differs after nothing', () => {
  expect(turnChanges(six.turns, six.turns)).toEqual([]);
});

test('edits far apart give several splices that hold the touched turns alone', () => {
  const { transcript, inverse } = applyEdits(six, [insert(4, '!'), insert(1, '\n')]);
  const splices = turnChanges(six.turns, transcript.turns);
  expect(splices.map(({ from, remove, turns }) => [from, remove, turns.length])).toEqual([
    [1, 1, 2],
    [4, 1, 1],
  ]);
  expect(inverse.splices.map(({ from, remove, turns }) => [from, remove, turns.length])).toEqual([
    [1, 2, 1],
    [5, 1, 1],
  ]);
});

test('splices make the one list out of the other, whatever was moved, dropped or added', () => {
  const fresh = (id: number): Turn => ({ id, speaker: null, words: [], tail: '' });
  const pool = Array.from({ length: 12 }, (_, id) => fresh(id));
  const lists = fc.shuffledSubarray(pool);
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const made: Turn[] = [];
      let done = 0;
      for (const { from, remove, turns } of turnChanges(before, after)) {
        expect(from).toBeGreaterThanOrEqual(done);
        expect(remove + turns.length).toBeGreaterThan(0);
        made.push(...before.slice(done, from), ...turns);
        done = from + remove;
      }
      expect([...made, ...before.slice(done)]).toEqual(after);
    }),
  );
});
