// Which times a ruler names at a zoom: round steps, never closer than a label is wide.
import type { Millis } from '../../src-core/span.ts';
import { clockText } from '../parts/clock-text.ts';

/** Names a time of the ruler, whose labels lie so many milliseconds apart. */
export type RulerText = (time: Millis, step: Millis) => string;

/** Minutes and seconds, tenths where labels are closer than a second. */
export const plainRuler: RulerText = (time, step) => clockText(time, step < 1000);

const STEPS: readonly Millis[] = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000];
const LABEL_PIXELS = 76;

/** Milliseconds between labels at so many pixels a second. */
export function rulerStep(pixelsPerSecond: number): Millis {
  return STEPS.find((step) => (step / 1000) * pixelsPerSecond >= LABEL_PIXELS) ?? 3_600_000;
}

/** The labelled times within a stretch, each a multiple of the step. */
export function rulerTimes(from: Millis, to: Millis, step: Millis): Millis[] {
  const times: Millis[] = [];
  for (let time = Math.ceil(Math.max(0, from) / step) * step; time <= to; time += step) times.push(time);
  return times;
}
