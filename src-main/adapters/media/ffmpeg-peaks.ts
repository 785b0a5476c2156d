// Peaks by the user's ffmpeg: it decodes the first sound track to eight-bit samples down a pipe, and they are reduced as they come.
// Eight bits are what a peak keeps; the pipe carries half of what 16 bits would cost (measured: 1.1 against 1.4 times the decoding alone).
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { MAX_PEAK_CHANNELS, PeakStretches } from '../../../src-core/media/peak-stretches.ts';
import { PeakReducer } from '../../../src-core/media/peaks.ts';
import { endedEarly } from '../../../src-core/media/playability.ts';
import type { Clock } from '../../ports/machine.ts';
import type { PeakChunk } from '../../ports/media.ts';
import { inputArgs, lastWords, streamTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { soundStart } from './sound-start.ts';

const SHORTEST_WALL_MS = 10 * 60_000;
const STALL_MS = 60_000;
const FALLBACK_RATE = 48_000;

/** Throws CancelledError, `decoder-failed`, and, once all peaks are handed over, `truncated-media` when the sound ended too early. */
export async function ffmpegPeaks(
  ffmpeg: { readonly tools: FfmpegTools; readonly clock: Clock },
  media: { readonly path: string; readonly facts: MediaFacts },
  onChunk: (chunk: PeakChunk) => void,
  signal: AbortSignal,
): Promise<void> {
  const { path, facts } = media;
  const rate = facts.audio[0]?.rate || FALLBACK_RATE;
  const stride = facts.audio[0]?.channels || 1;
  const channels = Math.min(stride, MAX_PEAK_CHANNELS);
  const reducer = new PeakReducer(rate, channels, stride);
  const stretches = new PeakStretches(reducer, (from, peaks) => onChunk({ channels, from, bytes: new Uint8Array(peaks.buffer) }));
  reducer.padTo(Math.round((await soundStart(path, facts, ffmpeg.tools, ffmpeg.clock, signal)) * rate));
  const silence = reducer.frames;
  const wallMillis = Math.max(SHORTEST_WALL_MS, facts.duration * 2);
  const run = { program: ffmpeg.tools.ffmpeg, args: decodeArgs(path, rate, stride), wallMillis, stallMillis: STALL_MS };
  const { exitCode, stderr } = await streamTool(
    run,
    ffmpeg.clock,
    signal,
    wholeFrames(stride, (samples) => {
      reducer.addU8(samples);
      stretches.flow();
    }),
  );
  const buckets = stretches.finish();
  if (exitCode !== 0 || reducer.frames === silence) throw new StudioError('decoder-failed', { reason: lastWords(stderr, path) || 'no-sound' });
  if (endedEarly(facts, buckets * 10)) throw new StudioError('truncated-media', { expected: facts.duration, found: buckets * 10 });
}

function decodeArgs(path: string, rate: number, channels: number): string[] {
  // Through floats, so that every codec is rounded alike. The rate and channels are said outright: joined files may change theirs half-way.
  const filters = 'aformat=sample_fmts=fltp';
  const shape = ['-ac', String(channels), '-ar', String(rate), '-c:a', 'pcm_u8', '-f', 'u8', '-flush_packets', '0'];
  return ['-nostdin', '-hide_banner', '-v', 'error', ...inputArgs(path), '-map', '0:a:0', '-vn', '-sn', '-dn', '-af', filters, ...shape, 'pipe:1'];
}

/** Passes on whole frames only; the bytes of a frame that was split wait for the rest of it. */
function wholeFrames(stride: number, onFrames: (samples: Uint8Array) => void): (bytes: Uint8Array) => void {
  let carried = new Uint8Array(0);
  return (bytes) => {
    let fresh = bytes;
    if (carried.byteLength > 0) {
      fresh = new Uint8Array(carried.byteLength + bytes.byteLength);
      fresh.set(carried);
      fresh.set(bytes, carried.byteLength);
    }
    const whole = fresh.byteLength - (fresh.byteLength % stride);
    onFrames(fresh.subarray(0, whole));
    carried = fresh.slice(whole);
  };
}
