// Words the engine was unsure of, underlined in the visible part of the text. Punctuation has no confidence and is never marked.
import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { Word } from '../../src-core/transcript/transcript.ts';
import { transcriptOf } from './transcript-document.ts';

/** Below this the engine is often wrong: on real results about one such word in three (BBC's editor marks below 0.6). */
const DOUBT_BELOW = 0.6;

/** Whether a word wants a listener's judgement: heard by the engine, unsurely, and not yet touched by a person. */
export function isDoubtful(word: Word, below = DOUBT_BELOW): boolean {
  return word.origin === 'heard' && word.confidence !== null && word.confidence < below;
}

const doubtful = Decoration.mark({ class: 'cm-doubt', attributes: { title: 'The engine was unsure of this word' } });
const typedIn = Decoration.mark({ class: 'cm-estimated', attributes: { title: 'The time of this word is estimated' } });

/** Marks doubtful and estimated words. */
export const doubtMarks: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksOf(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged || transcriptOf(update.startState) !== transcriptOf(update.state))
        this.decorations = marksOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marksOf(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const { turns } = transcriptOf(view.state);
  for (const { from, to } of view.visibleRanges) {
    const last = doc.lineAt(to).number;
    for (let number = doc.lineAt(from).number; number <= last; number += 1) {
      let at = doc.line(number).from;
      for (const word of turns[number - 1]?.words ?? []) {
        const start = at + word.space.length;
        at = start + word.text.length;
        if (at < from || start > to) continue;
        if (isDoubtful(word)) marks.add(start, at, doubtful);
        else if (word.origin === 'estimated') marks.add(start, at, typedIn);
      }
    }
  }
  return marks.finish();
}
