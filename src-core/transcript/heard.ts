// What of a recording has been listened to, as stretches of its time, and which words that covers.
// Time, not words, is what is remembered: a corrected, moved or split word is as heard as the sound it lies over.
import type { Millis, Span } from '../span.ts';
import { nextWord } from './query.ts';
import type { Transcript, Turn, Word, WordPlace } from './transcript.ts';
import { isSamePlace } from './word-stretch.ts';

/** Stretches that were listened to: rising, apart from each other. */
export type HeardSpans = readonly Span[];

/** Fastest playing that counts as listening: beyond it words are found, not checked (editors.md §1c.5). */
export const FASTEST_HEARD = 2;
/** Stretches so near to each other are one: playing stops and starts between two frames, milliseconds. */
const NEAR: Millis = 60;
/** A word counts as heard when so much of it was: playing begins and ends within words. */
const SHARE_OF_WORD = 0.8;

/** The stretches and one more. Answers the same list when it holds that one already; an empty or backward one is nothing. */
export function withHeard(spans: HeardSpans, { start, end }: Span): HeardSpans {
  if (end <= start) return spans;
  const from = firstWhere(spans, (span) => span.end + NEAR >= start);
  const to = firstWhere(spans, (span) => span.start - NEAR > end);
  const [first, last] = [spans[from], spans[to - 1]];
  if (from === to || !first || !last) return [...spans.slice(0, from), { start, end }, ...spans.slice(from)];
  if (to - from === 1 && first.start <= start && end <= first.end) return spans;
  return [...spans.slice(0, from), { start: Math.min(first.start, start), end: Math.max(last.end, end) }, ...spans.slice(to)];
}

/** Everything either list holds. */
export function mergedHeard(a: HeardSpans, b: HeardSpans): HeardSpans {
  return b.reduce(withHeard, a);
}

/** Whether a word was listened to: four fifths of its time, or its moment when it has no length. */
export function isHeard({ start, end }: Word, spans: HeardSpans): boolean {
  let index = firstWhere(spans, (span) => span.end >= start);
  if (start === end) return (spans[index]?.start ?? Infinity) <= start;
  let heard = 0;
  for (let span = spans[index]; span && span.start < end; span = spans[++index]) heard += Math.min(end, span.end) - Math.max(start, span.start);
  return heard >= (end - start) * SHARE_OF_WORD;
}

/** The first word behind `from` in reading order that nobody has listened to, from the top again after the last. Null when all are heard. */
export function nextUnheard(transcript: Transcript, spans: HeardSpans, from: WordPlace | null): WordPlace | null {
  const first = nextWord(transcript, { turn: 0, word: -1 });
  const find = (start: WordPlace | null, until: WordPlace | null): WordPlace | null => {
    for (let place = start; place; place = nextWord(transcript, place)) {
      const word = transcript.turns[place.turn]?.words[place.word];
      if (word && !isHeard(word, spans)) return place;
      if (isSamePlace(place, until)) return null;
    }
    return null;
  };
  if (!from) return find(first, null);
  return find(nextWord(transcript, from), null) ?? find(first, from);
}

/** Counts heard words; of turns that are still the same, over sound listened to no further, it remembers the count. */
export class HeardCount {
  #spans: HeardSpans = [];
  #counts = new Map<Turn, number>();

  /** How many words are heard. Costs a walk over the turns, and over the words of those where something changed. */
  of(transcript: Transcript, spans: HeardSpans): number {
    const next = new Map<Turn, number>();
    const changed = changedBetween(this.#spans, spans);
    let sum = 0;
    for (const turn of transcript.turns) {
      const count = (changed && touches(turn, changed) ? undefined : this.#counts.get(turn)) ?? countHeard(turn, spans);
      next.set(turn, count);
      sum += count;
    }
    this.#spans = spans;
    this.#counts = next;
    return sum;
  }
}

function countHeard(turn: Turn, spans: HeardSpans): number {
  let count = 0;
  if (spans.length > 0) for (const word of turn.words) if (isHeard(word, spans)) count += 1;
  return count;
}

function touches({ words }: Turn, { start, end }: Span): boolean {
  const [first, last] = [words[0], words.at(-1)];
  return first !== undefined && last !== undefined && first.start <= end && last.end >= start;
}

/** The stretch outside which two lists are the same, or null when they are. */
function changedBetween(a: HeardSpans, b: HeardSpans): Span | null {
  if (a === b) return null;
  const isSame = (x: Span | undefined, y: Span | undefined): boolean => x !== undefined && y !== undefined && x.start === y.start && x.end === y.end;
  let from = 0;
  while (isSame(a[from], b[from])) from += 1;
  let behind = 0;
  while (behind < Math.min(a.length, b.length) - from && isSame(a[a.length - 1 - behind], b[b.length - 1 - behind])) behind += 1;
  const differing = [...a.slice(from, a.length - behind), ...b.slice(from, b.length - behind)];
  if (differing.length === 0) return null;
  return differing.reduce((sum, span) => ({ start: Math.min(sum.start, span.start), end: Math.max(sum.end, span.end) }));
}

/** The first index from which on `holds` is true; the length when nowhere. */
function firstWhere(spans: HeardSpans, holds: (span: Span) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && holds(span)) high = middle;
    else low = middle + 1;
  }
  return low;
}
