// An Edit is a value: applying one answers the new transcript, the Edit that undoes it exactly, and a map for places.
// Only the touched turns are rebuilt and only the touched run of words is re-timed (retime.ts).
import type { Span } from '../span.ts';
import { turnChanges } from './changes.ts';
import { replaceText } from './replace-text.ts';
import { reviewWords, type ReviewWords } from './review.ts';
import { setLetters, type SetLetters } from './set-letters.ts';
import { setSpans } from './set-spans.ts';
import type { Speaker, SpeakerId, TextPlace, Transcript, Turn, TurnId, WordPlace } from './transcript.ts';
import { composeMaps, mapOfSplices, unmoved } from './word-map.ts';

/** Replace the text between two places (start included, end excluded) by `text`; a line break in `text` splits the turn. */
export interface ReplaceText {
  readonly kind: 'replace-text';
  readonly from: TextPlace;
  readonly to: TextPlace;
  readonly text: string;
}

/**
 * Gives consecutive words of one turn other times: `set` by hand, or `estimated` from the sound (see setSpans for what is refused).
 * Words whose span is not another keep what they had, origin and all.
 */
export interface SetSpans {
  readonly kind: 'set-spans';
  /** The first of the words. */
  readonly place: WordPlace;
  /** One span a word, in order. */
  readonly spans: readonly Span[];
  readonly origin: 'set' | 'estimated';
}

/** Give whole turns another speaker. */
export interface AssignSpeaker {
  readonly kind: 'assign-speaker';
  readonly turns: readonly number[];
  readonly speaker: SpeakerId | null;
}

/** Replace the list of speakers: rename, add, remove. Refused (RangeError) when two share an id. */
export interface SetSpeakers {
  readonly kind: 'set-speakers';
  readonly speakers: readonly Speaker[];
}

/** Put whole turns in place of others, exactly as given: what inverses are made of. Splices ascend and do not overlap. */
export interface SpliceTurns {
  readonly kind: 'splice-turns';
  readonly splices: readonly TurnSplice[];
  readonly nextTurnId: TurnId;
  readonly speakers: readonly Speaker[];
}

/** Every way a transcript can change. */
export type Edit = ReplaceText | AssignSpeaker | ReviewWords | SetLetters | SetSpeakers | SetSpans | SpliceTurns;

/** At `from` (turn index before the edit) take out `remove` turns and put in `turns`. */
export interface TurnSplice {
  readonly from: number;
  readonly remove: number;
  readonly turns: readonly Turn[];
}

/** Where a word went: its place after the edit, or null when the edit deleted it. */
export interface WordMap {
  /** Place after the edit of the word at `place` before it. */
  map(place: WordPlace): WordPlace | null;
}

/** What an Edit made. `inverse` applied to `transcript` gives the transcript before, value for value. */
export interface EditResult {
  readonly transcript: Transcript;
  readonly inverse: SpliceTurns;
  readonly map: WordMap;
}

/**
 * Applies an edit. Throws RangeError when a place or index lies outside the transcript or the edit is refused; nothing is changed then.
 * A document without turns counts as one empty line (see replaceText). An edit that changes nothing answers the same transcript.
 */
export function applyEdit(transcript: Transcript, edit: Edit): EditResult {
  switch (edit.kind) {
    case 'replace-text':
      return applyReplaceText(transcript, edit);
    case 'assign-speaker':
      return applyAssignSpeaker(transcript, edit);
    case 'review-words':
      return turnsChanged(transcript, reviewWords(transcript, edit));
    case 'set-letters':
      return turnsChanged(transcript, setLetters(transcript, edit));
    case 'set-speakers':
      return applySetSpeakers(transcript, edit);
    case 'set-spans':
      return applySetSpans(transcript, edit);
    case 'splice-turns':
      return applySplices(transcript, edit);
  }
}

/**
 * Applies edits one after the other, each in terms of the transcript the one before made, as one step: one inverse, one map.
 * For several changes of one transaction give them from the last place to the first, so that none shifts another.
 */
export function applyEdits(transcript: Transcript, edits: readonly Edit[]): EditResult {
  let current = transcript;
  let map = unmoved;
  for (const edit of edits) {
    const result = applyEdit(current, edit);
    current = result.transcript;
    map = composeMaps(map, result.map);
  }
  return { transcript: current, inverse: inverseOf(transcript, turnChanges(current.turns, transcript.turns)), map };
}

function inverseOf(before: Transcript, splices: readonly TurnSplice[]): SpliceTurns {
  return { kind: 'splice-turns', splices, nextTurnId: before.nextTurnId, speakers: before.speakers };
}

/** Splices that undo splices made on `turns`. */
function undoSplices(turns: readonly Turn[], splices: readonly TurnSplice[]): TurnSplice[] {
  let shift = 0;
  return splices.map(({ from, remove, turns: put }) => {
    const undo = { from: from + shift, remove: put.length, turns: turns.slice(from, from + remove) };
    shift += put.length - remove;
    return undo;
  });
}

function applyReplaceText(before: Transcript, edit: ReplaceText): EditResult {
  const { splice, nextTurnId, map } = replaceText(before, edit);
  const isNothing = edit.text === '' && edit.from.turn === edit.to.turn && edit.from.offset === edit.to.offset;
  if (isNothing) return { transcript: before, inverse: inverseOf(before, []), map: unmoved };
  const turns = spliced(before.turns, [splice]);
  return { transcript: { ...before, turns, nextTurnId }, inverse: inverseOf(before, undoSplices(before.turns, [splice])), map };
}

function applyAssignSpeaker(before: Transcript, edit: AssignSpeaker): EditResult {
  const turns = [...before.turns];
  for (const index of edit.turns) {
    const turn = turns[index];
    if (!turn) throw new RangeError(`no such turn: ${index} of ${turns.length}`);
    if (turn.speaker !== edit.speaker) turns[index] = { ...turn, speaker: edit.speaker };
  }
  return turnsChanged(before, turns);
}

/** What an edit made that changed turns in place and moved no word. */
function turnsChanged(before: Transcript, turns: readonly Turn[]): EditResult {
  const undo = turnChanges(turns, before.turns);
  if (undo.length === 0) return { transcript: before, inverse: inverseOf(before, []), map: unmoved };
  return { transcript: { ...before, turns }, inverse: inverseOf(before, undo), map: unmoved };
}

function applySetSpeakers(before: Transcript, { speakers }: SetSpeakers): EditResult {
  if (new Set(speakers.map((speaker) => speaker.id)).size < speakers.length) throw new RangeError('two speakers share an id');
  return { transcript: { ...before, speakers }, inverse: inverseOf(before, []), map: unmoved };
}

function applySetSpans(before: Transcript, { place, spans, origin }: SetSpans): EditResult {
  const turn = before.turns[place.turn];
  if (!turn) throw new RangeError(`no such turn: ${place.turn} of ${before.turns.length}`);
  const words = setSpans(turn.words, { first: place.word, spans, origin });
  if (words === turn.words) return { transcript: before, inverse: inverseOf(before, []), map: unmoved };
  const inverse = inverseOf(before, [{ from: place.turn, remove: 1, turns: [turn] }]);
  return { transcript: { ...before, turns: before.turns.with(place.turn, { ...turn, words }) }, inverse, map: unmoved };
}

function applySplices(before: Transcript, { splices, nextTurnId, speakers }: SpliceTurns): EditResult {
  const turns = splices.length > 0 ? spliced(before.turns, splices) : before.turns;
  const inverse = inverseOf(before, undoSplices(before.turns, splices));
  return { transcript: { ...before, turns, nextTurnId, speakers }, inverse, map: mapOfSplices(before.turns, splices) };
}

function spliced(turns: readonly Turn[], splices: readonly TurnSplice[]): Turn[] {
  let done = 0;
  // Concatenation, not spread arguments: a pasted document may have more lines than a call may have arguments.
  let result: Turn[] = [];
  for (const { from, remove, turns: put } of splices) {
    if (from < done || remove < 0 || from + remove > turns.length) throw new RangeError(`no such turns: ${from} to ${from + remove}`);
    result = result.concat(turns.slice(done, from), put);
    done = from + remove;
  }
  return result.concat(turns.slice(done));
}
