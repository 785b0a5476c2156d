// Which words want a listener's judgement, how many are left and which comes next.
// It knows what the engine said of its own words; where the threshold comes from is the caller's business.
import type { SpeakerId, Transcript, Turn, Word, WordPlace } from './transcript.ts';

/** What is asked about: words less sure than `below` (0 to 1), of one speaker or of all. */
export interface DoubtQuestion {
  readonly below: number;
  /** Only turns of this speaker (null: turns without one); absent means everybody. */
  readonly speaker?: SpeakerId | null;
}

/**
 * Whether a word is doubtful: as the engine heard it (a changed word has no confidence), less sure than `below`, and not confirmed by a person.
 * Confidence 0 is no doubt: it is what the service writes where it judges nothing, as for punctuation.
 */
export function isDoubtful({ confidence, marks }: Word, below: number): boolean {
  return confidence !== null && confidence > 0 && confidence < below && marks?.reviewed !== true;
}

/** Counts doubtful words; what it has counted of a turn it remembers for as long as the turn and the threshold stay. */
export class DoubtCount {
  #below = -1;
  #counts = new WeakMap<Turn, number>();

  /** How many doubtful words there are. Costs a walk over the turns, and over the words of those not seen before. */
  of(transcript: Transcript, question: DoubtQuestion): number {
    if (question.below !== this.#below) {
      this.#below = question.below;
      this.#counts = new WeakMap();
    }
    let sum = 0;
    for (const turn of transcript.turns) if (isAsked(turn, question)) sum += this.#ofTurn(turn);
    return sum;
  }

  #ofTurn(turn: Turn): number {
    let count = this.#counts.get(turn);
    if (count === undefined) {
      count = 0;
      for (const word of turn.words) if (isDoubtful(word, this.#below)) count += 1;
      this.#counts.set(turn, count);
    }
    return count;
  }
}

/**
 * The first doubtful word behind `from` in reading order, from the top again after the last; `from` itself comes last. Null when there is none.
 * `from` may be a place that does not exist (word −1: before the turn's first).
 */
export function nextDoubt(transcript: Transcript, from: WordPlace, question: DoubtQuestion): WordPlace | null {
  return (
    firstDoubt(transcript, { turn: from.turn, word: from.word + 1 }, null, question) ?? firstDoubt(transcript, { turn: 0, word: 0 }, { ...from }, question)
  );
}

/** The first doubtful word at or behind `start` and, when given, no later than `last`. */
function firstDoubt(transcript: Transcript, start: WordPlace, last: WordPlace | null, question: DoubtQuestion): WordPlace | null {
  const lastTurn = Math.min(last?.turn ?? Infinity, transcript.turns.length - 1);
  for (let index = start.turn; index <= lastTurn; index += 1) {
    const turn = transcript.turns[index];
    if (!turn || !isAsked(turn, question)) continue;
    const end = last && index === last.turn ? Math.min(last.word + 1, turn.words.length) : turn.words.length;
    for (let at = index === start.turn ? Math.max(0, start.word) : 0; at < end; at += 1) {
      const word = turn.words[at];
      if (word && isDoubtful(word, question.below)) return { turn: index, word: at };
    }
  }
  return null;
}

function isAsked(turn: Turn, { speaker }: DoubtQuestion): boolean {
  return speaker === undefined || turn.speaker === speaker;
}
