// The notation the other tests are written in.
import { expect, test } from 'vitest';
import { notationOf, transcriptOf } from '../../support/notation.ts';

test('what it writes it reads back', () => {
  const notations = ['A: Hello@0-400 world@450-900 | B: yes@1000-1200', '', '你@0-1 +好@1-2~ ␣x@2-3? y@3-4!', 'A: | ␣a@0-1 ␣␣'];
  for (const notation of notations) expect(notationOf(transcriptOf(notation))).toBe(notation);
});

test('it stands for exactly these words', () => {
  const { turns, speakers, nextTurnId } = transcriptOf('A: Hello@0-400 world@450-900! |  yes@1000-1200');
  expect(turns.map((turn) => [turn.id, turn.speaker, turn.words.map((word) => [word.space, word.text, word.origin, word.source])])).toEqual([
    [
      0,
      'A',
      [
        ['', 'Hello', 'heard', 0],
        [' ', 'world', 'set', null],
      ],
    ],
    [1, null, [['', 'yes', 'heard', 1]]],
  ]);
  expect([speakers, nextTurnId]).toEqual([[{ id: 'A', name: 'A' }], 2]);
});

test('what it cannot say it refuses', () => {
  expect(() => transcriptOf('Hello')).toThrow(SyntaxError);
  expect(() =>
    notationOf({
      ...transcriptOf('a@0-1'),
      turns: [{ ...transcriptOf('a@0-1').turns[0]!, words: [{ ...transcriptOf('a@0-1').turns[0]!.words[0]!, text: 'a@b' }] }],
    }),
  ).toThrow(SyntaxError); // one word above
});
