// The formats and their options in words for people.
import type { ExportFormat, SpeakerStyle } from '../../src-core/subtitles/formats/export-format.ts';

/** What each format is good for, by its id. */
export const formatHints: Readonly<Record<string, string>> = {
  srt: 'For nearly every player and editor.',
  vtt: 'For web video; can say who speaks.',
  txt: 'For reading and for word processors.',
  json: 'For programs: every word with its time.',
  ttml: 'For streaming services and broadcasters.',
  'vtt-styled': 'With colours of any kind; not every player reads the styles.',
  'ebu-stl': 'Binary, for European broadcasters’ playout; times are timecodes.',
  'ebu-tt-d': 'For European broadcasters’ online players.',
  ass: 'For Aegisub and players with styled subtitles.',
  sbv: 'As YouTube itself writes them.',
  lrc: 'For music players; has no end times.',
  microdvd: 'For old players; times are frames.',
  csv: 'A row a cue, for Excel and others.',
  tsv: 'A row a cue, for scripts.',
  audacity: 'As a label track beside the sound.',
  textgrid: 'For phoneticians: turns and words as tiers.',
  elan: 'For linguists: turns and words as tiers.',
};

/** The formats most people came for; the others lie one step further. */
export const firstFormats: readonly string[] = ['srt', 'vtt', 'txt', 'json'];

/** What people look for a format under. */
export const formatGroupText: Readonly<Record<ExportFormat['group'], string>> = {
  subtitles: 'Subtitles',
  text: 'Text',
  data: 'For other programs',
};

/** How speakers are shown. */
export const speakerStyleText: Readonly<Record<SpeakerStyle, string>> = {
  off: 'Not named',
  prefix: 'Name before the words',
  voice: 'In the voice field',
};
