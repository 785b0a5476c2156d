// Letters handed from the looks of cues down to their words, so that words look as they did in whatever cue they come to stand. What a look says
// of the place on the picture stays with the cue. It answers Edits and knows no track.
import { commonLetters, isSameLetters, isSameRuns, noRuns, plainLetters, underlaidRuns, type LetterRuns, type Letters } from '../transcript/letters.ts';
import type { SetLetters } from '../transcript/set-letters.ts';
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { wordsOfStretch, type WordStretch } from '../transcript/word-stretch.ts';
import { isPlainLook, plainLook, type CueLook } from './cue-look.ts';

/** Words, and the look of the cue they stood in. */
export interface LookedStretch extends WordStretch {
  readonly look: CueLook | null;
}

/** Letters of a cue made of parts of several, and the edits that leave to the words what only some of them had. */
export interface JoinedLetters {
  readonly letters: Letters;
  readonly edits: readonly SetLetters[];
}

/** What the looks of all parts say of letters stays said by the look; what only some say goes to their words. Of parts that look alike no word changes. */
export function joinedLetters(transcript: Transcript, parts: readonly LookedStretch[]): JoinedLetters {
  const [first = plainLook, ...others] = parts.map(({ look }) => look ?? plainLook);
  const letters = others.reduce(commonLetters, first);
  const words = parts.flatMap((part) => handedWords(transcript, part, lettersBut(part.look ?? plainLook, letters)));
  return { letters, edits: words.length > 0 ? [{ kind: 'set-letters', words }] : [] };
}

/** The edits that leave to the words what the looks of these cues say of their letters. */
export function handedLetters(transcript: Transcript, parts: readonly LookedStretch[]): readonly SetLetters[] {
  const words = parts.flatMap((part) => handedWords(transcript, part, part.look ?? plainLook));
  return words.length > 0 ? [{ kind: 'set-letters', words }] : [];
}

/** A look with other letters; null for the plain one. */
export function lookWith(look: CueLook | null, letters: Letters): CueLook | null {
  const { italic, bold, underline, colour } = letters;
  const made = { ...(look ?? plainLook), italic, bold, underline, colour };
  return isPlainLook(made) ? null : made;
}

/** What letters have beyond others that have no more than they. */
export function lettersBut(all: Letters, less: Letters): Letters {
  return {
    italic: all.italic && !less.italic,
    bold: all.bold && !less.bold,
    underline: all.underline && !less.underline,
    colour: less.colour === null ? all.colour : null,
  };
}

function handedWords(transcript: Transcript, stretch: WordStretch, below: Letters): { place: WordPlace; letters: LetterRuns }[] {
  if (isSameLetters(below, plainLetters)) return [];
  return wordsOfStretch(transcript, stretch).flatMap((place) => {
    const word = transcript.turns[place.turn]?.words[place.word];
    const before = word?.marks?.letters ?? noRuns;
    const letters = word ? underlaidRuns(before, below, word.text.length) : before;
    return isSameRuns(before, letters) ? [] : [{ place, letters }];
  });
}
