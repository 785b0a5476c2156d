// Bytes of a text document to text: the encoding somebody chose, else a byte order mark, else strict UTF-8, else the likeliest of the
// encodings in use, which is told with how sure it is (S9). What may be read otherwise is offered with its first lines.
import type { Problem } from '../../../src-core/problem.ts';
import type { Certainty, GuessedEncoding, ReadEncoding, TextReading } from '../../../src-core/import/text-reading.ts';
import { encodingLabel, guessEncodings, readEncodingOrNull } from '../../../src-core/import/text-reading.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: ReadEncoding;
  /** Whether the bytes begin with a byte order mark. */
  readonly marked: boolean;
  readonly problems: readonly Problem[];
}

const MARKS: readonly (readonly [readonly number[], ReadEncoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** Bytes looked at to tell an encoding; whatever a language has, it has by then. */
const LOOKED_AT = 64 * 1024;

/** The text of the bytes, without byte order mark; read as `chosen` when given. Null when they are no text at all. */
export function decodeText(bytes: Uint8Array, chosen: ReadEncoding | null = null): DecodedText | null {
  const decoded = textOf(bytes, chosen);
  return decoded && { ...decoded, marked: MARKS.some(([mark, encoding]) => encoding === decoded.encoding && beginsWith(bytes, mark)) };
}

function textOf(bytes: Uint8Array, chosen: ReadEncoding | null): Omit<DecodedText, 'marked'> | null {
  if (chosen !== null) return { text: new TextDecoder(chosen).decode(bytes), encoding: chosen, problems: [sayChosen(chosen)] };
  const known = knownEncoding(bytes);
  if (known !== null) return { text: new TextDecoder(known).decode(bytes), encoding: known, problems: [] };
  if (isNoText(bytes)) return null;
  const strict = decoded(bytes, 'utf-8');
  if (strict !== null) return { text: strict, encoding: 'utf-8', problems: [] };
  const declared = declaredEncoding(bytes);
  if (declared !== null) return { text: new TextDecoder(declared).decode(bytes), encoding: declared, problems: [] };
  const [best] = guesses(bytes);
  const { encoding, certainty } = best ?? { encoding: 'windows-1252', certainty: 'guess' };
  return { text: new TextDecoder(encoding).decode(bytes), encoding, problems: [sayEncoding(encoding, certainty)] };
}

/** Every reading of the bytes that gives text, the likeliest first. Empty when they are no text. */
export function readings(bytes: Uint8Array): TextReading[] {
  const marked = knownEncoding(bytes);
  if (marked === null && isNoText(bytes)) return [];
  const known = marked ?? (isUtf8(bytes) ? 'utf-8' : declaredEncoding(bytes));
  const sample = bytes.subarray(0, LOOKED_AT);
  const certain: GuessedEncoding[] = known === null ? [] : [{ encoding: known, certainty: 'certain' }];
  const rest: GuessedEncoding[] = known?.startsWith('utf-16') ? [] : guesses(bytes).filter(({ encoding }) => encoding !== known);
  const wide: GuessedEncoding[] = (['utf-16le', 'utf-16be'] as const).map((encoding) => ({ encoding, certainty: 'guess' }));
  const offered = [...certain, ...rest, ...(known?.startsWith('utf-16') ? wide.filter(({ encoding }) => encoding !== known) : [])];
  return offered.map(({ encoding, certainty }) => ({
    encoding,
    label: encodingLabel(encoding),
    certainty,
    lines: tellingLines(new TextDecoder(encoding).decode(sample)),
  }));
}

function sayEncoding(encoding: ReadEncoding, certainty: Certainty): Problem {
  const sure = certainty === 'likely' ? 'which its letters make likely' : 'which is a guess';
  const message = `The file does not tell its encoding; it was read as ${encodingLabel(encoding)}, ${sure}. If letters look wrong, read it otherwise.`;
  return { code: 'legacy-encoding', severity: 'repair', message, count: 1, places: [] };
}

function sayChosen(encoding: ReadEncoding): Problem {
  return { code: 'chosen-encoding', severity: 'note', message: `The file was read as ${encodingLabel(encoding)}, as chosen.`, count: 1, places: [] };
}

const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

function knownEncoding(bytes: Uint8Array): ReadEncoding | null {
  const marked = MARKS.find(([mark]) => beginsWith(bytes, mark));
  return marked ? marked[1] : utf16Guess(bytes);
}

/** What an XML declaration says, where its bytes bear it out and it is among those we read. */
function declaredEncoding(bytes: Uint8Array): ReadEncoding | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const name = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head)?.[1] ?? '';
  try {
    // "ISO-8859-1" is what the web platform calls windows-1252.
    const known = readEncodingOrNull(new TextDecoder(name).encoding);
    return known !== null && !known.startsWith('utf-') && decoded(bytes, known) !== null ? known : null;
  } catch {
    return null; // a name nobody knows
  }
}

/** Text has no zeros but in UTF-16. */
const isNoText = (bytes: Uint8Array): boolean => bytes.subarray(0, 4096).includes(0);
const isUtf8 = (bytes: Uint8Array): boolean => decoded(bytes, 'utf-8') !== null;

function guesses(bytes: Uint8Array): GuessedEncoding[] {
  const sample = bytes.subarray(0, LOOKED_AT);
  return guessEncodings((encoding) => decoded(sample, encoding, bytes.length > sample.length));
}

/** Null when the bytes are none of the encoding. A sample may end inside a character. */
function decoded(bytes: Uint8Array, encoding: ReadEncoding, isCut = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}

const LINES_SHOWN = 4;
const LONGEST_LINE = 160;

function tellingLines(text: string): string[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.filter((line) => /[^\0-\x7f]/.test(line));
  return (telling.length > 0 ? telling : lines).slice(0, LINES_SHOWN).map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
}

/** UTF-16 without a mark shows as zeros in every other byte, for times and line ends are ASCII in any language. */
function utf16Guess(bytes: Uint8Array): ReadEncoding | null {
  const sample = bytes.subarray(0, 512);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const half = sample.length / 2;
  if ((zeros[1] ?? 0) > half * 0.2 && zeros[0] === 0) return 'utf-16le';
  return (zeros[0] ?? 0) > half * 0.2 && zeros[1] === 0 ? 'utf-16be' : null;
}
