// Ranks: there is always room for another between two, and keys stay short.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranksBetween } from '../../../src-main/adapters/disk/rank.ts';

describe('ranks', () => {
  it('rise strictly between their bounds, wherever one puts more', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), count: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 }), (puts) => {
        const ranks: string[] = [];
        for (const { at, count } of puts) {
          const index = Math.min(Math.floor(at * (ranks.length + 1)), ranks.length);
          ranks.splice(index, 0, ...ranksBetween(ranks[index - 1] ?? null, ranks[index] ?? null, count));
        }
        const sorted = [...new Set(ranks)].sort((a, b) => (a < b ? -1 : 1));
        expect(sorted).toEqual(ranks);
        expect(ranks.filter((rank) => rank === '' || rank.endsWith('0'))).toEqual([]);
      }),
    );
  });

  it('take three characters for a transcript of 3,000 turns', () => {
    expect(Math.max(...ranksBetween(null, null, 3000).map((rank) => rank.length))).toBeLessThanOrEqual(3);
  });

  it('grow by a character in many steps when one goes on at the same spot', () => {
    let low = ranksBetween(null, null, 1)[0] ?? '';
    const high = ranksBetween(low, null, 1)[0] ?? '';
    for (let step = 0; step < 1000; step += 1) low = ranksBetween(low, high, 1)[0] ?? '';
    expect(low < high).toBe(true);
    expect(low.length).toBeLessThan(200);
  });

  it('refuse bounds that are not in order', () => {
    expect(() => ranksBetween('b', 'a', 1)).toThrow(RangeError);
    expect(() => ranksBetween('a', 'a', 1)).toThrow(RangeError);
    expect(ranksBetween('a', 'b', 0)).toEqual([]);
  });
});
