// A pyramid of peaks as the two curves wavesurfer draws: above the middle the loudest, below it the lowest, all channels together.
import type { PeakPyramid } from '../../src-core/media/peak-pyramid.ts';
import { PEAK_SCALE, PEAKS_PER_SECOND } from '../../src-core/media/peaks.ts';
import type { Millis } from '../../src-core/span.ts';

/** Upper and lower curve over the whole length; silence where nothing is known yet. */
export function waveShape(pyramid: PeakPyramid, duration: Millis): [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  const { peaks, buckets } = pyramid.level(0);
  const count = Math.max(1, buckets, Math.ceil((duration * PEAKS_PER_SECOND) / 1000));
  const upper = new Float32Array(count);
  const lower = new Float32Array(count);
  const width = pyramid.channels * 2;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    let high = 0;
    let low = 0;
    for (let at = bucket * width; at < (bucket + 1) * width; at += 2) {
      low = Math.min(low, peaks[at] ?? 0);
      high = Math.max(high, peaks[at + 1] ?? 0);
    }
    upper[bucket] = high / PEAK_SCALE;
    lower[bucket] = low / PEAK_SCALE;
  }
  return [upper, lower];
}
