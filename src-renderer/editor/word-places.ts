// Words of the transcript as ranges of the document, and back.
import type { EditorState } from '@codemirror/state';
import { previousWord, rangeOfWord, wordAtOffset, wordFromOffset, type TextRange } from '../../src-core/transcript/query.ts';
import type { Word, WordPlace } from '../../src-core/transcript/transcript.ts';
import { textPlace, transcriptOf } from './transcript-document.ts';

/** Where a word stands in the document, or null when there is no such word. */
export function wordRange(state: EditorState, place: WordPlace): TextRange | null {
  const turn = transcriptOf(state).turns[place.turn];
  if (!turn || place.turn >= state.doc.lines || !turn.words[place.word]) return null;
  const { from, to } = rangeOfWord(turn, place.word);
  const start = state.doc.line(place.turn + 1).from;
  return { from: start + from, to: start + to };
}

/** The word a position lies in or touches, or null in white space. */
export function wordAt(state: EditorState, position: number): WordPlace | null {
  const { turn: index, offset } = textPlace(state.doc, position);
  const turn = transcriptOf(state).turns[index];
  const word = turn ? wordAtOffset(turn, offset) : null;
  return word === null ? null : { turn: index, word };
}

/** The word at a position, or the next one in its turn, or the turn's last. Null in a turn without words. */
export function wordNear(state: EditorState, position: number): WordPlace | null {
  const { turn: index, offset } = textPlace(state.doc, position);
  const turn = transcriptOf(state).turns[index];
  if (!turn || turn.words.length === 0) return null;
  return { turn: index, word: Math.min(wordFromOffset(turn, offset), turn.words.length - 1) };
}

/** The last word that ends before a position in white space, in its turn or one above. Null before the first word. */
export function wordEndedBefore(state: EditorState, position: number): WordPlace | null {
  const { turn, offset } = textPlace(state.doc, position);
  const of = transcriptOf(state).turns[turn];
  return previousWord(transcriptOf(state), { turn, word: of ? wordFromOffset(of, offset) : 0 });
}

/** The word itself. */
export function wordOf(state: EditorState, place: WordPlace): Word | null {
  return transcriptOf(state).turns[place.turn]?.words[place.word] ?? null;
}
