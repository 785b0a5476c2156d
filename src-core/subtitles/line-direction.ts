// Which way a shown line runs, and the mark that makes players lay it out so.
// Players take a line's direction from its first strong letter (UAX #9, P2), or from left to right always; a right-to-left line that
// opens with a Latin name or a speaker's label would come out with its punctuation on the wrong side. One mark at its start settles it.
// Isolates (U+2066 …) are not used: SRT and WebVTT need none inside a line, and older players show them as boxes.
import { joinStyled, plainText, type StyledText } from '../transcript/styled-text.ts';
import { baseLanguage } from './cue-language.ts';

const RIGHT_LETTERS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const RIGHT_LETTER = /[[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]&&\p{L}]/v;
const RIGHT_TO_LEFT_LANGUAGES = new Set(['ar', 'he', 'iw', 'fa', 'ur', 'ps', 'ckb', 'ug', 'sd', 'yi', 'dv', 'ks']);
const RIGHT_TO_LEFT_MARK = '\u200f';
const LEFT_TO_RIGHT_MARK = '\u200e';

/** Direction marks, embeddings and isolates at the edges of a line: layout, no part of what was said. */
export const EDGE_MARKS = /^\s*[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+|[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+$/gu;

/** Whether a text reads from right to left: it has such letters, and they are its language's or the greater part. */
function readsRightToLeft(text: string, language: string | null): boolean {
  if (!RIGHT_LETTERS.test(text)) return false;
  if (RIGHT_TO_LEFT_LANGUAGES.has(baseLanguage(language))) return true;
  let balance = 0;
  for (const letter of text.match(/\p{L}/gu) ?? []) balance += RIGHT_LETTER.test(letter) ? 1 : -1;
  return balance > 0;
}

/** The lines, each begun with a direction mark where its first strong letter says otherwise than the whole. */
export function withDirection(lines: readonly string[], language: string | null): string[] {
  const marks = directionMarks(lines, language);
  return lines.map((line, index) => (marks[index] ?? '') + line);
}

/** The same with the letters of the lines. A mark has none, so that it stands before the tags of what follows. */
export function withDirectionStyled<Line extends StyledText>(lines: readonly Line[], language: string | null): Line[] {
  const marks = directionMarks(
    lines.map(({ text }) => text),
    language,
  );
  return lines.map((line, index) => (marks[index] ? { ...line, ...joinStyled([plainText(marks[index]), line]) } : line));
}

/** The mark each line begins with, "" for none. */
function directionMarks(lines: readonly string[], language: string | null): string[] {
  const text = lines.join('\n');
  if (!RIGHT_LETTERS.test(text)) return lines.map(() => '');
  const isRight = readsRightToLeft(text, language);
  return lines.map((line) => {
    const first = /\p{L}/u.exec(line)?.[0];
    if (first === undefined || RIGHT_LETTER.test(first) === isRight) return '';
    return isRight ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;
  });
}
