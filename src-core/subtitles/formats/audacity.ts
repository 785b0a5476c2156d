// Audacity's labels: start, end and text in a line, seconds with six decimals and a point whatever the computer's language.
import type { Problem } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import { decimalSeconds } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { counted, viewerLosses } from './losses.ts';
import { eachWritten } from './written-cues.ts';

function writeLabels(source: ExportSource, options: ExportOptions): string {
  const lines: string[] = [];
  for (const { cue, lines: texts } of eachWritten(source, options)) lines.push(`${seconds(cue.start)}\t${seconds(cue.end)}\t${texts.join(' ')}\n`);
  return asTextFile(lines.join(''), { bom: false, crlf: options.crlf });
}

const seconds = (time: Millis): string => `${decimalSeconds(time)}000`;

function labelLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options);
  for (const { cue, lines, index } of eachWritten(source, options)) {
    if (lines.length < 2) continue;
    problems.add('line-breaks', 'loss', (count) => `${counted(count, 'cue')} will have two lines joined into one.`, { item: index, time: cue.start });
  }
  return problems.toArray();
}

/** Audacity labels as offered. */
export const audacityFormat: ExportFormat = {
  id: 'audacity',
  label: 'Audacity labels',
  extension: 'txt',
  mediaType: 'text/plain',
  group: 'data',
  madeOf: 'cues',
  defaults: plainOptions,
  uses: ['crlf', 'speakers', 'offset'],
  speakerStyles: ['off', 'prefix'],
  write: writeLabels,
  losses: labelLosses,
};
