// SubRip. It has no escapes and no standard: what players of today would misread is written with a look-alike, and listed.
// Text lines that run right to left get a mark where needed (line-direction.ts); numbers, times and line endings are what every reader takes.
import type { Problem } from '../../problem.ts';
import { joinStyled, plainText, replaceStyled, type StyledText } from '../../transcript/styled-text.ts';
import { numpadOf, type CueLook } from '../cue-look.ts';
import { withDirectionStyled } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { laidStretches } from './laid-letters.ts';
import { addLateHours, addRewritten, cuesThat, viewerLosses } from './losses.ts';
import { withTags, type LetterTags } from './nested-tags.ts';
import { eachWritten } from './written-cues.ts';

export type SrtOptions = Pick<ExportOptions, 'bom' | 'crlf' | 'startIndex' | 'speakers' | 'styling'>;

/** Writes cues as SRT. Cues without visible text are left out, for an empty cue ends the reading of some programs. */
export function writeSrt(source: ExportSource, options: SrtOptions): string {
  const blocks: string[] = [];
  for (const { cue, parts, look } of eachWritten(source, options)) {
    const text = joinStyled(withDirectionStyled(parts, source.transcript.language), '\n');
    const times = `${clockTime(cue.start, ',')} --> ${clockTime(cue.end, ',')}`;
    blocks.push(`${options.startIndex + blocks.length}\n${times}\n${tagged(rewritten(text), look)}\n`);
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
function rewritten(styled: StyledText): StyledText {
  if (!/[<{>]/.test(styled.text)) return styled;
  const withoutArrows = replaceStyled(
    replaceStyled(styled, ARROW, () => '→'),
    TIME_LIKE_LINE,
    (_, before) => `${before}→`,
  );
  const withoutTags = replaceStyled(withoutArrows, TAG, (_, inner) => `‹${inner}›`);
  return replaceStyled(withoutTags, CODE, (_, inner) => `(${inner})`);
}

const NAMES = { bold: 'b', italic: 'i', underline: 'u' } as const;
const TAGS: LetterTags = {
  open: ({ style, colour }) => (style === 'colour' ? `<font color="${colour}">` : `<${NAMES[style]}>`),
  close: ({ style }) => (style === 'colour' ? '</font>' : `</${NAMES[style]}>`),
};

/** The text with the tags and the code of place that players know. */
function tagged(text: StyledText, look: CueLook): string {
  const place = numpadOf(look) === 2 ? '' : `{\\an${numpadOf(look)}}`;
  return place + withTags(laidStretches(text, look), TAGS);
}

function srtLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, (look) => look);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: (text) => rewritten(plainText(text)).text,
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
