// Edits of reviewing, as transactions: an alternative put in place, a word confirmed. Each is one step of undo.
import type { Choice } from '../../src-core/transcript/alternatives.ts';
import type { WordPlace } from '../../src-core/transcript/transcript.ts';
import type { TextEdit } from './text-edits.ts';
import { editTransaction } from './transcript-document.ts';
import { wordRange } from './word-places.ts';

/** Puts a choice in place of its words, the caret behind it. One without text takes the words out, and the space beside them. */
export function takeChoice({ from, to, text }: Choice): TextEdit {
  return (state) => {
    const [first, last] = [wordRange(state, from), wordRange(state, to)];
    if (!first || !last) return null;
    const span = text === '' ? withSpace(state.doc.lineAt(first.from), { from: first.from, to: last.to }) : { from: first.from, to: last.to };
    return { changes: { ...span, insert: text }, selection: { anchor: span.from + text.length }, userEvent: 'input.alternative' };
  };
}

/** Says that a word is right. */
export function confirmWord(place: WordPlace): TextEdit {
  return (state) => {
    if (!wordRange(state, place)) return null;
    const { effects } = editTransaction({ kind: 'review-words', places: [place], reviewed: true });
    return { effects, userEvent: 'edit.review' };
  };
}

/** A stretch of a line with the white space before it, or behind it where it begins the line. */
function withSpace(
  line: { readonly from: number; readonly to: number; readonly text: string },
  span: { from: number; to: number },
): { from: number; to: number } {
  let { from, to } = span;
  while (from > line.from && /\s/u.test(line.text[from - line.from - 1] ?? '')) from -= 1;
  if (from === line.from) while (to < line.to && /\s/u.test(line.text[to - line.from] ?? '')) to += 1;
  return { from, to };
}
