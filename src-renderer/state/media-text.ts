// Media facts in words, for people who know what a codec is and for those who do not.
import { languageName } from '../../src-core/library/languages.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import { clockText } from '../parts/clock-text.ts';
import { bytesText } from './wording.ts';

export interface MediaRow {
  readonly label: string;
  readonly value: string;
}

const CHANNEL_WORDS: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo' };

/** One row a fact, the ones people ask for first. */
export function mediaRows(facts: MediaFacts): MediaRow[] {
  const rows: MediaRow[] = [
    { label: 'Length', value: clockText(facts.duration) },
    { label: 'Size', value: bytesText(facts.size) },
    { label: 'Container', value: facts.container.toUpperCase() },
  ];
  for (const [index, track] of facts.audio.entries()) {
    const channels = CHANNEL_WORDS[track.channels] ?? `${track.channels} channels`;
    const label = facts.audio.length > 1 ? `Sound, track ${index + 1}` : 'Sound';
    const language = track.language === null ? '' : `, ${languageName(track.language)}`;
    rows.push({ label, value: `${track.codec.toUpperCase()}, ${channels}, ${track.rate / 1000} kHz${language}` });
  }
  if (facts.video !== null) {
    const { codec, width, height, frameRate } = facts.video;
    const rate = frameRate === null ? '' : `, ${Math.round((frameRate.numerator / frameRate.denominator) * 1000) / 1000} fps`;
    rows.push({ label: 'Picture', value: `${codec.toUpperCase()}, ${width} × ${height}${rate}` });
  }
  return rows;
}

/** One line: "12:04, MP3, stereo, 11.2 MB". */
export function mediaLine(facts: MediaFacts): string {
  const sound = facts.audio[0];
  const parts = [
    clockText(facts.duration),
    facts.container.toUpperCase(),
    sound ? (CHANNEL_WORDS[sound.channels] ?? `${sound.channels} channels`) : 'no sound',
  ];
  return [...parts, bytesText(facts.size)].join(', ');
}
