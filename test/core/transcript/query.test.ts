// Words by time and by offset, against a plain search.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextWord, previousWord, rangeOfWord, timeIndex, turnLength, wordAtOffset, wordFromOffset } from '../../../src-core/transcript/query.ts';
import { countWords, turnText, type Transcript, type WordPlace } from '../../../src-core/transcript/transcript.ts';
import { anyTranscript } from '../../support/random-transcripts.ts';
import { transcriptOf } from '../../support/notation.ts';

const allWords = (transcript: Transcript) =>
  transcript.turns.flatMap((turn, index) => turn.words.map((word, at) => ({ word, place: { turn: index, word: at } })));
const startAt = (transcript: Transcript, place: WordPlace | null) => place && transcript.turns[place.turn]?.words[place.word]?.start;

describe('by time', () => {
  test('answers what a search through every word would, though turns overlap', () => {
    fc.assert(
      fc.property(anyTranscript, fc.nat(12_000), fc.nat(3000), (transcript, time, length) => {
        const index = timeIndex(transcript);
        const words = allWords(transcript);
        const spoken = words.filter(({ word }) => word.start <= time && time < word.end);
        const at = index.wordAt(time);
        expect(at === null).toBe(spoken.length === 0);
        if (at) expect(startAt(transcript, at)).toBe(Math.max(...spoken.map(({ word }) => word.start)));
        const begun = words.filter(({ word }) => word.start <= time);
        const before = index.wordBefore(time);
        expect(before === null).toBe(begun.length === 0);
        if (before) expect(startAt(transcript, before)).toBe(Math.max(...begun.map(({ word }) => word.start)));
        const end = time + length;
        const within = words.filter(({ word }) => word.start < end && (word.end > time || (word.start === word.end && word.start >= time)));
        const found = index.wordsIn({ start: time, end });
        expect(new Set(found.map((place) => JSON.stringify(place)))).toEqual(new Set(within.map(({ place }) => JSON.stringify(place))));
        const starts = found.map((place) => startAt(transcript, place) ?? 0);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });

  test('of two who speak at once the one who began last is lit', () => {
    const index = timeIndex(transcriptOf('A: long@0-1000 | B: yes@300-500'));
    expect([200, 300, 499, 500, 1000].map((time) => index.wordAt(time))).toEqual([
      { turn: 0, word: 0 },
      { turn: 1, word: 0 },
      { turn: 1, word: 0 },
      { turn: 0, word: 0 },
      null,
    ]);
  });

  test('is made once for the same turns', () => {
    const transcript = transcriptOf('A: a@0-100');
    expect(timeIndex({ ...transcript, speakers: [] })).toBe(timeIndex(transcript));
  });
});

describe('by offset', () => {
  const turn = transcriptOf('A: foo@0-100 ␣bar@100-200 +baz@200-300 ␣').turns[0]!; // the notation has one turn

  test('a caret in or beside a word finds it, in white space it finds none', () => {
    expect(turnText(turn)).toBe('foo  barbaz ');
    expect(Array.from({ length: 13 }, (_, offset) => wordAtOffset(turn, offset))).toEqual([0, 0, 0, 0, null, 1, 1, 1, 2, 2, 2, 2, null]);
    expect([3, 4, 5, 11, 12].map((offset) => wordFromOffset(turn, offset))).toEqual([1, 1, 1, 3, 3]);
  });

  test('ranges of words are where their text stands', () => {
    fc.assert(
      fc.property(anyTranscript, ({ turns }) => {
        for (const each of turns) {
          expect(turnLength(each)).toBe(turnText(each).length);
          each.words.forEach((word, index) => {
            const { from, to } = rangeOfWord(each, index);
            expect(turnText(each).slice(from, to)).toBe(word.text);
            expect(wordAtOffset(each, from)).toBe(index);
          });
        }
      }),
    );
    expect(() => rangeOfWord(turn, 3)).toThrow(RangeError);
  });
});

test('next and previous walk through every word and back, over turns without words', () => {
  fc.assert(
    fc.property(anyTranscript, (transcript) => {
      const places = allWords(transcript).map(({ place }) => place);
      expect(places).toHaveLength(countWords(transcript));
      places.forEach((place, index) => {
        expect(nextWord(transcript, place)).toEqual(places[index + 1] ?? null);
        expect(previousWord(transcript, place)).toEqual(places[index - 1] ?? null);
      });
    }),
  );
});
