// Tells subtitle files apart by their content and reads them. Other kinds of document are told apart elsewhere.
import { readAss } from './subtitles-ass.ts';
import { isMpl2Line, readMpl2 } from './subtitles-mpl2.ts';
import { isLrcLine, isMicrodvdLine, isSbvTimes, readLrc, readMicrodvd, readSbv } from './subtitles-plain.ts';
import { isScc, readScc } from './subtitles-scc.ts';
import { readSrt } from './subtitles-srt.ts';
import { readTable, tableSeparator } from './subtitles-table.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { readTiming } from './subtitles-timing.ts';
import { readTtml } from './subtitles-ttml.ts';
import { isTmplayerLine, readTmplayer } from './subtitles-tmplayer.ts';
import { readWebvtt } from './subtitles-webvtt.ts';

export type SubtitleKind = 'srt' | 'webvtt' | 'ttml' | 'ass' | 'scc' | 'sbv' | 'microdvd' | 'mpl2' | 'tmplayer' | 'lrc' | 'table';

/** What people call the kinds. */
export const subtitleKindNames: Readonly<Record<SubtitleKind, string>> = {
  srt: 'SRT',
  webvtt: 'WebVTT',
  ttml: 'TTML',
  ass: 'ASS',
  scc: 'SCC',
  sbv: 'SBV',
  microdvd: 'MicroDVD',
  mpl2: 'MPL2',
  tmplayer: 'TMPlayer',
  lrc: 'LRC',
  table: 'Table of cues',
};

/** Characters looked at to tell what a file is. */
const LOOKED_AT = 20_000;

/** The kind of subtitle file a text is, or null when it is none. Looks at its beginning only. */
export function subtitleKind(text: string): SubtitleKind | null {
  const beginning = text
    .slice(0, LOOKED_AT)
    .replaceAll(/[\0\ufeff]/g, '')
    .trimStart();
  if (isScc(beginning)) return 'scc';
  if (/^WEBVTT(?:\s|$)/.test(beginning)) return 'webvtt';
  if (/^<(?:[?!]|(?:[\w-]+:)?tt[\s>/])/.test(beginning) && /<(?:[\w-]+:)?tt[\s>/]/.test(beginning)) return 'ttml';
  const lines = beginning.split(/\r\n?|\n/);
  if (/^\[Script Info\]/i.test(beginning) || lines.some((line) => /^Dialogue:.*,\s*\d+:\d\d:\d\d/.test(line.slice(0, 200)))) return 'ass';
  if (tableSeparator(beginning) !== null) return 'table';
  // The first line that begins a cue tells: what stands inside a cue may look like the times of any format.
  for (const line of lines) {
    if (readTiming(line) !== null) return 'srt';
    if (isSbvTimes(line)) return 'sbv';
    if (isMicrodvdLine(line)) return 'microdvd';
    if (isMpl2Line(line)) return 'mpl2';
    if (isTmplayerLine(line)) return 'tmplayer';
    if (isLrcLine(line)) return 'lrc';
  }
  return null;
}

const READERS: Readonly<Record<SubtitleKind, (text: string) => ReadSubtitles>> = {
  srt: readSrt,
  webvtt: readWebvtt,
  ttml: readTtml,
  ass: readAss,
  scc: readScc,
  sbv: readSbv,
  microdvd: readMicrodvd,
  mpl2: readMpl2,
  tmplayer: readTmplayer,
  lrc: readLrc,
  table: (text) => readTable(text, tableSeparator(text) ?? ','),
};

/** Reads a subtitle file of whichever kind; null when it is none. Linear in its length. Throws XmlRefusal for XML that cannot be read. */
export function readSubtitles(text: string): (ReadSubtitles & { readonly kind: SubtitleKind }) | null {
  const kind = subtitleKind(text);
  return kind === null ? null : { kind, ...READERS[kind](text) };
}
