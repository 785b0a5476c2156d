// How unwelcome a break is between two neighbouring words, by punctuation, syntax and writing: 0 best, 100 never willingly.
// Serves line breaks and cue ends alike. Knows no widths; pauses are weighed by cue-layout.ts.
import type { Word } from '../transcript/transcript.ts';
import type { FunctionWords } from './function-words.ts';
import { functionWordsOf } from './function-words.ts';
import { baseLanguage } from './cue-language.ts';
import { endingOf, isAbbreviation } from './sentence.ts';
import { isNoBreakSpace, shownSpace } from './shown-text.ts';
import { isUnspacedPair, unspacedBreakCost, wordStarts } from './unspaced-writing.ts';

/** What is known about the place before each word. */
export interface BreakPlaces {
  /** Cost of a break before word k, 0 to 100; `[0]` is 0. */
  readonly cost: Float64Array;
  /** 1 when a sentence ends before word k. */
  readonly sentenceEnds: Uint8Array;
}

const AFTER_CLAUSE = 2;
/** Writing without spaces between words puts one between phrases. */
const PHRASE_SPACE = 4;
const BEFORE_OPENER = 6;
const PLAIN = 10;
const NAME_PAIR = 30;
const BESIDE_NUMBER = 16;
const AFTER_LOOSE = 18;
const AFTER_TIGHT = 80;
const INSIDE_WORD = 95;
const NOT_A_WORD_START = 30;

/** From this cost on a break parts what a guide says belongs together, and the rules find it (Netflix N13, N14); a pause excuses it only so far. */
export const FORBIDDEN = AFTER_TIGHT;

/** Judges every place between consecutive words of a turn. `shown` are the words as shown, `language` the transcript's tag or null. */
export function breakPlaces(words: readonly Word[], shown: readonly string[], language: string | null): BreakPlaces {
  const cost = new Float64Array(shown.length);
  const sentenceEnds = new Uint8Array(shown.length);
  const starts = wordStarts(shown, words);
  const main = functionWordsOf(baseLanguage(language));
  for (let k = 1; k < shown.length; k += 1) {
    const before = shown[k - 1] ?? '';
    const after = shown[k] ?? '';
    const ending = endingOf(before, after);
    if (ending === 'sentence') {
      sentenceEnds[k] = 1;
      continue;
    }
    const own = words[k - 1]?.marks?.language;
    const small = own === undefined ? main : functionWordsOf(baseLanguage(own));
    const space = shownSpace(words[k]?.space ?? ' ');
    if (space === '' && isUnspacedPair(before, after)) {
      cost[k] = ending === 'clause' ? AFTER_CLAUSE : Math.min(100, unspacedBreakCost(before, after) + (starts && !starts.has(k) ? NOT_A_WORD_START : 0));
    } else if (space === '' || isNoBreakSpace(space)) {
      cost[k] = INSIDE_WORD;
    } else {
      cost[k] = ending === 'clause' ? AFTER_CLAUSE : isUnspacedPair(before, after) ? PHRASE_SPACE : spacedBreakCost(before, after, small);
    }
  }
  return { cost, sentenceEnds };
}

const CAPITAL = /^\p{Lu}/u;
const NUMBER = /^[\p{Sc}]?\p{Nd}[\p{Nd}.,]*$/u;
const OUTER_MARKS = /^["'“‘„«‹([{¿¡]+/u;

function spacedBreakCost(before: string, after: string, words: FunctionWords): number {
  const last = before.replace(OUTER_MARKS, '').replace('’', "'").toLowerCase();
  if (words.tight.has(last) || isAbbreviation(before)) return AFTER_TIGHT;
  const next = after.replace(OUTER_MARKS, '').replace('’', "'").toLowerCase();
  if (words.closer.has(next)) return AFTER_TIGHT;
  if (words.loose.has(last) || words.endings?.binding.test(last)) return AFTER_LOOSE;
  if (NUMBER.test(before) || NUMBER.test(after)) return BESIDE_NUMBER;
  if (words.endings?.clause.test(last)) return PHRASE_SPACE;
  if (words.opener.has(next) || (words.joined !== '' && next.startsWith(words.joined) && next.length > 3)) return BEFORE_OPENER;
  if (CAPITAL.test(before) && CAPITAL.test(after)) return NAME_PAIR;
  return PLAIN;
}
