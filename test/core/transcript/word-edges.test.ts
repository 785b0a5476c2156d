// Moving the edges of words by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { edgeRoom, moveEdge, snapTo, type EdgeMove } from '../../../src-core/transcript/word-edges.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';
import { anyTranscript } from '../../support/random-transcripts.ts';

const END = 60_000;

function moved(notation: string, move: EdgeMove): string {
  const start = transcriptOf(notation);
  const edit = moveEdge(start, move, END);
  return notationOf(edit ? applyEdit(start, edit).transcript : start);
}
const first = { turn: 0, word: 0 };
const second = { turn: 0, word: 1 };

describe('an edge moved by hand', () => {
  test('moves in the gap and says that it was set', () => {
    expect(moved('A: a@0-400 b@600-900', { place: second, edge: 'start', time: 500 })).toBe('A: a@0-400 b@500-900!');
    expect(moved('A: a@0-400 b@600-900', { place: first, edge: 'end', time: 550 })).toBe('A: a@0-550! b@600-900');
  });

  test('takes the edge it touches with it', () => {
    expect(moved('A: a@0-400 b@400-900', { place: second, edge: 'start', time: 450 })).toBe('A: a@0-450! b@450-900!');
    expect(moved('A: a@0-400 b@400-900', { place: first, edge: 'end', time: 350 })).toBe('A: a@0-350! b@350-900!');
  });

  test('alone leaves a gap, but still pushes', () => {
    expect(moved('A: a@0-400 b@400-900', { place: second, edge: 'start', time: 450, alone: true })).toBe('A: a@0-400 b@450-900!');
    expect(moved('A: a@0-400 b@400-900', { place: second, edge: 'start', time: 350, alone: true })).toBe('A: a@0-350! b@350-900!');
  });

  test('pushes a neighbour in the way down to its least, and itself no further', () => {
    expect(moved('A: a@0-400 b@600-900', { place: second, edge: 'start', time: -50 })).toBe('A: a@0-10! b@10-900!');
    expect(moved('A: a@0-400 b@600-900', { place: second, edge: 'start', time: 5000 })).toBe('A: a@0-400 b@890-900!');
    expect(moved('A: a@0-400 b@600-600?', { place: first, edge: 'end', time: 5000 })).toBe('A: a@0-600! b@600-600?');
  });

  test('of the last word goes as far as the media, of the first to its start', () => {
    expect(moved('A: a@100-400', { place: first, edge: 'end', time: 99_999 })).toBe(`A: a@100-${END}!`);
    expect(moved('A: a@100-400', { place: first, edge: 'start', time: -5 })).toBe('A: a@0-400!');
  });

  test('that would stay where it is makes no edit', () => {
    expect(moveEdge(transcriptOf('A: a@0-400 b@600-900'), { place: first, edge: 'end', time: 400 }, END)).toBeNull();
  });

  test('of no word is refused', () => {
    expect(() => moveEdge(transcriptOf('A: a@0-400'), { place: second, edge: 'end', time: 1 }, END)).toThrow(RangeError);
  });

  test('leaves every transcript sound, every other word alone, and is undone exactly', () => {
    let count = 0;
    fc.assert(
      fc.property(
        anyTranscript,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('start', 'end'),
        fc.integer({ min: -500, max: 20_000 }),
        fc.boolean(),
        (start, a, b, edge, time, alone) => {
          const turns = start.turns.flatMap((turn, index) => (turn.words.length > 0 ? [index] : []));
          const turn = turns[a % Math.max(1, turns.length)];
          if (turn === undefined) return;
          const place = { turn, word: b % (start.turns[turn]?.words.length ?? 1) };
          const edit = moveEdge(start, { place, edge, time, alone }, END);
          const room = edgeRoom(start, { place, edge }, END);
          expect(room.start).toBeLessThanOrEqual(room.end);
          if (!edit) return;
          count += 1;
          const done = applyEdit(start, edit);
          expect(checkTranscript(done.transcript)).toEqual([]);
          expect(applyEdit(done.transcript, done.inverse).transcript).toEqual(start);
          done.transcript.turns.forEach((changed, at) => {
            changed.words.forEach((word, index) => {
              if (at !== turn || Math.abs(index - place.word) > 1) expect(word).toBe(start.turns[at]?.words[index]);
            });
          });
        },
      ),
      { numRuns: 2000 },
    );
    expect(count).toBeGreaterThan(500);
  });
});

describe('snapping', () => {
  test('takes the nearest target within reach', () => {
    expect(snapTo(500, [400, 520, 470], 60)).toBe(520);
    expect(snapTo(500, [400, 600], 60)).toBe(500);
    expect(snapTo(500, [], 60)).toBe(500);
    expect(snapTo(500, [520, 480], 60)).toBe(480);
    expect(snapTo(500, [440], 60)).toBe(440);
  });
});
