// What ffprobe reports as JSON, turned into media facts. Its words become ours; what it says is parsed, not trusted.
import * as v from 'valibot';
import { millisFromSeconds } from '../span.ts';
import { frameRateOfText } from './frame-rate.ts';
import type { MediaFacts } from './media-facts.ts';
import { playabilityOf } from './playability.ts';

const text = v.optional(v.string(), '');
const number = v.optional(v.number(), 0);

const streamShape = v.object({
  codec_type: text,
  codec_name: text,
  channels: number,
  sample_rate: text,
  width: number,
  height: number,
  avg_frame_rate: text,
  r_frame_rate: text,
  duration: text,
  disposition: v.optional(v.object({ attached_pic: number, still_image: number }), { attached_pic: 0, still_image: 0 }),
  tags: v.optional(v.object({ language: text, timecode: text }), { language: '', timecode: '' }),
});
type Stream = v.InferOutput<typeof streamShape>;

const reportShape = v.object({
  format: v.object({ format_name: v.string(), duration: text, tags: v.optional(v.object({ timecode: text }), { timecode: '' }) }),
  streams: v.optional(v.array(streamShape), []),
});

/** Thirty years: whatever is longer is a mistake of its container. */
const LONGEST_SECONDS = 1e9;

/** MOV writes it as a track of its own, MXF and AVI as a tag of the file, others on the picture; all as ffmpeg prints it. */
const TIMECODE = /^\d\d:\d\d:\d\d[:;]\d\d$/;

/** ffmpeg's name of a demuxer → our name of the container. A demuxer for several is told apart by its first bytes (`sniffed`). */
const CONTAINERS = new Map([
  ['asf', 'wma'],
  ['matroska,webm', 'matroska'],
  ['wv', 'wavpack'],
  ['rm', 'realmedia'],
]);

/** ffmpeg's names of codecs → ours, where they differ. */
const CODECS = new Map([
  ['h264', 'avc'],
  ['pcm_u8', 'pcm-u8'],
  ['pcm_s16le', 'pcm-s16'],
  ['pcm_s16be', 'pcm-s16be'],
  ['pcm_s24le', 'pcm-s24'],
  ['pcm_s24be', 'pcm-s24be'],
  ['pcm_s32le', 'pcm-s32'],
  ['pcm_s32be', 'pcm-s32be'],
  ['pcm_f32le', 'pcm-f32'],
  ['pcm_f32be', 'pcm-f32be'],
  ['pcm_f64le', 'pcm-f64'],
  ['pcm_mulaw', 'ulaw'],
  ['pcm_alaw', 'alaw'],
]);

/** The facts, or null when the report is none or tells of no stream with sound or picture. `sniffed` is the container by its first bytes. */
export function factsOfReport(report: unknown, size: number, sniffed: string | null): MediaFacts | null {
  const parsed = v.safeParse(reportShape, report);
  if (!parsed.success) return null;
  const { format, streams } = parsed.output;
  const audio = streams.filter((stream) => stream.codec_type === 'audio').map(audioFacts);
  const picture = streams.find((stream) => stream.codec_type === 'video' && !stream.disposition.attached_pic && !stream.disposition.still_image);
  if (audio.length === 0 && !picture) return null;
  const seconds = [format.duration, ...streams.map((stream) => stream.duration)].map(Number).find((value) => value > 0 && value < LONGEST_SECONDS) ?? 0;
  const container = sniffed ?? CONTAINERS.get(format.format_name) ?? format.format_name.split(',')[0] ?? 'unknown';
  const start = [format.tags, ...streams.map(({ tags }) => tags)].map(({ timecode }) => timecode).find((label) => TIMECODE.test(label));
  const facts = {
    container,
    size,
    duration: millisFromSeconds(seconds),
    audio,
    video: picture ? videoFacts(picture) : null,
    ...(start === undefined ? {} : { startTimecode: start }),
  };
  return { ...facts, playable: playabilityOf(facts) === 'all' };
}

function audioFacts(stream: Stream): MediaFacts['audio'][number] {
  const language = stream.tags.language;
  return {
    codec: codecOf(stream),
    channels: count(stream.channels),
    rate: count(Number(stream.sample_rate)),
    language: language === '' || language === 'und' ? null : language,
  };
}

function videoFacts(stream: Stream): NonNullable<MediaFacts['video']> {
  const real = frameRateOfText(stream.r_frame_rate);
  const average = frameRateOfText(stream.avg_frame_rate);
  // The lowest rate that fits all stamps and the average differ only where frames come unevenly.
  const isEven = real !== null && average !== null && real.numerator * average.denominator === average.numerator * real.denominator;
  return { codec: codecOf(stream), width: count(stream.width), height: count(stream.height), frameRate: isEven ? real : null };
}

function codecOf(stream: Stream): string {
  return CODECS.get(stream.codec_name) ?? (stream.codec_name || 'unknown');
}

function count(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
