// Holds a figure to its target, and says the target in words.
import type { Figure, Target } from './bench.ts';
import { best, median, p95 } from './spread.ts';

/** What came of a figure. */
export interface Verdict {
  readonly best: number;
  readonly median: number;
  readonly p95: number;
  /** Median of the floor or peer, null where there is none. */
  readonly beside: number | null;
  /** Ours in multiples of it. */
  readonly ratio: number | null;
  /** The same of the best runs: what other work on the machine disturbs least. */
  readonly bestRatio: number | null;
  /** Null where nothing was aimed at. */
  readonly ok: boolean | null;
}

/** Judges a figure. A ratio compares like with like: medians with medians, p95 with p95. */
export function judge({ ours, unit, beside, judged = 'median', target }: Figure): Verdict {
  const of = judged === 'p95' ? p95 : median;
  const value = of(ours);
  const other = beside ? of(beside.values) : null;
  const ratio = other === null ? null : value / other;
  const ideal = best(ours, unit);
  return {
    best: ideal,
    median: median(ours),
    p95: p95(ours),
    beside: other,
    ratio,
    bestRatio: beside ? ideal / best(beside.values, unit) : null,
    ok: target ? holds(target, value, ratio) : null,
  };
}

function holds({ most, least, mostTimes, leastTimes }: Target, value: number, ratio: number | null): boolean {
  const times = ratio ?? NaN;
  // Written so that NaN, a measurement that failed, holds no bound.
  return (
    value <= (most ?? Infinity) &&
    value >= (least ?? -Infinity) &&
    (mostTimes === undefined || times <= mostTimes) &&
    (leastTimes === undefined || times >= leastTimes)
  );
}

/** "p95 ≤ 33 ms and ≤ 1.3 ×". */
export function targetText({ judged, target, unit }: Figure): string {
  if (!target) return '';
  const bounds = [
    target.most === undefined ? null : `≤ ${target.most} ${unit}`.trim(),
    target.least === undefined ? null : `≥ ${target.least} ${unit}`.trim(),
    target.mostTimes === undefined ? null : `≤ ${target.mostTimes} ×`,
    target.leastTimes === undefined ? null : `≥ ${target.leastTimes} ×`,
  ];
  return `${judged === 'p95' ? 'p95 ' : ''}${bounds.filter((bound) => bound !== null).join(', ')}`;
}
