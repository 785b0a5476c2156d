// Laws of the estimate: exact, never too low, and never without its date.
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { JobOptions } from '../../src-core/library/job.ts';
import { PRICES, amountOf, estimateCost, priceTableShape } from '../../src-core/library/price.ts';

const plain: JobOptions = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null };

describe('the cost of a job', () => {
  it('is 36 US cents for an hour in September 2026', () => {
    const estimate = estimateCost(3_600_000, plain);
    expect(amountOf(estimate)).toBe(0.36);
    expect(estimate).toMatchObject({ currency: 'USD', seconds: 3600, asOf: '2026-09', region: 'us-east-1' });
  });

  it('counts a begun second as a whole one', () => {
    expect(estimateCost(1, plain).micros).toBe(100);
    expect(estimateCost(1000, plain).micros).toBe(100);
    expect(estimateCost(1001, plain).micros).toBe(200);
  });

  it('never falls when the recording grows, and is always a whole number of millionths', () => {
    const length = fc.integer({ min: 0, max: 4 * 3_600_000 });
    fc.assert(
      fc.property(length, length, (a, b) => {
        const [short, long] = [estimateCost(Math.min(a, b), plain).micros, estimateCost(Math.max(a, b), plain).micros];
        return short <= long && Number.isSafeInteger(short) && long * 1000 >= Math.max(a, b) * PRICES.batchPerSecond;
      }),
    );
  });

  it('costs the same whichever options of today are chosen', () => {
    const rich: JobOptions = { language: { kind: 'identify-several', among: [] }, maxSpeakers: 30, channels: true, maxAlternatives: 10 };
    expect(estimateCost(123_456, rich)).toEqual(estimateCost(123_456, plain));
  });

  it('follows a table a person put in its place', () => {
    const old = v.parse(priceTableShape, { ...PRICES, asOf: '2024-01', batchPerSecond: 400, leastSeconds: 15 });
    expect(estimateCost(2_000, plain, old)).toMatchObject({ micros: 6_000, seconds: 15, asOf: '2024-01' });
    expect(v.safeParse(priceTableShape, { ...PRICES, asOf: 'lately' }).success).toBe(false);
  });
});
