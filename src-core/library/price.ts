// What a job will cost, from a dated table that is data: a person may replace it when Amazon changes its prices.
// An estimate of transcription alone: storage, transfer, taxes and free tiers are not in it.
import * as v from 'valibot';
import type { Millis } from '../span.ts';
import type { JobOptions } from './job.ts';

const micros = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Parser of a price table. Money is whole millionths of the currency, so that sums are exact. */
export const priceTableShape = v.strictObject({
  /** Month the prices were read, "2026-09". */
  asOf: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/)),
  /** Region they hold for; others may differ. */
  region: v.string(),
  /** ISO 4217. */
  currency: v.string(),
  /** Batch transcription, millionths per second of media. Channels and speakers cost nothing more. */
  batchPerSecond: micros,
  /** Live transcription, millionths per second. */
  livePerSecond: micros,
  /** Least number of seconds billed for one job. */
  leastSeconds: micros,
});
export type PriceTable = v.InferOutput<typeof priceTableShape>;

/** US East, September 2026: $0.0001 a second ($0.006 a minute) flat, in steps of one second, no minimum; live $0.0001667. */
export const PRICES: PriceTable = {
  asOf: '2026-09',
  region: 'us-east-1',
  currency: 'USD',
  batchPerSecond: 100,
  livePerSecond: 167,
  leastSeconds: 0,
};

/** An estimate with what it rests on, so that a person can judge it. */
export interface CostEstimate {
  /** Millionths of the currency. */
  readonly micros: number;
  readonly currency: string;
  /** Seconds that will be billed: the whole media, silence too. */
  readonly seconds: number;
  readonly asOf: string;
  readonly region: string;
}

/**
 * Cost of one batch job over media of this length. Two channels are billed once; no option of today adds to it.
 * `options` is asked for so that priced options change this one place.
 */
export function estimateCost(duration: Millis, _options: JobOptions, prices: PriceTable = PRICES): CostEstimate {
  const seconds = Math.max(Math.ceil(duration / 1000), prices.leastSeconds);
  return { micros: seconds * prices.batchPerSecond, currency: prices.currency, seconds, asOf: prices.asOf, region: prices.region };
}

/** Millionths as a number of whole currency units, for Intl.NumberFormat. */
export function amountOf(estimate: Pick<CostEstimate, 'micros'>): number {
  return estimate.micros / 1_000_000;
}
