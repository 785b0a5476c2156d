// Lays words over stretches of speech: which words are said in which stretch, and how a stretch is shared.
// It knows texts and spans of sound; not transcripts, turns or how the stretches were found.
import type { Span } from '../span.ts';
import { beatsOf, shareByWeight } from './weight.ts';

/** A word to lay, and whether a turn ends with it: speakers seldom change without a pause. */
export interface SpreadWord {
  readonly text: string;
  readonly endsTurn: boolean;
}

/** How far from an even pace the dividing of words over stretches is searched, in words to each side. Our choice; cost grows with its square. */
const REACH = 40;
/** A beat's length varies about its mean by this share (our choice, from the sample's voices: 0.35 to 0.5). */
const BEAT_SPREAD = 0.4;
/** What it costs to pause where nothing is written for it (by the pause's length up to the limit), and to run on where a pause is written. Our choice. */
const UNWRITTEN_PAUSE = 1.2;
const LONG_PAUSE = 400;
const RUN_ON = { comma: 0.4, sentence: 1.2, turn: 3 } as const;

/**
 * Spans for the words, in order, ascending, each within one stretch: words are divided so that every stretch is spoken at about the same pace and
 * pauses fall where commas, full stops and turns are; within a stretch they share by beats. Null when there is no speech or no word.
 */
export function spreadWords(words: readonly SpreadWord[], speech: readonly Span[]): Span[] | null {
  const stretches = speech.filter(({ start, end }) => end > start);
  if (words.length === 0 || stretches.length === 0) return null;
  const counts = divide(words, stretches);
  const spans: Span[] = [];
  counts.forEach((end, index) => {
    const { start, end: stop } = stretches[index] ?? { start: 0, end: 0 };
    const texts = words.slice(spans.length, end).map(({ text }) => text);
    const ends = shareByWeight(texts, stop - start);
    for (const [at, share] of ends.entries()) spans.push({ start: start + (ends[at - 1] ?? 0), end: start + share });
  });
  return spans;
}

/** What runs on or pauses behind a word. */
function breakStrength({ text, endsTurn }: SpreadWord): number {
  if (endsTurn) return RUN_ON.turn;
  if (/[.!?…。！？؟।]["'”’»)\]]*$/u.test(text)) return RUN_ON.sentence;
  return /[,;:–—、，；：،]["'”’»)\]]*$/u.test(text) ? RUN_ON.comma : 0;
}

/** For each stretch how many words are said by its end: the cheapest way, found stretch by stretch (dynamic programming in a band). */
function divide(words: readonly SpreadWord[], stretches: readonly Span[]): number[] {
  const plan = new Plan(words, stretches);
  const count = words.length;
  let before = new Map([[0, 0]]);
  const from: Map<number, number>[] = [];
  stretches.forEach((_, index) => {
    const centre = plan.wordAt(index);
    const isLast = index === stretches.length - 1;
    const low = isLast ? count : Math.max(0, centre - REACH);
    const high = isLast ? count : Math.min(count, centre + REACH);
    const costs = new Map<number, number>();
    const came = new Map<number, number>();
    for (let end = low; end <= high; end += 1) {
      for (const [start, cost] of before) {
        if (start > end) continue;
        const sum = cost + plan.cost(index, start, end);
        if (sum < (costs.get(end) ?? Infinity)) {
          costs.set(end, sum);
          came.set(end, start);
        }
      }
    }
    before = costs;
    from.push(came);
  });
  const counts: number[] = [];
  for (let index = stretches.length - 1, end = count; index >= 0; index -= 1) {
    counts.unshift(end);
    end = from[index]?.get(end) ?? 0;
  }
  return counts;
}

/** The figures the dividing is judged by. */
class Plan {
  readonly #stretches: readonly Span[];
  /** Beats, and costs of running on, of the words before each word. */
  readonly #beats: number[] = [0];
  readonly #runOns: number[] = [0];
  readonly #strengths: number[];
  /** Milliseconds a beat. */
  readonly #pace: number;
  /** Speech up to the end of each stretch. */
  readonly #spoken: number[] = [];

  constructor(words: readonly SpreadWord[], stretches: readonly Span[]) {
    this.#stretches = stretches;
    this.#strengths = words.map(breakStrength);
    words.forEach(({ text }, index) => {
      // A dash has no beat, but a division among dashes alone must have a pace.
      this.#beats.push((this.#beats[index] ?? 0) + Math.max(0.01, beatsOf(text)));
      this.#runOns.push((this.#runOns[index] ?? 0) + (this.#strengths[index] ?? 0));
    });
    let spoken = 0;
    for (const { start, end } of stretches) this.#spoken.push((spoken += end - start));
    this.#pace = spoken / (this.#beats.at(-1) ?? 1);
  }

  /** How many words an even pace has said by the end of a stretch. */
  wordAt(stretch: number): number {
    const beats = (this.#spoken[stretch] ?? 0) / this.#pace;
    let low = 0;
    let high = this.#beats.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#beats[middle] ?? 0) < beats - 0.5) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What it costs to say the words `from` to `to` (excluded) in a stretch and pause then. */
  cost(stretch: number, from: number, to: number): number {
    const { start, end } = this.#stretches[stretch] ?? { start: 0, end: 0 };
    const length = end - start;
    const expected = ((this.#beats[to] ?? 0) - (this.#beats[from] ?? 0)) * this.#pace;
    const pace = (expected - length) ** 2 / (2 * BEAT_SPREAD ** 2 * this.#pace * Math.max(expected, length, 1));
    const isEnd = to === this.#strengths.length;
    const strength = this.#strengths[to - 1] ?? 0;
    const runOn = to > from ? (this.#runOns[to - 1] ?? 0) - (this.#runOns[from] ?? 0) : 0;
    const pause = Math.min(LONG_PAUSE, (this.#stretches[stretch + 1]?.start ?? end) - end);
    const unwritten = to > from && !isEnd && strength === 0 ? (UNWRITTEN_PAUSE * pause) / LONG_PAUSE : 0;
    return pace + runOn + unwritten;
  }
}
