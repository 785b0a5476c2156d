// Where what a reader sees as one character begins and ends in a text. Knows no letters, words and languages.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Before this nothing joins what stands before it: ASCII and Latin letters (carriage return and line feed stand in no word). */
const FIRST_MARK = 0x300;

/** Whether an offset, UTF-16 units, lies between two graphemes (UAX #29) of a text, or at one of its ends. */
export function isGraphemeBound(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  // "\u00a9" and "\u00ae" begin emoji, but only by a sign behind them that is a mark itself.
  if (text.charCodeAt(offset) < FIRST_MARK && text.charCodeAt(offset - 1) < FIRST_MARK) return true;
  return segmenter.segment(text).containing(offset)?.index === offset;
}

/** The bound at an offset, or the last before it. */
export function graphemeStart(text: string, offset: number): number {
  return isGraphemeBound(text, offset) ? offset : (segmenter.segment(text).containing(offset)?.index ?? offset);
}

/** The bound at an offset, or the first behind it. */
export function graphemeEnd(text: string, offset: number): number {
  if (isGraphemeBound(text, offset)) return offset;
  const grapheme = segmenter.segment(text).containing(offset);
  return grapheme ? grapheme.index + grapheme.segment.length : offset;
}
