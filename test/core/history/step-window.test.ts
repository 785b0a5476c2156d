// Which steps stay when all weigh too much.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestSteps } from '../../../src-core/history/step-window.ts';

/** Weights of steps from 1 on, and how many of them can be undone. */
const anyHistory = fc.array(fc.nat(10), { maxLength: 12 }).chain((weights) => fc.record({ weights: fc.constant(weights), done: fc.nat(weights.length) }));

describe('the steps that are kept', () => {
  it('weigh no more than they may, lie around where the transcript stands, and could not be one more on the undo side', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(40), ({ weights, done }, most) => {
        const weightOf = (number: number): number => weights[number - 1] ?? 0;
        const sum = (from: number, to: number): number => weights.slice(from - 1, to).reduce((all, weight) => all + weight, 0);
        const kept = nearestSteps({ first: 1, last: weights.length, done }, weightOf, most);
        expect([kept.done, kept.first >= 1, kept.first <= done + 1, kept.last >= done, kept.last <= weights.length]).toEqual([done, true, true, true, true]);
        expect(sum(kept.first, kept.last)).toBeLessThanOrEqual(most);
        if (kept.first > 1) expect(sum(kept.first - 1, done)).toBeGreaterThan(most);
        if (kept.last < weights.length) expect(sum(kept.first, kept.last + 1)).toBeGreaterThan(most);
      }),
    );
  });

  it('are all of them when they fit', () => {
    fc.assert(
      fc.property(anyHistory, ({ weights, done }) => {
        const range = { first: 1, last: weights.length, done };
        expect(nearestSteps(range, (number) => weights[number - 1] ?? 0, 120)).toEqual(range);
      }),
    );
  });

  it('end before one that weighs too much by itself, on its side alone', () => {
    const weightOf = (number: number): number => (number === 3 ? 99 : 1);
    expect(nearestSteps({ first: 1, last: 9, done: 5 }, weightOf, 50)).toEqual({ first: 4, last: 9, done: 5 });
    expect(nearestSteps({ first: 1, last: 9, done: 2 }, weightOf, 50)).toEqual({ first: 1, last: 2, done: 2 });
  });
});
