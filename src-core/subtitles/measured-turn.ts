// A turn measured once for cue making: widths, times, pauses and break costs of its words, with running sums so that
// any run of words is judged in constant time. Chooses nothing.
import type { Millis } from '../span.ts';
import type { Turn } from '../transcript/transcript.ts';
import { breakPlaces } from './break-cost.ts';
import { measureWidth } from './graphemes.ts';
import type { CueProfile } from './profile.ts';
import { shownSpace, shownWord } from './shown-text.ts';
import { soundEnd } from './turn-timeline.ts';

/** Every array is by word index; words i … j-1 make a run. */
export interface MeasuredTurn {
  readonly length: number;
  /** Where word k begins and ends on one endless line, graphemes. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** When word k begins and falls silent, milliseconds; starts never fall. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Silence before word k, milliseconds. */
  readonly pause: Float64Array;
  /** Cost of a break before word k, 0 to 100. */
  readonly breakCost: Float64Array;
  /** 1 when a sentence ends before word k. */
  readonly sentenceEnd: Uint8Array;
  /** Running sums up to and including word k. */
  readonly sentenceSum: Float64Array;
  readonly pauseSum: Float64Array;
  /** Starts of other people's turns inside this one. */
  readonly interruptions: readonly Millis[];
  /** Start of the first turn after this one ends; Infinity after the last. */
  readonly nextStart: Millis;
  /** Width a speaker's label takes on the first line, 0 for none. */
  readonly label: number;
  /** Whether every cue of the turn may need the label, not only its first. */
  readonly labelEverywhere: boolean;
}

/** What surrounds the turn. */
export interface TurnSurroundings {
  readonly language: string | null;
  readonly interruptions: readonly Millis[];
  readonly nextStart: Millis;
  readonly label: number;
  readonly labelEverywhere: boolean;
}

const EASY_PAUSE = 300;

/** Measures a turn by a profile's way of counting. */
export function measureTurn(turn: Turn, profile: CueProfile, surroundings: TurnSurroundings): MeasuredTurn {
  const length = turn.words.length;
  const shown = turn.words.map(shownWord);
  const places = breakPlaces(turn, shown, surroundings.language);
  const [left, right, start, end, pause] = [0, 0, 0, 0, 0].map(() => new Float64Array(length)) as FiveArrays; // five are made here
  const sentenceSum = new Float64Array(length);
  const pauseSum = new Float64Array(length);
  let place = 0;
  turn.words.forEach((word, k) => {
    if (k > 0) place += measureWidth(shownSpace(word.space), profile.narrow);
    left[k] = place;
    place += measureWidth(shown[k] ?? '', profile.narrow);
    right[k] = place;
    const before = k > 0 ? k - 1 : null;
    start[k] = before === null ? word.start : Math.max(word.start, start[before] ?? 0);
    end[k] = Math.max(soundEnd(word), start[k] ?? 0);
    if (before === null) return;
    // A word believed to sound into the next one (unsound times) makes no negative pause.
    pause[k] = Math.max(0, (start[k] ?? 0) - (end[before] ?? 0));
    sentenceSum[k] = (sentenceSum[before] ?? 0) + (places.sentenceEnds[k] ?? 0);
    pauseSum[k] = (pauseSum[before] ?? 0) + Math.max(0, (pause[k] ?? 0) - EASY_PAUSE);
  });
  return { length, left, right, start, end, pause, breakCost: places.cost, sentenceEnd: places.sentenceEnds, sentenceSum, pauseSum, ...surroundings };
}

type FiveArrays = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
