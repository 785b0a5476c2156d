// Media facts by mediabunny: containers it knows, read without decoding, in bounded memory.
// It knows what tracks say of themselves; whether that can be played or transcribed is judged elsewhere.
import { ADTS, FLAC, Input, MATROSKA, MP3, MP4, MPEG_TS, OGG, QTFF, WAVE, WEBM, Logging, LogLevel } from 'mediabunny';
import type { InputAudioTrack, InputFormat, InputVideoTrack } from 'mediabunny';
import { millisFromSeconds } from '../../../src-core/span.ts';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { playabilityOf } from '../../../src-core/media/playability.ts';
import { frameRateOf } from '../../../src-core/media/frame-rate.ts';
import type { MediaSource } from './media-source.ts';
import { startTimecode } from './start-timecode.ts';

/** HLS is left out on purpose: a playlist leads to other files. */
const FORMATS: InputFormat[] = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];

/** Thirty years: whatever is longer is a mistake of its container. */
const LONGEST_SECONDS = 1e9;

const NAMES = new Map<InputFormat, string>([
  [MP4, 'mp4'],
  [QTFF, 'mov'],
  [MATROSKA, 'matroska'],
  [WEBM, 'webm'],
  [WAVE, 'wav'],
  [OGG, 'ogg'],
  [FLAC, 'flac'],
  [MP3, 'mp3'],
  [ADTS, 'aac'],
  [MPEG_TS, 'mpegts'],
]);

// What it cannot read is told by its answers; the studio's console is not its place to talk.
Logging.level = LogLevel.Silent;

/** Facts as far as mediabunny sees them; null when it does not know the container or cannot make sense of it. */
export async function containerFacts(source: MediaSource, sniffed: string | null): Promise<MediaFacts | null> {
  const input = new Input({ formats: FORMATS, source: source.forMediabunny() });
  try {
    const format = await input.getFormat();
    const audio = await Promise.all((await input.getAudioTracks()).map(audioFacts));
    const video = (await input.getVideoTracks())[0];
    const end = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    // A transport stream's clock starts anywhere; whatever plays it counts from its first sample.
    const seconds = format === MPEG_TS ? end - (await input.getFirstTimestamp()) : end;
    const name = NAMES.get(format) ?? 'unknown';
    const facts = {
      container: name === 'mp4' && (sniffed === 'm4a' || sniffed === '3gp') ? sniffed : name,
      size: source.size,
      duration: seconds > 0 && seconds < LONGEST_SECONDS ? millisFromSeconds(seconds) : 0,
      audio,
      video: video ? await videoFacts(video) : null,
      ...(await timecodeFacts(source, format)),
    };
    return { ...facts, playable: playabilityOf(facts) === 'all' };
  } catch {
    return null; // mediabunny's errors have no codes: another reader is asked, and then the bytes themselves
  } finally {
    input.dispose();
  }
}

async function timecodeFacts(source: MediaSource, format: InputFormat): Promise<Pick<MediaFacts, 'startTimecode'>> {
  const label = format === MP4 || format === QTFF ? await startTimecode(source) : null;
  return label === null ? {} : { startTimecode: label };
}

async function audioFacts(track: InputAudioTrack): Promise<MediaFacts['audio'][number]> {
  return {
    codec: await codecOf(track),
    channels: await track.getNumberOfChannels(),
    rate: await track.getSampleRate(),
    language: languageOrNull(await track.getLanguageCode()),
  };
}

async function videoFacts(track: InputVideoTrack): Promise<NonNullable<MediaFacts['video']>> {
  const { underlyingFrameRate } = await track.computeFrameRateMetrics();
  return {
    codec: await codecOf(track),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    frameRate: frameRateOf(underlyingFrameRate),
  };
}

/** The codec in mediabunny's words, or the container's own name for one it does not know. */
async function codecOf(track: InputAudioTrack | InputVideoTrack): Promise<string> {
  const known = await track.getCodec();
  if (known !== null) return known;
  const internal = await track.getInternalCodecId();
  return typeof internal === 'string' ? internal.trim().toLowerCase() : 'unknown';
}

function languageOrNull(code: string): string | null {
  return code === 'und' || code === '' ? null : code;
}
