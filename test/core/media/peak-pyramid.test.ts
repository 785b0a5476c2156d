// Laws of the pyramid: no level hides a peak, and growing it piece by piece gives what building it at once gives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeakPyramid } from '../../../src-core/media/peak-pyramid.ts';

const stereoPeaks = fc.int8Array({ minLength: 4, maxLength: 1200 }).map((all) => all.slice(0, Math.floor(all.length / 4) * 4));

function levelsOf(pyramid: PeakPyramid): number[][] {
  return Array.from({ length: pyramid.depth }, (_, index) => [...pyramid.level(index).peaks]);
}

describe('PeakPyramid', () => {
  it('keeps the highest and lowest peak of each channel at every level', () => {
    fc.assert(
      fc.property(stereoPeaks, (peaks) => {
        const pyramid = new PeakPyramid(2);
        pyramid.append(peaks);
        for (const slot of [0, 1, 2, 3]) {
          const extreme = (all: Int8Array): number => all.filter((_, i) => i % 4 === slot).reduce((a, b) => (slot % 2 === 0 ? Math.min(a, b) : Math.max(a, b)));
          for (let index = 0; index < pyramid.depth; index++) expect(extreme(pyramid.level(index).peaks)).toBe(extreme(peaks));
        }
      }),
    );
  });

  it('makes each bucket the span of its two below', () => {
    const pyramid = new PeakPyramid(1);
    pyramid.append(Int8Array.of(-1, 5, -7, 2, -3, 9));
    expect(levelsOf(pyramid)).toEqual([
      [-1, 5, -7, 2, -3, 9],
      [-7, 5, -3, 9],
      [-7, 9],
    ]);
  });

  it('does not care in which pieces, or how often, the peaks arrive', () => {
    fc.assert(
      fc.property(stereoPeaks, fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { maxLength: 12 }), (peaks, reads) => {
        const whole = new PeakPyramid(2);
        whole.append(peaks);
        const grown = new PeakPyramid(2);
        for (const [back, length] of reads) {
          const from = Math.max(0, grown.buckets - back);
          grown.append(peaks.subarray(from * 4, (from + length) * 4), from);
        }
        grown.append(peaks.subarray(grown.buckets * 4));
        expect(levelsOf(grown)).toEqual(levelsOf(whole));
      }),
    );
  });

  it('refuses a stretch that would leave a hole or does not fit its channels', () => {
    const pyramid = new PeakPyramid(2);
    expect(() => pyramid.append(Int8Array.of(1, 2, 3, 4), 1)).toThrow(RangeError);
    expect(() => pyramid.append(Int8Array.of(1, 2))).toThrow(RangeError);
    expect(pyramid.buckets).toBe(0);
  });

  it('chooses the coarsest level that still has a bucket for every pixel', () => {
    const pyramid = new PeakPyramid(1);
    pyramid.append(new Int8Array(2 * 4096));
    for (const pixelsPerSecond of [0.5, 1, 3, 12.5, 12.6, 49, 50, 99, 100, 101, 5000]) {
      const level = pyramid.levelFor(pixelsPerSecond);
      if (level > 0) expect(pyramid.level(level).perSecond).toBeGreaterThanOrEqual(pixelsPerSecond);
      if (level < pyramid.depth - 1) expect(pyramid.level(level + 1).perSecond).toBeLessThan(pixelsPerSecond);
    }
    expect(() => pyramid.levelFor(0)).toThrow(RangeError);
  });

  it('is empty, not broken, before the first peak', () => {
    const pyramid = new PeakPyramid(2);
    expect(pyramid.levelFor(10)).toBe(0);
    expect(pyramid.level(0)).toEqual({ peaks: new Int8Array(0), buckets: 0, perSecond: 100 });
  });
});
