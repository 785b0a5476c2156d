// Cutting words out to give them to somebody: cuts fall between words, and every time stays.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '../../../src-core/transcript/edit.ts';
import { turnLength } from '../../../src-core/transcript/query.ts';
import { cutFrom, cutOut, turnsOf, withSpeaker, type CutTurns } from '../../../src-core/transcript/speaker-edits.ts';
import type { TextPlace, Transcript, Word } from '../../../src-core/transcript/transcript.ts';
import { notationOf, transcriptOf } from '../../support/notation.ts';
import { anyTranscript } from '../../support/random-transcripts.ts';

/** Makes the cuts, last first, and gives the turns to B. */
function given(transcript: Transcript, { cuts, turns }: CutTurns): Transcript {
  const breaks = cuts.toReversed().map(({ turn, from, to }): Edit => {
    return { kind: 'replace-text', from: { turn, offset: from }, to: { turn, offset: to }, text: '\n' };
  });
  return applyEdits(transcript, [...breaks, { kind: 'assign-speaker', turns, speaker: 'B' }]).transcript;
}
const at = (turn: number, offset: number): TextPlace => ({ turn, offset });

describe('words given to another speaker', () => {
  const before = transcriptOf('A: one@0-400 two@500-900 three@1000-1400 | A: four@1500-1900 five@2000-2400');

  it.each<[string, TextPlace, TextPlace, string]>([
    ['from the middle of a turn', at(0, 4), at(0, 7), 'A: one@0-400 | B: two@500-900 | A: three@1000-1400 | A: four@1500-1900 five@2000-2400'],
    ['words only touched, whole', at(0, 5), at(0, 9), 'A: one@0-400 | B: two@500-900 three@1000-1400 | A: four@1500-1900 five@2000-2400'],
    [
      'with spaces at both ends, without a word more',
      at(0, 3),
      at(0, 8),
      'A: one@0-400 | B: two@500-900 | A: three@1000-1400 | A: four@1500-1900 five@2000-2400',
    ],
    ['a whole turn without a cut', at(0, 0), at(0, 13), 'B: one@0-400 two@500-900 three@1000-1400 | A: four@1500-1900 five@2000-2400'],
    ['across turns', at(0, 8), at(1, 4), 'A: one@0-400 two@500-900 | B: three@1000-1400 | B: four@1500-1900 | A: five@2000-2400'],
  ])('are cut out %s', (_, from, to, expected) => {
    expect(notationOf(given(before, cutOut(before, from, to)))).toBe(expected);
  });

  it.each<[string, TextPlace, string]>([
    ['the rest of the turn from a caret in its middle', at(0, 5), 'A: one@0-400 | B: two@500-900 three@1000-1400 | A: four@1500-1900 five@2000-2400'],
    ['the whole turn from its first word', at(0, 2), 'B: one@0-400 two@500-900 three@1000-1400 | A: four@1500-1900 five@2000-2400'],
    ['the whole turn from its end', at(1, 9), 'A: one@0-400 two@500-900 three@1000-1400 | B: four@1500-1900 five@2000-2400'],
  ])('are %s', (_, place, expected) => {
    expect(notationOf(given(before, cutFrom(before, place)))).toBe(expected);
  });

  it('keep every word and time, whatever is cut out of whatever', () => {
    const timed = ({ turns }: Transcript): Pick<Word, 'text' | 'start' | 'end'>[] =>
      turns.flatMap(({ words }) => words.map(({ text, start, end }) => ({ text, start, end })));
    fc.assert(
      fc.property(anyTranscript, fc.tuple(fc.nat(99), fc.nat(999)), fc.tuple(fc.nat(99), fc.nat(999)), (transcript, one, other) => {
        fc.pre(transcript.turns.length > 0);
        const places = [one, other].map(([turn, offset]) => {
          const index = turn % transcript.turns.length;
          const length = turnLength(transcript.turns[index] ?? { id: 0, speaker: null, words: [], tail: '' });
          return at(index, offset % (length + 1));
        });
        const [from = at(0, 0), to = at(0, 0)] = places.sort((a, b) => a.turn - b.turn || a.offset - b.offset);
        expect(timed(given(transcript, cutOut(transcript, from, to)))).toEqual(timed(transcript));
        expect(timed(given(transcript, cutFrom(transcript, from)))).toEqual(timed(transcript));
      }),
      { numRuns: 400 },
    );
  });
});

describe('the list of speakers', () => {
  it('gives somebody new an id nobody has', () => {
    const speakers = [
      { id: 'spk_0', name: 'Ada' },
      { id: 'person-3', name: 'Ben' },
    ];
    expect(withSpeaker(speakers, 'Cleo')).toEqual({ speakers: [...speakers, { id: 'person-4', name: 'Cleo' }], id: 'person-4' });
  });

  it('knows whose turns are whose', () => {
    expect(turnsOf(transcriptOf('A: x@0-1 | B: y@2-3 | A: z@4-5'), 'A')).toEqual([0, 2]);
  });
});
