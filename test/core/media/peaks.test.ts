// Laws of the reducer: no drift, order of arrival does not matter, nothing louder is ever lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEAKS_PER_SECOND, PeakReducer, bucketsOfMillis, quantisePeak } from '../../../src-core/media/peaks.ts';

const samples16 = (maxFrames: number, channels: number) =>
  fc.int16Array({ minLength: 0, maxLength: maxFrames * channels }).map((all) => all.slice(0, Math.floor(all.length / channels) * channels));

function reduce(rate: number, channels: number, ...parts: Int16Array[]): Int8Array {
  const reducer = new PeakReducer(rate, channels);
  const taken: number[] = [];
  for (const part of parts) {
    reducer.addS16(part);
    taken.push(...reducer.take());
  }
  reducer.finish();
  taken.push(...reducer.take());
  return Int8Array.from(taken);
}

/** The definition, written the slow way: frame n lies in bucket floor(n × 100 / rate). */
function byDefinition(rate: number, channels: number, samples: Int16Array): Int8Array {
  const frames = samples.length / channels;
  if (frames === 0) return new Int8Array(0);
  const buckets = Math.floor(((frames - 1) * PEAKS_PER_SECOND) / rate) + 1;
  const low = new Array<number>(buckets * channels).fill(Infinity);
  const high = new Array<number>(buckets * channels).fill(-Infinity);
  samples.forEach((sample, i) => {
    const at = Math.floor((Math.floor(i / channels) * PEAKS_PER_SECOND) / rate) * channels + (i % channels);
    low[at] = Math.min(low[at] ?? 0, sample / 32768);
    high[at] = Math.max(high[at] ?? 0, sample / 32768);
  });
  return Int8Array.from(low.flatMap((least, i) => [quantisePeak(least), quantisePeak(high[i] ?? 0)]));
}

describe('PeakReducer', () => {
  it('gives each bucket the lowest and highest of exactly its own frames, at any rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 3000 }), fc.integer({ min: 1, max: 3 }), samples16(900, 6), (rate, channels, all) => {
        const samples = all.slice(0, Math.floor(all.length / channels) * channels);
        expect(reduce(rate, channels, samples)).toEqual(byDefinition(rate, channels, samples));
      }),
    );
  });

  it('does not care how the sound is cut up on its way', () => {
    fc.assert(
      fc.property(samples16(2000, 2), fc.nat(2000), (samples, cut) => {
        const at = Math.min(cut * 2, samples.length);
        expect(reduce(11025, 2, samples.subarray(0, at), samples.subarray(at))).toEqual(reduce(11025, 2, samples));
      }),
    );
  });

  it('reduces a concatenation to the concatenation of reductions where a bucket ends', () => {
    fc.assert(
      fc.property(fc.int16Array({ minLength: 882, maxLength: 882 }), samples16(1500, 1), (head, tail) => {
        const joined = Int16Array.from([...head, ...tail]);
        expect([...reduce(44100, 1, joined)]).toEqual([...reduce(44100, 1, head), ...reduce(44100, 1, tail)]);
      }),
    );
  });

  it('has a hundred buckets for every second even where a bucket is not a whole number of frames', () => {
    for (const rate of [8000, 11025, 22050, 44056, 44100, 48000, 95999]) {
      const reducer = new PeakReducer(rate, 1);
      for (let second = 0; second < 50; second++) reducer.addS16(new Int16Array(rate));
      expect(reducer.buckets, `${rate} Hz`).toBe(5000);
    }
  });

  it('puts a click four hours in into the bucket of its time', () => {
    const rate = 11025;
    const reducer = new PeakReducer(rate, 1);
    const seconds = 4 * 3600;
    reducer.padTo(seconds * rate + Math.ceil(rate * 0.25));
    reducer.take();
    const before = reducer.buckets;
    reducer.addS16(Int16Array.of(32767));
    reducer.finish();
    expect(before).toBe(seconds * PEAKS_PER_SECOND + 25);
    expect([...reducer.take()]).toEqual([127, 127]);
  });

  it('reads the same sound alike in every sample format, to one step', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 }), (sound) => {
        const add: ((reducer: PeakReducer) => void)[] = [
          (reducer) => reducer.addFloats(Float32Array.from(sound)),
          (reducer) => reducer.addPlanes([Float32Array.from(sound)], sound.length),
          (reducer) => reducer.addS16(Int16Array.from(sound, (sample) => Math.max(-32768, Math.min(32767, Math.round(sample * 32768))))),
          (reducer) => reducer.addS32(Int32Array.from(sound, (sample) => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.round(sample * 2 ** 31))))),
          (reducer) => reducer.addU8(Uint8Array.from(sound, (sample) => Math.max(0, Math.min(255, Math.round(sample * 128) + 128)))),
        ];
        const [reference, ...others] = add.map((feed) => {
          const reducer = new PeakReducer(8000, 1);
          feed(reducer);
          reducer.finish();
          return [...reducer.take()];
        });
        for (const other of others) {
          expect(other).toHaveLength(reference?.length ?? -1);
          other.forEach((peak, i) => expect(Math.abs(peak - (reference?.[i] ?? NaN))).toBeLessThanOrEqual(1));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the first channels of a sound that has more, and lends the first to one that has fewer', () => {
    const many = new PeakReducer(800, 2, 3);
    many.addS16(Int16Array.from({ length: 24 }, (_, i) => (i % 3 === 2 ? 32767 : (i % 3) * 8192)));
    expect([...many.take()]).toEqual([0, 0, 32, 32]);
    const few = new PeakReducer(800, 2);
    few.addPlanes([new Float32Array(8).fill(0.5)], 8);
    expect([...few.take()]).toEqual([64, 64, 64, 64]);
  });

  it('turns NaN to silence and clips what is louder than full scale', () => {
    expect([NaN, 5, -5, 1, -1, 0, -0].map(quantisePeak)).toEqual([0, 127, -128, 127, -128, 0, 0]);
  });

  it('refuses rates and channels that are not counts', () => {
    expect(() => new PeakReducer(0, 1)).toThrow(RangeError);
    expect(() => new PeakReducer(44100.5, 1)).toThrow(RangeError);
    expect(() => new PeakReducer(44100, 3, 2)).toThrow(RangeError);
  });

  it('counts the buckets of a length as the reducer fills them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (millis) => {
        const reducer = new PeakReducer(8000, 1);
        reducer.padTo(millis * 8);
        reducer.finish();
        expect(reducer.buckets).toBe(bucketsOfMillis(millis));
      }),
    );
  });
});
