// Where words went in an edit. Built from what the edit knows of its touched turns; everything else shifts by whole turns.
import { alignKeys } from './align.ts';
import type { TurnSplice, WordMap } from './edit.ts';
import type { Turn, Word, WordPlace } from './transcript.ts';

/** The map of an edit that moved no word. */
export const unmoved: WordMap = { map: (place) => place };

/** First `first`, then `second`. */
export function composeMaps(first: WordMap, second: WordMap): WordMap {
  if (first === unmoved) return second;
  if (second === unmoved) return first;
  return {
    map(place) {
      const between = first.map(place);
      return between && second.map(between);
    },
  };
}

/** The map of whole turns put in place of others: words are followed by identity, then by time, source and text, then by the time they share. */
export function mapOfSplices(turns: readonly Turn[], splices: readonly TurnSplice[]): WordMap {
  if (splices.length === 0) return unmoved;
  const starts: number[] = [];
  let shift = 0;
  for (const splice of splices) {
    starts.push(splice.from + shift);
    shift += splice.turns.length - splice.remove;
  }
  const heirs = splices.map((): Heirs | null => null);
  return {
    map(place) {
      const index = lastSpliceAt(splices, place.turn);
      const splice = splices[index];
      const start = starts[index];
      if (!splice || start === undefined) return place;
      const behind = splice.from + splice.remove;
      if (place.turn >= behind) return { turn: place.turn - behind + start + splice.turns.length, word: place.word };
      // Undo and redo mostly ask for no word but the caret's: words are followed only when one is asked for.
      const known = (heirs[index] ??= followWords(turns.slice(splice.from, behind), splice.turns, start));
      return known[place.turn - splice.from]?.[place.word] ?? null;
    },
  };
}

/** By turn and word of the removed turns: where the word went. */
type Heirs = readonly (readonly (WordPlace | null)[])[];

/** Index of the last splice that begins at or before the turn, or −1. Splices ascend. */
function lastSpliceAt(splices: readonly TurnSplice[], turn: number): number {
  let low = 0;
  let high = splices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const splice = splices[middle];
    if (splice && splice.from <= turn) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface Placed {
  readonly word: Word;
  readonly place: WordPlace;
}

function wordsOf(turns: readonly Turn[], firstTurn: number): Placed[] {
  return turns.flatMap((turn, index) => turn.words.map((word, at) => ({ word, place: { turn: firstTurn + index, word: at } })));
}

function followWords(before: readonly Turn[], after: readonly Turn[], firstTurn: number): Heirs {
  const heirs = before.map((turn) => turn.words.map((): WordPlace | null => null));
  const settle = (old: Placed, heir: Placed) => {
    const row = heirs[old.place.turn];
    if (row) row[old.place.word] = heir.place;
  };
  const news = wordsOf(after, firstTurn);
  let left: { olds: Placed[]; news: Placed[] } = { olds: wordsOf(before, 0), news };
  const keys = [
    (word: Word) => word,
    (word: Word) => `${word.start} ${word.end} ${word.source} ${word.text}`,
    (word: Word) => `${word.start} ${word.end} ${word.source}`,
    // Words that yielded when overlapping turns were joined.
    (word: Word) => `${word.source} ${word.text}`,
  ];
  for (const keyOf of keys) left = pairUp(left, keyOf, settle);
  followByTime(left.olds, news, settle);
  return heirs;
}

/** Settles the pairs whose keys are equal and answers what is left. */
function pairUp(left: { olds: Placed[]; news: Placed[] }, keyOf: (word: Word) => unknown, settle: (old: Placed, heir: Placed) => void) {
  const pairs = alignKeys(
    left.olds.map(({ word }) => keyOf(word)),
    left.news.map(({ word }) => keyOf(word)),
  );
  const settled = { olds: new Set<number>(), news: new Set<number>() };
  for (const { a, b } of pairs) {
    const old = left.olds[a];
    const heir = left.news[b];
    if (old && heir) settle(old, heir);
    settled.olds.add(a);
    settled.news.add(b);
  }
  return { olds: left.olds.filter((_, index) => !settled.olds.has(index)), news: left.news.filter((_, index) => !settled.news.has(index)) };
}

/** Words that were split or merged: the new word spoken when the old one begins. */
function followByTime(olds: readonly Placed[], news: readonly Placed[], settle: (old: Placed, heir: Placed) => void): void {
  if (olds.length === 0) return;
  const byStart = news.toSorted((a, b) => a.word.start - b.word.start);
  for (const old of olds) {
    let low = 0;
    let high = byStart.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((byStart[middle]?.word.start ?? Infinity) <= old.word.start) low = middle + 1;
      else high = middle;
    }
    const heir = byStart[low - 1];
    if (heir && old.word.start < heir.word.end) settle(old, heir);
  }
}
