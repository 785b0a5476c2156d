// Where somebody speaks, told from the sound's peaks: onsets and offsets of speech against the noise around it.
// It knows loudness, a hundredth of a second at a time; not who speaks, what is said, or words.
import type { Millis, Span } from '../span.ts';
import type { PeakPyramid } from './peak-pyramid.ts';
import { PEAK_SCALE, PEAKS_PER_SECOND } from './peaks.ts';

const BUCKET: Millis = 1000 / PEAKS_PER_SECOND;

/** The quietest loudness a peak of eight bits can tell from silence, dB of full scale; a peak of nought counts as one step quieter. */
const FLOOR = 20 * Math.log10(1 / PEAK_SCALE) - 6;
/** How far around a place the noise and the voice are judged by: long enough to hold pauses, short enough to follow a room. Milliseconds. Our choice. */
const SURROUNDINGS: Millis = 15_000;
/** Shares of the loudness around that count as noise and as voice. */
const NOISE_SHARE = 0.1;
const VOICE_SHARE = 0.9;
/** Speech begins where the loudness rises over this share of the way from noise to voice, in dB, and ends where it falls under the lower one. */
const ONSET_SHARE = 0.45;
const OFFSET_SHARE = 0.3;
/** Where voice and noise lie closer together than this there is nothing to tell: dB. */
const LEAST_CONTRAST = 9;
/** Closures of stops and breaths within a phrase are no pauses (stops close for up to about 100 ms), and a click is no speech. Milliseconds. */
const SHORTEST_PAUSE: Millis = 110;
const SHORTEST_SPEECH: Millis = 40;

/**
 * The stretches of `within` in which somebody speaks, in order, to 10 ms. Empty where all is silent; the whole of it where loudness says nothing
 * (even noise, music). Cost is in proportion to the length of `within`.
 */
export function speechIn(peaks: PeakPyramid, within: Span): Span[] {
  return stretchesIn(peaks, within, SHORTEST_PAUSE);
}

/** Times at which speech begins or ends near `within`, for an edge to snap to: finer than speechIn, so that the closure before a "t" counts. */
export function speechEdges(peaks: PeakPyramid, within: Span): Millis[] {
  const around = { start: Math.max(0, within.start - 500), end: within.end + 500 };
  return stretchesIn(peaks, around, 3 * BUCKET)
    .flatMap(({ start, end }) => [start, end])
    .filter((time) => time > around.start && time < around.end && time >= within.start && time <= within.end);
}

function stretchesIn(peaks: PeakPyramid, within: Span, shortestPause: Millis): Span[] {
  const around = { from: bucketAt(peaks, within.start - SURROUNDINGS), to: bucketAt(peaks, within.end + SURROUNDINGS) };
  const wide = loudness(peaks, around.from, around.to);
  const sorted = wide.toSorted();
  const noise = sorted[Math.floor(sorted.length * NOISE_SHARE)] ?? FLOOR;
  const voice = sorted[Math.floor(sorted.length * VOICE_SHARE)] ?? FLOOR;
  if (voice <= FLOOR + LEAST_CONTRAST) return [];
  if (voice - noise < LEAST_CONTRAST) return within.end > within.start ? [within] : [];
  const from = bucketAt(peaks, within.start);
  const near = wide.subarray(from - around.from, bucketAt(peaks, within.end) - around.from);
  const contrast = voice - noise;
  const found = overThreshold(near, noise + contrast * ONSET_SHARE, noise + contrast * OFFSET_SHARE);
  const spans = found.map(([start, end]) => ({
    start: Math.max(within.start, (from + start) * BUCKET),
    end: Math.min(within.end, (from + end) * BUCKET),
  }));
  return bridged(spans, shortestPause).filter(({ start, end }) => end - start >= SHORTEST_SPEECH);
}

/** Index of the bucket at a time, within what is known. */
function bucketAt(peaks: PeakPyramid, time: Millis): number {
  return Math.min(peaks.buckets, Math.max(0, Math.round(time / BUCKET)));
}

/** Loudness of each bucket in dB of full scale, the loudest channel's, smoothed over three. */
function loudness(peaks: PeakPyramid, from: number, to: number): Float32Array {
  const { peaks: bytes } = peaks.level(0);
  const width = peaks.channels * 2;
  const raw = new Float32Array(Math.max(0, to - from));
  for (let bucket = from; bucket < to; bucket += 1) {
    let swing = 0;
    for (let at = bucket * width; at < (bucket + 1) * width; at += 2) swing = Math.max(swing, (bytes[at + 1] ?? 0) - (bytes[at] ?? 0));
    raw[bucket - from] = swing > 0 ? 20 * Math.log10(swing / (2 * PEAK_SCALE)) : FLOOR - 6;
  }
  // A vowel's pitch may leave one bucket in three without its peak.
  return raw.map((value, at) => Math.max(FLOOR, ((raw[at - 1] ?? value) + value + (raw[at + 1] ?? value)) / 3));
}

/** Runs that rise over `onset`, each spread as far as the loudness stays over `offset`. Indices, end excluded. */
function overThreshold(loud: Float32Array, onset: number, offset: number): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  let isSpeech = false;
  for (let at = 0; at <= loud.length; at += 1) {
    const value = loud[at] ?? -Infinity;
    if (value >= offset) {
      if (start < 0) start = at;
      isSpeech ||= value >= onset;
      continue;
    }
    if (isSpeech) runs.push([start, at]);
    start = -1;
    isSpeech = false;
  }
  return runs;
}

function bridged(spans: readonly Span[], shortestPause: Millis): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.start - last.end < shortestPause) joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}
