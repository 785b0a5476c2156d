// Bytes of a text document to text: a byte order mark decides, else strict UTF-8, else Western European with a Problem (S9).
import type { Problem } from '../../../src-core/problem.ts';

export interface DecodedText {
  readonly text: string;
  readonly problems: readonly Problem[];
}

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The text of the bytes, without byte order mark. Null when they are no text at all. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const marked = MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return { text: new TextDecoder(marked[1]).decode(bytes), problems: [] };
  const wide = utf16Guess(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), problems: [] };
  if (bytes.subarray(0, 4096).includes(0)) return null;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problems: [] };
  } catch {
    const message = 'The file is not UTF-8; it was read as Western European (Windows-1252). Check accented letters.';
    return { text: new TextDecoder('windows-1252').decode(bytes), problems: [{ code: 'legacy-encoding', severity: 'repair', message, count: 1, places: [] }] };
  }
}

/** UTF-16 without a mark shows as a zero in every other byte of its first, mostly ASCII, characters. */
function utf16Guess(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 64);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const half = sample.length / 2;
  if ((zeros[1] ?? 0) > half * 0.8 && zeros[0] === 0) return 'utf-16le';
  return (zeros[0] ?? 0) > half * 0.8 && zeros[1] === 0 ? 'utf-16be' : null;
}
