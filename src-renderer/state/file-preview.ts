// The beginning of a file that is about to be saved, and what to say of the whole. Sentences for people; the figures come from the core.
import type { ExportFile } from '../../src-core/subtitles/export-file.ts';
import type { ExportFormat } from '../../src-core/subtitles/formats/export-format.ts';
import { countText } from './wording.ts';

export interface FilePreview {
  /** The file's own characters from its beginning, the byte order mark left off and line ends as line feeds; of a file that is no text, what is in it. */
  readonly text: string;
  /** "214 cues, longest line 41, fastest 18 characters a second". */
  readonly figures: string;
  /** "The first 200 of 214 cues are shown." or null when all is shown. */
  readonly cut: string | null;
  /** What viewers may find hard, in sentences. */
  readonly warnings: readonly string[];
}

/** Enough to judge, little enough to lay out at once. */
const CUES_SHOWN = 200;
const LINES_SHOWN = 400;

/** What is shown of a file before it is saved. */
export function filePreview(file: ExportFile, format: ExportFormat): FilePreview {
  const whole = file.text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const { figures } = file;
  if (figures === null) {
    const lines = whole === '' ? 0 : whole.replace(/\n$/, '').split('\n').length;
    const text = beginning(whole, '\n', LINES_SHOWN);
    return {
      text,
      figures: countText(lines, 'line'),
      cut: text.length < whole.length ? `The first ${LINES_SHOWN.toLocaleString('en')} lines are shown; the file holds them all.` : null,
      warnings: [],
    };
  }
  // Where a blank line parts cues they are counted, elsewhere lines are: a TTML file is one block.
  const isInBlocks = whole.slice(0, 4000).includes('\n\n') && format.id !== 'ass' && file.packed === null;
  const text = isInBlocks ? beginning(whole, '\n\n', CUES_SHOWN + (whole.startsWith('WEBVTT') ? 1 : 0)) : beginning(whole, '\n', LINES_SHOWN);
  const shown = isInBlocks ? `${CUES_SHOWN} cues` : `${LINES_SHOWN} lines`;
  return {
    text,
    figures:
      figures.cues === 0
        ? 'No cues'
        : `${countText(figures.cues, 'cue')}, longest line ${Math.ceil(figures.longestLine)}, fastest ${Math.round(figures.fastest)} characters a second`,
    cut: text.length < whole.length ? `The first ${shown} are shown; the file holds them all.` : null,
    warnings: [
      figures.cues === 0 ? 'The file would show nothing: all words are left out of the subtitles.' : null,
      figures.tooFast > 0 ? `${countText(figures.tooFast, 'cue')} can hardly be read in time.` : null,
      figures.tooShort > 0 ? `${countText(figures.tooShort, 'cue')} ${figures.tooShort === 1 ? 'flashes' : 'flash'} by.` : null,
      figures.tooWide > 0 ? `${countText(figures.tooWide, 'cue')} ${figures.tooWide === 1 ? 'has' : 'have'} a line wider than the rules allow.` : null,
    ].filter((sentence) => sentence !== null),
  };
}

/** The text up to the end of its `count`-th part; all of it when it has no more. */
function beginning(text: string, separator: string, count: number): string {
  let at = -1;
  for (let part = 0; part < count; part += 1) {
    at = text.indexOf(separator, at + 1);
    if (at < 0) return text;
  }
  return text.slice(0, at + 1);
}
