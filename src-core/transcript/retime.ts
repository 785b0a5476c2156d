// The times of a touched run: old words on one side, new tokens on the other, a Word for each token that the old words can time.
// It knows nothing of turns or places, and leaves tokens that stand for no old word to gap.ts; how letters look is kept-letters.ts.
import { alignKeys, type Pair } from './align.ts';
import { keepLetters, marksWith, rewrittenLetters } from './kept-letters.ts';
import { mappedRuns, noRuns } from './letters.ts';
import type { Token } from './tokens.ts';
import type { FormerWord, Word, WordMarks } from './transcript.ts';
import { shareByWeight } from './weight.ts';

/** What is to be timed. */
export interface TouchedRun {
  /** The touched words in reading order. */
  readonly old: readonly Word[];
  /** What stands there now. */
  readonly tokens: readonly Token[];
  /** The first old word was only written on at its end: it goes on in the first token. */
  readonly growsAtStart: boolean;
  /** The last old word was only written on at its beginning: it goes on in the last token. */
  readonly growsAtEnd: boolean;
  /** How much of the old words' end was left alone, UTF-16 units, where that is known. */
  readonly ending?: number;
}

/** The run re-timed. */
export interface RetimedRun {
  /** One per token: the word it is, or the token where it is an insertion that no old word times. */
  readonly words: readonly (Word | Token)[];
  /** For every old word the token it became, or null when it was deleted. */
  readonly became: readonly (number | null)[];
}

/** Old words `a0..a1` became tokens `b0..b1`. */
interface Block {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/**
 * Times the tokens of a touched run:
 * - an equal word keeps everything it had;
 * - a word in place of one other keeps its span and source, `carried` (a `set` or `estimated` span stays so), with no confidence, and remembers what it was;
 * - several words in place of others share the time those were spoken in by syllables, pauses left out (`carried`);
 * - a word in place of none stays a token.
 */
export function retimeRun(run: TouchedRun): RetimedRun {
  const words: (Word | null)[] = run.tokens.map(() => null);
  const became: (number | null)[] = run.old.map(() => null);
  for (const block of blocksOf(run)) {
    const olds = run.old.slice(block.a0, block.a1);
    const tokens = run.tokens.slice(block.b0, block.b1);
    if (olds.length === 0 || tokens.length === 0) continue;
    const isOneForOne = olds.length === tokens.length;
    const made = isOneForOne ? tokens.map((token, index) => carryWord(olds[index], token)) : shareTime(olds, tokens);
    made.forEach((word, index) => (words[block.b0 + index] = word));
    const heirs = isOneForOne ? tokens.map((_, index) => index) : heirsOf(olds, made);
    heirs.forEach((heir, index) => (became[block.a0 + index] = block.b0 + heir));
  }
  const draft = words.map((word, index) => word ?? run.tokens[index]).filter((entry) => entry !== undefined);
  return { words: keepLetters(run.old, run.tokens, draft, run.ending), became };
}

interface KeyPair {
  readonly old: (word: Word) => string;
  readonly token: (text: string) => string;
}

const KEYS: readonly KeyPair[] = [
  { old: (word) => word.text, token: (text) => text },
  { old: (word) => word.marks?.was?.text ?? word.text, token: (text) => text },
  { old: (word) => plainKey(word.text), token: plainKey },
  { old: (word) => plainKey(word.marks?.was?.text ?? word.text), token: plainKey },
];

/** Blocks in order: words equal to what stands there or once stood there, first exactly, then but for case and punctuation; then what lies between. */
function blocksOf(run: TouchedRun): Block[] {
  const { old, tokens } = run;
  if (tokens.length < 2 && (run.growsAtStart || run.growsAtEnd)) return [{ a0: 0, a1: old.length, b0: 0, b1: tokens.length }];
  const first = run.growsAtStart && old[0] !== undefined && (tokens[0]?.text.startsWith(old[0].text) ?? false) ? 1 : 0;
  const lastOld = old.at(-1);
  const last = run.growsAtEnd && old.length > first && lastOld !== undefined && (tokens.at(-1)?.text.endsWith(lastOld.text) ?? false) ? 1 : 0;
  const inner: Block = { a0: first, a1: old.length - last, b0: first, b1: tokens.length - last };
  let blocks = [inner];
  for (const keys of KEYS) blocks = refine(blocks, run, keys);
  if (first) blocks.unshift({ a0: 0, a1: 1, b0: 0, b1: 1 });
  if (last) blocks.push({ a0: inner.a1, a1: old.length, b0: inner.b1, b1: tokens.length });
  return blocks;
}

/** Cuts blocks at words whose keys are equal. */
function refine(blocks: readonly Block[], run: TouchedRun, keys: KeyPair): Block[] {
  return blocks.flatMap((block) => {
    const { a0, a1, b0, b1 } = block;
    // Nothing to match; or one word in place of one other, which is carried whatever it was.
    if (a0 === a1 || b0 === b1 || (a1 - a0 === 1 && b1 - b0 === 1)) return [block];
    const pairs = alignKeys(
      run.old.slice(a0, a1).map(keys.old),
      run.tokens.slice(b0, b1).map((token) => keys.token(token.text)),
    );
    return cutAt(block, pairs);
  });
}

function cutAt({ a0, a1, b0, b1 }: Block, pairs: readonly Pair[]): Block[] {
  const blocks: Block[] = [];
  let a = a0;
  let b = b0;
  for (const pair of pairs) {
    const at = { a: a0 + pair.a, b: b0 + pair.b };
    if (at.a > a || at.b > b) blocks.push({ a0: a, a1: at.a, b0: b, b1: at.b });
    blocks.push({ a0: at.a, a1: at.a + 1, b0: at.b, b1: at.b + 1 });
    a = at.a + 1;
    b = at.b + 1;
  }
  if (a < a1 || b < b1) blocks.push({ a0: a, a1, b0: b, b1 });
  return blocks;
}

/** What is said, without case and punctuation; the text itself where nothing is left. */
function plainKey(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, '') || text;
}

/** The token in the old word's place: everything kept when the text is the same, or what it once was when that is back; else span and source. */
function carryWord(old: Word | undefined, token: Token): Word | null {
  if (!old) return null;
  const { text, space } = token;
  if (old.text === text) return old.space === space ? old : { ...old, space };
  const { marks, ...rest } = old;
  const { was: remembered, letters, ...engineMarks } = marks ?? {};
  const kept = marksWith(engineMarks, mappedRuns(letters ?? noRuns, old.text, text));
  if (remembered?.text === text) {
    const origin = old.origin === 'set' ? 'set' : remembered.origin;
    return withMarks({ ...rest, text, space, origin, confidence: remembered.confidence }, kept);
  }
  const origin = old.origin === 'heard' ? 'carried' : old.origin;
  const was = remembered ?? formerOf(old, text);
  return withMarks({ ...rest, text, space, origin, confidence: null }, was ? { ...kept, was } : kept);
}

/** What to remember of a word that is changed: a word still being typed grows at its end and is not worth it. */
function formerOf({ text, origin, confidence }: Word, next: string): FormerWord | undefined {
  return origin !== 'estimated' || next.endsWith(text) ? { text, origin, confidence } : undefined;
}

function withMarks(word: Word, marks: WordMarks): Word {
  return Object.keys(marks).length > 0 ? { ...word, marks } : word;
}

/** Several tokens in place of the time of some words: shared by syllables over the time these were spoken in. */
function shareTime(olds: readonly Word[], tokens: readonly Token[]): (Word | null)[] {
  const spoken = new SpokenTime(olds);
  const origin = olds.every((word) => word.origin === 'estimated') ? 'estimated' : 'carried';
  const ends = shareByWeight(
    tokens.map((token) => token.text),
    spoken.length,
  );
  const letters = rewrittenLetters(olds, tokens);
  return tokens.map(({ space, text }, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const to = ends[index] ?? from;
    const heir = spoken.wordAt(from);
    if (!heir) return null;
    const start = spoken.startAt(from);
    const end = Math.max(start, index === tokens.length - 1 ? spoken.end : spoken.endAt(to));
    const language = heir.marks?.language;
    const word: Word = { text, space, start, end, origin, confidence: null, channel: heir.channel, source: heir.source };
    return withMarks(word, marksWith(language === undefined ? {} : { language }, letters[index] ?? noRuns));
  });
}

/** For each old word the made one it became: the last that begins no later than it does. */
function heirsOf(olds: readonly Word[], made: readonly (Word | null)[]): number[] {
  let heir = 0;
  return olds.map((old, index) => {
    while (index > 0 && (made[heir + 1]?.start ?? Infinity) <= old.start) heir += 1;
    return heir;
  });
}

/** The time some words were spoken in, laid end to end: pauses between them take no part when it is shared out. */
class SpokenTime {
  readonly length: number;
  readonly end: number;
  readonly #stretches: { readonly at: number; readonly start: number; readonly end: number; readonly word: Word }[] = [];

  constructor(words: readonly Word[]) {
    let at = 0;
    let low = words[0]?.start ?? 0;
    for (const word of words) {
      // Words of turns that overlapped: the later one yields, as when such turns are joined.
      const start = Math.max(low, word.start);
      const end = Math.max(start, word.end);
      this.#stretches.push({ at, start, end, word });
      at += end - start;
      low = end;
    }
    this.length = at;
    this.end = low;
  }

  /** The media time at which spoken time `at` begins: behind a pause that ends there. */
  startAt(at: number): number {
    const stretch = this.#find(at);
    return stretch ? Math.min(stretch.end, stretch.start + (at - stretch.at)) : 0;
  }

  /** The media time at which spoken time up to `at` ends: before a pause that begins there. */
  endAt(at: number): number {
    const stretch = this.#find(at - 1);
    return stretch ? Math.min(stretch.end, stretch.start + (at - stretch.at)) : 0;
  }

  wordAt(at: number): Word | undefined {
    return this.#find(at)?.word;
  }

  /** The stretch that holds the millisecond `at`, else the last. */
  #find(at: number) {
    let low = 0;
    let high = this.#stretches.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const stretch = this.#stretches[middle];
      if (stretch && at >= stretch.at + (stretch.end - stretch.start)) low = middle + 1;
      else high = middle;
    }
    return this.#stretches[low];
  }
}
