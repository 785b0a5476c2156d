// Laws of the doubt queue: what counts, the order it is walked in, and that a confirmed word stays confirmed through edits, saving and undo.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { DoubtCount, isDoubtful, nextDoubt } from '../../../src-core/transcript/doubt.ts';
import { packTurn, packedTurnShape, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Transcript, Word, WordPlace } from '../../../src-core/transcript/transcript.ts';
import { transcriptOf } from '../../support/notation.ts';
import { anyReplacement, anyTranscript, replacementIn } from '../../support/random-transcripts.ts';
import * as v from 'valibot';

/** The notation's words with confidences put on them in order. */
function unsure(notation: string, confidences: readonly (number | null)[]): Transcript {
  let at = 0;
  const transcript = transcriptOf(notation);
  return {
    ...transcript,
    turns: transcript.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => ({ ...word, confidence: confidences[at++] ?? null })) })),
  };
}

const places = ({ turns }: Transcript): WordPlace[] => turns.flatMap(({ words }, turn) => words.map((_, word) => ({ turn, word })));
const wordAt = ({ turns }: Transcript, { turn, word }: WordPlace): Word | undefined => turns[turn]?.words[word];
const BELOW = 0.6;

describe('a doubtful word', () => {
  const [word] = transcriptOf('A: one@0-400').turns[0]?.words ?? [];
  if (!word) throw new Error('the notation lost its word');

  test.each([
    [0.59, true],
    [0.6, false],
    [0.01, true],
    [0, false],
    [null, false],
  ])('of confidence %s asks for judgement: %s', (confidence, doubtful) => {
    expect(isDoubtful({ ...word, confidence }, BELOW)).toBe(doubtful);
  });

  test('is doubtful no more once confirmed or changed', () => {
    const transcript = unsure('A: one@0-400 two@450-900', [0.3, 0.3]);
    const confirmed = applyEdit(transcript, { kind: 'review-words', places: [{ turn: 0, word: 0 }], reviewed: true }).transcript;
    const changed = applyEdit(confirmed, { kind: 'replace-text', from: { turn: 0, offset: 4 }, to: { turn: 0, offset: 7 }, text: 'too' }).transcript;
    expect(new DoubtCount().of(transcript, { below: BELOW })).toBe(2);
    expect(new DoubtCount().of(confirmed, { below: BELOW })).toBe(1);
    expect(new DoubtCount().of(changed, { below: BELOW })).toBe(0);
  });
});

describe('the queue', () => {
  const transcript = unsure('A: one@0-100 two@100-200 | B: three@200-300 | A: four@300-400 five@400-500', [0.2, 0.9, 0.3, 0.9, 0.4]);

  test('goes on behind the place, round to the place itself', () => {
    const question = { below: BELOW };
    expect(nextDoubt(transcript, { turn: 0, word: -1 }, question)).toEqual({ turn: 0, word: 0 });
    expect(nextDoubt(transcript, { turn: 0, word: 0 }, question)).toEqual({ turn: 1, word: 0 });
    expect(nextDoubt(transcript, { turn: 2, word: 1 }, question)).toEqual({ turn: 0, word: 0 });
    expect(nextDoubt(unsure('A: one@0-100', [0.2]), { turn: 0, word: 0 }, question)).toEqual({ turn: 0, word: 0 });
    expect(nextDoubt(unsure('A: one@0-100', [0.9]), { turn: 0, word: 0 }, question)).toBeNull();
  });

  test('holds one speaker’s words when asked to', () => {
    const question = { below: BELOW, speaker: 'B' };
    expect(nextDoubt(transcript, { turn: 0, word: -1 }, question)).toEqual({ turn: 1, word: 0 });
    expect(nextDoubt(transcript, { turn: 1, word: 0 }, question)).toEqual({ turn: 1, word: 0 });
    expect(new DoubtCount().of(transcript, question)).toBe(1);
  });

  test('has as many words as looking at each of them says, through edits and changes of the threshold', () => {
    const count = new DoubtCount();
    fc.assert(
      fc.property(anyTranscript, fc.array(anyReplacement, { maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), (start, edits, below) => {
        let now = start;
        for (const edit of edits) {
          now = applyEdit(now, replacementIn(now, edit)).transcript;
          const slowly = now.turns.flatMap(({ words }) => words).filter((word) => isDoubtful(word, below)).length;
          expect(count.of(now, { below })).toBe(slowly);
        }
      }),
    );
  });
});

describe('a confirmed word', () => {
  test('stays confirmed as long as its text does, wherever edits move it, and is read back as it was saved', () => {
    fc.assert(
      fc.property(anyTranscript, fc.nat(), fc.array(anyReplacement, { maxLength: 10 }), (start, pick, edits) => {
        const all = places(start);
        const chosen = all[pick % Math.max(1, all.length)];
        fc.pre(chosen !== undefined);
        let place: WordPlace | null = chosen ?? null;
        let now = applyEdit(start, {
          kind: 'review-words',
          places: [{ turn: 0, word: 0 }, ...(place ? [place] : [])].filter((one) => wordAt(start, one)),
          reviewed: true,
        }).transcript;
        const text = place && wordAt(now, place)?.text;
        for (const edit of edits) {
          const { transcript, map } = applyEdit(now, replacementIn(now, edit));
          place = place && map.map(place);
          now = transcript;
          const word = place && wordAt(now, place);
          if (!word || word.text !== text) break;
          expect(word.marks?.reviewed).toBe(true);
        }
        expect(now.turns.map((turn) => unpackTurn(v.parse(packedTurnShape, JSON.parse(JSON.stringify(packTurn(turn))))))).toEqual(now.turns);
      }),
      { numRuns: 500 },
    );
  });

  test('can be taken back, and undone value for value', () => {
    fc.assert(
      fc.property(anyTranscript, fc.nat(), (start, pick) => {
        const all = places(start);
        const place = all[pick % Math.max(1, all.length)];
        fc.pre(place !== undefined);
        if (!place) return;
        const confirmed = applyEdit(start, { kind: 'review-words', places: [place], reviewed: true });
        expect(applyEdit(confirmed.transcript, confirmed.inverse).transcript).toEqual(start);
        expect(applyEdit(confirmed.transcript, { kind: 'review-words', places: [place], reviewed: false }).transcript).toEqual(start);
        expect(applyEdit(confirmed.transcript, { kind: 'review-words', places: [place], reviewed: true }).transcript).toBe(confirmed.transcript);
      }),
    );
  });

  test('that does not exist is refused', () => {
    expect(() => applyEdit(transcriptOf('A: one@0-100'), { kind: 'review-words', places: [{ turn: 0, word: 3 }], reviewed: true })).toThrow(RangeError);
  });
});
