// Highlights: stretches of words somebody marked, with a label and a comment, and how they follow their words through edits.
// They lie over a transcript and are no part of it; it knows nothing of colours and screens.
import * as v from 'valibot';
import type { Span } from '../span.ts';
import type { WordMap } from './edit.ts';
import type { Transcript } from './transcript.ts';
import { anchorFinder, anchorOf, wordAnchorShape } from './word-anchor.ts';
import { isBehind, isSameStretch, mapStretch, stretchSpan, stretchText, type WordStretch } from './word-stretch.ts';

/** What is left of a highlight whose words were all deleted: their last text and time. */
export interface GoneWords {
  readonly text: string;
  readonly span: Span;
}

/** One marked stretch. */
export interface Highlight {
  /** Unique within its recording, given once. */
  readonly id: string;
  /** What kind of passage it is ("Quote", "Check"); "" for none. */
  readonly label: string;
  readonly comment: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  /** Where its words stand, or null once all of them are gone. */
  readonly words: WordStretch | null;
  /** Set exactly while `words` is null. */
  readonly gone: GoneWords | null;
}

/** Most letters kept of the text of deleted words. */
const MOST_GONE_TEXT = 400;

/** When a highlight's words are or were spoken, milliseconds: what lists are sorted by. */
export function highlightTime(transcript: Transcript, { words, gone }: Highlight): number {
  if (words) return transcript.turns[words.from.turn]?.words[words.from.word]?.start ?? 0;
  return gone?.span.start ?? 0;
}

/**
 * The highlights after an edit of `before`. A highlight keeps the words that survive and takes in what is typed between them; one whose words are
 * all gone keeps their text and time and says so. Answers the same list when nothing moved.
 */
export function mapHighlights(highlights: readonly Highlight[], before: Transcript, map: WordMap): readonly Highlight[] {
  let moved = false;
  const next = highlights.map((highlight) => {
    if (!highlight.words) return highlight;
    const words = mapStretch(before, highlight.words, map);
    if (words && isSameStretch(words, highlight.words)) return highlight;
    moved = true;
    return words ? { ...highlight, words } : { ...highlight, words: null, gone: goneWords(before, highlight.words) };
  });
  return moved ? next : highlights;
}

function goneWords(before: Transcript, stretch: WordStretch): GoneWords {
  return { text: stretchText(before, stretch, MOST_GONE_TEXT), span: stretchSpan(before, stretch) ?? { start: 0, end: 0 } };
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Parser of a highlight as it is kept: anchored to turn ids, which edits elsewhere do not move. */
export const packedHighlightShape = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(200)),
  comment: v.pipe(v.string(), v.maxLength(20_000)),
  madeAt: count,
  /** [turn id, word index] of the first and the last word. */
  words: v.nullable(v.strictObject({ from: wordAnchorShape, to: wordAnchorShape })),
  gone: v.nullable(v.strictObject({ text: v.pipe(v.string(), v.maxLength(MOST_GONE_TEXT + 1)), start: count, end: count })),
});
export type PackedHighlight = v.InferOutput<typeof packedHighlightShape>;

/** A highlight in the form it is kept in. Throws RangeError when its place is not in the transcript. */
export function packHighlight(highlight: Highlight, transcript: Transcript): PackedHighlight {
  const { id, label, comment, madeAt, words, gone } = highlight;
  return {
    id,
    label,
    comment,
    madeAt,
    words: words && { from: anchorOf(transcript, words.from), to: anchorOf(transcript, words.to) },
    gone: gone && { text: gone.text, start: gone.span.start, end: gone.span.end },
  };
}

/** Highlights over a transcript. One whose words cannot be found any more is told as gone rather than dropped. */
export function unpackHighlights(packed: readonly PackedHighlight[], transcript: Transcript): Highlight[] {
  if (packed.length === 0) return [];
  const placeOf = anchorFinder(transcript);
  return packed.map(({ words, gone, ...rest }) => {
    const [from, to] = [words && placeOf(words.from), words && placeOf(words.to)];
    if (from && to) return { ...rest, words: isBehind(from, to) ? { from: to, to: from } : { from, to }, gone: null };
    return { ...rest, words: null, gone: gone ? { text: gone.text, span: { start: gone.start, end: gone.end } } : { text: '', span: { start: 0, end: 0 } } };
  });
}
