// Highlights: stretches of words somebody marked, with a label and a comment, and how they follow their words through edits.
// They lie over a transcript and are no part of it; it knows nothing of colours and screens.
import * as v from 'valibot';
import type { Span } from '../span.ts';
import type { WordMap } from './edit.ts';
import { nextWord, previousWord } from './query.ts';
import type { Transcript, TurnId, WordPlace } from './transcript.ts';

/** The first and the last of the marked words, in reading order. */
export interface WordStretch {
  readonly from: WordPlace;
  readonly to: WordPlace;
}

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

/** The words of a stretch in reading order, at most `most` of them. */
export function wordsOfStretch(transcript: Transcript, { from, to }: WordStretch, most = Infinity): WordPlace[] {
  const places: WordPlace[] = [];
  for (let place: WordPlace | null = from; place && places.length < most; place = nextWord(transcript, place)) {
    if (isBehind(place, to)) break;
    places.push(place);
  }
  return places;
}

/** The text of a stretch as it reads: words with their own spaces, turns parted by a space. */
export function stretchText(transcript: Transcript, stretch: WordStretch, most = Infinity): string {
  let text = '';
  let turn = stretch.from.turn;
  for (const place of wordsOfStretch(transcript, stretch)) {
    const word = transcript.turns[place.turn]?.words[place.word];
    if (!word || text.length > most) break;
    text += (text === '' ? '' : place.turn === turn ? word.space : ' ') + word.text;
    turn = place.turn;
  }
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** The time a stretch covers, from the first start to the latest end; null when a place does not exist. */
export function stretchSpan(transcript: Transcript, stretch: WordStretch): Span | null {
  let span: Span | null = null;
  for (const { turn, word } of wordsOfStretch(transcript, stretch)) {
    const found = transcript.turns[turn]?.words[word];
    if (found) span = span === null ? { start: found.start, end: found.end } : { start: Math.min(span.start, found.start), end: Math.max(span.end, found.end) };
  }
  return span;
}

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
    if (words && isSame(words, highlight.words)) return highlight;
    moved = true;
    return words ? { ...highlight, words } : { ...highlight, words: null, gone: goneWords(before, highlight.words) };
  });
  return moved ? next : highlights;
}

function mapStretch(before: Transcript, { from, to }: WordStretch, map: WordMap): WordStretch | null {
  const first = firstKept(before, { from, to }, map);
  if (!first) return null;
  let last: WordPlace | null = null;
  for (let place: WordPlace | null = to; place && !last && !isBehind(from, place); place = previousWord(before, place)) last = map.map(place);
  const end = last ?? first;
  return isBehind(first, end) ? { from: end, to: first } : { from: first, to: end };
}

function firstKept(before: Transcript, { from, to }: WordStretch, map: WordMap): WordPlace | null {
  for (let place: WordPlace | null = from; place && !isBehind(place, to); place = nextWord(before, place)) {
    const kept = map.map(place);
    if (kept) return kept;
  }
  return null;
}

function goneWords(before: Transcript, stretch: WordStretch): GoneWords {
  return { text: stretchText(before, stretch, MOST_GONE_TEXT), span: stretchSpan(before, stretch) ?? { start: 0, end: 0 } };
}

/** Whether `a` stands behind `b` in reading order. */
export function isBehind(a: WordPlace, b: WordPlace): boolean {
  return a.turn > b.turn || (a.turn === b.turn && a.word > b.word);
}

function isSame(a: WordStretch, b: WordStretch): boolean {
  return a.from.turn === b.from.turn && a.from.word === b.from.word && a.to.turn === b.to.turn && a.to.word === b.to.word;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const anchorShape = v.strictTuple([count, count]);

/** Parser of a highlight as it is kept: anchored to turn ids, which edits elsewhere do not move. */
export const packedHighlightShape = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(200)),
  comment: v.pipe(v.string(), v.maxLength(20_000)),
  madeAt: count,
  /** [turn id, word index] of the first and the last word. */
  words: v.nullable(v.strictObject({ from: anchorShape, to: anchorShape })),
  gone: v.nullable(v.strictObject({ text: v.pipe(v.string(), v.maxLength(MOST_GONE_TEXT + 1)), start: count, end: count })),
});
export type PackedHighlight = v.InferOutput<typeof packedHighlightShape>;

/** A highlight in the form it is kept in. Throws RangeError when its place is not in the transcript. */
export function packHighlight(highlight: Highlight, transcript: Transcript): PackedHighlight {
  const { id, label, comment, madeAt, words, gone } = highlight;
  const anchor = ({ turn, word }: WordPlace): [TurnId, number] => {
    const found = transcript.turns[turn];
    if (!found) throw new RangeError(`a highlight lies in turn ${turn} of ${transcript.turns.length}`);
    return [found.id, word];
  };
  return {
    id,
    label,
    comment,
    madeAt,
    words: words && { from: anchor(words.from), to: anchor(words.to) },
    gone: gone && { text: gone.text, start: gone.span.start, end: gone.span.end },
  };
}

/** Highlights over a transcript. One whose words cannot be found any more is told as gone rather than dropped. */
export function unpackHighlights(packed: readonly PackedHighlight[], transcript: Transcript): Highlight[] {
  if (packed.length === 0) return [];
  const turns = new Map(transcript.turns.map((turn, index) => [turn.id, { index, count: turn.words.length }]));
  const placeOf = ([id, word]: readonly [TurnId, number]): WordPlace | null => {
    const turn = turns.get(id);
    return turn && word < turn.count ? { turn: turn.index, word } : null;
  };
  return packed.map(({ words, gone, ...rest }) => {
    const [from, to] = [words && placeOf(words.from), words && placeOf(words.to)];
    if (from && to) return { ...rest, words: isBehind(from, to) ? { from: to, to: from } : { from, to }, gone: null };
    return { ...rest, words: null, gone: gone ? { text: gone.text, span: { start: gone.start, end: gone.end } } : { text: '', span: { start: 0, end: 0 } } };
  });
}
