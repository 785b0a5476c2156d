// The curves a wave is drawn from: however the peaks arrive, they come out the same, and nothing is worked through twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeakPyramid } from '../../../src-core/media/peak-pyramid.ts';
import { WaveShape } from '../../../src-renderer/waveform/wave-shape.ts';

/** Buckets of (lowest, highest) for each of two channels. */
const buckets = fc.array(
  fc.tuple(fc.integer({ min: -128, max: 0 }), fc.integer({ min: 0, max: 127 }), fc.integer({ min: -128, max: 0 }), fc.integer({ min: 0, max: 127 })),
  { maxLength: 60 },
);

describe('the shape of a wave', () => {
  it('is the same whether peaks come at once or in pieces', () => {
    fc.assert(
      fc.property(fc.array(buckets, { maxLength: 8 }), (pieces) => {
        const whole = new PeakPyramid(2);
        whole.append(Int8Array.from(pieces.flat(2)));
        const growing = new PeakPyramid(2);
        const shape = new WaveShape(growing, pieces.flat().length * 10);
        for (const piece of pieces) {
          growing.append(Int8Array.from(piece.flat()));
          shape.grow();
        }
        const atOnce = new WaveShape(whole, pieces.flat().length * 10);
        expect(shape.curves).toEqual(atOnce.curves);
        expect(shape.peak).toBe(atOnce.peak);
      }),
    );
  });

  it('takes the loudest of all channels above the middle, and the lowest below it', () => {
    const pyramid = new PeakPyramid(2);
    pyramid.append(Int8Array.from([-10, 20, -64, 32, 0, 0, -1, 5]));
    const { curves, peak } = new WaveShape(pyramid, 20);
    expect([...curves[0]]).toEqual([32 / 128, 5 / 128]);
    expect([...curves[1]]).toEqual([-64 / 128, -1 / 128]);
    expect(peak).toBe(0.5);
  });

  it('is silence over the whole length until peaks come, and tells where they came', () => {
    const pyramid = new PeakPyramid(1);
    const shape = new WaveShape(pyramid, 1000);
    expect(shape.curves[0]).toEqual(new Float32Array(100));
    pyramid.append(Int8Array.from([-1, 1, -2, 2, -3, 3]));
    expect(shape.grow()).toEqual({ start: 0, end: 30 });
    pyramid.append(Int8Array.from([-4, 4]));
    expect(shape.grow()).toEqual({ start: 30, end: 40 });
    expect(shape.curves[0].slice(0, 5)).toEqual(Float32Array.from([1, 2, 3, 4, 0].map((step) => step / 128)));
  });

  it('has no room for another medium’s peaks, nor for more than the length it was made for', () => {
    const pyramid = new PeakPyramid(1);
    const shape = new WaveShape(pyramid, 20);
    expect(shape.holds(pyramid)).toBe(true);
    expect(shape.holds(new PeakPyramid(1))).toBe(false);
    pyramid.append(new Int8Array(6));
    expect(shape.holds(pyramid)).toBe(false);
  });
});
