// MicroDVD: times are frames, so the file means nothing without its rate, which its first cue carries.
import type { Problem } from '../../problem.ts';
import { frameAt, frameRate } from '../frame-rate.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { counted, viewerLosses } from './losses.ts';
import { addRewritten, eachWritten } from './written-cues.ts';

function writeMicrodvd(source: ExportSource, options: ExportOptions): string {
  const rate = frameRate(options.frameRate);
  const lines = [`{1}{1}${(rate.frames / rate.per).toFixed(3)}`];
  for (const { cue, lines: texts } of eachWritten(source, options)) {
    const start = frameAt(cue.start, rate);
    lines.push(`{${start}}{${Math.max(start + 1, frameAt(cue.end, rate))}}${texts.map(writtenText).join('|')}`);
  }
  return asTextFile(lines.map((line) => `${line}\n`).join(''), options);
}

/** A bar breaks the line, and braces and a leading slash format it. */
function writtenText(text: string): string {
  return text.replaceAll('|', '¦').replaceAll('{', '(').replaceAll('}', ')').replace(/^\//, '⁄');
}

function microdvdLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options);
  problems.add('frames', 'loss', () => `Times are frames at ${options.frameRate} a second: they hold for pictures of that rate only.`);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: (text) => text.split('\n').map(writtenText).join('\n'),
    say: (count) => `${counted(count, 'cue')} hold |, {, } or a leading /, which are code in this format; look-alikes are written.`,
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
  uses: ['bom', 'crlf', 'speakers', 'frameRate'],
  speakerStyles: ['off', 'prefix'],
  write: writeMicrodvd,
  losses: microdvdLosses,
};
