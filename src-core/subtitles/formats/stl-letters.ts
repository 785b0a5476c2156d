// The letters of EBU STL's five code tables (Tech 3264, CCT), to bytes and back. Which table a file takes is chosen by its text.
import { CODE_PAGES } from './code-pages.ts';
import { iso6937Bytes, iso6937Text, iso6937Twin } from './iso-6937.ts';

/** Latin, Cyrillic, Arabic, Greek, Hebrew, by their number in the file. */
export const STL_TABLES = ['00', '01', '02', '03', '04'] as const;
export type StlTable = (typeof STL_TABLES)[number];

const PAGES: Readonly<Record<Exclude<StlTable, '00'>, string>> = {
  '01': CODE_PAGES['iso-8859-5'],
  '02': CODE_PAGES['iso-8859-6'],
  '03': CODE_PAGES['iso-8859-7'],
  '04': CODE_PAGES['iso-8859-8'],
};

/**
 * Read but not written, though the tables have them: VLC passes over 0xA0, so that words run together, and shows nothing of a Latin text
 * with a soft hyphen. In lines laid already neither means anything.
 */
const NO_BREAK_SPACE = '\u00a0';
const SOFT_HYPHEN = '\u00ad';

/** The table that lacks the fewest characters of a text, Latin when several do. */
export function stlTableFor(text: string): StlTable {
  const letters = [...new Set(text)];
  let best: StlTable = '00';
  let least = Infinity;
  for (const table of STL_TABLES) {
    const lacked = letters.filter((letter) => stlBytes(letter, table) === null).length;
    if (lacked < least) [best, least] = [table, lacked];
  }
  return best;
}

/** The text as the table can write it: twins for what has one, "?" for what has nothing. */
export function stlText(text: string, table: StlTable): string {
  let written = '';
  for (const letter of text.normalize('NFC')) {
    if (letter === '\n' || stlBytes(letter, table)) written += letter;
    else if (!/[\p{M}\p{Cf}]/u.test(letter)) written += plainOf(letter, table);
  }
  return written;
}

function plainOf(letter: string, table: StlTable): string {
  const twin = iso6937Twin(letter) ?? letter.normalize('NFKD').replace(/\p{M}/gu, '');
  return twin !== '' && [...twin].every((each) => stlBytes(each, table) !== null) ? twin : '?';
}

/** The bytes of a character in a table; null when it has none or is not written. */
export function stlBytes(letter: string, table: StlTable): readonly number[] | null {
  if (letter === NO_BREAK_SPACE || letter === SOFT_HYPHEN) return null;
  if (table === '00') return iso6937Bytes(letter);
  const code = letter.charCodeAt(0);
  if (letter.length === 1 && code >= 0x20 && code < 0x7f) return [code];
  const index = letter === '\ufffd' ? -1 : PAGES[table].indexOf(letter);
  // Below 0xA0 are control codes.
  return index < 0x20 ? null : [0x80 + index];
}

/** The text of bytes from 0x20 on. */
export function stlDecoded(bytes: Uint8Array, table: StlTable): string {
  if (table === '00') return iso6937Text(bytes);
  return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : (PAGES[table][byte - 0x80] ?? '\ufffd'))).join('');
}
