// Peaks: the lowest and highest sample of every hundredth of a second, and the coarser levels drawn when zoomed out.
// It knows samples and buckets; not files, decoders or pixels on a screen.

/** Buckets a second at the base level. One bucket is 10 ms. */
export const PEAKS_PER_SECOND = 100;

/** Full scale of a peak: a sample of 1.0 would be 128, which a byte cannot hold, so the loudest peak is 127 and the lowest -128. */
export const PEAK_SCALE = 128;

/** Peaks as they are stored and sent: bucket by bucket, channel by channel, the lowest then the highest sample as int8. */
export type PeakBytes = Int8Array<ArrayBuffer>;

/** A sample from -1 to 1 as a peak: nearest step, clipped. NaN counts as silence. */
export function quantisePeak(sample: number): number {
  const step = Math.round(sample * PEAK_SCALE);
  if (step > 127) return 127;
  if (step < -128) return -128;
  return step || 0;
}

/** First bucket after `millis` of media: how many buckets a medium of that length has. */
export function bucketsOfMillis(millis: number): number {
  return Math.ceil((millis * PEAKS_PER_SECOND) / 1000);
}

/** The bytes of a stored or received stretch seen as peaks, without copying. */
export function peaksOfBytes(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Turns samples into peaks, in order, in memory that does not grow with the length of the sound.
 * Frame n of a sound with `rate` frames a second lies in bucket floor(n × 100 / rate): whole-number arithmetic, so edges never drift.
 * Finished buckets wait until `take` is called.
 */
export class PeakReducer {
  readonly channels: number;
  readonly #rate: number;
  readonly #stride: number;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  /** Frames taken so far. */
  #frame = 0;
  /** The bucket being filled, and the frame that begins the next one. */
  #bucket = 0;
  #edge: number;
  #done: PeakBytes;
  #filled = 0;

  /**
   * `rate` in frames a second, `channels` the channels kept; `stride` the channels the sound has, when more than are kept.
   * Throws RangeError when any is not a positive whole number or fewer channels are there than kept.
   */
  constructor(rate: number, channels: number, stride = channels) {
    for (const count of [rate, channels, stride]) if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`not a count: ${count}`);
    if (stride < channels) throw new RangeError(`${channels} channels kept of ${stride}`);
    this.channels = channels;
    this.#rate = rate;
    this.#stride = stride;
    this.#low = new Float64Array(channels);
    this.#high = new Float64Array(channels);
    this.#edge = this.#edgeOf(1);
    this.#done = new Int8Array(256 * 2 * channels);
    this.#clear();
  }

  /** Frames taken so far. */
  get frames(): number {
    return this.#frame;
  }

  /** Finished buckets so far, whether taken away or not. */
  get buckets(): number {
    return this.#bucket;
  }

  /** Buckets waiting for `take`. */
  get waiting(): number {
    return this.#filled / (2 * this.channels);
  }

  /** Interleaved unsigned 8-bit samples, 128 is silence. A frame cut short at the end is the caller's to hand in again. */
  addU8(samples: Uint8Array): void {
    this.#add(samples, 128, 128);
  }

  /** Interleaved signed 16-bit samples. */
  addS16(samples: Int16Array): void {
    this.#add(samples, 32768, 0);
  }

  /** Interleaved signed 32-bit samples. */
  addS32(samples: Int32Array): void {
    this.#add(samples, 2147483648, 0);
  }

  /** Interleaved floating-point samples. */
  addFloats(samples: Float32Array | Float64Array): void {
    this.#add(samples, 1, 0);
  }

  /** One array a channel, as decoders of a page give them. Channels that are missing repeat the first. */
  addPlanes(planes: readonly Float32Array[], frames: number): void {
    const first = planes[0];
    if (!first) return;
    let from = 0;
    while (from < frames) {
      const take = Math.min(this.#edge - this.#frame, frames - from);
      for (let channel = 0; channel < this.channels; channel++) {
        const plane = planes[channel] ?? first;
        let low = Infinity;
        let high = -Infinity;
        for (let i = from; i < from + take; i++) {
          const sample = plane[i] as number; // frames is the planes' length
          if (sample < low) low = sample;
          if (sample > high) high = sample;
        }
        this.#widen(channel, low, high);
      }
      from += take;
      this.#advance(take);
    }
  }

  /** Silence up to (not including) a frame: how a late start of the sound is written. Does nothing when that frame has passed. */
  padTo(frame: number): void {
    while (this.#frame < frame) {
      const take = Math.min(this.#edge, frame) - this.#frame;
      for (let channel = 0; channel < this.channels; channel++) this.#widen(channel, 0, 0);
      this.#advance(take);
    }
  }

  /** Closes the last bucket, full or not. Nothing may be added afterwards. */
  finish(): void {
    if (this.#frame > this.#edgeOf(this.#bucket)) this.#close();
  }

  /** The finished buckets since the last call, as a copy of their own. */
  take(): PeakBytes {
    const taken = this.#done.slice(0, this.#filled);
    this.#filled = 0;
    return taken;
  }

  #add(samples: Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array, scale: number, zero: number): void {
    const stride = this.#stride;
    const frames = Math.floor(samples.length / stride);
    let from = 0;
    while (from < frames) {
      const take = Math.min(this.#edge - this.#frame, frames - from);
      const end = (from + take) * stride;
      for (let channel = 0; channel < this.channels; channel++) {
        let low = Infinity;
        let high = -Infinity;
        for (let i = from * stride + channel; i < end; i += stride) {
          const sample = samples[i] as number; // i is below frames × stride
          if (sample < low) low = sample;
          if (sample > high) high = sample;
        }
        this.#widen(channel, (low - zero) / scale, (high - zero) / scale);
      }
      from += take;
      this.#advance(take);
    }
  }

  #widen(channel: number, low: number, high: number): void {
    if (low < (this.#low[channel] as number)) this.#low[channel] = low; // channel is in range
    if (high > (this.#high[channel] as number)) this.#high[channel] = high; // channel is in range
  }

  #advance(frames: number): void {
    this.#frame += frames;
    while (this.#frame >= this.#edge) this.#close();
  }

  #close(): void {
    const needed = this.#filled + 2 * this.channels;
    if (needed > this.#done.length) {
      const grown = new Int8Array(this.#done.length * 2);
      grown.set(this.#done);
      this.#done = grown;
    }
    for (let channel = 0; channel < this.channels; channel++) {
      const low = this.#low[channel] as number; // channel is in range
      const high = this.#high[channel] as number; // channel is in range
      // A bucket without a frame (rates under 100) or of NaN alone is silence.
      this.#done[this.#filled++] = low > high ? 0 : quantisePeak(low);
      this.#done[this.#filled++] = low > high ? 0 : quantisePeak(high);
    }
    this.#clear();
    this.#bucket += 1;
    this.#edge = this.#edgeOf(this.#bucket + 1);
  }

  #clear(): void {
    this.#low.fill(Infinity);
    this.#high.fill(-Infinity);
  }

  /** The first frame of a bucket. Exact: products stay far below 2^53 for any length of sound. */
  #edgeOf(bucket: number): number {
    return Math.ceil((bucket * this.#rate) / PEAKS_PER_SECOND);
  }
}
