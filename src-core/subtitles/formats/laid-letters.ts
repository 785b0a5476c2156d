// The letters of a cue as they are seen: those of its single words laid over those of the cue. Knows no format.
import { commonLetters, plainLetters, tidyRuns, underlaidRuns, type LetterRun, type Letters } from '../../transcript/letters.ts';
import { letterStretches, type LetterStretch, type StyledText } from '../../transcript/styled-text.ts';

/** A text of a cue, a line or all of them, cut where its letters change; one stretch where they do not. */
export function laidStretches(text: StyledText, look: Letters): LetterStretch[] {
  return letterStretches(laidOver(text, look));
}

/** A text with all that its letters have. */
export function laidOver({ text, letters }: StyledText, look: Letters): StyledText {
  return settledBlanks({ text, letters: underlaidRuns(letters, look, text.length) });
}

/**
 * White space has what the letters on both sides have: so two words in italics are written in one pair of tags, and the space before them
 * outside it, however the runs were laid.
 */
function settledBlanks(styled: StyledText): StyledText {
  const { text, letters } = styled;
  if (letters.length < 2 && letters.every(({ from, to }) => from === 0 && to === text.length)) return styled;
  let at = 0;
  const parts = letterStretches(styled).flatMap((stretch) =>
    (stretch.text.match(/\s+|\S+/g) ?? []).map((part): LetterRun => ({ ...stretch.letters, from: at, to: (at += part.length) })),
  );
  const isBlank = ({ from, to }: LetterRun): boolean => text.slice(from, to).trim() === '';
  const before: (Letters | undefined)[] = [];
  parts.forEach((part, index) => before.push(isBlank(part) ? before[index - 1] : part));
  let after: Letters | undefined;
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    if (!part) continue;
    if (!isBlank(part)) after = part;
    else parts[index] = { ...part, ...commonLetters(before[index] ?? after ?? plainLetters, after ?? before[index] ?? plainLetters) };
  }
  return { text, letters: tidyRuns(parts, text.length) };
}
