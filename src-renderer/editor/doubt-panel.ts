// The small panel at a doubtful word: what the engine might have heard instead, by number, and what can be done with the word.
// The focus stays in the text: digits, Enter and Escape are the panel's while it is there, anything else typed corrects the word.
import { EditorSelection, Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, showTooltip, type Tooltip } from '@codemirror/view';
import { doDoubtKey, doubtCard, type AskedDoubt, type DoubtDeeds } from './doubt-card.ts';
import { wordRange } from './word-places.ts';
import { isSamePlace } from '../../src-core/transcript/word-stretch.ts';

/** What is done with a doubtful word, and who wants to know which is in question. */
export interface DoubtListener extends Omit<DoubtDeeds, 'leave'> {
  /** Another word is in question now, or none: the panel was left by key, or because the caret or the text moved. */
  readonly changed: (asked: AskedDoubt | null) => void;
}

const ask = StateEffect.define<AskedDoubt | null>();

const askedField = StateField.define<AskedDoubt | null>({
  create: () => null,
  update(asked, transaction) {
    for (const effect of transaction.effects) if (effect.is(ask)) return effect.value;
    // Whoever goes on typing or elsewhere has left the question.
    return transaction.docChanged || transaction.selection ? null : asked;
  },
});

/** The doubtful word in question, or null. */
export function askedDoubt(view: EditorView): AskedDoubt | null {
  return view.state.field(askedField);
}

/** Asks about a word: selects it, so that typing replaces it, and shows the panel at it. Null takes the panel away. */
export function askDoubt(view: EditorView, asked: AskedDoubt | null): void {
  const range = asked && wordRange(view.state, asked.place);
  if (!asked || !range) {
    if (askedDoubt(view)) view.dispatch({ effects: ask.of(null) });
    return;
  }
  const isThere = isSamePlace(askedDoubt(view)?.place, asked.place);
  const scroll = isThere ? [] : [EditorView.scrollIntoView(range.from, { y: 'center' })];
  view.dispatch({ selection: EditorSelection.single(range.from, range.to), effects: [ask.of(asked), ...scroll] });
}

/** The panel and its keys. */
export function doubtPanel(listener: DoubtListener): Extension {
  return [
    askedField,
    showTooltip.computeN([askedField], (state) => {
      const asked = state.field(askedField);
      const range = asked && wordRange(state, asked.place);
      return [asked && range ? tooltipOf(asked, range.from, listener) : null];
    }),
    Prec.highest(
      EditorView.domEventHandlers({
        keydown: (event, view) => {
          const asked = askedDoubt(view);
          return asked !== null && doDoubtKey(event, asked, deedsOf(listener, view));
        },
      }),
    ),
    EditorView.updateListener.of(({ startState, state }) => {
      const asked = state.field(askedField);
      if (asked !== startState.field(askedField)) listener.changed(asked);
    }),
    look,
  ];
}

function deedsOf(listener: DoubtListener, view: EditorView): DoubtDeeds {
  return {
    ...listener,
    leave: () => {
      askDoubt(view, null);
      view.focus();
    },
  };
}

function tooltipOf(asked: AskedDoubt, pos: number, listener: DoubtListener): Tooltip {
  return { pos, above: false, arrow: false, create: (view) => ({ dom: doubtCard(asked, deedsOf(listener, view)) }) };
}

/** What the editor would make of the card as of any tooltip. The rest is in styles/doubt-card.css. */
const look = EditorView.theme({
  '.cm-tooltip.doubt-panel': { border: '1px solid var(--edge)', background: 'var(--raised)' },
});
