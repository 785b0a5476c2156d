// The transcript inside the editor: a state field changed by every transaction and restored exactly by undo.
// The text on screen and the words can never disagree, because the words are made from the same change.
import {
  EditorSelection,
  EditorState,
  StateEffect,
  StateField,
  Transaction,
  type ChangeSpec,
  type Extension,
  type Text,
  type TransactionSpec,
} from '@codemirror/state';
import { applyEdit, applyEdits, type Edit, type EditResult, type ReplaceText, type SpliceTurns, type TurnSplice } from '../../src-core/transcript/edit.ts';
import { composeText } from '../../src-core/transcript/typed-text.ts';
import { transcriptText, turnText, type TextPlace, type Transcript } from '../../src-core/transcript/transcript.ts';

/** An edit that changes no text: speakers, times. */
const editTranscript = StateEffect.define<Exclude<Edit, ReplaceText | SpliceTurns>>();

/** Puts whole turns back as they were: what undo and redo carry beside the change of the text. */
const restoreTurns = StateEffect.define<SpliceTurns>();

interface TranscriptValue {
  readonly transcript: Transcript;
  /** What the latest transaction did, or null when it left the transcript as it was. */
  readonly latest: EditResult | null;
}

const field = StateField.define<TranscriptValue>({
  create: () => {
    throw new RangeError('the transcript document needs a transcript to begin with');
  },
  update(value, transaction) {
    const result = resultOf(value.transcript, transaction);
    if (result) return { transcript: result.transcript, latest: result };
    return value.latest === null ? value : { transcript: value.transcript, latest: null };
  },
});

/** The transcript of an editor state. */
export function transcriptOf(state: EditorState): Transcript {
  return state.field(field).transcript;
}

/** What a transaction did to the transcript, or null when it left it alone. */
export function editOf(transaction: Transaction): EditResult | null {
  return transaction.state.field(field).latest;
}

/** The extension that makes a document of a transcript; the editor's text must be `documentText(transcript)`. */
export function transcriptDocument(transcript: Transcript): Extension {
  return [
    field.init(() => ({ transcript, latest: null })),
    EditorState.transactionFilter.of(composed),
    // Lines are turns: a transcript knows line feeds only.
    EditorState.lineSeparator.of('\n'),
  ];
}

/**
 * Typed and pasted text in NFC: a combining mark that arrives after its letter becomes one letter with it.
 * Undo carries text that went through here before; changes in several places (replace all) come from a field that is NFC already.
 */
function composed(transaction: Transaction): TransactionSpec | readonly TransactionSpec[] {
  if (!transaction.docChanged || transaction.effects.some((effect) => effect.is(restoreTurns))) return transaction;
  const edits = textEdits(transaction);
  const [edit] = edits;
  if (!edit || edits.length > 1) return transaction;
  const { startState } = transaction;
  const better = composeText(transcriptOf(startState), edit);
  if (better === edit) return transaction;
  const from = documentPosition(startState.doc, better.from);
  return {
    changes: { from, to: documentPosition(startState.doc, better.to), insert: better.text },
    selection: EditorSelection.cursor(from + better.text.length),
    effects: transaction.effects,
    scrollIntoView: transaction.scrollIntoView,
    ...(transaction.annotation(Transaction.userEvent) && { userEvent: transaction.annotation(Transaction.userEvent) ?? '' }),
  };
}

/** The text an editor shows for a transcript. */
export function documentText(transcript: Transcript): string {
  return transcriptText(transcript);
}

/** The transaction that makes edits which change no text. */
export function editTransaction(...edits: Exclude<Edit, ReplaceText | SpliceTurns>[]) {
  return { effects: edits.map((edit) => editTranscript.of(edit)), annotations: Transaction.userEvent.of('edit') };
}

/** The changes and effects that put turns in place of others, words and text as one. */
export function restoreTransaction(state: EditorState, edit: SpliceTurns): { changes: ChangeSpec[]; effects: StateEffect<SpliceTurns>[] } {
  const isBare = transcriptOf(state).turns.length === 0;
  const changes = edit.splices.map((splice) => lineChange(state.doc, splice, isBare));
  return { changes, effects: [restoreTurns.of(edit)] };
}

/** The text of a splice as a change of whole lines, without the letters that stay at both ends. A document without turns has one empty line. */
function lineChange(doc: Text, { from, remove, turns }: TurnSplice, isBare: boolean): { from: number; to: number; insert: string } {
  const put = turns.map(turnText).join('\n');
  if (isBare) return { from: 0, to: doc.length, insert: put };
  if (remove === 0) return from < doc.lines ? insertAt(doc.line(from + 1).from, `${put}\n`) : insertAt(doc.length, `\n${put}`);
  const first = doc.line(from + 1);
  const last = doc.line(from + remove);
  if (turns.length === 0) {
    if (last.number < doc.lines) return { from: first.from, to: last.to + 1, insert: '' };
    return { from: Math.max(0, first.from - 1), to: last.to, insert: '' };
  }
  const old = doc.sliceString(first.from, last.to);
  let lead = 0;
  while (lead < old.length && lead < put.length && old[lead] === put[lead]) lead += 1;
  let trail = 0;
  while (trail < old.length - lead && trail < put.length - lead && old.at(-1 - trail) === put.at(-1 - trail)) trail += 1;
  return { from: first.from + lead, to: last.to - trail, insert: put.slice(lead, put.length - trail) };
}

function insertAt(position: number, insert: string): { from: number; to: number; insert: string } {
  return { from: position, to: position, insert };
}

function resultOf(transcript: Transcript, transaction: Transaction): EditResult | null {
  const restores = transaction.effects.filter((effect) => effect.is(restoreTurns)).map((effect) => effect.value);
  // An undo carries the text back and the words with it: re-timing it as typing would lose the old times.
  if (restores.length > 0) return applyAll(transcript, restores);
  const edits: Edit[] = transaction.docChanged ? textEdits(transaction) : [];
  for (const effect of transaction.effects) if (effect.is(editTranscript)) edits.push(effect.value);
  return edits.length > 0 ? applyAll(transcript, edits) : null;
}

function applyAll(transcript: Transcript, edits: readonly Edit[]): EditResult {
  const [only, ...more] = edits;
  return only && more.length === 0 ? applyEdit(transcript, only) : applyEdits(transcript, edits);
}

/** The changes of a transaction as edits, last place first, so that none shifts another. */
function textEdits(transaction: Transaction): ReplaceText[] {
  const edits: ReplaceText[] = [];
  const { doc } = transaction.startState;
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    edits.unshift({ kind: 'replace-text', from: textPlace(doc, fromA), to: textPlace(doc, toA), text: inserted.toString() });
  }, true);
  return edits;
}

/** A document position as turn and offset. */
export function textPlace(doc: Text, position: number): TextPlace {
  const line = doc.lineAt(position);
  return { turn: line.number - 1, offset: position - line.from };
}

/** A turn and offset as a document position; places beyond the end are moved to it. */
export function documentPosition(doc: Text, { turn, offset }: TextPlace): number {
  if (turn >= doc.lines) return doc.length;
  const line = doc.line(turn + 1);
  return Math.min(line.from + offset, line.to);
}
