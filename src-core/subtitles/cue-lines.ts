// Where the lines of a cue break, by hand or given back to the rules. Knows no widths: how lines are laid is line-cost.ts.
import { wordAtPlace } from '../transcript/query.ts';
import type { WordPlace } from '../transcript/transcript.ts';
import { isBehind, isSamePlace } from '../transcript/word-stretch.ts';
import { holdsWord, pinsOf, putPins, type CueEdit, type CueSource } from './cue-edits.ts';

/**
 * Opens a line with a word, or joins it to the line before where a line opens with it already. A first break by hand takes the place of those the rules
 * chose. Null when the word is not in the cue, or its first.
 */
export function breakLine({ transcript, track, cues }: CueSource, index: number, word: WordPlace): CueEdit | null {
  const cue = cues[index];
  if (!cue || !wordAtPlace(transcript, word) || !holdsWord(cue, word) || isSamePlace(cue.from, word)) return null;
  const isBroken = cue.breaks.some((place) => isSamePlace(place, word));
  const [pin] = pinsOf(track, [cue]);
  const standing = isBroken ? cue.breaks : (pin?.breaks ?? []);
  const breaks = isBroken ? standing.filter((place) => !isSamePlace(place, word)) : [...standing, word];
  return setBreaks({ transcript, track, cues }, index, breaks);
}

/** Puts a cue on one line. Null when it is on one by hand already. */
export function joinLines(source: CueSource, index: number): CueEdit | null {
  return setBreaks(source, index, []);
}

/** Breaks the lines of a cue before exactly these words, in any order. Null when they are so by hand already, or one is not in the cue or is its first. */
export function setBreaks({ transcript, track, cues }: CueSource, index: number, words: readonly WordPlace[]): CueEdit | null {
  const cue = cues[index];
  const [pin] = cue ? pinsOf(track, [cue]) : [];
  if (!cue || !pin || !words.every((word) => wordAtPlace(transcript, word) && holdsWord(cue, word) && !isSamePlace(cue.from, word))) return null;
  const breaks = [...words].sort((a, b) => (isBehind(a, b) ? 1 : -1)).filter((word, at, all) => !isSamePlace(word, all[at - 1] ?? null));
  if (isSameBreaks(pin.breaks, breaks)) return null;
  const label = breaks.length === 0 ? 'Join the lines of a cue' : 'Break the lines of a cue';
  return { label, edits: [], track: putPins(track, [{ ...pin, breaks }]), chosen: pin.id };
}

/** Gives the lines of cues back to the rules. Null when they lie with them already. */
export function balanceLines({ track, cues }: CueSource, indexes: readonly number[]): CueEdit | null {
  const pinned = pinsOf(
    track,
    [...new Set(indexes)].flatMap((index) => (cues[index]?.pin === undefined ? [] : cues[index])),
  );
  const freed = pinned.filter(({ breaks }) => breaks !== null).map((pin) => ({ ...pin, breaks: null }));
  return freed.length > 0 ? { label: 'Lay lines again', edits: [], track: putPins(track, freed) } : null;
}

/** Whether two lists of breaks are one; null, where the rules lay the lines, is only itself. */
export function isSameBreaks(a: readonly WordPlace[] | null, b: readonly WordPlace[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((place, at) => isSamePlace(place, b[at] ?? null));
}
