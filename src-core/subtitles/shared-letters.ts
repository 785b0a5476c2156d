// What all letters of a cue have in common, which is its look, parted from what only some of them have. Knows no format.
import { commonLetters, plainLetters, tidyRuns, type LetterRuns, type Letters } from '../transcript/letters.ts';
import { letterStretches, type StyledText } from '../transcript/styled-text.ts';

/** Texts with what all of their letters have in common taken out. */
export interface SharedLetters<Piece extends StyledText> {
  readonly common: Letters;
  readonly pieces: readonly Piece[];
}

/** Something that is seen: white space and marks of direction have no look of their own. */
const SEEN = /[^\s\p{Cf}]/u;

/** What all letters of a cue's pieces have in common; what only some have stays with them. What shows nothing has no say. */
export function sharedLetters<Piece extends StyledText>(pieces: readonly Piece[]): SharedLetters<Piece> {
  if (pieces.every(({ letters }) => letters.length === 0)) return { common: plainLetters, pieces };
  const seen = pieces.flatMap(letterStretches).filter(({ text }) => SEEN.test(text));
  const common = seen.map(({ letters }) => letters).reduce(commonLetters, seen[0]?.letters ?? plainLetters);
  return { common, pieces: pieces.map((piece) => ({ ...piece, letters: withoutCommon(piece, common) })) };
}

function withoutCommon({ text, letters }: StyledText, common: Letters): LetterRuns {
  const own = letters.map((run) => ({
    ...run,
    italic: run.italic && !common.italic,
    bold: run.bold && !common.bold,
    underline: run.underline && !common.underline,
    colour: run.colour === common.colour ? null : run.colour,
  }));
  return tidyRuns(own, text.length);
}
