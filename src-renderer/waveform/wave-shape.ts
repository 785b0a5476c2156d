// Peaks as the two curves wavesurfer draws: above the middle the loudest, below it the lowest, all channels together.
// The curves are filled in place while peaks still come, so that four hours of them are gone through once and not at every new second.
import type { PeakPyramid } from '../../src-core/media/peak-pyramid.ts';
import { bucketsOfMillis, PEAK_SCALE, PEAKS_PER_SECOND } from '../../src-core/media/peaks.ts';
import type { Millis, Span } from '../../src-core/span.ts';

export class WaveShape {
  /** Upper and lower curve over the whole length; silence where nothing is known yet. They grow in place. */
  readonly curves: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
  readonly #pyramid: PeakPyramid;
  #known = 0;
  #peak = 0;

  /** Room for the whole length, or for what the pyramid holds where the media turned out longer. */
  constructor(pyramid: PeakPyramid, duration: Millis) {
    this.#pyramid = pyramid;
    const count = Math.max(1, pyramid.buckets, bucketsOfMillis(duration));
    this.curves = [new Float32Array(count), new Float32Array(count)];
    this.grow();
  }

  /** The farthest either curve goes, from 0 to 1. */
  get peak(): number {
    return this.#peak;
  }

  /** Whether the curves have room for all a pyramid holds; never for another pyramid than theirs. */
  holds(pyramid: PeakPyramid): boolean {
    return pyramid === this.#pyramid && pyramid.buckets <= this.curves[0].length;
  }

  /** Takes in what the pyramid has gained; answers the stretch that is new. */
  grow(): Span {
    const { peaks, buckets } = this.#pyramid.level(0);
    const [upper, lower] = this.curves;
    const width = this.#pyramid.channels * 2;
    const first = this.#known;
    for (let bucket = first; bucket < buckets; bucket += 1) {
      let high = 0;
      let low = 0;
      for (let at = bucket * width; at < (bucket + 1) * width; at += 2) {
        low = Math.min(low, peaks[at] ?? 0);
        high = Math.max(high, peaks[at + 1] ?? 0);
      }
      upper[bucket] = high / PEAK_SCALE;
      lower[bucket] = low / PEAK_SCALE;
      this.#peak = Math.max(this.#peak, high / PEAK_SCALE, -low / PEAK_SCALE);
    }
    this.#known = buckets;
    return { start: (first * 1000) / PEAKS_PER_SECOND, end: (buckets * 1000) / PEAKS_PER_SECOND };
  }
}
