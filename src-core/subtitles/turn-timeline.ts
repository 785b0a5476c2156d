// The turns of a transcript in the order they are heard, and which of them are spoken at the same time as another.
// Also how long a word is believed to sound. Knows nothing of cues.
import type { Millis, Span } from '../span.ts';
import type { SpeakerId, Transcript, Turn, Word } from '../transcript/transcript.ts';
import { countGraphemes } from './graphemes.ts';

/** One turn on the timeline. Turns without words are not on it. */
export interface HeardTurn {
  /** Index in `transcript.turns`. */
  readonly index: number;
  /** Start of its first word. */
  readonly start: Millis;
  /** When its last word falls silent. */
  readonly end: Millis;
  /** Whether another turn sounds during it. */
  readonly overlapped: boolean;
  /** Whether somebody else may have been heard last before it: so for the first turn, and after turns that overlap. */
  readonly mayChangeSpeaker: boolean;
}

const SOUND_BASE = 1000;
const SOUND_PER_GRAPHEME = 250;

/**
 * When a word falls silent. Engines stretch words over the silence or music after them (17 s for "Wait" in real results),
 * so a word placed by the engine is believed for 1 s and 250 ms a grapheme; a time set or shared out by people is believed.
 */
export function soundEnd(word: Word): Millis {
  const end = Math.max(word.start, word.end);
  if (word.origin === 'set' || word.origin === 'estimated' || end - word.start <= SOUND_BASE) return end;
  return Math.min(end, word.start + SOUND_BASE + SOUND_PER_GRAPHEME * countGraphemes(word.text));
}

/** The turns that hold words, by start; turns starting together keep their reading order. */
export function heardTurns(transcript: Transcript): HeardTurn[] {
  const turns: { index: number; start: Millis; end: Millis }[] = [];
  transcript.turns.forEach((turn, index) => {
    const sound = turnSound(turn);
    if (sound) turns.push({ index, start: sound.start, end: sound.end });
  });
  turns.sort((a, b) => a.start - b.start);
  const speakerOf = (turn: { index: number } | undefined): SpeakerId | null | undefined => turn && transcript.turns[turn.index]?.speaker;
  let latest = -Infinity;
  let wasOverlapped = false;
  return turns.map((turn, order) => {
    const [before, next] = [turns[order - 1], turns[order + 1]];
    const overlapped = turn.start < latest || (next !== undefined && next.start < turn.end);
    const mayChangeSpeaker = overlapped || wasOverlapped || speakerOf(before) !== speakerOf(turn);
    latest = Math.max(latest, turn.end);
    wasOverlapped = overlapped;
    return { ...turn, overlapped, mayChangeSpeaker };
  });
}

const sounds = new WeakMap<Turn, Span>();

/** When a turn is heard, from its first word to its last silence; null without words. Turns never change, so each is asked once. */
export function turnSound(turn: Turn): Span | null {
  const first = turn.words[0];
  if (!first) return null;
  let sound = sounds.get(turn);
  if (!sound) {
    let end = first.start;
    for (const word of turn.words) end = Math.max(end, soundEnd(word));
    sound = { start: first.start, end };
    sounds.set(turn, sound);
  }
  return sound;
}

/** Index of the first of `starts` (ascending) that is not before `time`; `starts.length` when there is none. */
export function firstFrom(starts: readonly Millis[], time: Millis): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
