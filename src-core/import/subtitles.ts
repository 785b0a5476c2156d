// Tells subtitle files apart by their content and reads them. Other kinds of document are told apart elsewhere.
import { readSrt } from './subtitles-srt.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { readTiming } from './subtitles-timing.ts';
import { readWebvtt } from './subtitles-webvtt.ts';

export type SubtitleKind = 'srt' | 'webvtt';

/** What people call the kinds. */
export const subtitleKindNames: Readonly<Record<SubtitleKind, string>> = { srt: 'SRT', webvtt: 'WebVTT' };

/** Characters looked at to tell what a file is. */
const LOOKED_AT = 20_000;

/** The kind of subtitle file a text is, or null when it is none. Looks at its beginning only. */
export function subtitleKind(text: string): SubtitleKind | null {
  const beginning = text
    .slice(0, LOOKED_AT)
    .replaceAll(/[\0\ufeff]/g, '')
    .trimStart();
  if (/^WEBVTT(?:\s|$)/.test(beginning)) return 'webvtt';
  return beginning.split(/\r\n?|\n/).some((line) => readTiming(line) !== null) ? 'srt' : null;
}

/** Reads a subtitle file of whichever kind; null when it is none. Linear in its length. */
export function readSubtitles(text: string): (ReadSubtitles & { readonly kind: SubtitleKind }) | null {
  const kind = subtitleKind(text);
  if (kind === null) return null;
  return { kind, ...(kind === 'srt' ? readSrt(text) : readWebvtt(text)) };
}
