// An Edit is a value: applying one answers the new transcript, the Edit that undoes it exactly, and a map for places.
// Only the touched turns are rebuilt and only the touched run of words is re-timed (retime.ts).
import type { Span } from '../span.ts';
import type { Speaker, SpeakerId, TextPlace, Transcript, Turn, TurnId, WordPlace } from './transcript.ts';

/** Every way a transcript can change. */
export type Edit =
  /** Replace the text between two places (start included, end excluded) by `text`; a line feed in `text` splits the turn. */
  | { readonly kind: 'replace-text'; readonly from: TextPlace; readonly to: TextPlace; readonly text: string }
  /** Give whole turns another speaker. */
  | { readonly kind: 'assign-speaker'; readonly turns: readonly number[]; readonly speaker: SpeakerId | null }
  /** Replace the list of speakers: rename, add, remove. */
  | { readonly kind: 'set-speakers'; readonly speakers: readonly Speaker[] }
  /** Set one word's time by hand. Refused (RangeError) when it would overlap a neighbour in its turn. */
  | { readonly kind: 'set-span'; readonly place: WordPlace; readonly span: Span }
  /** Put whole turns in place of others, exactly as given: what inverses are made of. Splices ascend and do not overlap. */
  | { readonly kind: 'splice-turns'; readonly splices: readonly TurnSplice[]; readonly nextTurnId: TurnId; readonly speakers: readonly Speaker[] };

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
  readonly inverse: Edit;
  readonly map: WordMap;
}

/** Applies an edit. Throws RangeError when a place or index lies outside the transcript. */
export declare function applyEdit(transcript: Transcript, edit: Edit): EditResult;
