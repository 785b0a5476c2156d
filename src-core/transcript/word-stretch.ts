// Stretches of words: a first and a last word and what stands between them, and how they follow their words through edits.
// It knows neither what a stretch is for nor how it is kept.
import type { Span } from '../span.ts';
import type { WordMap } from './edit.ts';
import { nextWord, previousWord } from './query.ts';
import type { Transcript, WordPlace } from './transcript.ts';

/** The first and the last of some words standing together, in reading order; `to` is included. */
export interface WordStretch {
  readonly from: WordPlace;
  readonly to: WordPlace;
}

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

/**
 * Where a stretch of `before` lies after an edit: from the first to the last of its words that survive, what was typed between them included;
 * null once all of them are gone.
 */
export function mapStretch(before: Transcript, { from, to }: WordStretch, map: WordMap): WordStretch | null {
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

/** Whether `a` stands behind `b` in reading order. */
export function isBehind(a: WordPlace, b: WordPlace): boolean {
  return a.turn > b.turn || (a.turn === b.turn && a.word > b.word);
}

/** Whether two places are one. */
export function isSamePlace(a: WordPlace | null | undefined, b: WordPlace | null | undefined): boolean {
  return a?.turn === b?.turn && a?.word === b?.word;
}

/** For sorting stretches into reading order by their first words. */
export function byFirstWord(a: Pick<WordStretch, 'from'>, b: Pick<WordStretch, 'from'>): number {
  return a.from.turn - b.from.turn || a.from.word - b.from.word;
}

/** Whether the words of `second` follow those of `first` with none between. */
export function follows(transcript: Transcript, first: Pick<WordStretch, 'to'>, second: Pick<WordStretch, 'from'>): boolean {
  if (first.to.turn === second.from.turn) return first.to.word + 1 === second.from.word;
  return isSamePlace(nextWord(transcript, first.to), second.from);
}

/** Whether two stretches are the same words. */
export function isSameStretch(a: WordStretch, b: WordStretch): boolean {
  return isSamePlace(a.from, b.from) && isSamePlace(a.to, b.to);
}
