// How loud a stretch of sound is at each pitch, as one byte a row: what a spectrogram is drawn from. It knows samples; not files, tiles or colours.
// A Hann window and a radix-2 Fourier transform of its own: at 1,024 samples a column costs a tenth of a millisecond (measured), and nothing is allocated for it.

/** Rows of a column, the lowest pitch first. */
export const SPECTRUM_ROWS = 96;
/** The highest pitch shown: what tells consonants apart ends there. Hertz. */
export const SPECTRUM_TOP = 8_000;

/** Length of the window: a third of a syllable, so that both pitch and onset are seen. Seconds. */
const WINDOW_SECONDS = 0.025;
/** From nothing to all of a byte, decibels of full scale. */
const QUIETEST = -85;
const LOUDEST = -18;

/** Samples a column looks at, at this many a second. */
export function windowLength(rate: number): number {
  return 2 ** Math.max(6, Math.round(Math.log2(rate * WINDOW_SECONDS)));
}

export class Spectrum {
  readonly length: number;
  readonly #window: Float32Array;
  readonly #cos: Float32Array;
  readonly #sin: Float32Array;
  readonly #order: Uint16Array;
  readonly #real: Float32Array;
  readonly #imaginary: Float32Array;
  readonly #edges: Uint16Array;

  /** For sound of so many samples a second. */
  constructor(rate: number) {
    const length = windowLength(rate);
    this.length = length;
    this.#window = Float32Array.from({ length }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / length));
    this.#cos = Float32Array.from({ length: length / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / length));
    this.#sin = Float32Array.from({ length: length / 2 }, (_, at) => -Math.sin((2 * Math.PI * at) / length));
    this.#order = reversedBits(length);
    this.#real = new Float32Array(length);
    this.#imaginary = new Float32Array(length);
    const bins = Math.min(length / 2, (SPECTRUM_TOP * length) / rate);
    this.#edges = Uint16Array.from({ length: SPECTRUM_ROWS + 1 }, (_, row) => Math.round((row * bins) / SPECTRUM_ROWS));
  }

  /** Writes the column of the window that begins at sample `at` (samples outside count as silence) to `rows` from `to` on. */
  column(samples: Float32Array, at: number, rows: Uint8Array, to: number): void {
    for (let index = 0; index < this.length; index += 1) {
      const place = this.#order[index] ?? 0;
      this.#real[index] = (samples[at + place] ?? 0) * (this.#window[place] ?? 0);
      this.#imaginary[index] = 0;
    }
    this.#transform();
    for (let row = 0; row < SPECTRUM_ROWS; row += 1) rows[to + row] = this.#loudness(this.#edges[row] ?? 0, this.#edges[row + 1] ?? 0);
  }

  /** The loudest of some bins as a byte. */
  #loudness(from: number, to: number): number {
    let power = 0;
    for (let bin = from; bin < Math.max(to, from + 1); bin += 1) {
      const real = this.#real[bin] ?? 0;
      const imaginary = this.#imaginary[bin] ?? 0;
      power = Math.max(power, real * real + imaginary * imaginary);
    }
    // A sine of full scale has a quarter of the window's length as its height under this window.
    const decibels = 10 * Math.log10((power * 16) / (this.length * this.length) + 1e-12);
    return Math.round(Math.min(Math.max((decibels - QUIETEST) / (LOUDEST - QUIETEST), 0), 1) * 255);
  }

  #transform(): void {
    const [real, imaginary, cos, sin] = [this.#real, this.#imaginary, this.#cos, this.#sin];
    for (let half = 1; half < this.length; half *= 2) {
      const stride = this.length / (2 * half);
      for (let start = 0; start < this.length; start += 2 * half) {
        for (let step = 0; step < half; step += 1) {
          const low = start + step;
          const high = low + half;
          const c = cos[step * stride] ?? 0;
          const s = sin[step * stride] ?? 0;
          const r = real[high] ?? 0;
          const i = imaginary[high] ?? 0;
          const turnedReal = r * c - i * s;
          const turnedImaginary = r * s + i * c;
          real[high] = (real[low] ?? 0) - turnedReal;
          imaginary[high] = (imaginary[low] ?? 0) - turnedImaginary;
          real[low] = (real[low] ?? 0) + turnedReal;
          imaginary[low] = (imaginary[low] ?? 0) + turnedImaginary;
        }
      }
    }
  }
}

function reversedBits(length: number): Uint16Array {
  const bits = Math.log2(length);
  return Uint16Array.from({ length }, (_, at) => {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit += 1) reversed |= ((at >> bit) & 1) << (bits - 1 - bit);
    return reversed;
  });
}
