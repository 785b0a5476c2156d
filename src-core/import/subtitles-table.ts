// Reads cues from a table (CSV or TSV) whose first row names columns of start, end and text. Quoting is that of RFC 4180.
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import { plural } from './spoken-item.ts';
import type { FileCue } from './subtitles-cue.ts';
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
  const rows = tableRows(fileLines(text, problems).join('\n'), separator);
  const columns = columnsOf(rows[0]?.cells ?? []);
  if (!columns) return readFileCues([], null, problems);
  const cues = rows.slice(1).flatMap(({ cells, line }): FileCue[] => {
    const [start, end] = [timeOf(cells[columns.start]), timeOf(cells[columns.end])];
    const words = (cells[columns.text] ?? '').replace(/^'(?=[=+\-@])/, '');
    if (words.trim() === '') return [];
    if (start === null || end === null) {
      problems.add('times-unreadable', 'loss', (count) => `${count} row${plural(count)} had no times that can be read.`, { line });
      return [];
    }
    const speaker = cells[columns.speaker]?.trim() ?? '';
    return [{ start, end, line, pieces: [{ speaker: speaker === '' ? null : speaker, text: words, time: null, changesSpeaker: false }] }];
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

const unquoted = (cell: string): string => /^"(.*)"$/.exec(cell.trim())?.[1] ?? cell;

/** "00:01:02.345", or seconds as a number. */
function timeOf(cell: string | undefined): Millis | null {
  const text = (cell ?? '').trim();
  if (/^\d{1,7}(?:[.,]\d{1,9})?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 1000);
  return readInnerTime(text.slice(0, 40));
}

interface Row {
  readonly cells: string[];
  /** Line it begins on, from 1. */
  readonly line: number;
}

/** The rows of a table in one pass; a quote inside a cell that did not begin with one is text. */
function tableRows(text: string, separator: string): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let [line, at, begun] = [1, 0, 1];
  const endRow = (): void => {
    if (cells.length > 1 || (cells[0] ?? '') !== '') rows.push({ cells, line: begun });
    cells = [];
  };
  while (at < text.length) {
    const isQuoted = separator !== '\t' && text[at] === '"';
    const end = isQuoted ? endOfQuoted(text, at) : endOfPlain(text, at, separator);
    const raw = text.slice(isQuoted ? at + 1 : at, isQuoted ? end - 1 : end);
    cells.push(isQuoted ? raw.replaceAll('""', '"') : raw);
    for (const character of raw) if (character === '\n') line += 1;
    at = isQuoted ? endOfPlain(text, end, separator) : end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) cells.push('');
      continue;
    }
    endRow();
    at += 1;
    line += 1;
    begun = line;
  }
  if (cells.length > 0) endRow();
  return rows;
}

function endOfPlain(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
  return at;
}

/** Behind the quote that ends the cell whose quote stands at `from`. */
function endOfQuoted(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at + 1;
  return text.length + 1;
}
