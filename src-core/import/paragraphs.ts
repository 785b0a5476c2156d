// Where a run of words is cut into turns: at each change of speaker, and within one speaker where a reader would want a paragraph.
import type { Millis } from '../span.ts';
import type { SpeakerId } from '../transcript/transcript.ts';

/** What the cutter sees of a word. */
export interface PacedWord {
  readonly text: string;
  readonly start: Millis;
  readonly end: Millis;
  readonly speaker: SpeakerId | null;
}

// House rules, chosen on real interviews: a long pause always ends a paragraph, a shorter one at a full stop,
// and a monologue is cut at a full stop before a line grows past what an editor lays out quickly (about 400 words).
const PAUSE_ANYWHERE: Millis = 5_000;
const PAUSE_AT_SENTENCE: Millis = 2_000;
const WORDS_THEN_BREATH = 60;
const BREATH: Millis = 400;
const WORDS_THEN_SENTENCE = 120;
const WORDS_AT_MOST = 350;

const SENTENCE_END = /[.?!…。？！؟۔।]["'”’»)\]]*$/u;

/** Whether the text ends a sentence. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

/** Whether a new turn begins between two neighbouring words; `length` is the number of words in the turn so far. */
export function beginsTurn(before: PacedWord, after: PacedWord, length: number): boolean {
  if (before.speaker !== after.speaker) return true;
  const pause = after.start - before.end;
  if (pause >= PAUSE_ANYWHERE || length >= WORDS_AT_MOST) return true;
  if (pause < PAUSE_AT_SENTENCE && length < WORDS_THEN_BREATH) return false;
  if (!endsSentence(before.text)) return false;
  return pause >= PAUSE_AT_SENTENCE || length >= WORDS_THEN_SENTENCE || (length >= WORDS_THEN_BREATH && pause >= BREATH);
}
