// Which words of the page are selected.
import { stretchBetween } from '../../src-core/transcript/copy-text.ts';
import type { WordStretch } from '../../src-core/transcript/word-stretch.ts';
import type { TranscriptEditor } from './transcript-editor.ts';

/** The words a selection touches; null where nothing is selected, or nothing but empty turns. */
export function selectedWords(editor: TranscriptEditor): WordStretch | null {
  const { from, to } = editor.selection();
  if (from.turn === to.turn && from.offset === to.offset) return null;
  return stretchBetween(editor.transcript, from, to);
}
