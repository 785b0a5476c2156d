// Laws of text on the picture: a full line of the rules stays in the safe width, and the cues on screen are those that are shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { exactTime } from '../../../src-renderer/cues/exact-time.ts';
import { cuesAt, fitted, letterSize } from '../../../src-renderer/cues/picture-text.ts';

const size = fc.record({ width: fc.integer({ min: 200, max: 4000 }), height: fc.integer({ min: 200, max: 4000 }) });

describe('text on the picture', () => {
  it('is a fifteenth of the height and its gap, as players write it', () => {
    expect(letterSize({ width: 1920, height: 1080 }, 42)).toBeCloseTo(57.6);
    expect(letterSize({ width: 1920, height: 1080 }, 16)).toBeCloseTo(57.6);
  });

  it('never makes a full line wider than the safe area, upright films least of all', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 12, max: 70 }), (picture, lineLength) => {
        const letters = letterSize(picture, lineLength);
        const breadth = lineLength <= 24 ? 1 : 0.5;
        if (letters > 9) expect(letters * lineLength * breadth).toBeLessThanOrEqual(picture.width * 0.9 + 0.001);
      }),
    );
    expect(letterSize({ width: 405, height: 720 }, 42)).toBeLessThan(letterSize({ width: 405, height: 720 }, 20));
  });

  it('lies on a picture that keeps its proportions and fills its room one way', () => {
    fc.assert(
      fc.property(size, size, (picture, room) => {
        const { width, height } = fitted(picture, room);
        expect(width).toBeLessThanOrEqual(room.width);
        expect(height).toBeLessThanOrEqual(room.height);
        expect(Math.max(width - room.width, height - room.height)).toBeGreaterThanOrEqual(-1);
      }),
    );
    expect(fitted({ width: 0, height: 0 }, { width: 10, height: 5 })).toEqual({ width: 10, height: 5 });
  });
});

describe('cues on screen', () => {
  it('are those that have begun and not yet ended, also across each other', () => {
    const spans = fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 3000 })), { maxLength: 20 });
    fc.assert(
      fc.property(spans, fc.nat(9000), (list, time) => {
        const place = { turn: 0, word: 0 };
        const cues = list.map(([start, length]): Cue => ({ start, end: start + length, from: place, to: place, breaks: [] })).sort((a, b) => a.start - b.start);
        const longest = Math.max(0, ...cues.map(({ start, end }) => end - start));
        expect(cuesAt(cues, time, longest)).toEqual(cues.flatMap(({ start, end }, index) => (start <= time && end > time ? [index] : [])));
      }),
    );
  });
});

describe('exact times', () => {
  it('are always as wide', () => {
    expect([exactTime(0), exactTime(-5), exactTime(83_456.4), exactTime(36_000_000)]).toEqual(['00:00:00.000', '00:00:00.000', '00:01:23.456', '10:00:00.000']);
  });
});
