// Frame rates as ratios of whole numbers, and times in frames. Times stay milliseconds everywhere else.
import type { Millis } from '../span.ts';

/** Frames a second: `frames` in `per` seconds, so that 29.97 is exactly 30,000 in 1,001. */
export interface FrameRate {
  readonly id: FrameRateId;
  readonly frames: number;
  readonly per: number;
}

export const FRAME_RATE_IDS = ['23.976', '24', '25', '29.97', '30', '50', '59.94', '60'] as const;
export type FrameRateId = (typeof FRAME_RATE_IDS)[number];

/** NTSC rates are a thousand and first of their whole neighbours (SMPTE ST 12-1). */
const NTSC: Readonly<Partial<Record<FrameRateId, number>>> = { '23.976': 24_000, '29.97': 30_000, '59.94': 60_000 };

/** The rate with this id. */
export function frameRate(id: FrameRateId): FrameRate {
  const ntsc = NTSC[id];
  return ntsc === undefined ? { id, frames: Number(id), per: 1 } : { id, frames: ntsc, per: 1001 };
}

/** The frame a time lies nearest to, from 0. */
export function frameAt(time: Millis, { frames, per }: FrameRate): number {
  return Math.round((time * frames) / (per * 1000));
}

/** The time of a frame, rounded to the millisecond: `frameAt` finds the same frame again. */
export function timeOfFrame(frame: number, { frames, per }: FrameRate): Millis {
  return Math.round((frame * per * 1000) / frames);
}

/** The rate whose id or value this is ("25", "29.97", 23.976023…), or null when it is none of ours. */
export function frameRateOf(value: number): FrameRate | null {
  for (const id of FRAME_RATE_IDS) {
    const rate = frameRate(id);
    if (Math.abs(rate.frames / rate.per - value) < 0.002 || Math.abs(Number(id) - value) < 0.0005) return rate;
  }
  return null;
}
