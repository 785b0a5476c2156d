// Running text without times, cut into words whose times are estimated from their length.
import type { Millis } from '../span.ts';
import type { SpokenItem } from './spoken-item.ts';

/** Milliseconds a grapheme takes when nothing else is known: about 150 words of five letters a minute. */
const MILLIS_PER_GRAPHEME = 70;

/** Words of the text with estimated times over `duration` milliseconds, or at an ordinary pace when that is unknown.  */
export function wordsWithoutTimes(text: string, duration: Millis | null): SpokenItem[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const total = words.reduce((sum, word) => sum + [...word].length + 1, 0);
  const pace = duration === null ? MILLIS_PER_GRAPHEME : duration / Math.max(1, total);
  let at = 0;
  return words.map((word, index) => {
    const start = Math.round(at * pace);
    at += [...word].length + 1;
    return { index, isPunctuation: false, text: word, start, end: Math.round(at * pace), isEstimated: true, confidence: null, speaker: null, channel: null };
  });
}
