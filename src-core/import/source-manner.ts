// How a subtitle file is written, told from its text: line ends, the first number, what stands behind the last line. Its encoding and mark are told by
// whoever decoded it.
import type { FileManner, FileOddity } from '../subtitles/file-manner.ts';
import { TEXT_ENCODINGS } from '../subtitles/formats/text-encoding.ts';
import type { SubtitleKind } from './subtitles.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import { encodingLabel, type ReadEncoding } from './text-reading.ts';

/** What a file's bytes tell beside its text. */
export interface DecodedAs {
  readonly encoding: ReadEncoding;
  /** Whether it begins with a byte order mark. */
  readonly marked: boolean;
}

/** A file as it was read. */
export type ReadKind = ReadSubtitles & { readonly kind: SubtitleKind };

/** The formats the kinds are written in; none is for reading alone. */
const FORMATS: Readonly<Partial<Record<SubtitleKind, string>>> = {
  srt: 'srt',
  webvtt: 'vtt',
  ttml: 'ttml',
  ass: 'ass',
  sbv: 'sbv',
  microdvd: 'microdvd',
  lrc: 'lrc',
};

/** The manner of a file of this kind; null for kinds that are not written. `text` is without its mark. Linear in its length. */
export function sourceManner(text: string, read: ReadKind, { encoding, marked }: DecodedAs): FileManner | null {
  const { kind } = read;
  const format = FORMATS[kind];
  if (format === undefined) return null;
  const known = TEXT_ENCODINGS.find(({ id }) => id === encoding);
  const ends = lineEnds(text);
  const numbers = kind === 'srt' ? srtNumbers(text) : [];
  const [first = 1] = numbers;
  const oddities: FileOddity[] = [];
  if (ends.kinds > 1 || ends.isOld) oddities.push('line-ends');
  if (numbers.some((number, index) => number !== first + index)) oddities.push('numbers');
  if (kind === 'webvtt' && SHORT_TIME.test(text)) oddities.push('short-times');
  return {
    ...{ format, encoding: known?.id ?? 'utf-8', unwritten: known ? null : encodingLabel(encoding), bom: marked },
    ...{ crlf: ends.crlf, startIndex: first, tail: tailOf(text), bareVoices: hasBareVoices(read), oddities },
  };
}

function hasBareVoices({ kind, manner, transcript, cues }: ReadKind): boolean {
  const isNamed = (turn: number): boolean => transcript.turns[turn]?.speaker != null;
  return kind === 'webvtt' && manner.dashes === null && cues.some(({ from, to }) => from.turn < to.turn && isNamed(from.turn) && isNamed(to.turn));
}

/** A line of times that leaves the hours out, as WebVTT may. */
const SHORT_TIME = /^[ \t]*(?:\d{2}:\d{2}\.\d{3}[ \t]+-->|\d{2,}:\d{2}:\d{2}\.\d{3}[ \t]+-->[ \t]+\d{2}:\d{2}\.\d)/m;

/** Most line ends behind the words that are kept; more say nothing. */
const LONGEST_TAIL = 9;

interface LineEnds {
  readonly crlf: boolean;
  /** How many of CR LF, LF and CR there are. */
  readonly kinds: number;
  /** Whether CR stands alone, as before 2001 on a Macintosh. */
  readonly isOld: boolean;
}

function lineEnds(text: string): LineEnds {
  let [both, feeds, returns] = [0, 0, 0];
  for (const [end] of text.matchAll(/\r\n?|\n/g)) {
    if (end === '\r\n') both += 1;
    else if (end === '\n') feeds += 1;
    else returns += 1;
  }
  return { crlf: both > feeds + returns, kinds: [both, feeds, returns].filter((count) => count > 0).length, isOld: returns > 0 };
}

/** The numbers that stand on a line of their own right above a line of times. */
function srtNumbers(text: string): number[] {
  return [...text.matchAll(/^(\d{1,6})(?:\r\n?|\n)(?=[^\r\n]{0,40}-->)/gm)].map(([, digits]) => Number(digits));
}

function tailOf(text: string): number {
  const behind = /[\r\n]*$/.exec(text.slice(-2 * LONGEST_TAIL))?.[0] ?? '';
  return Math.min(LONGEST_TAIL, behind.match(/\r\n?|\n/g)?.length ?? 0);
}
