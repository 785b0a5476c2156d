// How a word's time came about, in words: for the panel, the tip over the wave and the tip over the text.
import type { Millis } from '../../src-core/span.ts';
import { timeIndex, wordAtPlace } from '../../src-core/transcript/query.ts';
import type { TimeOrigin, Transcript, Word } from '../../src-core/transcript/transcript.ts';

/** Short, as a heading. */
export const ORIGIN_NAMES: Readonly<Record<TimeOrigin, string>> = {
  set: 'Set by hand',
  heard: 'Heard by the engine',
  carried: 'Carried through a correction',
  estimated: 'Estimated',
};

/** One sentence on what that means. */
export const ORIGIN_SENTENCES: Readonly<Record<TimeOrigin, string>> = {
  set: 'You gave this word its time. No estimate will change it.',
  heard: 'The time is as the engine measured it.',
  carried: 'The text was corrected; the time is that of the words it replaced.',
  estimated: 'Nobody heard this word: it borrows its time from the pause it was typed into.',
};

/** A time to the millisecond: "0:07.120", "1:02:45.003". */
export function exactClock(millis: Millis): string {
  const seconds = Math.floor(millis / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}.${String(millis % 1000).padStart(3, '0')}`;
}

/** A share of one as whole per cent: "87 %". Not rounded up to certainty. */
export function shareText(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** What the engine wrote, and how sure it was; null where that is not known. */
export interface EngineText {
  readonly text: string;
  readonly confidence: number | null;
}

/** What the engine wrote here, where the word remembers being another; null otherwise. */
export function engineText(word: Word): EngineText | null {
  const was = word.marks?.was;
  return was && was.origin === 'heard' ? { text: was.text, confidence: was.confidence } : null;
}

/**
 * What the engine wrote here by its original result: the word this one came from or, where several words share the time of others, all it heard then.
 * Null where it heard nothing.
 */
export function originalText(word: Word, original: Transcript): EngineText | null {
  const isShared = word.origin === 'carried' && !word.marks?.was;
  const heard = isShared
    ? timeIndex(original)
        .wordsIn(word)
        .map((place) => wordAtPlace(original, place))
    : original.turns.flatMap((turn) => turn.words.filter(({ source }) => source !== null && source === word.source));
  const words = heard.filter((one) => one !== null);
  const [first] = words;
  if (!first) return null;
  return { text: words.map(({ text, space }, index) => (index > 0 ? space + text : text)).join(''), confidence: words.length === 1 ? first.confidence : null };
}

/** The whole story in one line: "“Hello”, 0:01.200 to 0:01.640 (440 ms). Carried through a correction; the engine wrote “hallo”." */
export function wordStory(word: Word): string {
  const times = `${exactClock(word.start)} to ${exactClock(word.end)} (${word.end - word.start} ms)`;
  const engine = engineText(word);
  const sure = word.confidence === null ? '' : `, ${shareText(word.confidence)} sure`;
  const was = engine ? `; the engine wrote “${engine.text}”` : '';
  return `“${word.text}”, ${times}. ${ORIGIN_NAMES[word.origin]}${sure}${was}.`;
}
