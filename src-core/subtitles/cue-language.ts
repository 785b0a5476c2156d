// The language cues are cut in: the transcript's own, or a guess from its first words where the engine's result names none
// (results of before 2021 do not). The guess serves breaks and limits alone and is never written anywhere.
import type { Transcript, Turn } from '../transcript/transcript.ts';
import { functionWordsOf, listedLanguages } from './function-words.ts';

/** The first part of a language tag in lower case ("en" of "en-US"), or "" for none. */
export function baseLanguage(tag: string | null): string {
  return (tag ?? '').split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

const WORDS_LOOKED_AT = 400;

const guesses = new WeakMap<readonly Turn[], string | null>();

/** The transcript's language, else the language its writing and its small words point to, else null. Asked for by every cut and check: guessed once. */
export function cueLanguage({ language, turns }: Pick<Transcript, 'language' | 'turns'>): string | null {
  if (language !== null) return language;
  let guess = guesses.get(turns);
  if (guess === undefined) guesses.set(turns, (guess = guessed(turns)));
  return guess;
}

function guessed(turns: readonly Turn[]): string | null {
  const words: string[] = [];
  for (const turn of turns) {
    for (const word of turn.words.slice(0, WORDS_LOOKED_AT - words.length)) words.push(word.text.slice(0, 40).toLowerCase());
    if (words.length === WORDS_LOOKED_AT) break;
  }
  return languageOfWriting(words.join('')) ?? languageOfWords(words);
}

function languageOfWriting(text: string): string | null {
  const share = (script: RegExp): number => (text.match(script)?.length ?? 0) / Math.max(1, text.length);
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.1) return 'ja';
  if (share(/\p{Script=Hangul}/gu) > 0.3) return 'ko';
  if (share(/\p{Script=Han}/gu) > 0.3) return 'zh';
  if (share(/\p{Script=Thai}/gu) > 0.3) return 'th';
  if (share(/\p{Script=Hebrew}/gu) > 0.3) return 'he';
  if (share(/\p{Script=Arabic}/gu) > 0.3) return 'ar';
  return null;
}

/** At least so many small words, and so many more than in the next likely language, make a guess. Small words are 30 to 50 % of speech. */
const LEAST_SHARE = 0.2;
const LEAST_LEAD = 1.25;

function languageOfWords(words: readonly string[]): string | null {
  const scores = listedLanguages
    .map((language) => {
      const { tight, loose } = functionWordsOf(language);
      return { language, hits: words.filter((word) => tight.has(word) || loose.has(word)).length };
    })
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = scores;
  if (!best || best.hits < words.length * LEAST_SHARE || best.hits < (second?.hits ?? 0) * LEAST_LEAD) return null;
  return best.language;
}
