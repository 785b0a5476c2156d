// The formats and their options in words for people.
import type { SpeakerStyle } from '../../src-core/subtitles/formats/export-format.ts';

/** What each format is good for, by its id. */
export const formatHints: Readonly<Record<string, string>> = {
  srt: 'For nearly every player and editor.',
  vtt: 'For web video; can say who speaks.',
  txt: 'For reading and for word processors.',
  json: 'For programs: every word with its time.',
};

/** How speakers are shown. */
export const speakerStyleText: Readonly<Record<SpeakerStyle, string>> = {
  off: 'Not named',
  prefix: 'Name before the words',
  voice: 'In the voice field',
};
