// Places in what stands in the field of a cue against the cue's own text: the two differ in white space while somebody writes. Knows no field.
import type { TextRange } from '../../src-core/subtitles/cue-letters.ts';

/** The part of a cue's text that is selected in the field, by UTF-16 offsets in both. White space at its ends is left out; an empty part is a caret. */
export function rangeInText(shown: string, text: string, { from, to }: TextRange): TextRange {
  if (shown === text) return { from, to };
  const [first, behind] = [lettersIn(shown.slice(0, from)), lettersIn(shown.slice(0, to))];
  const start = offsetOf(text, first);
  return { from: start, to: first === behind ? start : offsetOf(text, behind - 1) + 1 };
}

function lettersIn(text: string): number {
  return text.replace(/\s/gu, '').length;
}

/** Where the letter of a number stands, white space not counted; the end of the text behind the last. */
function offsetOf(text: string, number: number): number {
  let left = number;
  for (let at = 0; at < text.length; at += 1) {
    if (/\s/u.test(text[at] ?? '')) continue;
    if (left === 0) return at;
    left -= 1;
  }
  return text.length;
}
