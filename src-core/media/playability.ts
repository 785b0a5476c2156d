// What Chromium's media element plays, by container and codec, in the words of MediaFacts.
// Every line was tried in Chromium 156 with files made by ffmpeg; test/main/media/page-decoding.test.ts tries the likeliest again.
import type { MediaFacts } from './media-facts.ts';

const CONTAINERS = ['mp4', 'm4a', 'mov', '3gp', 'mp3', 'aac', 'wav', 'ogg', 'webm', 'matroska', 'flac'];
const AUDIO = ['aac', 'mp3', 'opus', 'vorbis', 'flac', 'pcm-u8', 'pcm-s16', 'pcm-s16be', 'pcm-s24', 'pcm-s24be', 'pcm-s32', 'pcm-f32', 'ulaw', 'alaw'];
const VIDEO = ['avc', 'vp8', 'vp9', 'av1'];

/** How much of a medium the page can play by itself: sound and picture, the sound alone, or nothing that is heard. */
export type Playability = 'all' | 'sound' | 'nothing';

/** Judges by the first audio track, which is the one the media element plays. */
export function playabilityOf(facts: Pick<MediaFacts, 'container' | 'audio' | 'video'>): Playability {
  const codec = facts.audio[0]?.codec;
  if (codec === undefined || !CONTAINERS.includes(facts.container) || !AUDIO.includes(codec)) return 'nothing';
  return facts.video === null || VIDEO.includes(facts.video.codec) ? 'all' : 'sound';
}

/** Codecs a page decodes by itself, wherever they are contained: WebCodecs of Chromium, and PCM. */
export function pageDecodes(facts: Pick<MediaFacts, 'audio'>): boolean {
  return AUDIO.includes(facts.audio[0]?.codec ?? '');
}

/**
 * Where the first sample of a file stands in time, which players see differently (measured with clicks in Chromium 156 and ffmpeg 5.1).
 * `container`: at the time stamp the container gives; Chromium plays most files so, a late start being silence.
 * `start`: at 0, whatever the stamp: MP3 and AAC streams, whose stamps only tell of encoder delay, and whatever must be converted to be heard.
 */
export function timeOriginOf(facts: Pick<MediaFacts, 'container' | 'audio' | 'video'>): 'container' | 'start' {
  return playabilityOf(facts) !== 'nothing' && facts.container !== 'mp3' && facts.container !== 'aac' ? 'container' : 'start';
}

/** How much shorter than its container says a sound may be: encoders pad, containers round. Milliseconds. */
function lengthTolerance(duration: number): number {
  return Math.max(2000, duration * 0.02);
}

/** Whether a decoded sound ended so early that the file must have been cut. A picture may rightly outlast its sound. */
export function endedEarly(facts: Pick<MediaFacts, 'duration' | 'video'>, decodedMillis: number): boolean {
  return facts.video === null && decodedMillis < facts.duration - lengthTolerance(facts.duration);
}
