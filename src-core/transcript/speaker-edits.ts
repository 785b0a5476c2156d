// Giving words another speaker: where turns must be cut for it, and which turns it is then. Cuts fall between words, never inside one.
import { rangeOfWord, turnLength, wordFromOffset } from './query.ts';
import type { Speaker, SpeakerId, TextPlace, Transcript, Turn } from './transcript.ts';

/** A stretch of a turn's text that a line break takes the place of: the white space between two words. */
export interface TurnCut {
  readonly turn: number;
  readonly from: number;
  readonly to: number;
}

/** Cuts to make, in reading order, and the indices of the turns meant once they are made. */
export interface CutTurns {
  readonly cuts: readonly TurnCut[];
  readonly turns: readonly number[];
}

/** The turns between two places, cut out of those they share with other words. Words only touched are taken whole. */
export function cutOut(transcript: Transcript, from: TextPlace, to: TextPlace): CutTurns {
  const [first, last] = [transcript.turns[from.turn], transcript.turns[to.turn]];
  if (!first || !last) return { cuts: [], turns: [] };
  const before = cutBefore(first, from);
  const behind = cutBehind(last, to, from.turn === to.turn ? wordFromOffset(first, from.offset) : 0);
  const shift = before ? 1 : 0;
  const turns = Array.from({ length: to.turn - from.turn + 1 }, (_, index) => from.turn + index + shift);
  return { cuts: [before, behind].filter((cut) => cut !== null), turns };
}

/** From the word at a place to the end of its turn; the whole turn where the place is before its second word or behind its last. */
export function cutFrom(transcript: Transcript, place: TextPlace): CutTurns {
  const turn = transcript.turns[place.turn];
  if (!turn) return { cuts: [], turns: [] };
  const end = { turn: place.turn, offset: turnLength(turn) };
  const isBehind = wordFromOffset(turn, place.offset) >= turn.words.length;
  return cutOut(transcript, isBehind ? { turn: place.turn, offset: 0 } : place, end);
}

function cutBefore(turn: Turn, { turn: index, offset }: TextPlace): TurnCut | null {
  const word = wordFromOffset(turn, offset);
  if (word === 0 || word >= turn.words.length) return null;
  return { turn: index, from: rangeOfWord(turn, word - 1).to, to: rangeOfWord(turn, word).from };
}

/** The last word that begins before the place is the last one meant, `atLeast` the first. */
function cutBehind(turn: Turn, { turn: index, offset }: TextPlace, atLeast: number): TurnCut | null {
  let last = Math.min(wordFromOffset(turn, offset), turn.words.length - 1);
  if (last > atLeast && rangeOfWord(turn, last).from >= offset) last -= 1;
  if (last < 0 || last + 1 >= turn.words.length) return null;
  return { turn: index, from: rangeOfWord(turn, last).to, to: rangeOfWord(turn, last + 1).from };
}

/** Turns of one speaker, by index. */
export function turnsOf(transcript: Transcript, speaker: SpeakerId): number[] {
  return transcript.turns.flatMap((turn, index) => (turn.speaker === speaker ? [index] : []));
}

/** The speakers with one more of that name, and the id given to them: `person-N`, the first that is free. */
export function withSpeaker(speakers: readonly Speaker[], name: string): { speakers: Speaker[]; id: SpeakerId } {
  let number = speakers.length + 1;
  while (speakers.some((speaker) => speaker.id === `person-${number}`)) number += 1;
  const id = `person-${number}`;
  return { speakers: [...speakers, { id, name }], id };
}
