// How the file a recording was made from is written, beside its words: encoding, mark, line ends, first number. What is written in the same format
// begins so. It knows no bytes; who reads a file tells it (import/source-manner.ts).
import { ProblemList, type Problem } from '../problem.ts';
import type { ExportFormat, ExportOptions } from './formats/export-format.ts';
import { isUnicode, type TextEncoding } from './formats/text-encoding.ts';

/** What files have that none of ours has. It is written otherwise, and told. */
export const FILE_ODDITIES = ['line-ends', 'numbers', 'short-times'] as const;
export type FileOddity = (typeof FILE_ODDITIES)[number];

/** The manner of one file. */
export interface FileManner {
  /** Id of the format it is in (formats/list.ts). */
  readonly format: string;
  /** The encoding it is written in again: its own, or UTF-8 where its own is not among those written. */
  readonly encoding: TextEncoding;
  /** What people call its own encoding where that is not written; null where it is. */
  readonly unwritten: string | null;
  /** Whether it begins with a byte order mark. */
  readonly bom: boolean;
  readonly crlf: boolean;
  /** Number of its first cue; 1 where cues have none. */
  readonly startIndex: number;
  /** Line ends behind its last line of words: 0 where the file stops with the words. */
  readonly tail: number;
  /** Whether two people in one cue, each named by a voice, stand there without dashes. */
  readonly bareVoices: boolean;
  readonly oddities: readonly FileOddity[];
}

const SAYINGS: Readonly<Record<FileOddity, string>> = {
  'line-ends': 'The file’s line ends were old or of several kinds; all will be alike.',
  numbers: 'The numbers of the file’s cues did not rise one by one; they will.',
  'short-times': 'The file’s times had no hours; they will have them.',
};

export function isSameFileManner(a: FileManner | null, b: FileManner | null): boolean {
  if (a === null || b === null) return a === b;
  const { oddities, ...fields } = a;
  const keys = Object.keys(fields) as (keyof typeof fields)[]; // its own keys
  return keys.every((key) => a[key] === b[key]) && oddities.join() === b.oddities.join();
}

/** Whether what is written in a format is of the kind the file is: WebVTT with styles is WebVTT. */
function isItsFormat({ format: id }: FileManner, format: ExportFormat): boolean {
  return format.id === id || format.id === `${id}-styled`;
}

/** The options of a format that a file's manner sets; none for another format. */
export function fileOptions(file: FileManner | null | undefined, format: ExportFormat): Partial<ExportOptions> {
  if (!file || !isItsFormat(file, format)) return {};
  const { encoding, bom, crlf, startIndex } = file;
  const all = { encoding, bom, crlf, startIndex };
  return Object.fromEntries(Object.entries(all).filter(([option]) => format.uses.some((used) => used === option)));
}

/** Whether people in one cue are written without dashes: as in the file, where their names are written as its are. */
export function leavesDashes(file: FileManner | null | undefined, format: ExportFormat, { speakers }: Pick<ExportOptions, 'speakers'>): boolean {
  return file?.bareVoices === true && isItsFormat(file, format) && speakers === 'voice';
}

/** The text of a file with as many line ends behind its words as the file had. Text without words stays as it is. */
export function withFileTail(text: string, file: FileManner | null | undefined, format: ExportFormat): string {
  if (!file || !isItsFormat(file, format) || format.pack) return text;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const bare = text.replace(/(?:\r?\n)+$/, '');
  return bare === '' ? text : bare + end.repeat(file.tail);
}

/** What of the file's manner is not kept with these options, where they are the file's own. */
export function fileLosses(file: FileManner | null | undefined, format: ExportFormat, options: ExportOptions): Problem[] {
  if (!file || !isItsFormat(file, format)) return [];
  const problems = new ProblemList();
  const written = format.uses.includes('encoding') ? file.encoding : 'utf-8';
  if (options.encoding === file.encoding || written === 'utf-8') {
    if (file.unwritten !== null || written !== file.encoding)
      problems.add('other-encoding', 'note', () => `The file was in ${file.unwritten ?? 'another encoding'}, which is not written here; it will be in UTF-8.`);
    else if (isUnicode(written) && written !== 'utf-8' && !file.bom)
      problems.add('mark-added', 'note', () => 'The file had no byte order mark; UTF-16 is always written with one.');
  }
  for (const oddity of file.oddities) if (oddity !== 'line-ends' || options.crlf === file.crlf) problems.add(oddity, 'note', () => SAYINGS[oddity]);
  return problems.toArray();
}
