// Words of one turn measured once for cue making: widths, times, pauses and break costs, with running sums so that any run of them
// is judged in constant time. Chooses nothing.
import type { Turn } from '../transcript/transcript.ts';
import { breakPlaces } from './break-cost.ts';
import { measureWidth } from './graphemes.ts';
import type { Pace } from './run-ticks.ts';
import { shownSpace, shownWord } from './shown-text.ts';
import { soundEnd } from './turn-timeline.ts';

/** Every array is by word index within these words; words i … j-1 make a run. */
export interface MeasuredWords {
  readonly length: number;
  /** Where word k begins and ends on one endless line, graphemes. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** When word k begins and falls silent, milliseconds; starts never fall. `start[length]` is the word after in the turn, Infinity for none. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** On the clock: when word k begins, the word after the last too; when it is silent; how long a cue that ends with it may stay. */
  readonly startTick: Float64Array;
  readonly silentTick: Float64Array;
  readonly stayedTick: Float64Array;
  /** Silence before word k, up to the word after the last, milliseconds. */
  readonly pause: Float64Array;
  /** Cost of a break before word k, up to the word after the last, 0 to 100. */
  readonly breakCost: Float64Array;
  /** 1 when a sentence, or the turn, begins with word k; at `length`, when one ends with the last word. */
  readonly sentenceEnd: Uint8Array;
  /** Running sums up to and including word k: sentences begun behind the first word, and milliseconds of pauses beyond the easy ones. */
  readonly sentenceSum: Float64Array;
  readonly pauseSum: Float64Array;
}

/** What of a turn is measured, and how. */
export interface MeasuredRange {
  /** Words `from` … `to` - 1. */
  readonly from: number;
  readonly to: number;
  readonly language: string | null;
  /** How characters count, and on which clock. */
  readonly pace: Pace;
}

const EASY_PAUSE = 300;

/** Measures words of a turn. Their neighbours in the turn are looked at for the breaks at either end. */
export function measureWords(turn: Turn, { from, to, language, pace }: MeasuredRange): MeasuredWords {
  const length = to - from;
  const measured = emptyMeasure(length);
  const { clock, profile } = pace;
  const { left, right, start, end, startTick, silentTick, stayedTick, pause, breakCost, sentenceEnd, sentenceSum, pauseSum } = measured;
  const lead = from > 0 ? 1 : 0;
  const words = turn.words.slice(from - lead, to + 1);
  const shown = words.map(shownWord);
  const places = breakPlaces(words, shown, language);
  let place = 0;
  let silent = -Infinity;
  for (let at = 0; at < words.length; at += 1) {
    const k = at - lead;
    const word = words[at];
    if (!word) break;
    const begins = k > 0 ? Math.max(word.start, start[k - 1] ?? 0) : word.start;
    if (k >= 0) {
      start[k] = begins;
      startTick[k] = clock.near(begins);
      // A word believed to sound into the next one (unsound times) makes no negative pause.
      pause[k] = at === 0 ? 0 : Math.max(0, begins - silent);
      breakCost[k] = places.cost[at] ?? 0;
      sentenceEnd[k] = at === 0 ? 1 : (places.sentenceEnds[at] ?? 0);
    }
    silent = Math.max(soundEnd(word), begins);
    if (k < 0 || k >= length) continue;
    if (k > 0) place += measureWidth(shownSpace(word.space), profile.narrow);
    left[k] = place;
    place += measureWidth(shown[at] ?? '', profile.narrow);
    right[k] = place;
    end[k] = silent;
    silentTick[k] = clock.up(silent);
    stayedTick[k] = clock.down(silent + profile.leadOut);
    if (k === 0) continue;
    sentenceSum[k] = (sentenceSum[k - 1] ?? 0) + (sentenceEnd[k] ?? 0);
    pauseSum[k] = (pauseSum[k - 1] ?? 0) + Math.max(0, (pause[k] ?? 0) - EASY_PAUSE);
  }
  if (to >= turn.words.length) [start[length], startTick[length], sentenceEnd[length]] = [Infinity, Infinity, 1];
  return measured;
}

function emptyMeasure(length: number): MeasuredWords {
  const array = (size: number): Float64Array => new Float64Array(size);
  return {
    length,
    left: array(length),
    right: array(length),
    start: array(length + 1),
    end: array(length),
    startTick: array(length + 1),
    silentTick: array(length),
    stayedTick: array(length),
    pause: array(length + 1),
    breakCost: array(length + 1),
    sentenceEnd: new Uint8Array(length + 1),
    sentenceSum: array(length),
    pauseSum: array(length),
  };
}
