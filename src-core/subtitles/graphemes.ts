// Counts what a reader sees as one character. Knows no language beyond the half-width counting some guides ask for.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Text in which every UTF-16 unit is a grapheme of its own, so its length is the count:
 * Latin, Greek, Cyrillic, Hebrew and Arabic letters, general punctuation, kana, ideographs, Hangul syllables.
 * Everything that can combine (marks, joiners, jamo, surrogates) is left to Intl.Segmenter.
 */
const ONE_UNIT_EACH =
  /^[ -\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d3\u2010-\u2027\u202f\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;

/** Number of graphemes (extended clusters of UAX #29) in the text. */
export function countGraphemes(text: string): number {
  if (ONE_UNIT_EACH.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/**
 * Width of the text in graphemes where everything before the Hangul block counts `narrow` (0.5 or 1).
 * With 1 this is `countGraphemes`.
 */
export function measureWidth(text: string, narrow: number): number {
  if (narrow === 1) return countGraphemes(text);
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += (segment.codePointAt(0) ?? 0) < 0x1100 ? narrow : 1;
  return width;
}
