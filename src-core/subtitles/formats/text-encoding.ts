// Text to bytes in the encodings clients ask for, by hand: the core has no encoder of a platform. Decoding is done where files are read.
import { CODE_PAGES, type CodePageId } from './code-pages.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | CodePageId;

/** The encodings offered, with what people call them. The other pages serve formats that demand them. */
export const TEXT_ENCODINGS: readonly { readonly id: TextEncoding; readonly label: string }[] = [
  { id: 'utf-8', label: 'UTF-8' },
  { id: 'utf-16le', label: 'UTF-16 LE' },
  { id: 'utf-16be', label: 'UTF-16 BE' },
  { id: 'windows-1252', label: 'Western European (Windows-1252)' },
  { id: 'windows-1250', label: 'Central European (Windows-1250)' },
  { id: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { id: 'koi8-r', label: 'Cyrillic (KOI8-R)' },
  { id: 'windows-1253', label: 'Greek (Windows-1253)' },
  { id: 'windows-1254', label: 'Turkish (Windows-1254)' },
  { id: 'windows-1255', label: 'Hebrew (Windows-1255)' },
  { id: 'windows-1256', label: 'Arabic (Windows-1256)' },
  { id: 'windows-1257', label: 'Baltic (Windows-1257)' },
];

/** Whether an encoding holds every letter. */
export function isUnicode(encoding: TextEncoding): encoding is 'utf-8' | 'utf-16le' | 'utf-16be' {
  return encoding === 'utf-8' || encoding === 'utf-16le' || encoding === 'utf-16be';
}

/** The text as bytes. UTF-16 begins with its mark, code pages never do; what a page lacks is written as `pageText` says. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return utf8(text);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16(text.startsWith('\ufeff') ? text : `\ufeff${text}`, encoding === 'utf-16be');
  const letters = pageLetters(encoding);
  const known = pageText(text, encoding);
  const bytes = new Uint8Array(known.length);
  for (let index = 0; index < known.length; index += 1) bytes[index] = letters.get(known[index] ?? '') ?? QUESTION;
  return bytes;
}

/** The text with what the encoding lacks replaced: marks of typography and accents by their plainest form, all else by "?". */
export function pageText(text: string, encoding: TextEncoding): string {
  if (isUnicode(encoding)) return text;
  const letters = pageLetters(encoding);
  let written = '';
  for (const character of text.replaceAll('\ufeff', '')) written += letters.has(character) ? character : plainForm(character, letters);
  return written;
}

/** The different characters of a text that the encoding lacks, in order of first use. */
export function lackedBy(text: string, encoding: TextEncoding): string[] {
  if (isUnicode(encoding)) return [];
  const letters = pageLetters(encoding);
  const lacked = new Set<string>();
  for (const character of text) if (character !== '\ufeff' && !letters.has(character)) lacked.add(character);
  return [...lacked];
}

const QUESTION = 0x3f;
const PLAIN_FORMS: Readonly<Record<string, string>> = {
  '‘': "'", '’': "'", '‚': ',', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‹': '<', '›': '>', '–': '-', '—': '-', '−': '-', '‐': '-',
  '…': '...', '•': '*', '♪': '#', '♫': '#', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u3000': ' ', '\u00ad': '', '\u200b': '', '\u200e': '',
  '\u200f': '', '\u2060': '', 'œ': 'oe', 'Œ': 'OE', 'æ': 'ae', 'Æ': 'AE', 'ß': 'ss', 'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i',
  '€': 'EUR', '→': '->',
}; // prettier-ignore

function plainForm(character: string, letters: ReadonlyMap<string, number>): string {
  const form = PLAIN_FORMS[character];
  if (form !== undefined) return form;
  // A letter without its accents; a mark alone is nothing.
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (bare === '' && /\p{M}/u.test(character)) return '';
  return bare !== '' && [...bare].every((each) => letters.has(each)) ? bare : '?';
}

const pages = new Map<CodePageId, ReadonlyMap<string, number>>();

/** Every letter of a page and its byte. */
function pageLetters(page: CodePageId): ReadonlyMap<string, number> {
  let letters = pages.get(page);
  if (!letters) {
    const made = new Map<string, number>();
    for (let byte = 0; byte < 128; byte += 1) made.set(String.fromCharCode(byte), byte);
    [...CODE_PAGES[page]].forEach((letter, index) => {
      if (letter !== '\ufffd') made.set(letter, 128 + index);
    });
    pages.set(page, (letters = made));
  }
  return letters;
}

function utf16(text: string, isBigEndian: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const [low, high] = isBigEndian ? [1, 0] : [0, 1];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes[index * 2 + low] = unit & 0xff;
    bytes[index * 2 + high] = unit >> 8;
  }
  return bytes;
}

function utf8(given: string): Uint8Array<ArrayBuffer> {
  const text = given.toWellFormed();
  let bytes = new Uint8Array(text.length + 64);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (at + 4 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, at + (text.length - index) * 3 + 4));
      larger.set(bytes);
      bytes = larger;
    }
    const code = text.codePointAt(index) ?? 0;
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else {
      index += 1; // its second half
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes.slice(0, at);
}
