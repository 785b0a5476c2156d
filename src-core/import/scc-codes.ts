// The two-byte codes of CEA-608 line 21 captions, parity left off: letters, special letters, rows, styles and commands. Knows no times.
import { plainLetters, type Letters } from '../transcript/letters.ts';

/** What a pair of bytes below 0x20 means. */
export type SccCode =
  | { readonly kind: 'command'; readonly name: SccCommand }
  | { readonly kind: 'row'; readonly row: number; readonly column: number; readonly letters: Letters }
  | { readonly kind: 'style'; readonly letters: Letters }
  | { readonly kind: 'tab'; readonly columns: number }
  | { readonly kind: 'letter'; readonly letter: string; readonly replaces: boolean }
  | { readonly kind: 'other' };

export type SccCommand = 'pop' | 'paint' | 'roll' | 'back' | 'clear-line' | 'text' | 'erase' | 'return' | 'erase-hidden' | 'flip';

const COMMANDS: Readonly<Record<number, SccCommand>> = {
  0x20: 'pop', 0x21: 'back', 0x24: 'clear-line', 0x25: 'roll', 0x26: 'roll', 0x27: 'roll', 0x29: 'paint', 0x2a: 'text', 0x2b: 'text', 0x2c: 'erase',
  0x2d: 'return', 0x2e: 'erase-hidden', 0x2f: 'flip',
}; // prettier-ignore

/** Rows by the first byte, and whether the second has its 0x20 (CEA-608-E, table 53). */
const ROWS: Readonly<Record<number, readonly [low: number, high: number]>> = {
  0x11: [1, 2], 0x12: [3, 4], 0x15: [5, 6], 0x16: [7, 8], 0x17: [9, 10], 0x10: [11, 11], 0x13: [12, 13], 0x14: [14, 15],
}; // prettier-ignore

const COLOURS: readonly (string | null)[] = [null, '#00ff00', '#0000ff', '#00ffff', '#ff0000', '#ffff00', '#ff00ff'];

const SPECIAL = '®°½¿™¢£♪à\u00a0èâêîôû';
const EXTENDED: Readonly<Record<number, string>> = {
  0x12: 'ÁÉÓÚÜü‘¡*\u2019—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»',
  0x13: 'ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘',
};
const STANDARD: Readonly<Record<number, string>> = {
  0x2a: 'á', 0x5c: 'é', 0x5e: 'í', 0x5f: 'ó', 0x60: 'ú', 0x7b: 'ç', 0x7c: '÷', 0x7d: 'Ñ', 0x7e: 'ñ', 0x7f: '█',
}; // prettier-ignore

/** The letter of one byte from 0x20 on. */
export function sccLetter(byte: number): string {
  return STANDARD[byte] ?? String.fromCharCode(byte);
}

/** What a pair means; `first` is from 0x10 to 0x17, which is the first channel of its field. */
export function sccCode(first: number, second: number): SccCode {
  if (second >= 0x40) return rowCode(first, second);
  if ((first === 0x14 || first === 0x15) && second < 0x30) {
    const name = COMMANDS[second];
    return name === undefined ? { kind: 'other' } : { kind: 'command', name };
  }
  if (first === 0x17 && second >= 0x21 && second <= 0x23) return { kind: 'tab', columns: second - 0x20 };
  if (first === 0x11 && second < 0x30) return { kind: 'style', letters: styleOf((second - 0x20) >> 1, (second & 1) === 1) };
  if (first === 0x11) return { kind: 'letter', letter: SPECIAL[second - 0x30] ?? '', replaces: false };
  const extended = EXTENDED[first]?.[second - 0x20];
  return extended === undefined ? { kind: 'other' } : { kind: 'letter', letter: extended, replaces: true };
}

function rowCode(first: number, second: number): SccCode {
  const row = ROWS[first]?.[(second & 0x20) >> 5];
  if (row === undefined) return { kind: 'other' };
  const value = (second & 0x1e) >> 1;
  const underline = (second & 1) === 1;
  if (value >= 8) return { kind: 'row', row, column: (value - 8) * 4, letters: { ...plainLetters, underline } };
  return { kind: 'row', row, column: 0, letters: styleOf(value, underline) };
}

/** Seven colours, white first, then italics. */
function styleOf(value: number, underline: boolean): Letters {
  return { ...plainLetters, underline, ...(value === 7 ? { italic: true } : { colour: COLOURS[value] ?? null }) };
}
