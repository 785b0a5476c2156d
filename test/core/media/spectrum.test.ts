// Laws of the spectrum: a tone stands in its row, silence in none, and rows are those of a plain Fourier sum.
import { describe, expect, it } from 'vitest';
import { Spectrum, SPECTRUM_ROWS, SPECTRUM_TOP, windowLength } from '../../../src-core/media/spectrum.ts';

function tone(hertz: number, rate: number, height = 1): Float32Array {
  return Float32Array.from({ length: windowLength(rate) }, (_, at) => height * Math.sin((2 * Math.PI * hertz * at) / rate));
}

function columnOf(samples: Float32Array, rate: number): number[] {
  const rows = new Uint8Array(SPECTRUM_ROWS + 2).fill(77);
  new Spectrum(rate).column(samples, 0, rows, 1);
  expect([rows[0], rows.at(-1)], 'nothing beside the column is written').toEqual([77, 77]);
  return [...rows.subarray(1, -1)];
}

describe('a spectrum', () => {
  it.each([8000, 16_000, 44_100, 48_000])('shows a tone in the row of its pitch at %i samples a second', (rate) => {
    const top = Math.min(SPECTRUM_TOP, rate / 2);
    for (const hertz of [300, 1000, 3000, 0.9 * top]) {
      const column = columnOf(tone(hertz, rate, 0.1), rate);
      const loudest = column.indexOf(Math.max(...column));
      expect(Math.abs(loudest - (hertz / top) * SPECTRUM_ROWS)).toBeLessThanOrEqual(1.5 + (rate / windowLength(rate) / top) * SPECTRUM_ROWS);
      expect(column.filter((loud) => loud > Math.max(...column) - 30).length).toBeLessThan(SPECTRUM_ROWS / 5);
    }
  });

  it('is empty for silence and beyond the end of the sound, full for a tone of full scale', () => {
    expect(columnOf(new Float32Array(4096), 16_000)).toEqual(Array.from({ length: SPECTRUM_ROWS }, () => 0));
    expect(columnOf(new Float32Array(0), 16_000).every((loud) => loud === 0)).toBe(true);
    expect(Math.max(...columnOf(tone(1000, 16_000), 16_000))).toBe(255);
  });

  it('is as loud in decibels as the sound is', () => {
    const loudest = (height: number): number => Math.max(...columnOf(tone(1000, 16_000, height), 16_000));
    // 20 decibels less are 20 / 67 of a byte less.
    expect(loudest(0.05) - loudest(0.005)).toBeCloseTo((20 / 67) * 255, -1);
  });

  it('agrees with a Fourier sum written out', () => {
    const rate = 8000;
    const length = windowLength(rate);
    const samples = Float32Array.from({ length }, (_, at) => 0.2 * Math.sin(at * 0.7) + 0.05 * Math.cos(at * 1.9) + 0.01 * Math.sin(at * at));
    const power = Array.from({ length: length / 2 }, (_, bin) => {
      let [real, imaginary] = [0, 0];
      samples.forEach((sample, at) => {
        const weighted = sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * at) / length));
        real += weighted * Math.cos((2 * Math.PI * bin * at) / length);
        imaginary -= weighted * Math.sin((2 * Math.PI * bin * at) / length);
      });
      return (real * real + imaginary * imaginary) * (4 / length) ** 2;
    });
    const bins = (Math.min(SPECTRUM_TOP, rate / 2) * length) / rate;
    columnOf(samples, rate).forEach((loud, row) => {
      const [from, to] = [Math.round((row * bins) / SPECTRUM_ROWS), Math.round(((row + 1) * bins) / SPECTRUM_ROWS)];
      const decibels = 10 * Math.log10(Math.max(...power.slice(from, Math.max(to, from + 1))) + 1e-12);
      expect(loud).toBeCloseTo(Math.min(Math.max(((decibels + 85) / 67) * 255, 0), 255), -0.5);
    });
  });
});
