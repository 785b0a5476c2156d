// Pairs of equal entries in two lists.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignKeys, type Pair } from '../../../src-core/transcript/align.ts';

function expectSound(a: readonly string[], b: readonly string[], pairs: readonly Pair[]): void {
  let last: Pair = { a: -1, b: -1 };
  for (const pair of pairs) {
    expect(a[pair.a]).toBe(b[pair.b]);
    expect(pair.a > last.a && pair.b > last.b).toBe(true);
    last = pair;
  }
}

/** Length of the longest common subsequence, by the definition. */
function longest(a: readonly string[], b: readonly string[]): number {
  const [x, ...restA] = a;
  const [y, ...restB] = b;
  if (x === undefined || y === undefined) return 0;
  return x === y ? 1 + longest(restA, restB) : Math.max(longest(restA, b), longest(a, restB));
}

test('short lists are aligned as well as can be', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const pairs = alignKeys(a, b);
      expectSound(a, b, pairs);
      expect(pairs).toHaveLength(longest(a, b));
    }),
  );
});

test('a long text with a changed word here and there keeps every other word', () => {
  const a = Array.from({ length: 6000 }, (_, i) => (i % 3 === 0 ? 'the' : `word${i}`));
  const b = a.flatMap((word, i) => (i % 300 === 7 ? ['new', 'words'] : i % 400 === 1 ? [] : [word]));
  const pairs = alignKeys(a, b);
  expectSound(a, b, pairs);
  const changed = a.filter((_, i) => i % 300 === 7 || i % 400 === 1).length;
  expect(pairs.length).toBeGreaterThanOrEqual(a.length - changed);
});

test('long lists without a key in common or without a unique key still end', () => {
  const many = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i % 2}`);
  expect(alignKeys(many('a'), many('b'))).toEqual([]);
  expectSound(many('a'), many('a').toReversed(), alignKeys(many('a'), many('a').toReversed()));
});
