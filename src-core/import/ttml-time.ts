// Time expressions of TTML (§12.3.1 of TTML2): clock times with fractions or frames, and counts with a unit.
import type { Millis } from '../span.ts';
import { frameRateOf, timeOfFrame, type FrameRate } from '../subtitles/frame-rate.ts';
import { frameOfTimecode } from '../subtitles/timecode.ts';

/** What a document says of its frames and ticks. */
export interface TtmlRates {
  /** Frames a second, the multiplier applied. */
  readonly frames: number;
  readonly ticks: number;
  /** How labels of frames are counted, where clock times are such (timeBase "smpte"); null where they are times of a clock. */
  readonly labels: { readonly rate: FrameRate; readonly drop: boolean } | null;
}

const CLOCK = /^(\d{2,6}):(\d{2}):(\d{2})(?:\.(\d{1,9})|[:;](\d{2,3})(?:\.\d+)?)?$/;
const COUNT = /^(\d{1,12}(?:\.\d{1,9})?)(h|m|s|ms|f|t)$/;

/** Milliseconds of a time expression, or null when it is none. */
export function ttmlTime(text: string, rates: TtmlRates): Millis | null {
  const trimmed = text.trim();
  const clock = CLOCK.exec(trimmed);
  if (clock) {
    const [, hours, minutes, seconds, fraction = '', frames] = clock;
    const { labels } = rates;
    const frame = labels && fraction === '' ? frameOfTimecode(`${hours}:${minutes}:${seconds}${labels.drop ? ';' : ':'}${frames ?? '00'}`, labels.rate) : null;
    if (labels && frame !== null) return timeOfFrame(frame, labels.rate);
    const whole = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return whole + (frames === undefined ? Math.round(Number(`0.${fraction || '0'}`) * 1000) : Math.round((Number(frames) * 1000) / rates.frames));
  }
  const [, amount, unit] = COUNT.exec(trimmed) ?? [];
  if (amount === undefined || unit === undefined) return null;
  const millis: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, f: 1000 / rates.frames, t: 1000 / rates.ticks };
  return Math.round(Number(amount) * (millis[unit] ?? 0));
}

/** The rates of a document, from the attributes of its root; the defaults of the standard where it says nothing. */
export function ttmlRates(attributes: ReadonlyMap<string, string>): TtmlRates {
  const rate = positive(attributes.get('frameRate')) ?? 30;
  const [over, under] = (attributes.get('frameRateMultiplier') ?? '1 1').split(/[\s:]+/).map(Number);
  const frames = over && under ? (rate * over) / under : rate;
  const ticks = positive(attributes.get('tickRate')) ?? (attributes.has('frameRate') ? frames : 1);
  const labelled = attributes.get('timeBase') === 'smpte' ? frameRateOf(frames) : null;
  return { frames, ticks, labels: labelled && { rate: labelled, drop: attributes.get('dropMode') === 'dropNTSC' } };
}

function positive(text: string | undefined): number | null {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : null;
}
