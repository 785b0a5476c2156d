// Edits of more than typing, as transactions: places replaced, words given to somebody, highlights put, another state brought back.
// Each is one step of undo; TranscriptEditor makes them.
import type { EditorState, StateEffect, TransactionSpec } from '@codemirror/state';
import { turnChanges } from '../../src-core/transcript/changes.ts';
import { applyEdits, type Edit, type SpliceTurns } from '../../src-core/transcript/edit.ts';
import type { MarkedTranscript } from '../../src-core/history/history-step.ts';
import type { CueEdit } from '../../src-core/subtitles/cue-edits.ts';
import type { FindHit } from '../../src-core/transcript/find.ts';
import type { Highlight } from '../../src-core/transcript/highlight.ts';
import { changeLettersBetween } from '../../src-core/transcript/letter-range.ts';
import type { Letters } from '../../src-core/transcript/letters.ts';
import { cutFrom, cutOut, turnsOf, withSpeaker, type CutTurns } from '../../src-core/transcript/speaker-edits.ts';
import type { SpeakerId, TextPlace } from '../../src-core/transcript/transcript.ts';
import { composeText } from '../../src-core/transcript/typed-text.ts';
import { setCues } from './cue-field.ts';
import { setHighlights } from './highlight-marks.ts';
import { documentPosition, editTransaction, restoreTransaction, textPlace, transcriptOf } from './transcript-document.ts';

/** Makes the transaction for a state, or null where there is nothing to do. */
export type TextEdit = (state: EditorState) => TransactionSpec | null;

/** Which words are meant: those selected, the rest of the turn from the caret on, or one whole turn. */
export type WordsMeant = { readonly kind: 'selection' } | { readonly kind: 'caret' } | { readonly kind: 'turn'; readonly turn: number };

/** Who: somebody in the list, nobody, or somebody new by a name. */
export type SpeakerMeant = { readonly id: SpeakerId | null } | { readonly name: string };

/** Puts every hit's replacement in its place. Words keep their times as in any replacing. */
export function replaceHits(hits: readonly FindHit[]): TextEdit {
  return (state) => {
    const transcript = transcriptOf(state);
    const changes = hits.flatMap(({ turn, from, to, replacement }) => {
      const edit = composeText(transcript, { kind: 'replace-text', from: { turn, offset: from }, to: { turn, offset: to }, text: replacement });
      const [start, end] = [documentPosition(state.doc, edit.from), documentPosition(state.doc, edit.to)];
      return state.sliceDoc(start, end) === edit.text ? [] : [{ from: start, to: end, insert: edit.text }];
    });
    return changes.length === 0 ? null : { changes, userEvent: 'input.replace' };
  };
}

/** Gives words to a speaker, cutting their turns out first. */
export function giveTo(meant: WordsMeant, speaker: SpeakerMeant): TextEdit {
  return (state) => {
    const { cuts, turns } = cutFor(state, meant);
    if (turns.length === 0) return null;
    const { speakers } = transcriptOf(state);
    const added = 'name' in speaker ? withSpeaker(speakers, speaker.name) : null;
    const id = 'name' in speaker ? (added?.id ?? null) : speaker.id;
    const { effects } = editTransaction(...(added ? [{ kind: 'set-speakers' as const, speakers: added.speakers }] : []), {
      kind: 'assign-speaker',
      turns,
      speaker: id,
    });
    const changes = cuts.map(({ turn, from, to }) => {
      const line = state.doc.line(turn + 1).from;
      return { from: line + from, to: line + to, insert: state.lineBreak };
    });
    return { changes, effects, userEvent: 'edit.speaker', scrollIntoView: true };
  };
}

function cutFor(state: EditorState, meant: WordsMeant): CutTurns {
  const transcript = transcriptOf(state);
  if (meant.kind === 'turn') return { cuts: [], turns: meant.turn < transcript.turns.length ? [meant.turn] : [] };
  const { from, to, empty } = state.selection.main;
  if (meant.kind === 'caret' || empty) return cutFrom(transcript, textPlace(state.doc, from));
  return cutOut(transcript, textPlace(state.doc, from), textPlace(state.doc, to));
}

/** Gives everything one speaker said to another, and takes the first from the list. */
export function mergeSpeakers(from: SpeakerId, into: SpeakerId): TextEdit {
  return (state) => {
    const transcript = transcriptOf(state);
    if (from === into || !transcript.speakers.some(({ id }) => id === into)) return null;
    const turns = turnsOf(transcript, from);
    const speakers = transcript.speakers.filter(({ id }) => id !== from);
    const { effects } = editTransaction({ kind: 'assign-speaker', turns, speaker: into }, { kind: 'set-speakers', speakers });
    return { effects, userEvent: 'edit.speaker' };
  };
}

/** Another name for a speaker, everywhere. */
export function renameSpeaker(id: SpeakerId, name: string): TextEdit {
  return (state) => {
    const { speakers } = transcriptOf(state);
    const { effects } = editTransaction({ kind: 'set-speakers', speakers: speakers.map((speaker) => (speaker.id === id ? { id, name } : speaker)) });
    return { effects, userEvent: 'edit.speaker' };
  };
}

/** Changes the letters of what is selected, or of the word at the caret; the selection stays. */
export function changeLetters(change: Partial<Letters>): TextEdit {
  return (state) => {
    const { from, to } = state.selection.main;
    const edit = changeLettersBetween(transcriptOf(state), { from: textPlace(state.doc, from), to: textPlace(state.doc, to) }, change);
    return edit && { effects: editTransaction(edit).effects, userEvent: 'edit.letters' };
  };
}

/** Puts a list of highlights in place of the one there. */
export function putHighlights(highlights: readonly Highlight[]): TextEdit {
  return () => ({ effects: setHighlights.of(highlights), userEvent: 'edit.highlight' });
}

/** Puts a cue track in place, together with the edits of words it belongs to. Written letter by letter it joins with the typing before it. */
export function putCues({ track, edits }: Pick<CueEdit, 'track' | 'edits'>, typed = false): TextEdit {
  const userEvent = typed ? 'input.type.cue' : 'edit.cues';
  return (state) => {
    if (edits.length === 0) return { effects: setCues.of(track), userEvent };
    const { splices, nextTurnId, speakers } = spliceOf(state, edits);
    const { changes, effects } = restoreTransaction(state, { kind: 'splice-turns', splices, nextTurnId, speakers });
    return { changes, effects: [...effects, setCues.of(track)], userEvent };
  };
}

/** Edits of any kind as the whole turns they come to, so that words and text change as one. */
function spliceOf(state: EditorState, edits: readonly Edit[]): SpliceTurns {
  const before = transcriptOf(state);
  const { transcript } = applyEdits(before, edits);
  const { nextTurnId, speakers } = transcript;
  return { kind: 'splice-turns', splices: turnChanges(before.turns, transcript.turns), nextTurnId, speakers };
}

/** Puts whole turns in place, and over them the highlights and cues where they are given. */
export function putTurns(edit: SpliceTurns, over: Pick<MarkedTranscript, 'highlights' | 'cues'> | null): TextEdit {
  return (state) => {
    const { changes, effects } = restoreTransaction(state, edit);
    const marks: StateEffect<unknown>[] = over ? [setHighlights.of(over.highlights), setCues.of(over.cues)] : [];
    return { changes, effects: [...effects, ...marks], userEvent: 'edit.restore' };
  };
}

/** Selects the text between two places. */
export function selectText(from: TextPlace, to: TextPlace): TextEdit {
  return (state) => ({ selection: { anchor: documentPosition(state.doc, from), head: documentPosition(state.doc, to) } });
}
