// Confirming words as right: a mark of the word itself, so that it moves, is saved and is undone with it.
// It knows nothing of sound; what has been listened to is heard.ts.
import { changeWords } from './changed-words.ts';
import type { Transcript, Turn, Word, WordPlace } from './transcript.ts';

/** Say of words that somebody has found them right, or take that back. Text and times stay as they are. */
export interface ReviewWords {
  readonly kind: 'review-words';
  readonly places: readonly WordPlace[];
  readonly reviewed: boolean;
}

/** The turns with the words marked; the same list when nothing changes. Throws RangeError when there is no such word. */
export function reviewWords(transcript: Transcript, { places, reviewed }: ReviewWords): readonly Turn[] {
  return changeWords(
    transcript,
    places.map((place) => ({ place, change: (word) => withReview(word, reviewed) })),
  );
}

function withReview(word: Word, reviewed: boolean): Word {
  if ((word.marks?.reviewed === true) === reviewed) return word;
  if (reviewed) return { ...word, marks: { ...word.marks, reviewed: true } };
  const { marks, ...bare } = word;
  const { reviewed: _taken, ...rest } = marks ?? {};
  return Object.keys(rest).length > 0 ? { ...bare, marks: rest } : bare;
}
