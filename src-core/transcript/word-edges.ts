// Moving the edges of words by hand: how far an edge may go, what moves with it, where it snaps.
// It knows one transcript and times; nothing of pixels, keys or how the targets of snapping were found.
import type { Millis, Span } from '../span.ts';
import type { SetSpans } from './edit.ts';
import type { Transcript, Word, WordPlace } from './transcript.ts';

export type WordEdge = 'start' | 'end';

/** A word keeps at least this much when an edge is pushed against it, unless it was shorter already: one step of the peaks. Milliseconds. */
const LEAST: Millis = 10;

/** An edge of a word to be moved. */
export interface EdgeMove {
  readonly place: WordPlace;
  readonly edge: WordEdge;
  /** Where to; it goes as near as it may. */
  readonly time: Millis;
  /** Leaves a neighbour that touches where it is, as long as the edge moves away from it. */
  readonly alone?: boolean;
}

/**
 * The times an edge may take, both ends included: from a whisker behind the neighbour's far edge to a whisker before the word's own other edge.
 * `end` is the end of the media, milliseconds. Throws RangeError when there is no such word.
 */
export function edgeRoom(transcript: Transcript, { place, edge }: { place: WordPlace; edge: WordEdge }, end: Millis): Span {
  const { before, word, behind } = neighbours(transcript, place);
  const kept = least(word);
  if (edge === 'start') return { start: before ? before.start + least(before) : 0, end: word.end - kept };
  return { start: word.start + kept, end: Math.max(word.end, behind ? behind.end - least(behind) : end) };
}

/**
 * The edit that moves an edge, `set` by hand: words that touch stay together (the edge between them is one), unless `alone` is asked for; a neighbour
 * that stands in the way gives way down to its least. Null when nothing would move. Throws RangeError when there is no such word.
 */
export function moveEdge(transcript: Transcript, move: EdgeMove, end: Millis): SetSpans | null {
  const { place, edge, alone = false } = move;
  const { before, word, behind } = neighbours(transcript, place);
  const room = edgeRoom(transcript, move, end);
  const time = Math.round(Math.min(Math.max(move.time, room.start), room.end));
  if (time === word[edge]) return null;
  const span = { start: edge === 'start' ? time : word.start, end: edge === 'end' ? time : word.end };
  const neighbour = edge === 'start' ? before : behind;
  const facing = edge === 'start' ? before?.end : behind?.start;
  const isTouching = facing === word[edge];
  const isInTheWay = facing !== undefined && (edge === 'start' ? time < facing : time > facing);
  if (!neighbour || !(isInTheWay || (isTouching && !alone))) return { kind: 'set-spans', place, spans: [span], origin: 'set' };
  if (edge === 'end') return { kind: 'set-spans', place, spans: [span, { start: time, end: neighbour.end }], origin: 'set' };
  return { kind: 'set-spans', place: { ...place, word: place.word - 1 }, spans: [{ start: neighbour.start, end: time }, span], origin: 'set' };
}

/** The target nearest to a time, when one lies within `reach` milliseconds; else the time itself. Of two as near the earlier. */
export function snapTo(time: Millis, targets: readonly Millis[], reach: Millis): Millis {
  let best = time;
  let distance = reach;
  for (const target of targets) {
    const away = Math.abs(target - time);
    if (away < distance || (away === distance && (best === time || target < best))) {
      best = target;
      distance = away;
    }
  }
  return best;
}

function least(word: Word): Millis {
  return Math.min(LEAST, word.end - word.start);
}

function neighbours(transcript: Transcript, { turn, word: at }: WordPlace): { before: Word | undefined; word: Word; behind: Word | undefined } {
  const words = transcript.turns[turn]?.words;
  const word = words?.[at];
  if (!words || !word) throw new RangeError(`no such word: turn ${turn}, word ${at}`);
  return { before: words[at - 1], word, behind: words[at + 1] };
}
