// Where words begin and end in typed text. Space plus text of every token, then the tail, is exactly the text given.
// It knows scripts and white space; it knows nothing of times.
import type { LetterRuns } from './letters.ts';

/** A word to be, without a time. */
export interface Token {
  /** White space before it, exactly as typed. */
  readonly space: string;
  /** Never empty; punctuation attached. */
  readonly text: string;
  /** How its letters look, where some of them stood there before; absent, it looks as its neighbours do. */
  readonly letters?: LetterRuns;
}

/** Text cut into tokens; `tail` is the white space after the last one. */
export interface TokenizedText {
  readonly tokens: readonly Token[];
  readonly tail: string;
}

/** A letter, mark or digit of a script written without spaces between words. */
const UNSPACED = '[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]&&[\\p{L}\\p{M}\\p{N}]]';
const HAS_UNSPACED = new RegExp(UNSPACED, 'v');
const STARTS_UNSPACED = new RegExp(`^${UNSPACED}`, 'v');
const ENDS_UNSPACED = new RegExp(`${UNSPACED}$`, 'v');
/** ICU's rules count Thai, Lao, Khmer and Myanmar letters as one word with the Latin letters beside them. */
const SCRIPT_EDGE = new RegExp(`(?<=${UNSPACED})(?=[[\\p{L}\\p{N}]--${UNSPACED}])|(?<=[[\\p{L}\\p{N}]--${UNSPACED}])(?=${UNSPACED})`, 'v');

/**
 * White space that parts words. A no-break space beside French punctuation ("oui !", "« oui »") does not,
 * and neither does a space that carries a combining mark, for the two are one grapheme (UAX #29, GB9).
 */
const PARTING =
  /(?:[\t\n\v\f\r\u0085\u2028\u2029\ufeff]|(?![\u00a0\u202f][!?:;»%])(?!(?<=«)[\u00a0\u202f])\p{Zs}(?![\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200c\u200d]))+/gu;

const OPENING = /^[\p{Ps}\p{Pi}¿¡]/u;
const SPOKEN = /[\p{L}\p{N}]/u;

const segmenters = new Map<string, Intl.Segmenter>();

/** One segmenter per language: making one costs more than cutting a sentence. */
function segmenterFor(language: string | null): Intl.Segmenter {
  const name = language ?? 'und';
  let segmenter = segmenters.get(name);
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(name, { granularity: 'word' });
    } catch {
      // Not a BCP 47 tag: the root rules of UAX #29 and the dictionaries serve every script.
      segmenter = new Intl.Segmenter('und', { granularity: 'word' });
    }
    segmenters.set(name, segmenter);
  }
  return segmenter;
}

/**
 * Cuts text into words: at white space, and inside scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) where
 * Intl.Segmenter says so in `language` (BCP 47 or null). Punctuation stays with its word: an opening mark with the next, any other with the one before.
 */
export function tokenize(text: string, language: string | null): TokenizedText {
  const tokens: Token[] = [];
  let space = '';
  let from = 0;
  const take = (chunk: string) => {
    for (const part of cutChunk(chunk, language)) {
      tokens.push({ space, text: part });
      space = '';
    }
  };
  for (const match of text.matchAll(PARTING)) {
    if (match.index > from) take(text.slice(from, match.index));
    space = match[0];
    from = match.index + space.length;
  }
  if (from < text.length) take(text.slice(from));
  return { tokens, tail: space };
}

/** Whether one token reaches across the place `at` of the text, so that what stands on both sides is one word. */
export function isOneWordAt(text: string, at: number, language: string | null): boolean {
  let end = 0;
  for (const token of tokenize(text, language).tokens) {
    const start = end + token.space.length;
    end = start + token.text.length;
    if (end > at) return start < at;
  }
  return false;
}

/** Whether the place `at` lies between two letters of scripts written without spaces, where a word's edge cannot be seen. */
export function isUnspacedAt(text: string, at: number): boolean {
  return STARTS_UNSPACED.test(text.slice(at, at + 2)) && ENDS_UNSPACED.test(text.slice(Math.max(0, at - 2), at));
}

/** Parts of a run of text without white space. */
function cutChunk(chunk: string, language: string | null): string[] {
  if (!HAS_UNSPACED.test(chunk)) return [chunk];
  const parts: string[] = [];
  let part = '';
  let isSpoken = false;
  let endsUnspaced = false;
  const segments = [...segmenterFor(language).segment(chunk)].flatMap(({ segment }) => segment.split(SCRIPT_EDGE));
  for (const segment of segments) {
    const speaks = SPOKEN.test(segment);
    const mayPart = speaks ? endsUnspaced || STARTS_UNSPACED.test(segment) : endsUnspaced && OPENING.test(segment);
    if (isSpoken && mayPart) {
      parts.push(part);
      part = '';
      isSpoken = false;
    }
    part += segment;
    if (speaks) {
      isSpoken = true;
      endsUnspaced = ENDS_UNSPACED.test(segment);
    }
  }
  parts.push(part);
  return parts;
}
