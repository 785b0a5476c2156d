// Advanced SubStation Alpha (v4.00+). Braces and backslashes are code there and have no escape every renderer knows:
// they are written with their full-width look-alikes, and listed. Times are hundredths of a second.
import type { Problem } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import { plainLetters, type Letters } from '../../transcript/letters.ts';
import { joinStyled, plainText, replaceStyled, type StyledText } from '../../transcript/styled-text.ts';
import { shownName } from '../cue-label.ts';
import { numpadOf, type CueLook } from '../cue-look.ts';
import { two } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { laidStretches } from './laid-letters.ts';
import { addRewritten, addSecondSpeakers, counted, cuesThat, viewerLosses } from './losses.ts';
import { eachWritten } from './written-cues.ts';

/** A style in the proportions of a 1080-line picture: two lines of 42 characters fit the width inside the margins. */
export const DEFAULT_STYLE = 'Default,Arial,64,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,96,96,64,1';

const HEADER = `[Script Info]
ScriptType: v4.00+
PlayResX: 1920
PlayResY: 1080
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: ${DEFAULT_STYLE}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;

function writeAss(source: ExportSource, options: ExportOptions): string {
  const events: string[] = [];
  for (const { cue, parts, speaker, look } of eachWritten(source, options)) {
    const name = options.speakers === 'voice' ? (shownName(source.transcript, speaker) ?? '') : '';
    const { start, end } = hundredths(cue);
    const text = codedText(joinStyled(parts.map(rewritten), '\n'), look);
    events.push(`Dialogue: 0,${clock(start)},${clock(end)},Default,${fieldText(name)},0,0,0,,${text}\n`);
  }
  return asTextFile(HEADER + events.join(''), options);
}

/**
 * A cue's text with its codes: the style of the file is everybody's, and a reader sees at once what one cue has of its own. Its look stands before the text;
 * what single words have beyond it begins and ends inside.
 */
function codedText(text: StyledText, look: CueLook): string {
  let codes = numpadOf(look) === 2 ? '' : `\\an${numpadOf(look)}`;
  let now: Letters = plainLetters;
  let written = '';
  const turnTo = (letters: Letters): void => {
    codes += changes(now, letters);
    now = letters;
    if (codes !== '') written += `{${codes}}`;
    codes = '';
  };
  for (const { text: shown, letters } of laidStretches(text, look)) {
    turnTo(letters);
    written += shown.replaceAll('\n', '\\N');
  }
  turnTo(look);
  return written;
}

/** The codes that make letters others; a colour without a number is the style's. */
function changes(from: Letters, to: Letters): string {
  const code = (style: 'italic' | 'bold' | 'underline'): string => (from[style] === to[style] ? '' : `\\${style.charAt(0)}${to[style] ? 1 : 0}`);
  const colour = from.colour === to.colour ? '' : to.colour === null ? '\\c' : `\\c&H${bgr(to.colour)}&`;
  return code('italic') + code('bold') + code('underline') + colour;
}

/** "#rrggbb" as blue, green, red. */
const bgr = (colour: string): string => (colour.slice(5, 7) + colour.slice(3, 5) + colour.slice(1, 3)).toUpperCase();

/** A span in hundredths: rounded, so that cues that touched still touch, and never of no length. */
function hundredths({ start, end }: { readonly start: Millis; readonly end: Millis }): { start: number; end: number } {
  const from = Math.round(start / 10);
  return { start: from, end: Math.max(from + 1, Math.round(end / 10)) };
}

/** "1:02:03.45" */
function clock(time: number): string {
  const seconds = Math.floor(time / 100);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(time % 100)}`;
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { '{': '｛', '}': '｝', '\\': '＼' };
const CODE = /[{}\\]/g;

/** One line of text. A backslash matters only before the letters that are code; it is replaced everywhere so that paths look alike throughout. */
function rewritten(line: StyledText): StyledText {
  return replaceStyled(line, CODE, (mark) => LOOK_ALIKES[mark] ?? mark);
}

/** A field in the middle of an event cannot hold a comma. */
function fieldText(text: string): string {
  return text.replaceAll(',', ' ').replace(/\s+/g, ' ').trim();
}

function assLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, (look) => look);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: (text) => rewritten(plainText(text)).text,
    say: (count) => `${cuesThat(count, 'hold')} braces or backslashes, which are code in this format; they are written as ｛, ｝ and ＼.`,
  });
  if (options.speakers === 'voice') addSecondSpeakers(problems, source, eachWritten(source, options));
  for (const { cue, index } of eachWritten(source, options)) {
    if (cue.start % 10 === 0 && cue.end % 10 === 0) continue;
    const say = (count: number): string => `${counted(count, 'cue')} will have times rounded to hundredths of a second.`;
    problems.add('hundredths', 'loss', say, { item: index, time: cue.start });
  }
  return problems.toArray();
}

/** ASS as offered. */
export const assFormat: ExportFormat = {
  id: 'ass',
  label: 'Advanced SubStation',
  extension: 'ass',
  mediaType: 'text/x-ssa',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: { ...plainOptions, speakers: 'voice' },
  uses: ['encoding', 'bom', 'crlf', 'speakers', 'styling', 'offset'],
  speakerStyles: ['voice', 'prefix', 'off'],
  write: writeAss,
  losses: assLosses,
};
