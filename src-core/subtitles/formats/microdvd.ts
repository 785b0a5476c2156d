// MicroDVD: times are frames, so the file means nothing without its rate, which its first cue carries.
import type { Problem } from '../../problem.ts';
import { plainLook, type CueLook } from '../cue-look.ts';
import { frameAt, frameRate } from '../frame-rate.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { cuesThat, viewerLosses, type KeptLook } from './losses.ts';
import { addRewritten, eachWritten } from './written-cues.ts';

function writeMicrodvd(source: ExportSource, options: ExportOptions): string {
  const rate = frameRate(options.frameRate);
  const lines = [`{1}{1}${(rate.frames / rate.per).toFixed(3)}`];
  for (const { cue, lines: texts, look } of eachWritten(source, options)) {
    const start = frameAt(cue.start, rate);
    lines.push(`{${start}}{${Math.max(start + 1, frameAt(cue.end, rate))}}${codes(look)}${texts.map(writtenText).join('|')}`);
  }
  return asTextFile(lines.map((line) => `${line}\n`).join(''), options);
}

/** Letters of all lines: a capital letter of the code means so. There is no code for a place. */
function codes({ italic, bold, underline, colour }: CueLook): string {
  const letters = [italic && 'i', bold && 'b', underline && 'u'].filter((letter) => letter !== false);
  const style = letters.length === 0 ? '' : `{Y:${letters.join(',')}}`;
  return style + (colour === null ? '' : `{C:$${(colour.slice(5, 7) + colour.slice(3, 5) + colour.slice(1, 3)).toUpperCase()}}`);
}

const keptLook: KeptLook = (look) => ({ ...look, vertical: plainLook.vertical, side: plainLook.side });

/** A bar breaks the line, and braces and a leading slash format it. */
function writtenText(text: string): string {
  return text.replaceAll('|', '¦').replaceAll('{', '(').replaceAll('}', ')').replace(/^\//, '⁄');
}

function microdvdLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options, keptLook);
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
