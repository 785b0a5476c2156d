// MicroDVD: times are frames, so the file means nothing without its rate, which its first cue carries.
import type { Problem } from '../../problem.ts';
import { commonLetters, type Letters } from '../../transcript/letters.ts';
import type { StyledText } from '../../transcript/styled-text.ts';
import { plainLook } from '../cue-look.ts';
import { frameAt, frameRate } from '../frame-rate.ts';
import { sharedLetters } from '../shared-letters.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addRewritten, cuesThat, viewerLosses, type KeptLook, type KeptRuns } from './losses.ts';
import { eachWritten } from './written-cues.ts';

function writeMicrodvd(source: ExportSource, options: ExportOptions): string {
  const rate = frameRate(options.frameRate);
  const lines = [`{1}{1}${(rate.frames / rate.per).toFixed(3)}`];
  for (const { cue, parts, look } of eachWritten(source, options)) {
    const start = frameAt(cue.start, rate);
    lines.push(`{${start}}{${Math.max(start + 1, frameAt(cue.end, rate))}}${codes(look, 'all')}${parts.map(writtenLine).join('|')}`);
  }
  return asTextFile(lines.map((line) => `${line}\n`).join(''), options);
}

/** A line with what all of its letters have beyond the look of the cue. */
function writtenLine(line: StyledText): string {
  return codes(lineLetters(line), 'line') + writtenText(line.text);
}

/** What all letters of a line have; the format has no place for less than a line. */
const lineLetters = (line: StyledText): Letters => sharedLetters([line]).common;

/** Letters of all lines by capital codes, of one line by small ones. There is no code for a place. */
function codes({ italic, bold, underline, colour }: Letters, of: 'all' | 'line'): string {
  const [style, ink] = of === 'all' ? ['Y', 'C'] : ['y', 'c'];
  const letters = [italic && 'i', bold && 'b', underline && 'u'].filter((letter) => letter !== false);
  const styles = letters.length === 0 ? '' : `{${style}:${letters.join(',')}}`;
  return styles + (colour === null ? '' : `{${ink}:$${(colour.slice(5, 7) + colour.slice(3, 5) + colour.slice(1, 3)).toUpperCase()}}`);
}

const keptLook: KeptLook = (look) => ({ ...look, vertical: plainLook.vertical, side: plainLook.side });
const keptRuns: KeptRuns = (line) => {
  const whole = lineLetters(line);
  return (letters) => commonLetters(letters, whole);
};

/** A bar breaks the line, and braces and a leading slash format it. */
function writtenText(text: string): string {
  return text.replaceAll('|', '¦').replaceAll('{', '(').replaceAll('}', ')').replace(/^\//, '⁄');
}

function microdvdLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, keptLook, keptRuns);
  problems.add('frames', 'loss', () => `Times are frames at ${options.frameRate} a second: they hold for pictures of that rate only.`);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: (text) => text.split('\n').map(writtenText).join('\n'),
    say: (count) => `${cuesThat(count, 'hold')} |, {, } or a leading /, which are code in this format; look-alikes are written.`,
  });
  return problems.toArray();
}

/** MicroDVD as offered. */
export const microdvdFormat: ExportFormat = {
  id: 'microdvd',
  label: 'MicroDVD',
  extension: 'sub',
  mediaType: 'text/plain',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: plainOptions,
  uses: ['encoding', 'bom', 'crlf', 'speakers', 'styling', 'frameRate', 'offset'],
  speakerStyles: ['off', 'prefix'],
  write: writeMicrodvd,
  losses: microdvdLosses,
};
