// Breaths: the words of a turn between two places that always end a cue, most of them silences. Each is measured and cut by itself, so that
// an edit costs its breath, not its turn.
import type { Millis } from '../span.ts';
import type { Turn, Word } from '../transcript/transcript.ts';
import type { MeasuredWords } from './measured-words.ts';
import { measureWords } from './measured-words.ts';
import type { Pace } from './run-ticks.ts';
import { endingOf } from './sentence.ts';
import { soundEnd } from './turn-timeline.ts';

/** Words `from` … `to` - 1 of a turn. */
export interface Breath {
  readonly from: number;
  readonly to: number;
}

/** A silence so long after a sentence parts breaths: a second cue costs less by far than a cue that stands through it (see cue-cost.ts). */
const SENTENCE_PAUSE: Millis = 1000;
/**
 * Somebody who talks on without such silences is parted at sentences: where the pause is longest for so many words around, and only in breaths of twice
 * as many. Where there are no sentences either, as in languages engines do not punctuate, breaths of four times as many are parted at any word.
 */
const REACH = 150;

/**
 * The breaths of a turn in order, all its words among them: parted by silences of `longPause`, by a second after a sentence, and very long ones
 * at a sentence, else at a pause. What parts two words hangs on the words near them alone, so that an edit moves no bound far from it.
 */
export function breathsOf(turn: Turn, longPause: Millis): Breath[] {
  const breaths: Breath[] = [];
  let from = 0;
  let silent = -Infinity;
  const { words } = turn;
  words.forEach((word, index) => {
    const pause = word.start - silent;
    silent = Math.max(silent, soundEnd(word));
    if (index === 0 || pause < Math.min(SENTENCE_PAUSE, longPause) || (pause < longPause && !endsSentence(words, index))) return;
    breaths.push(...partedBreath(words, { from, to: index }));
    from = index;
  });
  if (words.length > 0) breaths.push(...partedBreath(words, { from, to: words.length }));
  return breaths;
}

function partedBreath(words: readonly Word[], breath: Breath): Breath[] {
  if (breath.to - breath.from <= REACH * 2) return [breath];
  const atSentences = partedAtRests(
    words,
    breath,
    placesWithin(breath.from + 1, breath.to).filter((place) => endsSentence(words, place)),
  );
  return atSentences.flatMap((part) =>
    part.to - part.from <= REACH * 4 ? [part] : partedAtRests(words, part, placesWithin(part.from + REACH, part.to - REACH)),
  );
}

function placesWithin(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** Parted at those of the places, ascending, that have the longest pause of all within reach. */
function partedAtRests(words: readonly Word[], { from, to }: Breath, places: readonly number[]): Breath[] {
  const rests = places.map((place) => restBefore(words, place));
  const isLongest = (place: number, at: number): boolean => {
    const rest = rests[at] ?? 0;
    for (let before = at - 1; (places[before] ?? -Infinity) >= place - REACH; before -= 1) if ((rests[before] ?? 0) >= rest) return false;
    for (let after = at + 1; (places[after] ?? Infinity) <= place + REACH; after += 1) if ((rests[after] ?? 0) > rest) return false;
    return true;
  };
  const edges = [from, ...places.filter(isLongest), to];
  return edges.slice(0, -1).map((edge, index) => ({ from: edge, to: edges[index + 1] ?? to }));
}

/** The pause before a word, milliseconds; what is less than one tells equal pauses apart, by the two words on either side. */
function restBefore(words: readonly Word[], index: number): number {
  const [before, word] = [words[index - 1], words[index]];
  if (!before || !word) return 0;
  let mark = 7;
  for (let near = index - 2; near < index + 2; near += 1) {
    const text = words[near]?.text ?? ' ';
    mark = (mark * 8191 + text.length * 127 + text.charCodeAt(0) * 31 + text.charCodeAt(text.length - 1)) % 65_521;
  }
  return Math.max(0, word.start - before.end) + mark / 65_521;
}

/** Whether a sentence ends before word `index`. */
function endsSentence(words: readonly Word[], index: number): boolean {
  const text = words[index - 1]?.text ?? '';
  const last = text.charCodeAt(text.length - 1);
  // Most words end in a small Latin letter: no need to look twice.
  return !(last >= 97 && last <= 122) && endingOf(text, words[index]?.text ?? null) === 'sentence';
}

/** Measures stretches of words and remembers them by their words, wherever these have moved to. */
export interface MeasureCache {
  /** The words `from` … `to` - 1 of a turn, measured: the same object again while they and their neighbours are the same. */
  measure(turn: Turn, breath: Breath): MeasuredWords;
}

interface Remembered {
  readonly words: readonly Word[];
  readonly before: Word | undefined;
  readonly after: Word | undefined;
  readonly measured: MeasuredWords;
}

/** A cache for one language and one pace. */
export function measureCache(language: string | null, pace: Pace): MeasureCache {
  const known = new WeakMap<Word, Remembered>();
  return {
    measure(turn, { from, to }) {
      const first = turn.words[from];
      const found = first && known.get(first);
      if (found && isSame(found, turn, from, to)) return found.measured;
      const measured = measureWords(turn, { from, to, language, pace });
      if (first) known.set(first, { words: turn.words.slice(from, to), before: turn.words[from - 1], after: turn.words[to], measured });
      return measured;
    },
  };
}

function isSame({ words, before, after }: Remembered, turn: Turn, from: number, to: number): boolean {
  if (words.length !== to - from || before !== turn.words[from - 1] || after !== turn.words[to]) return false;
  for (let k = 0; k < words.length; k += 1) if (words[k] !== turn.words[from + k]) return false;
  return true;
}
