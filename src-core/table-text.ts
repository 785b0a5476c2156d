// Tables as text (RFC 4180 and its relatives): cells written so that spreadsheets read them as text, and rows read back. Knows no columns.

/** What spreadsheets run: a leading =, +, -, @, tab or CR (OWASP, CSV injection), behind apostrophes that were put before one. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** The text with an apostrophe before what a spreadsheet would calculate; `withoutApostrophe` gives it back. */
export function withApostrophe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text without the apostrophe that keeps it from being a formula. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

/** A cell of CSV: no formula, quoted where it must be, its quotes doubled. */
export function csvCell(text: string): string {
  const safe = withApostrophe(text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell of tab-separated text, where a row is a line: no formula, tabs and line breaks as spaces. */
export function tsvCell(text: string): string {
  return withApostrophe(text).replace(/[\t\r\n]+/g, ' ');
}

/** A row of cells, and the line it begins on, from 1. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What parts cells, and whether a cell in quotes may hold that, line breaks and doubled quotes. */
export interface TableSyntax {
  readonly separator: string;
  readonly quotes: boolean;
}

/** The rows of a table in one pass, blank ones left out. A quote inside a cell that did not begin with one is text. Never throws. */
export function* readTableRows(text: string, { separator, quotes }: TableSyntax): Generator<TableRow, void> {
  let cells: string[] = [];
  let [at, line, begun] = [0, 1, 1];
  while (at <= text.length) {
    const cell = readCell(text, at, separator, quotes);
    cells.push(cell.text);
    line += cell.feeds;
    at = cell.end;
    if (text.startsWith(separator, at) && at < text.length) {
      at += separator.length;
      continue;
    }
    if (cells.length > 1 || cells[0] !== '') yield { cells, line: begun };
    cells = [];
    at += 1;
    line += 1;
    begun = line;
  }
}

interface ReadCell {
  readonly text: string;
  /** Where the separator or line feed behind it stands, or the end. */
  readonly end: number;
  /** Line feeds inside. */
  readonly feeds: number;
}

function readCell(text: string, from: number, separator: string, quotes: boolean): ReadCell {
  const open = quotes ? openingQuote(text, from, separator) : -1;
  if (open < 0) {
    const end = endOfPlain(text, from, separator);
    return { text: withoutReturn(text.slice(from, end)), end, feeds: 0 };
  }
  const close = closingQuote(text, open);
  const quoted = text.slice(open + 1, close);
  const end = endOfPlain(text, Math.min(text.length, close + 1), separator);
  const rest = withoutReturn(text.slice(close + 1, end));
  return { text: quoted.replaceAll('""', '"') + (rest.trim() === '' ? '' : rest), end, feeds: quoted.split('\n').length - 1 };
}

/** Where a cell's quote stands, blanks before it passed over; -1 when it has none. */
function openingQuote(text: string, from: number, separator: string): number {
  let at = from;
  while (text[at] === ' ' && !text.startsWith(separator, at)) at += 1;
  return text[at] === '"' ? at : -1;
}

/** Where the quote stands that ends the cell whose quote stands at `open`; the end of the text when there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

function endOfPlain(text: string, from: number, separator: string): number {
  const first = separator.charAt(0);
  let at = from;
  while (at < text.length && text[at] !== '\n' && !(text[at] === first && text.startsWith(separator, at))) at += 1;
  return at;
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);
