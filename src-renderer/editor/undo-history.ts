// Undo and redo in the editor: records what transactions did to words, highlights and cues, and applies steps of the history exactly.
// CodeMirror's own history is not used: it forgets at closing, and times do not come back by typing text again.
import { Annotation, EditorSelection, type EditorState, type StateEffect, type Transaction, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { editOfChange, type HistoryStep, type MarkedTranscript, type StepSelection } from '../../src-core/history/history-step.ts';
import type { EditHistory, HistoryDirection } from '../state/edit-history.ts';
import { cuesOf, restoreCues } from './cue-field.ts';
import { highlightsOf, restoreHighlights } from './highlight-marks.ts';
import { documentPosition, restoreTransaction, textPlace, transcriptOf } from './transcript-document.ts';

/** Names a step that is more than typing: "Replace 80 hits". */
export const stepLabel = Annotation.define<string>();

/** Marks the transactions of undo and redo themselves. */
const historyMove = Annotation.define<HistoryDirection>();

/** What is on the page in a state. */
export function markedOf(state: EditorState): MarkedTranscript {
  return { transcript: transcriptOf(state), highlights: highlightsOf(state), cues: cuesOf(state) };
}

/** Whether a transaction changed words, highlights or cues, undo and redo included. */
export function changesMarked({ startState, state }: Transaction): boolean {
  return transcriptOf(startState) !== transcriptOf(state) || highlightsOf(startState) !== highlightsOf(state) || cuesOf(startState) !== cuesOf(state);
}

/** Tells a history of transactions, one by one as they are made. */
export class HistoryRecorder {
  readonly #history: EditHistory;
  readonly #now: () => number;
  /** Where the edit before lies now; null once the caret went elsewhere. */
  #last: { from: number; to: number } | null = null;

  constructor(history: EditHistory, now: () => number) {
    this.#history = history;
    this.#now = now;
  }

  record(transaction: Transaction): void {
    const kind = kindOf(transaction);
    const place = placeOf(transaction);
    const last = this.#last;
    this.#last = place && { from: place.fromB, to: place.toB };
    if (!changesMarked(transaction)) {
      if (!transaction.docChanged) this.#last = transaction.selection ? null : last;
      return;
    }
    if (transaction.annotation(historyMove)) return;
    const isComposing = transaction.isUserEvent('input.type.compose');
    this.#history.record({
      before: markedOf(transaction.startState),
      after: markedOf(transaction.state),
      at: this.#now(),
      kind: place === null ? 'other' : kind,
      touches: isComposing || (place !== null && last !== null && place.fromA <= last.to && place.toA >= last.from),
      label: transaction.annotation(stepLabel) ?? null,
      selectionBefore: selectionOf(transaction.startState),
      selectionAfter: selectionOf(transaction.state),
    });
  }
}

/** Records every edit of a view. */
export function recordHistory(history: EditHistory, now: () => number): ReturnType<typeof EditorView.updateListener.of> {
  const recorder = new HistoryRecorder(history, now);
  return EditorView.updateListener.of((update) => {
    for (const transaction of update.transactions) recorder.record(transaction);
  });
}

/**
 * Undoes or redoes one step. Answers it, or why not: `none` when there is nothing, `wanted` when the step must be fetched first.
 */
export function moveHistory(
  { state, dispatch }: { readonly state: EditorState; readonly dispatch: (transaction: Transaction) => void },
  history: EditHistory,
  direction: HistoryDirection,
): HistoryStep | 'none' | 'wanted' {
  if (state.readOnly) return 'none';
  const step = history.step(direction);
  if (!step) return (direction === 'undo' ? history.canUndo : history.canRedo) ? 'wanted' : 'none';
  const before = markedOf(state);
  const transaction = state.update(stepTransaction(state, step, direction));
  dispatch(transaction);
  history.applied(direction, before, markedOf(transaction.state));
  return step;
}

/** Throws RangeError when the step does not fit the transcript. */
function stepTransaction(state: EditorState, step: HistoryStep, direction: HistoryDirection): TransactionSpec {
  const spec = restoreTransaction(state, editOfChange(transcriptOf(state), step.change));
  const after = state.changes(spec.changes).apply(state.doc);
  const { anchor, head } = direction === 'undo' ? step.before : step.after;
  const effects: StateEffect<unknown>[] = [...spec.effects, restoreHighlights.of(step.change.highlights), restoreCues.of(step.change.cues)];
  return {
    changes: spec.changes,
    effects,
    selection: EditorSelection.single(documentPosition(after, anchor), documentPosition(after, head)),
    annotations: historyMove.of(direction),
    userEvent: direction,
    scrollIntoView: true,
  };
}

function selectionOf(state: EditorState): StepSelection {
  const { anchor, head } = state.selection.main;
  return { anchor: textPlace(state.doc, anchor), head: textPlace(state.doc, head) };
}

function kindOf(transaction: Transaction): 'typing' | 'erasing' | 'other' {
  if (transaction.isUserEvent('input.type')) return 'typing';
  const isErasing = transaction.isUserEvent('delete.backward') || transaction.isUserEvent('delete.forward') || transaction.isUserEvent('delete.selection');
  return isErasing ? 'erasing' : 'other';
}

/** The one place a transaction changed, or null for none and for several. */
function placeOf(transaction: Transaction): { fromA: number; toA: number; fromB: number; toB: number } | null {
  const places: { fromA: number; toA: number; fromB: number; toB: number }[] = [];
  transaction.changes.iterChangedRanges((fromA, toA, fromB, toB) => void places.push({ fromA, toA, fromB, toB }));
  return places.length === 1 ? (places[0] ?? null) : null;
}
