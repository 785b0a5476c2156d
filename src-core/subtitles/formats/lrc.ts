// LRC, the lines of songs: a start for each line and no end. An empty line at a cue's end clears the screen where silence follows.
import type { Problem } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import { two } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { counted, cuesThat, viewerLosses } from './losses.ts';
import { eachWritten } from './written-cues.ts';

/** A silence shorter than this is not worth an empty line: players would flicker. */
const CLEARED_FROM: Millis = 1000;

function writeLrc(source: ExportSource, options: ExportOptions): string {
  const cues = [...eachWritten(source, options)];
  const lines = cues.flatMap(({ cue, lines: texts }, index) => {
    const next = cues[index + 1]?.cue.start;
    const line = `[${stamp(cue.start)}]${writtenText(texts.join(' '))}`;
    return next === undefined || next - cue.end >= CLEARED_FROM ? [line, `[${stamp(cue.end)}]`] : [line];
  });
  return asTextFile(lines.map((line) => `${line}\n`).join(''), options);
}

/** "62:03.45": minutes as many as it takes. */
function stamp(time: Millis): string {
  const hundredths = Math.round(time / 10);
  return `${two(Math.floor(hundredths / 6000))}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/** A bracket at the start of the text would be read as a further time or tag. */
const writtenText = (text: string): string => text.replace(/^\[/, '(').replace(/^(\([^\]]*)\]/, '$1)');

function lrcLosses(source: ExportSource, options: ExportOptions): Problem[] {
  const problems = viewerLosses(source, options);
  problems.add('no-ends', 'loss', () => 'The format has no end times: a cue stays until the next one or an empty line. Times are hundredths of a second.');
  for (const { cue, lines, index } of eachWritten(source, options)) {
    const where = { item: index, time: cue.start };
    if (lines.length > 1) problems.add('line-breaks', 'loss', (count) => `${counted(count, 'cue')} will have two lines joined into one.`, where);
    const text = lines.join(' ');
    if (writtenText(text) !== text) problems.add('look-alikes', 'repair', (count) => `${cuesThat(count, 'begin')} with a bracket; it is written as (.`, where);
  }
  return problems.toArray();
}

/** LRC as offered. */
export const lrcFormat: ExportFormat = {
  id: 'lrc',
  label: 'LRC lyrics',
  extension: 'lrc',
  mediaType: 'text/plain',
  group: 'subtitles',
  madeOf: 'cues',
  defaults: plainOptions,
  uses: ['encoding', 'bom', 'crlf', 'speakers', 'offset'],
  speakerStyles: ['off', 'prefix'],
  write: writeLrc,
  losses: lrcLosses,
};
