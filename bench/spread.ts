// The middle and the edges of a handful of measurements.
import type { Figure } from './bench.ts';

/** The value below which so much of the values lies, from 0 to 1: the nearest one that was measured. NaN without values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.max(Math.ceil(sorted.length * share) - 1, 0), sorted.length - 1)] ?? NaN;
}

/** The middle value; the mean of the middle two of an even count. NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(half)] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

/** The value only one in twenty passes. */
export function p95(values: readonly number[]): number {
  return quantile(values, 0.95);
}

/** The best value there was: the least, or of a rate the greatest. */
export function best(values: readonly number[], unit: Figure['unit']): number {
  return unit === 'MB/s' ? quantile(values, 1) : quantile(values, 0);
}
