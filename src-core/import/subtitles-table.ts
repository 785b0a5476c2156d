// Reads cues from a table (CSV or TSV) whose first row names columns of start, end and text. Quoting is that of RFC 4180.
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import type { FrameRate } from '../subtitles/frame-rate.ts';
import { readTableRows, withoutApostrophe } from '../table-text.ts';
import { rateOfLabels, tellRate, timeOfLabel } from './frame-labels.ts';
import { plural } from './spoken-item.ts';
import { plainText } from '../transcript/styled-text.ts';
import { loosePiece, type FileCue } from './subtitles-cue.ts';
import { dialogueLines } from './subtitles-dialogue.ts';
import { fileLines } from './subtitles-lines.ts';
import { readFileCues } from './subtitles-reading.ts';
import { repairedSpan } from './subtitles-span.ts';
import { readInnerTime } from './subtitles-timing.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';

/** What columns are called in tables of subtitles. */
const NAMES = {
  start: ['start', 'begin', 'in', 'start time', 'start timecode', 'timecode in', 'from'],
  end: ['end', 'out', 'end time', 'end timecode', 'timecode out', 'to'],
  text: ['text', 'transcript', 'subtitle', 'caption', 'dialogue', 'content'],
  speaker: ['speaker', 'name', 'voice', 'actor'],
} as const;

interface Columns {
  readonly start: number;
  readonly end: number;
  readonly text: number;
  /** -1 when the table has none. */
  readonly speaker: number;
}

/** What parts the cells of a table of cues, or null when the text is none. Looks at its first line. */
export function tableSeparator(text: string): string | null {
  const first = /^\ufeff?([^\r\n]{1,2000})/.exec(text)?.[1] ?? '';
  return ['\t', ';', ','].find((separator) => columnsOf(first.split(separator).map(unquoted)) !== null) ?? null;
}

/** Reads a table. Rows without times are told. */
export function readTable(text: string, separator: string): ReadSubtitles {
  const problems = new ProblemList();
  const rows = [...readTableRows(fileLines(text, problems).join('\n'), { separator, quotes: separator !== '\t' })];
  const columns = columnsOf(rows[0]?.cells ?? []);
  if (!columns) return readFileCues([], null, problems);
  const others = otherColumns(rows[0]?.cells ?? []);
  if (others.length > 0) problems.add('columns', 'loss', () => `What other columns hold was left out: ${others.join(', ')}.`, { line: 1 });
  const rate = rateOfLabels(rows.slice(1).flatMap(({ cells }) => [cells[columns.start] ?? '', cells[columns.end] ?? '']));
  if (rate) tellRate(problems, rate);
  const cues = rows.slice(1).flatMap(({ cells, line }): FileCue[] => {
    const [start, end] = [timeOf(cells[columns.start], rate), timeOf(cells[columns.end], rate)];
    const cell = withoutApostrophe(cells[columns.text] ?? '');
    const words = separator === '\t' ? dialogueLines(cell).join('\n') : cell;
    if (words.trim() === '') return [];
    if (start === null || end === null) {
      problems.add('times-unreadable', 'loss', (count) => `${count} row${plural(count)} had no times that can be read.`, { line });
      return [];
    }
    const speaker = withoutApostrophe(cells[columns.speaker]?.trim() ?? '');
    return [{ start, end, line, pieces: [{ ...loosePiece(plainText(words)), speaker: speaker === '' ? null : speaker }] }];
  });
  cues.sort((a, b) => a.start - b.start);
  const sound = cues.map((cue, index) => {
    const { start, end } = repairedSpan({ ...cue, lines: cue.pieces.map((piece) => piece.text) }, cues[index + 1]?.start, problems);
    return { ...cue, start, end };
  });
  return readFileCues(sound, null, problems);
}

function columnsOf(cells: readonly string[]): Columns | null {
  const find = (names: readonly string[]): number => cells.findIndex((cell) => names.includes(cell.trim().toLowerCase()));
  const columns = { start: find(NAMES.start), end: find(NAMES.end), text: find(NAMES.text), speaker: find(NAMES.speaker) };
  return columns.start < 0 || columns.end < 0 || columns.text < 0 ? null : columns;
}

/** What the columns are called that hold neither times, texts nor names; the number of a cue is made anew. */
function otherColumns(cells: readonly string[]): string[] {
  const known: readonly string[] = [...Object.values(NAMES).flat(), 'number', '#'];
  return cells.map((cell) => cell.trim().slice(0, 40)).filter((cell) => cell !== '' && !known.includes(cell.toLowerCase()));
}

const unquoted = (cell: string): string => /^"(.*)"$/.exec(cell.trim())?.[1] ?? cell;

/** "00:01:02.345", the label of a frame, or seconds as a number. */
function timeOf(cell: string | undefined, rate: FrameRate | null): Millis | null {
  const text = (cell ?? '').trim();
  if (/^\d{1,7}(?:[.,]\d{1,9})?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 1000);
  return timeOfLabel(text.slice(0, 40), rate) ?? readInnerTime(text.slice(0, 40));
}
