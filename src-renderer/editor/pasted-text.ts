// Text from elsewhere on its way in: paragraphs become turns, and the blank lines between paragraphs none.
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Pasted or dropped text as lines of a transcript: every paragraph one line, however many line breaks part them (our own copy writes a blank
 * line between turns), and without those around the whole, which a word processor copies along.
 */
export function pastedLines(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/^\n+|\n+$/g, '');
}

/** Cleans what is pasted or dropped. */
export const pastedText: Extension = EditorView.clipboardInputFilter.of(pastedLines);
