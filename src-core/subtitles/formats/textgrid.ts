// Praat's TextGrid, the long text form: every interval tier covers the whole time without gaps, so silence is an empty interval.
import type { Problem } from '../../problem.ts';
import { ProblemList } from '../../problem.ts';
import type { Millis } from '../../span.ts';
import { lastEnd } from '../../transcript/transcript.ts';
import { decimalSeconds } from './clock-time.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import { addLettersLoss, addUnseen, counted } from './losses.ts';
import type { TierPart } from './speaker-tiers.ts';
import { speakerTiers } from './speaker-tiers.ts';

function writeTextGrid({ transcript }: ExportSource, options: ExportOptions): string {
  const { tiers } = speakerTiers(transcript);
  const end = Math.max(1, lastEnd(transcript), ...tiers.flatMap(({ turns }) => turns.at(-1)?.end ?? 0));
  const written = tiers.flatMap(({ name, turns, words }) => [
    { name, parts: turns },
    { name: `${name} (words)`, parts: words },
  ]);
  const lines = [
    'File type = "ooTextFile"',
    'Object class = "TextGrid"',
    '',
    'xmin = 0',
    `xmax = ${decimalSeconds(end)}`,
    ...(written.length > 0 ? ['tiers? <exists>', `size = ${written.length}`, 'item []:'] : ['tiers? <absent>']),
    ...written.flatMap(({ name, parts }, index) => tierLines(name, tiled(parts, end), index + 1)),
    '',
  ];
  return asTextFile(lines.join('\n'), { bom: false, crlf: options.crlf });
}

function tierLines(name: string, intervals: readonly TierPart[], number: number): string[] {
  return [
    `    item [${number}]:`,
    '        class = "IntervalTier"',
    `        name = ${quoted(name)}`,
    '        xmin = 0',
    `        xmax = ${decimalSeconds(intervals.at(-1)?.end ?? 0)}`,
    `        intervals: size = ${intervals.length}`,
    ...intervals.flatMap(({ start, end, text }, index) => [
      `        intervals [${index + 1}]:`,
      `            xmin = ${decimalSeconds(start)}`,
      `            xmax = ${decimalSeconds(end)}`,
      `            text = ${quoted(text)}`,
    ]),
  ];
}

/** The parts with the silences between them, from 0 to `end`. */
function tiled(parts: readonly TierPart[], end: Millis): TierPart[] {
  const whole: TierPart[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.start > at) whole.push({ start: at, end: part.start, text: '' });
    whole.push(part);
    at = part.end;
  }
  if (at < end) whole.push({ start: at, end, text: '' });
  return whole;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What programs for annotation lose: shared with ELAN. */
export function tierLosses({ transcript }: ExportSource): Problem[] {
  const problems = new ProblemList();
  problems.add('word-facts', 'loss', () => 'The engine’s confidence and marks are left out.');
  const { clipped } = speakerTiers(transcript);
  for (let index = 0; index < clipped; index += 1)
    problems.add(
      'overlaps',
      'loss',
      (count) => `${counted(count, 'stretch', 'stretches')} of one speaker overlap; the later one is shortened, or left out when nothing remains.`,
    );
  addUnseen(problems, { transcript, cues: [] });
  addLettersLoss(problems, { transcript });
  return problems.toArray();
}

/** TextGrid as offered. */
export const textGridFormat: ExportFormat = {
  id: 'textgrid',
  label: 'Praat TextGrid',
  extension: 'TextGrid',
  mediaType: 'text/plain',
  group: 'data',
  madeOf: 'turns',
  defaults: { ...plainOptions, speakers: 'voice' },
  uses: ['crlf'],
  speakerStyles: ['voice'],
  write: writeTextGrid,
  losses: tierLosses,
};
