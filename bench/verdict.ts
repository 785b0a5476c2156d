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
  /** In a word; "" where nothing was aimed at. */
  readonly word: string;
}

/** Judges a figure. A ratio compares like with like: medians with medians, p95 with p95, best with best. */
export function judge(figure: Figure): Verdict {
  const { ours, unit, beside, judged = 'median' } = figure;
  const of = { best: (values: readonly number[]) => best(values, unit), median, p95 };
  const against = (kind: keyof typeof of): number | null => (beside ? of[kind](ours) / of[kind](beside.values) : null);
  const passes = (kind: keyof typeof of): boolean => holds(figure.target ?? {}, of[kind](ours), against(kind));
  return {
    best: of.best(ours),
    median: median(ours),
    p95: p95(ours),
    beside: beside ? of[judged](beside.values) : null,
    ratio: against(judged),
    bestRatio: against('best'),
    word: figure.target ? wordFor(judged, passes) : '',
  };
}

/** A miss says whether calmer runs kept to the target: on a busy machine that tells the studio's part from the others'. */
function wordFor(judged: 'median' | 'p95', passes: (kind: 'best' | 'median' | 'p95') => boolean): string {
  if (passes(judged)) return 'ok';
  const milder = judged === 'p95' ? 'median' : 'best';
  return passes(milder) ? `OVER (${milder} ok)` : 'OVER';
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
