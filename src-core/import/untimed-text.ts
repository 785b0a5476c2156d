// Running text without times, cut into words whose times are estimated from their syllables.
import type { Millis } from '../span.ts';
import { tokenize } from '../transcript/tokens.ts';
import { beatsOf, shareByWeight } from '../transcript/weight.ts';
import type { SpokenItem } from './spoken-item.ts';

/** Milliseconds a beat (a syllable) takes when nothing else is known: about 150 words of one and a half syllables a minute, pauses included. */
const MILLIS_PER_BEAT = 260;

/** Words of the text with estimated times over `duration` milliseconds, or at an ordinary pace when that is unknown. */
export function wordsWithoutTimes(text: string, duration: Millis | null, language: string | null): SpokenItem[] {
  const words = tokenize(text.replace(/\s+/gu, ' ').trim(), language).tokens.map((token) => token.text);
  const length = duration ?? words.reduce((sum, word) => sum + beatsOf(word), 0) * MILLIS_PER_BEAT;
  const ends = shareByWeight(words, Math.round(length));
  return words.map((word, index) => ({
    index,
    isPunctuation: false,
    text: word,
    start: ends[index - 1] ?? 0,
    end: ends[index] ?? 0,
    isEstimated: true,
    confidence: null,
    speaker: null,
    channel: null,
  }));
}
