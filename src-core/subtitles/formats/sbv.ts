// SubViewer as YouTube writes it: two times and the lines, nothing else.
import type { Problem } from '../../problem.ts';
import { withDirection } from '../line-direction.ts';
import { clockTime } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addRewritten, cuesThat, viewerLosses } from './losses.ts';
import { eachWritten } from './written-cues.ts';

function writeSbv(source: ExportSource, options: ExportOptions): string {
  const blocks: string[] = [];
  for (const { cue, lines } of eachWritten(source, options)) {
    const text = withDirection(lines, source.transcript.language).join('\n');
    blocks.push(`${shortClock(cue.start)},${shortClock(cue.end)}\n${writtenText(text)}\n`);
  }
  return asTextFile(blocks.join('\n'), options);
}

/** "0:01:02.345": hours without a leading zero. */
const shortClock = (time: number): string => clockTime(time, '.').replace(/^0(?=\d)/, '');

/** A line that is itself a pair of times would begin a cue. */
const TIMES = /^(\d+:\d\d:\d\d\.\d{3}),(\d+:\d\d:\d\d\.\d{3})/gm;
const writtenText = (text: string): string => text.replace(TIMES, '$1‚$2');

function sbvLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options);
  addRewritten(problems, eachWritten(source, options), {
    code: 'look-alikes',
    rewrite: writtenText,
    say: (count) => `${cuesThat(count, 'hold')} a line that reads like times; its comma is written as ‚.`,
  });
  return problems.toArray();
}

/** SBV as offered. */
export const sbvFormat: ExportFormat = {
  id: 'sbv',
  label: 'YouTube SBV',
  extension: 'sbv',
  mediaType: 'text/plain',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: plainOptions,
  uses: ['encoding', 'bom', 'crlf', 'speakers', 'offset'],
  speakerStyles: ['off', 'prefix'],
  write: writeSbv,
  losses: sbvLosses,
};
