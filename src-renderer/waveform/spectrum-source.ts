// Columns of a spectrogram from a medium: the asked stretch alone is read by ranges and decoded, so that memory does not grow with the length.
// Times are those of the media element, as for peaks.
import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';
import { Spectrum, SPECTRUM_ROWS } from '../../src-core/media/spectrum.ts';
import { openSound } from './decode-peaks.ts';

/** A stretch asked for: columns from a time on, so many a second. */
export interface SpectrumStretch {
  /** Seconds. */
  readonly start: number;
  readonly perSecond: number;
  readonly columns: number;
}

export class SpectrumSource {
  readonly #track: InputAudioTrack;
  readonly #sink: AudioSampleSink;
  /** Seconds from the track's own times to those of the element. */
  readonly #shift: number;
  readonly #close: () => void;
  #spectrum: { rate: number; of: Spectrum } | null = null;

  private constructor(track: InputAudioTrack, shift: number, close: () => void) {
    this.#track = track;
    this.#sink = new AudioSampleSink(track);
    this.#shift = shift;
    this.#close = close;
  }

  /** Opens the sound of the medium at `url`. Rejects when it cannot be read, or no decoder of the browser takes it. */
  static async open(url: string): Promise<SpectrumSource> {
    const { input, track, firstSample } = await openSound(url);
    try {
      if (!(await track.canDecode())) throw new Error('no decoder for this sound');
      return new SpectrumSource(track, firstSample - (await track.getFirstTimestamp()), () => input.dispose());
    } catch (thrown) {
      input.dispose();
      throw thrown;
    }
  }

  close(): void {
    this.#close();
  }

  /** Columns of SPECTRUM_ROWS bytes each, in order; each in the middle of its window. Silence beyond the sound. */
  async columns({ start, perSecond, columns }: SpectrumStretch): Promise<Uint8Array<ArrayBuffer>> {
    const rate = await this.#track.getSampleRate();
    if (this.#spectrum?.rate !== rate) this.#spectrum = { rate, of: new Spectrum(rate) };
    const { of: spectrum } = this.#spectrum;
    const half = spectrum.length / 2;
    const first = Math.round(start * rate) - half;
    const samples = await this.#samples(first, Math.ceil((columns / perSecond) * rate) + spectrum.length, rate);
    const rows = new Uint8Array(columns * SPECTRUM_ROWS);
    for (let column = 0; column < columns; column += 1) spectrum.column(samples, Math.round((column * rate) / perSecond), rows, column * SPECTRUM_ROWS);
    return rows;
  }

  /** Samples from frame `first` on, all channels as one. */
  async #samples(first: number, count: number, rate: number): Promise<Float32Array> {
    const mixed = new Float32Array(count);
    const from = Math.max(0, first / rate - this.#shift);
    let plane = new Float32Array(0);
    for await (const sample of this.#sink.samples(from, Math.max(0, (first + count) / rate - this.#shift))) {
      const { numberOfFrames: frames, numberOfChannels: channels } = sample;
      const at = Math.round((sample.timestamp + this.#shift) * rate) - first;
      if (plane.length < frames) plane = new Float32Array(frames);
      for (let channel = 0; channel < channels; channel += 1) {
        sample.copyTo(plane.subarray(0, frames), { planeIndex: channel, format: 'f32-planar' });
        for (let frame = Math.max(0, -at); frame < frames && at + frame < count; frame += 1)
          mixed[at + frame] = (mixed[at + frame] ?? 0) + (plane[frame] ?? 0) / channels;
      }
      sample.close();
    }
    return mixed;
  }
}
