// Confirming words as right: a mark of the word itself, so that it moves, is saved and is undone with it.
// It knows nothing of sound; what has been listened to is heard.ts.
import type { Transcript, Turn, Word, WordPlace } from './transcript.ts';

/** Say of words that somebody has found them right, or take that back. Text and times stay as they are. */
export interface ReviewWords {
  readonly kind: 'review-words';
  readonly places: readonly WordPlace[];
  readonly reviewed: boolean;
}

/** The turns with the words marked; the same list when nothing changes. Throws RangeError when there is no such word. */
export function reviewWords({ turns }: Transcript, { places, reviewed }: ReviewWords): readonly Turn[] {
  const next = new Map<number, Word[]>();
  for (const { turn: index, word: at } of places) {
    const words = next.get(index) ?? turns[index]?.words;
    const word = words?.[at];
    if (!words || !word) throw new RangeError(`no such word: turn ${index}, word ${at}`);
    if ((word.marks?.reviewed === true) === reviewed) continue;
    const changed = [...words];
    changed[at] = withReview(word, reviewed);
    next.set(index, changed);
  }
  if (next.size === 0) return turns;
  return turns.map((turn, index) => {
    const words = next.get(index);
    return words ? { ...turn, words } : turn;
  });
}

function withReview({ marks, ...word }: Word, reviewed: boolean): Word {
  if (reviewed) return { ...word, marks: { ...marks, reviewed: true } };
  const { reviewed: _taken, ...rest } = marks ?? {};
  return Object.keys(rest).length > 0 ? { ...word, marks: rest } : word;
}
