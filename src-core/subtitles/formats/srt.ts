// SubRip. It has no escapes and no standard: what players of today would misread is written with a look-alike, and listed.
// Text lines that run right to left get a mark where needed (line-direction.ts); numbers, times and line endings are what every reader takes.
import type { Problem } from '../../problem.ts';
import { isPlainLook, numpadOf, type CueLook } from '../cue-look.ts';
import { withDirection } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLateHours, cuesThat, viewerLosses } from './losses.ts';
import { addRewritten, eachWritten } from './written-cues.ts';

export type SrtOptions = Pick<ExportOptions, 'bom' | 'crlf' | 'startIndex' | 'speakers' | 'styling'>;

/** Writes cues as SRT. Cues without visible text are left out, for an empty cue ends the reading of some programs. */
export function writeSrt(source: ExportSource, options: SrtOptions): string {
  const blocks: string[] = [];
  for (const { cue, lines, look } of eachWritten(source, options)) {
    const text = withDirection(lines, source.transcript.language).join('\n');
    const times = `${clockTime(cue.start, ',')} --> ${clockTime(cue.end, ',')}`;
    blocks.push(`${options.startIndex + blocks.length}\n${times}\n${styled(writtenText(text), look)}\n`);
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

/** The text with the tags and the code of place that players know. */
function styled(text: string, look: CueLook): string {
  if (isPlainLook(look)) return text;
  const tags = [look.bold && 'b', look.italic && 'i', look.underline && 'u'].filter((tag) => tag !== false);
  const place = numpadOf(look) === 2 ? '' : `{\\an${numpadOf(look)}}`;
  const colour = look.colour === null ? '' : `<font color="${look.colour}">`;
  const opened = place + colour + tags.map((tag) => `<${tag}>`).join('');
  return `${opened}${text}${tags
    .map((tag) => `</${tag}>`)
    .reverse()
    .join('')}${colour === '' ? '' : '</font>'}`;
}

function srtLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, (look) => look);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: writtenText,
    say: (count) => `${cuesThat(count, 'hold')} “-->”, <…> or {…}, which players would misread; they are written as →, ‹…› and (…).`,
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
  uses: ['encoding', 'bom', 'crlf', 'startIndex', 'speakers', 'styling', 'offset'],
  speakerStyles: ['off', 'prefix'],
  write: writeSrt,
  losses: srtLosses,
};
