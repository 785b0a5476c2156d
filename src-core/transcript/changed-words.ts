// Words changed one by one where they stand: only the turns they are in are made anew. Knows nothing of what is changed.
import type { Transcript, Turn, Word, WordPlace } from './transcript.ts';

/** A word's place and what stands there from now on. */
export interface ChangedWord {
  readonly place: WordPlace;
  readonly change: (word: Word) => Word;
}

/** The turns with these words changed; the same list when every word is as it was. Throws RangeError when there is no such word. */
export function changeWords({ turns }: Transcript, changes: Iterable<ChangedWord>): readonly Turn[] {
  const next = new Map<number, Word[]>();
  for (const { place, change } of changes) {
    const words = next.get(place.turn) ?? turns[place.turn]?.words;
    const word = words?.[place.word];
    if (!words || !word) throw new RangeError(`no such word: turn ${place.turn}, word ${place.word}`);
    const changed = change(word);
    if (changed === word) continue;
    const copy = next.get(place.turn) ?? [...words];
    copy[place.word] = changed;
    next.set(place.turn, copy);
  }
  if (next.size === 0) return turns;
  return turns.map((turn, index) => {
    const words = next.get(index);
    return words ? { ...turn, words } : turn;
  });
}
