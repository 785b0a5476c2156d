// Words the engine was unsure of, underlined in the visible part of the text. Punctuation has no confidence and is never marked.
import { Facet, RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { isDoubtful } from '../../src-core/transcript/doubt.ts';
import { transcriptOf } from './transcript-document.ts';

/** Words less sure than this are marked; nothing is until somebody says. */
export const doubtBelow = Facet.define<number, number>({ combine: (values) => values[0] ?? 0 });

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
      const isNew = transcriptOf(update.startState) !== transcriptOf(update.state) || update.startState.facet(doubtBelow) !== update.state.facet(doubtBelow);
      if (update.docChanged || update.viewportChanged || isNew) this.decorations = marksOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marksOf(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const { turns } = transcriptOf(view.state);
  const below = view.state.facet(doubtBelow);
  for (const { from, to } of view.visibleRanges) {
    const last = doc.lineAt(to).number;
    for (let number = doc.lineAt(from).number; number <= last; number += 1) {
      let at = doc.line(number).from;
      for (const word of turns[number - 1]?.words ?? []) {
        const start = at + word.space.length;
        at = start + word.text.length;
        if (at < from || start > to) continue;
        if (isDoubtful(word, below)) marks.add(start, at, doubtful);
        else if (word.origin === 'estimated') marks.add(start, at, typedIn);
      }
    }
  }
  return marks.finish();
}
