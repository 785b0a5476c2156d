// Onsets and offsets of speech, on sounds made here whose stretches are known.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PeakPyramid } from '../../../src-core/media/peak-pyramid.ts';
import { PeakReducer } from '../../../src-core/media/peaks.ts';
import { speechEdges, speechIn } from '../../../src-core/media/speech-stretches.ts';
import type { Span } from '../../../src-core/span.ts';

const RATE = 8000;

interface Sound {
  readonly length: number;
  readonly bursts: readonly Span[];
  readonly voice?: number;
  readonly noise?: number;
  readonly channels?: number;
}

/** A buzz of 120 Hz in the bursts, noise everywhere; in the last channel only. */
function peaksOf({ length, bursts, voice = 0.5, noise = 0, channels = 1 }: Sound): PeakPyramid {
  let state = 7;
  const samples = Float32Array.from({ length: (length * RATE) / 1000 }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const time = (at * 1000) / RATE;
    const isLoud = bursts.some(({ start, end }) => time >= start && time < end);
    return (isLoud ? voice * Math.sin((2 * Math.PI * 120 * at) / RATE) : 0) + noise * (state / 2 ** 31 - 1);
  });
  const reducer = new PeakReducer(RATE, channels);
  const silence = new Float32Array(samples.length);
  reducer.addPlanes([...Array.from({ length: channels - 1 }, () => silence), samples], samples.length);
  reducer.finish();
  const peaks = new PeakPyramid(channels);
  peaks.append(reducer.take());
  return peaks;
}

const BURSTS = [
  { start: 500, end: 1200 },
  { start: 1500, end: 2400 },
  { start: 3000, end: 3100 },
];

function near(found: readonly Span[], wanted: readonly Span[], within = 20): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((span, index) => {
    expect(Math.abs(span.start - (wanted[index]?.start ?? NaN))).toBeLessThanOrEqual(within);
    expect(Math.abs(span.end - (wanted[index]?.end ?? NaN))).toBeLessThanOrEqual(within);
  });
}

describe('stretches of speech', () => {
  test.each([
    ['in silence', {}],
    ['in noise 20 dB below', { noise: 0.05 }],
    ['spoken softly', { voice: 0.05 }],
    ['in one channel of two', { channels: 2 }],
  ])('are found to 20 ms %s', (_, more) => {
    near(speechIn(peaksOf({ length: 5000, bursts: BURSTS, ...more }), { start: 0, end: 5000 }), BURSTS);
  });

  test('reach over the closure of a stop, and leave out a click', () => {
    const bursts = [
      { start: 500, end: 900 },
      { start: 980, end: 1500 },
      { start: 2500, end: 2510 },
    ];
    near(speechIn(peaksOf({ length: 4000, bursts }), { start: 0, end: 4000 }), [{ start: 500, end: 1500 }]);
  });

  test('are cut off at the stretch asked for', () => {
    const peaks = peaksOf({ length: 5000, bursts: BURSTS });
    near(speechIn(peaks, { start: 800, end: 1700 }), [
      { start: 800, end: 1200 },
      { start: 1500, end: 1700 },
    ]);
    expect(speechIn(peaks, { start: 2500, end: 2900 })).toEqual([]);
    expect(speechIn(peaks, { start: 4900, end: 9000 })).toEqual([]);
  });

  test('are none in silence, and all of a sound that never changes', () => {
    expect(speechIn(peaksOf({ length: 2000, bursts: [] }), { start: 0, end: 2000 })).toEqual([]);
    expect(speechIn(peaksOf({ length: 2000, bursts: [{ start: 0, end: 2000 }] }), { start: 100, end: 1900 })).toEqual([{ start: 100, end: 1900 }]);
    expect(speechIn(new PeakPyramid(1), { start: 0, end: 1000 })).toEqual([]);
  });

  test('are ordered, apart and inside what was asked for, whatever the sound', () => {
    const burst = fc.record({ start: fc.nat(4000), length: fc.nat(900) }).map(({ start, length }) => ({ start, end: start + length }));
    const asked = fc.tuple(fc.nat(4500), fc.nat(4500)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(burst, { maxLength: 6 }), asked, fc.constantFrom(0, 0.01, 0.3), (bursts, within, noise) => {
        const found = speechIn(peaksOf({ length: 4500, bursts, noise }), within);
        let low = within.start;
        for (const { start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(low);
          expect(end).toBeGreaterThan(start);
          low = end;
        }
        expect(low).toBeLessThanOrEqual(within.end);
      }),
      { numRuns: 60 },
    );
  });
});

test('edges to snap to are the beginnings and ends near a place, closures of stops among them', () => {
  const bursts = [
    { start: 500, end: 900 },
    { start: 960, end: 1500 },
  ];
  const edges = speechEdges(peaksOf({ length: 4000, bursts }), { start: 850, end: 1000 });
  expect(edges).toHaveLength(2);
  expect(Math.abs((edges[0] ?? 0) - 900)).toBeLessThanOrEqual(20);
  expect(Math.abs((edges[1] ?? 0) - 960)).toBeLessThanOrEqual(20);
});
