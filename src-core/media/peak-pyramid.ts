// The pyramid of peaks: the base level and, above it, levels of half as many buckets each, kept up while the base still grows.
// It knows buckets and zoom; not how they are drawn or where they come from.
import { PEAKS_PER_SECOND } from './peaks.ts';

/** One level as a drawing reads it. The bytes are the pyramid's own: valid until the next append, never to be written. */
export interface PeakLevel {
  /** Interleaved by channel, (lowest, highest) each; `buckets × channels × 2` entries. */
  readonly peaks: Int8Array;
  readonly buckets: number;
  /** Buckets a second; not whole at coarse levels. */
  readonly perSecond: number;
}

/**
 * Peaks of one medium at every zoom. Level 0 is the base; each bucket of level n + 1 spans two of level n (the last may span one).
 * Memory is twice the base: 6 MB for four hours in stereo.
 */
export class PeakPyramid {
  readonly channels: number;
  readonly #width: number;
  #levels: { peaks: Int8Array<ArrayBuffer>; buckets: number }[];

  /** Throws RangeError when `channels` is not a positive whole number. */
  constructor(channels: number) {
    if (!Number.isSafeInteger(channels) || channels < 1) throw new RangeError(`not a count of channels: ${channels}`);
    this.channels = channels;
    this.#width = channels * 2;
    this.#levels = [{ peaks: new Int8Array(1024 * this.#width), buckets: 0 }];
  }

  /** Buckets at the base level. */
  get buckets(): number {
    return this.level(0).buckets;
  }

  /** How many levels there are; the coarsest has one bucket. */
  get depth(): number {
    return this.#levels.length;
  }

  /**
   * Takes in base buckets that begin at bucket `from`. What is already there is skipped, so a stretch may arrive twice.
   * Throws RangeError when buckets between would be missing or the bytes do not fit the channels.
   */
  append(stretch: Int8Array, from = this.buckets): void {
    if (stretch.length % this.#width !== 0) throw new RangeError(`${stretch.length} bytes do not fit ${this.channels} channels`);
    const known = this.buckets;
    if (from > known || from < 0) throw new RangeError(`peaks from ${from} after ${known}`);
    const fresh = stretch.subarray(Math.min(stretch.length, (known - from) * this.#width));
    if (fresh.length === 0) return;
    const base = this.#room(0, known + fresh.length / this.#width);
    base.peaks.set(fresh, known * this.#width);
    let firstTouched = known;
    for (let below = 0; this.level(below).buckets > 1; below++) {
      firstTouched >>= 1;
      this.#buildFrom(below + 1, firstTouched);
    }
  }

  /** A level by number. Throws RangeError when there is none. */
  level(index: number): PeakLevel {
    const level = this.#levels[index];
    if (!level) throw new RangeError(`no level ${index}`);
    return { peaks: level.peaks.subarray(0, level.buckets * this.#width), buckets: level.buckets, perSecond: PEAKS_PER_SECOND / 2 ** index };
  }

  /** The coarsest level that still has a bucket for every pixel; the base when none has. Throws RangeError unless `pixelsPerSecond` is positive. */
  levelFor(pixelsPerSecond: number): number {
    if (!(pixelsPerSecond > 0)) throw new RangeError(`not a zoom: ${pixelsPerSecond}`);
    const halvings = Math.floor(Math.log2(PEAKS_PER_SECOND / pixelsPerSecond));
    return Math.min(Math.max(0, halvings), this.#levels.length - 1);
  }

  #buildFrom(index: number, firstTouched: number): void {
    const below = this.level(index - 1);
    const level = this.#room(index, Math.ceil(below.buckets / 2));
    const width = this.#width;
    for (let bucket = firstTouched; bucket < level.buckets; bucket += 1) {
      const left = 2 * bucket * width;
      const right = left + width < below.peaks.length ? left + width : left;
      for (let side = 0; side < width; side += 2) {
        // Both places lie inside the level below, whose length was just read.
        level.peaks[bucket * width + side] = Math.min(below.peaks[left + side] as number, below.peaks[right + side] as number); // inside, see above
        level.peaks[bucket * width + side + 1] = Math.max(below.peaks[left + side + 1] as number, below.peaks[right + side + 1] as number); // inside, see above
      }
    }
  }

  /** The level with room for so many buckets, its count set. */
  #room(index: number, buckets: number): { peaks: Int8Array<ArrayBuffer>; buckets: number } {
    let level = this.#levels[index];
    if (!level) {
      level = { peaks: new Int8Array(Math.max(16, buckets) * this.#width), buckets: 0 };
      this.#levels[index] = level;
    }
    if (level.peaks.length < buckets * this.#width) {
      const grown = new Int8Array(Math.max(level.peaks.length * 2, buckets * this.#width));
      grown.set(level.peaks.subarray(0, level.buckets * this.#width));
      level.peaks = grown;
    }
    level.buckets = buckets;
    return level;
  }
}
