// SubRip. It has no escapes and no standard: what players of today would misread is written with a look-alike, and listed.
// Text lines that run right to left get a mark where needed (line-direction.ts); numbers, times and line endings are what every reader takes.
import type { Problem } from '../../problem.ts';
import { withDirection } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLateHours, counted, viewerLosses } from './losses.ts';
import { addRewritten, eachWritten } from './written-cues.ts';

export type SrtOptions = Pick<ExportOptions, 'bom' | 'crlf' | 'startIndex' | 'speakers'>;

/** Writes cues as SRT. Cues without visible text are left out, for an empty cue ends the reading of some programs. */
export function writeSrt(source: ExportSource, options: SrtOptions): string {
  const blocks: string[] = [];
  for (const { cue, lines } of eachWritten(source, options)) {
    const text = withDirection(lines, source.transcript.language).join('\n');
    blocks.push(`${options.startIndex + blocks.length}\n${clockTime(cue.start, ',')} --> ${clockTime(cue.end, ',')}\n${writtenText(text)}\n`);
  }
  return asTextFile(blocks.join('\n'), options);
}

const ARROW = /-->/g;
/** A line that begins like a time: readers that forgive also take "->" and "- >" for the arrow. */
const TIME_LIKE_LINE = /^(\s*-?\d+\s*[:：].*?)-\s?-?\s?>/gmu;
/** What players take for formatting and hide: HTML-like tags, over spaces and line breaks too, and the codes of SSA and MicroDVD in braces. */
const TAG = /<(\s*\/?\s*[a-z!?][^<>]*)>/giu;
const CODE = /\{(\\[^{}]*|[cfopsy]:[^{}]*)\}/giu;

/** Text as SRT can carry it: "-->" becomes "→", "<b>" becomes "‹b›", "{\an8}" becomes "(\an8)". */
function writtenText(text: string): string {
  if (!/[<{>]/.test(text)) return text;
  return text.replace(ARROW, '→').replace(TIME_LIKE_LINE, '$1→').replace(TAG, '‹$1›').replace(CODE, '($1)');
}

function srtLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: writtenText,
    say: (count) => `${counted(count, 'cue')} hold “-->”, <…> or {…}, which players would misread; they are written as →, ‹…› and (…).`,
  });
  addLateHours(problems, source.cues);
  return problems.toArray();
}

/** SubRip as offered. */
export const srtFormat: ExportFormat = {
  id: 'srt',
  label: 'SubRip subtitles',
  extension: 'srt',
  mediaType: 'application/x-subrip',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: plainOptions,
  uses: ['bom', 'crlf', 'startIndex', 'speakers'],
  speakerStyles: ['off', 'prefix'],
  write: writeSrt,
  losses: srtLosses,
};
