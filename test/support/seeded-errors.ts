// What an engine would have made of an interview: words misheard, left out or given to the wrong speaker, turns run together, each at a known place.
// It knows the truth and the errors, not how anybody corrects them.
import type { TimedTurn, TimedWord } from '../../assets/sample/timed-words.ts';
import { shown } from './long-interview.ts';
import { seededDice, type Dice } from './seeded-dice.ts';

/** An error: words by their index in the whole truth, turns and sentences by theirs in it. */
export type SeededError =
  /** Misheard and said to be doubtful; the truth is among the engine's alternatives, or it is not. */
  | { readonly kind: 'doubtful'; readonly word: number; readonly offered: boolean }
  /** Misheard, and the engine is sure of it. */
  | { readonly kind: 'wrong'; readonly word: number }
  | { readonly kind: 'missing'; readonly word: number }
  /** A sentence in the midst of a turn given to the other speaker. */
  | { readonly kind: 'speaker'; readonly turn: number; readonly word: number; readonly behind: number }
  /** A turn run together with the one before and the one after. */
  | { readonly kind: 'joined'; readonly turn: number; readonly word: number; readonly behind: number };

/** A machine's transcript of the truth. */
export interface Misheard {
  readonly errors: readonly SeededError[];
  /** Indices of words that are right but doubtful. */
  readonly falseDoubts: readonly number[];
  /** What the machine wrote. */
  readonly turns: readonly TimedTurn[];
  /** The truth's words, and what the machine has for each; null where it has nothing. */
  readonly words: readonly TimedWord[];
  readonly heard: readonly (TimedWord | null)[];
}

/** How many of each. */
export type ErrorCounts = Readonly<Record<SeededError['kind'] | 'falseDoubts', number>>;

const SOUNDS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'council counsel|engineer engine|farmer former|neighbour labour|school cool|miller mirror|brother bother|ferry fairy|village villa|bridge ridge|' +
    'river liver|weir where|flood blood|mill meal|orchard awkward|station nation|market marked|hall haul|harbour arbour|road rode|church search|bell belt|' +
    'kitchen chicken|garden guarded|field feel|hill heel|pier peer|wall war|winter windows|summer some|morning mourning|evening even|harvest harness|' +
    'year ear|storm stone|measured treasured|repaired prepared|painted pointed|promised premised|plan plane|money many|water waiter|letter ladder|' +
    'teachers features|boat bought|letters ladders|boats boots|mother other|county country|company campaign'
  )
    .split('|')
    .map((pair) => pair.split(' ')),
) as Record<string, string>; // pairs of words

/** So many words before and behind an error are free of others: by them a person finds the place. */
export const CONTEXT = 6;
/** Words of three turns run together: more would be cut into paragraphs when they are read. */
const LONGEST_JOINED = 115;
/** How far the engine's times are from the truth at most, milliseconds. */
const JITTER = 20;

/** Makes a machine's transcript of the truth. Throws RangeError when the truth has no room for so many errors. */
export function mishear(truth: readonly TimedTurn[], seed: number, counts: ErrorCounts): Misheard {
  const dice = seededDice(seed);
  const places = new Places(truth, dice);
  const errors: SeededError[] = [
    ...places.choose(counts.speaker, (turn) => places.midSentence(turn)),
    ...places.choose(counts.joined, (turn) => places.shortReply(turn)),
    ...places.chooseWords(counts.doubtful, true).map((word, index): SeededError => ({ kind: 'doubtful', word, offered: index % 4 !== 0 })),
    ...places.chooseWords(counts.wrong, true).map((word): SeededError => ({ kind: 'wrong', word })),
    ...places.chooseWords(counts.missing, false).map((word): SeededError => ({ kind: 'missing', word })),
  ].sort((a, b) => a.word - b.word);
  const falseDoubts = places.chooseWords(counts.falseDoubts, false).sort((a, b) => a - b);
  const heard = hearWords(places.words, errors, { falseDoubts, dice });
  return { errors, falseDoubts, turns: hearTurns(truth, errors, heard), words: places.words, heard };
}

/** Where errors may be put: none within the context of another. */
class Places {
  readonly words: readonly TimedWord[];
  readonly #truth: readonly TimedTurn[];
  readonly #dice: Dice;
  readonly #begins: readonly number[];
  readonly #taken = new Set<number>();
  readonly #touched = new Set<number>();

  constructor(truth: readonly TimedTurn[], dice: Dice) {
    this.#truth = truth;
    this.#dice = dice;
    this.words = truth.flatMap(({ sentences }) => sentences.flat());
    let at = 0;
    this.#begins = truth.map(({ sentences }) => {
      const begin = at;
      at += sentences.flat().length;
      return begin;
    });
  }

  choose(count: number, at: (turn: number) => SeededError | null): SeededError[] {
    return this.#gather(count, () => at(1 + this.#dice.roll(this.#truth.length - 2)));
  }

  chooseWords(count: number, misheard: boolean): number[] {
    return this.#gather(count, () => {
      const word = this.#dice.roll(this.words.length);
      const inTurn = word - (this.#begins.findLast((begin) => begin <= word) ?? 0);
      const isLast = this.#begins.includes(word + 1) || /[.?]/.test(this.words[word]?.punctuation ?? '');
      if (inTurn < CONTEXT || isLast || (misheard && SOUNDS_LIKE[this.words[word]?.text ?? ''] === undefined)) return null;
      return this.#take(word - CONTEXT, word + CONTEXT) ? word : null;
    });
  }

  midSentence(turn: number): SeededError | null {
    const [first, middle, last] = this.#truth[turn]?.sentences ?? [];
    if (!first || !middle || !last || this.#isTouched(turn)) return null;
    const word = (this.#begins[turn] ?? 0) + first.length;
    const behind = word + middle.length;
    this.#takeStarts(turn, [word, behind]);
    return { kind: 'speaker', turn, word, behind };
  }

  shortReply(turn: number): SeededError | null {
    if (this.#isTouched(turn) || (this.#begins[turn + 2] ?? Infinity) - (this.#begins[turn - 1] ?? 0) > LONGEST_JOINED) return null;
    const [word = 0, behind = 0] = [this.#begins[turn], this.#begins[turn + 1]];
    this.#takeStarts(turn, [word, behind]);
    return { kind: 'joined', turn, word, behind };
  }

  #isTouched(turn: number): boolean {
    return [turn - 1, turn, turn + 1].some((near) => this.#touched.has(near));
  }

  #takeStarts(turn: number, starts: readonly number[]): void {
    for (const near of [turn - 1, turn, turn + 1]) this.#touched.add(near);
    for (const start of starts) this.#take(start - 1, start + CONTEXT);
  }

  #take(from: number, to: number): boolean {
    for (let at = from; at <= to; at += 1) if (this.#taken.has(at)) return false;
    for (let at = from; at <= to; at += 1) this.#taken.add(at);
    return true;
  }

  #gather<T>(count: number, next: () => T | null): T[] {
    const found: T[] = [];
    for (let tries = 0; found.length < count; tries += 1) {
      if (tries > 100_000) throw new RangeError(`there is room for ${found.length} errors of a kind, not for ${count}`);
      const one = next();
      if (one !== null) found.push(one);
    }
    return found;
  }
}

function hearWords(
  words: readonly TimedWord[],
  errors: readonly SeededError[],
  { falseDoubts, dice }: { readonly falseDoubts: readonly number[]; readonly dice: Dice },
): (TimedWord | null)[] {
  const heard: (TimedWord | null)[] = words.map((word) => ({ ...word, start: word.start + dice.roll(JITTER), end: word.end - dice.roll(JITTER) }));
  const change = (at: number, how: (word: TimedWord) => TimedWord | null): void => {
    const word = heard[at];
    if (word) heard[at] = how(word);
  };
  const sure = (): number => (30 + dice.roll(25)) / 100;
  for (const error of errors) {
    if (error.kind === 'missing') change(error.word, () => null);
    else if (error.kind === 'wrong') change(error.word, (word) => ({ ...word, text: SOUNDS_LIKE[word.text] ?? '' }));
    else if (error.kind === 'doubtful')
      change(error.word, (word) => ({
        ...word,
        doubt: { heard: SOUNDS_LIKE[word.text] ?? '', confidence: sure(), others: error.offered ? [word.text, `${word.text}s`] : [`${word.text}s`] },
      }));
  }
  for (const at of falseDoubts) change(at, (word) => ({ ...word, doubt: { heard: word.text, confidence: sure(), others: [] } }));
  return heard;
}

/** Sentence by sentence, each with the speaker the machine takes it for. */
function hearTurns(truth: readonly TimedTurn[], errors: readonly SeededError[], heard: readonly (TimedWord | null)[]): TimedTurn[] {
  const swapped = errors.flatMap((error) => (error.kind === 'speaker' || error.kind === 'joined' ? [error] : []));
  let at = 0;
  return truth.flatMap(({ speaker, sentences }) =>
    sentences.map((sentence): TimedTurn => {
      const from = at;
      at += sentence.length;
      const isSwapped = swapped.some(({ word, behind }) => word <= from && from < behind);
      const other = speaker === 'host' ? 'guest' : 'host';
      return { speaker: isSwapped ? other : speaker, sentences: [heard.slice(from, at).filter((word) => word !== null)] };
    }),
  );
}

/** What a person looks for to get to a place, and which of the places found from the caret on it is, from 1. */
export interface Phrase {
  readonly text: string;
  readonly nth: number;
}

/**
 * The fewest words from a place on, or before it, that are found there first, or else soonest. `caret` is the word the caret is at.
 * Throws RangeError when they are found more or less often in the machine's text than in the truth: then nobody can tell how often they are now.
 */
export function phraseAt(
  { words, heard }: Misheard,
  word: number,
  { direction, caret }: { readonly direction: 'from' | 'before'; readonly caret: number },
): Phrase {
  let best: Phrase | null = null;
  for (let count = 2; count <= CONTEXT && best?.nth !== 1; count += 1) {
    const [from, to] = direction === 'from' ? [word, word + count] : [word - count, word];
    const text = words.slice(from, to).map(shown).join(' ');
    const [truth = 0, machine = 0] = [words, heard].map((all) => flat(all.slice(caret, to)).split(text.toLowerCase()).length - 1);
    if (truth === machine && truth < (best?.nth ?? Infinity)) best = { text, nth: truth };
  }
  if (best === null) throw new RangeError(`${CONTEXT} words do not tell the place of word ${word} from what stands before it`);
  return best;
}

function flat(words: readonly (TimedWord | null)[]): string {
  return words
    .flatMap((word) => (word ? [(word.doubt?.heard ?? word.text) + word.punctuation] : []))
    .join(' ')
    .toLowerCase();
}
