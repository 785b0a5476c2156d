// Replacement lists: names and house style as rows of what to find and what to put, kept under a name, read from and written to tables.
import * as v from 'valibot';
import { csvCell, readTableRows, withoutApostrophe } from '../table-text.ts';
import type { FindRule } from './find.ts';

const text = v.pipe(v.string(), v.maxLength(500));

/** Parser of one row. */
export const replacementShape = v.strictObject({
  find: v.pipe(text, v.minLength(1)),
  replace: text,
  pattern: v.boolean(),
  wholeWord: v.boolean(),
  matchCase: v.boolean(),
});
export type Replacement = v.InferOutput<typeof replacementShape>;

/** Parser of a list. Row order matters: of rows that meet, the first wins. */
export const replacementListShape = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  rows: v.pipe(v.array(replacementShape), v.maxLength(5_000)),
});
export type ReplacementList = v.InferOutput<typeof replacementListShape>;

/** What a new row is: a name, found as a whole word in any case. */
export const plainReplacement: Replacement = { find: '', replace: '', pattern: false, wholeWord: true, matchCase: false };

/** The rules a list stands for. Lists tell accents apart: "Muller → Müller" is what they are for. */
export function rulesOfList(rows: readonly Replacement[]): FindRule[] {
  return rows.map((row) => ({ ...row, matchAccents: true }));
}

const HEADS = ['find', 'replace', 'pattern', 'whole word', 'match case'] as const;

/** A list as CSV (RFC 4180) with a head row, for spreadsheets. */
export function writeList(rows: readonly Replacement[]): string {
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  const lines = rows.map((row) => [row.find, row.replace, yes(row.pattern), yes(row.wholeWord), yes(row.matchCase)]);
  return [HEADS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** What reading a table gave: its rows, and the lines (from 1) that hold none. */
export interface ReadList {
  readonly rows: readonly Replacement[];
  readonly skipped: readonly number[];
}

/**
 * Reads a table of two columns or more: CSV, semicolons or tabs, with or without our head row, with "→" or "=>" in place of a comma too.
 * Lines without anything to find are skipped and named. Never throws.
 */
export function readList(given: string): ReadList {
  const table = given.replace(/^\uFEFF/, '').normalize('NFC');
  const separator = separatorOf(table);
  const rows: Replacement[] = [];
  const skipped: number[] = [];
  let isFirst = true;
  for (const { cells, line } of readTableRows(table, { separator, quotes: true })) {
    const [find = '', replace = '', pattern, whole, exact] = cells.map((cell) => withoutApostrophe(cell.trim()));
    const isHead = isFirst && find.toLowerCase() === HEADS[0] && replace.toLowerCase() === HEADS[1];
    isFirst = false;
    if (isHead || cells.every((cell) => cell.trim() === '')) continue;
    const row = v.safeParse(replacementShape, {
      find,
      replace,
      pattern: isYes(pattern),
      wholeWord: whole === undefined || isYes(whole),
      matchCase: isYes(exact),
    });
    if (row.success && cells.length > 1) rows.push(row.output);
    else skipped.push(line);
  }
  return { rows, skipped };
}

function isYes(cell: string | undefined): boolean {
  return cell !== undefined && /^(yes|true|1|x)$/i.test(cell);
}

/** The sign that parts cells: the one the first line that holds any has. */
function separatorOf(table: string): string {
  for (const line of table.split('\n')) {
    for (const sign of ['\t', '→', '=>', ';', ',']) if (line.includes(sign)) return sign;
  }
  return ',';
}
