// Reads a medium by range requests, decodes its sound with the browser and reduces it to peaks: what the worker does.
// Times are those of the media element: late starts are silence, encoder delay is dropped (measured with clicks in Chromium 156).
import { ADTS, CustomSource, FLAC, Input, Logging, LogLevel, MATROSKA, MP3, MP4, MPEG_TS, OGG, QTFF, WAVE, WEBM, type InputAudioTrack } from 'mediabunny';
import { encoderPadding, id3Length, mpegFrameAt } from '../../src-core/media/mpeg-audio.ts';
import { MAX_PEAK_CHANNELS, PeakStretches } from '../../src-core/media/peak-stretches.ts';
import { PeakReducer, type PeakBytes } from '../../src-core/media/peaks.ts';
import { openRanges, type MediaRanges } from './decode-ranges.ts';
import { decodeSound, type SoundPiece } from './decode-sound.ts';

/** A stretch of peaks, bucket by bucket, as in the contract's media.pushPeaks. */
export interface DecodedStretch {
  readonly channels: number;
  readonly from: number;
  readonly peaks: PeakBytes;
}

const FORMATS = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];
const CACHE_BYTES = 8 * 1024 * 1024;
const FRAME_SEARCH_BYTES = 16 * 1024;

/**
 * Decodes the medium at `url`. `onStretch` hears each stretch in order; `ready` is waited for, so that no more is decoded than is taken.
 * Rejects when the medium cannot be read or its sound not be decoded.
 */
export async function decodePeaks(url: string, onStretch: (stretch: DecodedStretch) => void, ready: () => Promise<void>): Promise<void> {
  const { input, track, firstSample } = await openSound(url);
  try {
    const reduction = new Reduction(firstSample, onStretch);
    await decodeSound(track, (piece) => reduction.add(piece), ready);
    reduction.finish();
  } finally {
    input.dispose();
  }
}

/** The first sound track of a medium, and the second at which its first sample is heard. Whoever asks disposes of the input. Rejects without sound. */
export async function openSound(url: string): Promise<{ input: Input; track: InputAudioTrack; firstSample: number }> {
  Logging.level = LogLevel.Silent;
  const media = await openRanges(url);
  const source = new CustomSource({
    getSize: () => media.size,
    read: (start, end) => media.read(start, end),
    maxCacheSize: CACHE_BYTES,
    prefetchProfile: 'network',
    handleUnhandledError: () => {}, // reads ahead that fail are tried again when really wanted
  });
  const input = new Input({ formats: FORMATS, source });
  try {
    const track = (await input.getAudioTracks())[0];
    if (!track) throw new Error('no sound');
    return { input, track, firstSample: await firstSampleAt(media, input, track) };
  } catch (thrown) {
    input.dispose();
    throw thrown;
  }
}

/** Seconds at which the first decoded sample is heard; below zero it and those after it are dropped up to zero. */
async function firstSampleAt(media: MediaRanges, input: Input, track: InputAudioTrack): Promise<number> {
  const format = await input.getFormat();
  if (format === ADTS || format === MPEG_TS) return 0;
  return format === MP3 ? -(await mp3Delay(media)) : track.getFirstTimestamp();
}

/** Seconds of silence before the sound of an MP3, by its encoder's own tag; 0 without one. */
async function mp3Delay(media: MediaRanges): Promise<number> {
  let start = 0;
  for (let tag = id3Length(await media.read(0, 10)); tag > 0; tag = id3Length(await media.read(start, start + 10))) start += tag;
  const bytes = await media.read(start, start + FRAME_SEARCH_BYTES);
  for (let at = 0; at < bytes.length - 4; at++) {
    const frame = mpegFrameAt(bytes, at);
    if (frame !== null) return (encoderPadding(bytes.subarray(at))?.before ?? 0) / frame.rate;
  }
  return 0;
}

interface Into {
  readonly reducer: PeakReducer;
  readonly stretches: PeakStretches;
  readonly rate: number;
}

/** Pieces of sound on their way into one reducer, whose rate and channels are those of the first piece. */
class Reduction {
  readonly #start: number;
  readonly #onStretch: (stretch: DecodedStretch) => void;
  #into: Into | null = null;
  /** Frames still to be dropped: what lies before zero. */
  #drop = 0;

  constructor(start: number, onStretch: (stretch: DecodedStretch) => void) {
    this.#start = start;
    this.#onStretch = onStretch;
  }

  add(piece: SoundPiece): void {
    const { reducer, stretches, rate } = this.#open(piece);
    const { planes, frames } = piece.rate === rate ? piece : resampled(piece, rate);
    const dropped = Math.min(this.#drop, frames);
    this.#drop -= dropped;
    reducer.addPlanes(dropped === 0 ? planes : planes.map((plane) => plane.subarray(dropped)), frames - dropped);
    stretches.flow();
  }

  finish(): void {
    this.#into?.stretches.finish();
  }

  #open({ planes, rate }: SoundPiece): Into {
    if (this.#into) return this.#into;
    const channels = Math.min(planes.length, MAX_PEAK_CHANNELS);
    const reducer = new PeakReducer(rate, channels);
    const stretches = new PeakStretches(reducer, (from, peaks) => this.#onStretch({ channels, from, peaks }));
    reducer.padTo(Math.max(0, Math.round(this.#start * rate)));
    this.#drop = Math.max(0, Math.round(-this.#start * rate));
    this.#into = { reducer, stretches, rate };
    return this.#into;
  }
}

/** Joined files may change their rate half-way: their samples are repeated or left out, which a peak does not notice. */
function resampled({ planes, frames, rate }: SoundPiece, wanted: number): Pick<SoundPiece, 'planes' | 'frames'> {
  const count = Math.round((frames * wanted) / rate);
  return {
    frames: count,
    planes: planes.map((plane) => Float32Array.from({ length: count }, (_, i) => plane[Math.min(frames - 1, Math.floor((i * rate) / wanted))] ?? 0)),
  };
}
