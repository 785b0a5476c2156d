// Frame rates as fractions, from the decimal numbers and texts that readers give.
import type { MediaFacts } from './media-facts.ts';

type FrameRate = NonNullable<MediaFacts['video']>['frameRate'];

/** Rates of the television world that are not whole: 24, 30, 48, 60, 120 times 1000/1001. */
const NTSC = [24, 30, 48, 60, 120].map((nominal) => ({ numerator: nominal * 1000, denominator: 1001 }));
/** Readers compute rates from time stamps that containers round to a millisecond. */
const TOLERANCE = 0.002;

/** The fraction a decimal rate stands for; null when it is variable, unknown, or no known rate. */
export function frameRateOf(perSecond: number | null): FrameRate {
  if (perSecond === null || !Number.isFinite(perSecond) || perSecond <= 0) return null;
  const whole = Math.round(perSecond);
  const exact = [{ numerator: whole, denominator: 1 }, ...NTSC].find(({ numerator, denominator }) => Math.abs(numerator / denominator - perSecond) < TOLERANCE);
  if (exact) return exact;
  const half = Math.round(perSecond * 2);
  return Math.abs(half / 2 - perSecond) < TOLERANCE ? { numerator: half, denominator: 2 } : null;
}

/** "30000/1001" as ffprobe writes it; null for "0/0" and anything else. */
export function frameRateOfText(text: string): FrameRate {
  const [, numerator = '0', denominator = '0'] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return frameRateOf(Number(denominator) === 0 ? null : Number(numerator) / Number(denominator));
}
