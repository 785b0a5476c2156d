// Found places in the visible text, marked; the one being looked at stands out.
import { RangeSetBuilder, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { FindHit } from '../../src-core/transcript/find.ts';

interface Found {
  readonly hits: readonly FindHit[];
  readonly here: number;
}

const setFound = StateEffect.define<Found>();
const NOTHING: Found = { hits: [], here: -1 };

const field = StateField.define<Found>({
  create: () => NOTHING,
  update(found, transaction) {
    for (const effect of transaction.effects) if (effect.is(setFound)) return effect.value;
    return found;
  },
});

const hit = Decoration.mark({ class: 'cm-hit' });
const hitHere = Decoration.mark({ class: 'cm-hit cm-hit-here' });

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksOf(view);
    }

    update(update: ViewUpdate): void {
      if (update.startState.field(field) !== update.state.field(field) || update.viewportChanged) this.decorations = marksOf(update.view);
      // Until the text has been searched again the marks move along with it.
      else if (update.docChanged) this.decorations = this.decorations.map(update.changes);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marksOf(view: EditorView): DecorationSet {
  const { hits, here } = view.state.field(field);
  const { doc } = view.state;
  const builder = new RangeSetBuilder<Decoration>();
  const visible = view.visibleRanges;
  const first = doc.lineAt(visible[0]?.from ?? 0).number - 1;
  const last = doc.lineAt(visible.at(-1)?.to ?? 0).number - 1;
  for (let index = firstFrom(hits, first); index < hits.length; index += 1) {
    const found = hits[index];
    if (!found || found.turn > last || found.turn >= doc.lines) break;
    const line = doc.line(found.turn + 1);
    const [from, to] = [line.from + found.from, Math.min(line.from + found.to, line.to)];
    if (from < to) builder.add(from, to, index === here ? hitHere : hit);
  }
  return builder.finish();
}

/** Index of the first hit in a turn or behind it. */
function firstFrom(hits: readonly FindHit[], turn: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.turn ?? 0) < turn) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The marks as an extension. */
export const foundMarks: Extension = [field, marks];

/** Shows these places, one of them standing out. */
export function showFound(view: EditorView, hits: readonly FindHit[], here: number): void {
  const now = view.state.field(field);
  if (now.hits !== hits || now.here !== here) view.dispatch({ effects: setFound.of({ hits, here }) });
}
