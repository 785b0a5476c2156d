// How the letters of words look, chosen by a person: a mark of the word itself, so that it moves, is saved and is undone with it.
import { changeWords } from './changed-words.ts';
import { withLetters } from './kept-letters.ts';
import { tidyRuns, type LetterRuns } from './letters.ts';
import type { Transcript, Turn, WordPlace } from './transcript.ts';

/** Give words exactly these runs of letters; none makes a word plain. Text and times stay as they are. */
export interface SetLetters {
  readonly kind: 'set-letters';
  readonly words: readonly { readonly place: WordPlace; readonly letters: LetterRuns }[];
}

/** The turns with the words' letters set; the same list when nothing changes. Throws RangeError when there is no such word. */
export function setLetters(transcript: Transcript, { words }: SetLetters): readonly Turn[] {
  return changeWords(
    transcript,
    words.map(({ place, letters }) => ({ place, change: (word) => withLetters(word, tidyRuns(letters, word.text.length)) })),
  );
}
