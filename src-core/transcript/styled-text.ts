// Text with the looks of its letters, and what is done to both together: cut, joined, rewritten.
import { lettersOf, noRuns, shiftedRuns, slicedRuns, stretchesOf, tidyRuns, type LetterRuns, type Letters } from './letters.ts';

/** A text, and where its letters look otherwise than plain. */
export interface StyledText {
  readonly text: string;
  readonly letters: LetterRuns;
}

/** A text of plain letters. */
export function plainText(text: string): StyledText {
  return { text, letters: noRuns };
}

/** A part of a text, by offsets as of String.slice that are not negative. */
export function sliceStyled({ text, letters }: StyledText, from: number, to: number = text.length): StyledText {
  return { text: text.slice(from, to), letters: slicedRuns(letters, from, Math.min(to, text.length)) };
}

/** Texts one behind the other, with a plain separator between them. */
export function joinStyled(parts: readonly StyledText[], separator = ''): StyledText {
  let at = 0;
  const runs = parts.flatMap(({ text, letters }) => {
    const moved = shiftedRuns(letters, at);
    at += text.length + separator.length;
    return moved;
  });
  const text = parts.map((part) => part.text).join(separator);
  return { text, letters: runs.length === 0 ? noRuns : tidyRuns(runs, text.length) };
}

/** The parts of a text between separators. */
export function splitStyled(styled: StyledText, separator: string): StyledText[] {
  let at = 0;
  return styled.text.split(separator).map((part) => {
    const from = at;
    at += part.length + separator.length;
    return styled.letters.length === 0 ? plainText(part) : sliceStyled(styled, from, from + part.length);
  });
}

/**
 * The text with every match replaced; `pattern` must be global, and `by` is given the match and its groups. A run that begins or ends inside a match takes in all of what replaces it;
 * one that touches it keeps its edge.
 */
export function replaceStyled({ text, letters }: StyledText, pattern: RegExp, by: (match: string, ...groups: string[]) => string): StyledText {
  if (letters.length === 0) return plainText(text.replace(pattern, by));
  const moves: { readonly from: number; readonly to: number; readonly length: number }[] = [];
  let made = '';
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const put = by(match[0], ...match.slice(1));
    made += text.slice(at, match.index) + put;
    at = match.index + match[0].length;
    moves.push({ from: match.index, to: at, length: put.length });
  }
  made += text.slice(at);
  const offsets = movedOffsets(moves);
  const moved = letters.map((run) => ({ ...run, from: offsets(run.from, 'start'), to: offsets(run.to, 'end') }));
  return { text: made, letters: tidyRuns(moved, made.length) };
}

/** A stretch of a text, and how long it is after it was replaced. */
interface Move {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Where offsets stand after replacements, asked in ascending order: one inside a match at the start or the end of what replaced it. */
function movedOffsets(moves: readonly Move[]): (offset: number, side: 'start' | 'end') => number {
  let passed = 0;
  let grown = 0;
  return (offset, side) => {
    let move = moves[passed];
    while (move && move.from < offset && move.to <= offset) {
      grown += move.length - (move.to - move.from);
      passed += 1;
      move = moves[passed];
    }
    return move && move.from < offset ? move.from + grown + (side === 'start' ? 0 : move.length) : offset + grown;
  };
}

/** A stretch of a text whose letters all look the same. */
export interface LetterStretch {
  readonly text: string;
  readonly letters: Letters;
}

/** A text cut where its letters change; one plain stretch where they do not, nothing for an empty text. */
export function letterStretches({ text, letters }: StyledText): LetterStretch[] {
  return stretchesOf(letters, text.length).map((run) => ({ text: text.slice(run.from, run.to), letters: lettersOf(run) }));
}
