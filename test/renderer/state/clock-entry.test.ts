// Times as typed and as shown are one language.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockText } from '../../../src-renderer/parts/clock-text.ts';
import { offsetWords, readClock, readOffset } from '../../../src-renderer/state/clock-entry.ts';

describe('a typed time', () => {
  it('reads back every time as the clock shows it, to the tenth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359_999_999 }), (time) => {
        expect(readClock(clockText(time, true))).toBe(Math.floor(time / 100) * 100);
      }),
    );
  });

  it('takes seconds alone, a comma, and spaces around', () => {
    expect([readClock('95'), readClock(' 1:35,25 '), readClock('1:02:03')]).toEqual([95_000, 95_250, 3_723_000]);
  });

  it('is none when it is no clock', () => {
    for (const text of ['', 'abc', '1:60', '1:99:00', '-5', '1:2:3:4', '1.2.3']) expect(readClock(text)).toBeNull();
  });

  it('is a shift behind a sign, and none where nothing is typed', () => {
    expect(['-1.5', '−2', '+1:00', '3', ''].map(readOffset)).toEqual([-1500, -2000, 60_000, 3000, 0]);
    expect(['-', '+soon', '1-2'].map(readOffset)).toEqual([null, null, null]);
    for (const offset of [0, -1500, 61_250]) expect(readOffset(offsetWords(offset))).toBe(offset);
  });
});
