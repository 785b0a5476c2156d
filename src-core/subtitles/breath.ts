// Breaths: the words of a turn between two silences that always end a cue. Each is measured and cut by itself, so that
// an edit costs its breath, not its turn.
import type { Millis } from '../span.ts';
import type { Turn, Word } from '../transcript/transcript.ts';
import type { MeasuredWords } from './measured-words.ts';
import { measureWords } from './measured-words.ts';
import { endingOf } from './sentence.ts';
import { soundEnd } from './turn-timeline.ts';

/** Words `from` … `to` - 1 of a turn. */
export interface Breath {
  readonly from: number;
  readonly to: number;
}

/** A silence so long after a sentence parts breaths: a second cue costs less by far than a cue that stands through it (see cue-cost.ts). */
const SENTENCE_PAUSE: Millis = 1000;

/** The breaths of a turn in order, all its words among them: parted by silences of `longPause`, or of a second after a sentence. */
export function breathsOf(turn: Turn, longPause: Millis): Breath[] {
  const breaths: Breath[] = [];
  let from = 0;
  let before: Word | null = null;
  let silent = -Infinity;
  turn.words.forEach((word, index) => {
    const pause = word.start - silent;
    if (before && pause >= Math.min(SENTENCE_PAUSE, longPause) && (pause >= longPause || endingOf(before.text, word.text) === 'sentence')) {
      breaths.push({ from, to: index });
      from = index;
    }
    before = word;
    silent = Math.max(silent, soundEnd(word));
  });
  if (before) breaths.push({ from, to: turn.words.length });
  return breaths;
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

/** A cache for one language and one way of counting, `narrow` being what a character before Hangul counts. */
export function measureCache(language: string | null, narrow: number): MeasureCache {
  const known = new WeakMap<Word, Remembered>();
  return {
    measure(turn, { from, to }) {
      const first = turn.words[from];
      const found = first && known.get(first);
      if (found && isSame(found, turn, from, to)) return found.measured;
      const measured = measureWords(turn, { from, to, language, narrow });
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
