// Random turns and splices for the laws of the library.
import fc from 'fast-check';
import type { Word } from '../../../src-core/transcript/transcript.ts';

const anyWord = fc.record({
  text: fc.oneof(fc.constantFrom('hello', 'Straße,', 'café', '東京', 'مرحبا', 'हिन्दी', '🙂'), fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' })),
  space: fc.constantFrom('', ' ', '  '),
  start: fc.nat(10_000_000),
  length: fc.nat(5000),
  origin: fc.constantFrom('heard' as const, 'set' as const, 'carried' as const, 'estimated' as const),
  confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  channel: fc.option(fc.nat(1)),
  source: fc.option(fc.nat(50_000)),
});

/** Random words in time order. */
const anyWords = fc.array(anyWord, { maxLength: 6 }).map((words) => {
  let at = 0;
  return words.map(({ length, start, confidence, ...word }): Word => {
    const from = at + (start % 1000);
    at = from + length;
    return { ...word, start: from, end: at, confidence: confidence === 0 ? 0 : confidence };
  });
});

/** A random turn without an id of its own yet. */
export const anyTurn = fc.record({ speaker: fc.option(fc.constantFrom('spk_0', 'spk_1')), words: anyWords, tail: fc.constantFrom('', ' ') });

/** A random splice, as fractions of whatever transcript it meets. */
export const anySplice = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(4),
  turns: fc.array(anyTurn, { maxLength: 4 }),
  /** Whether put-in turns keep the ids of the removed ones, as corrections of text do. */
  keepIds: fc.boolean(),
});
