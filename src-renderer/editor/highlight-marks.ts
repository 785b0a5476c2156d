// Highlights in the editor: a state field that follows the words through every transaction, and the marks seen over the visible text.
import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { mapHighlights, type Highlight } from '../../src-core/transcript/highlight.ts';
import { highlightsAfter, type PackedChange } from '../../src-core/history/history-step.ts';
import { editOf, transcriptOf } from './transcript-document.ts';
import { wordRange } from './word-places.ts';

/** Puts another list in place: somebody made, changed or removed highlights. */
export const setHighlights = StateEffect.define<readonly Highlight[]>();

/** Brings highlights back exactly: what undo and redo carry. */
export const restoreHighlights = StateEffect.define<PackedChange['highlights']>();

const field = StateField.define<readonly Highlight[]>({
  create: () => [],
  update(highlights, transaction) {
    const result = editOf(transaction);
    const before = transcriptOf(transaction.startState);
    for (const effect of transaction.effects) {
      if (effect.is(restoreHighlights)) return highlightsAfter({ transcript: before, highlights }, result?.transcript ?? before, effect.value);
    }
    let next = result && highlights.length > 0 ? mapHighlights(highlights, before, result.map) : highlights;
    for (const effect of transaction.effects) if (effect.is(setHighlights)) next = effect.value;
    return next;
  },
});

/** The highlights of a state, in the order they were made. */
export function highlightsOf(state: EditorState): readonly Highlight[] {
  return state.field(field);
}

const plain = Decoration.mark({ class: 'cm-highlight' });
const commented = Decoration.mark({ class: 'cm-highlight cm-highlight-commented' });

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksOf(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged || highlightsOf(update.startState) !== highlightsOf(update.state))
        this.decorations = marksOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marksOf(view: EditorView): DecorationSet {
  const visible = view.visibleRanges;
  const [low, high] = [visible[0]?.from ?? 0, visible.at(-1)?.to ?? 0];
  const found: { from: number; to: number; mark: Decoration }[] = [];
  for (const { words, comment } of highlightsOf(view.state)) {
    const from = words && wordRange(view.state, words.from);
    const to = words && wordRange(view.state, words.to);
    if (from && to && to.to >= low && from.from <= high) found.push({ from: from.from, to: to.to, mark: comment === '' ? plain : commented });
  }
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, mark } of found.sort((a, b) => a.from - b.from || a.to - b.to)) builder.add(from, to, mark);
  return builder.finish();
}

/** Highlights over a transcript, to begin with these. */
export function highlightMarks(highlights: readonly Highlight[]): Extension {
  return [field.init(() => highlights), marks];
}
