// Keys that cut and join turns: Enter splits at the caret, Backspace and Delete at a turn's edge join. White space at the cut is tidied.
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import type { KeyBinding } from '@codemirror/view';

/** Splits the turn at the caret; the spaces around the cut go. */
export const splitTurn: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const change = state.changeByRange(({ from, to }) => {
    const start = skipSpaces(state, from, -1);
    return { changes: { from: start, to: skipSpaces(state, to, 1), insert: state.lineBreak }, range: EditorSelection.cursor(start + 1) };
  });
  dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }));
  return true;
};

/** At a turn's start: joins it to the turn before. Elsewhere not handled. */
export const joinBefore: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (!main.empty || main.head !== line.from || line.number === 1) return false;
  return joinAt(state, line.from - 1, dispatch);
};

/** At a turn's end: joins the turn after to it. Elsewhere not handled. */
export const joinAfter: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  if (!main.empty || main.head !== line.to || line.number === state.doc.lines) return false;
  return joinAt(state, line.to, dispatch);
};

function joinAt(state: EditorState, breakAt: number, dispatch: Parameters<StateCommand>[0]['dispatch']): boolean {
  if (state.readOnly) return false;
  const before = state.sliceDoc(Math.max(0, breakAt - 1), breakAt);
  const after = state.sliceDoc(breakAt + 1, breakAt + 2);
  const needsSpace = /\S/u.test(before) && /\S/u.test(after) && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(before + after);
  const insert = needsSpace ? ' ' : '';
  dispatch(
    state.update({
      changes: { from: breakAt, to: breakAt + 1, insert },
      selection: EditorSelection.cursor(breakAt + insert.length),
      scrollIntoView: true,
      userEvent: 'delete.join',
    }),
  );
  return true;
}

function skipSpaces(state: EditorState, from: number, direction: -1 | 1): number {
  const line = state.doc.lineAt(from);
  let at = from;
  while (direction < 0 ? at > line.from : at < line.to) {
    const next = direction < 0 ? line.text[at - line.from - 1] : line.text[at - line.from];
    if (next === undefined || !/\s/u.test(next)) break;
    at += direction;
  }
  return at;
}

/** The bindings, to stand before the standard ones. */
export const turnKeys: readonly KeyBinding[] = [
  { key: 'Enter', run: splitTurn, shift: splitTurn },
  { key: 'Backspace', run: joinBefore },
  { key: 'Delete', run: joinAfter },
];
