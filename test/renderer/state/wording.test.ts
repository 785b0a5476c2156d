// Figures in words: exact where it matters, round where it does not, and never wrong by a unit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockText, isoDuration } from '../../../src-renderer/parts/clock-text.ts';
import { bytesOfText, bytesText, countText, dateText, lengthText, moneyText, timeLeftText } from '../../../src-renderer/state/wording.ts';

describe('a clock', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [37_845_000, '10:30:45'],
  ])('shows %i ms as %s', (millis, text) => {
    expect(clockText(millis)).toBe(text);
  });

  it('shows tenths that have passed, not tenths to come', () => {
    expect(clockText(12_399, true)).toBe('0:12.3');
  });

  it('never goes back when time goes on', () => {
    const seconds = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    fc.assert(
      fc.property(fc.nat(90_000_000), fc.nat(5000), (time, step) => {
        expect(seconds(clockText(time + step, true))).toBeGreaterThanOrEqual(seconds(clockText(time, true)));
      }),
    );
  });

  it('tells machines the exact length', () => {
    expect(isoDuration(61_234)).toBe('PT61.234S');
  });
});

describe('lengths', () => {
  it.each([
    [400, '0 s'],
    [45_000, '45 s'],
    [125_000, '2 min 5 s'],
    [300_000, '5 min'],
    [754_000, '13 min'],
    [3_569_000, '59 min'],
    [3_570_000, '1 h'],
    [3_600_000, '1 h'],
    [3_840_000, '1 h 4 min'],
    [7_199_000, '2 h'],
  ])('reads %i ms as %s', (millis, text) => {
    expect(lengthText(millis)).toBe(text);
  });

  it('never says 60 of a unit', () => {
    // Near whole minutes and hours, where rounding goes wrong, and anywhere.
    const nearMinutes = fc.tuple(fc.nat(1_700), fc.integer({ min: -31_000, max: 31_000 })).map(([minutes, off]) => Math.max(0, minutes * 60_000 + off));
    const nearHours = fc.tuple(fc.nat(30), fc.integer({ min: -31_000, max: 31_000 })).map(([hours, off]) => Math.max(0, hours * 3_600_000 + off));
    fc.assert(fc.property(fc.oneof(fc.nat(100_000_000), nearMinutes, nearHours), (millis) => !/\b60 (s|min)/.test(lengthText(millis))));
  });
});

describe('bytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1.0 kB'],
    [48_000_000, '48.0 MB'],
    [999_600, '1.0 MB'],
    [2_500_000_000, '2.5 GB'],
    [250_000_000, '250 MB'],
  ])('reads %i as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  it('counts what is done in the unit of the whole', () => {
    expect(bytesOfText(12_400_000, 48_000_000)).toBe('12.4 of 48.0 MB');
    expect(bytesOfText(0, 250_000_000)).toBe('0 of 250 MB');
  });
});

describe('dates', () => {
  const now = new Date(2026, 9, 22, 14, 30).getTime();
  it.each([
    [new Date(2026, 9, 22, 14, 29, 30), 'just now'],
    [new Date(2026, 9, 22, 9, 5), '09:05'],
    [new Date(2026, 9, 21, 23, 59), 'Yesterday'],
    [new Date(2026, 8, 12, 8), '12 Sept'],
    [new Date(2024, 8, 12, 8), '12 Sept 2024'],
    [new Date(2026, 9, 23, 8), '23 Oct'],
  ])('reads %s as %s', (at, text) => {
    expect(dateText(at.getTime(), now)).toBe(text);
  });
});

it('counts one and many', () => {
  expect([countText(1, 'word'), countText(1204, 'word'), countText(0, 'word')]).toEqual(['1 word', '1,204 words', '0 words']);
});

it('shows tiny prices with the figures that matter', () => {
  expect([moneyText(0.0045, 'USD'), moneyText(0.56, 'USD'), moneyText(0, 'USD')]).toEqual(['$0.0045', '$0.56', '$0.00']);
});

it('says roughly how long is left', () => {
  expect([timeLeftText(3_000), timeLeftText(12_000), timeLeftText(150_000), timeLeftText(7_500_000)]).toEqual([
    'a few seconds left',
    'about 15 s left',
    'about 3 min left',
    'about 2 h 5 min left',
  ]);
});
