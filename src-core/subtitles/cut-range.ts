// A range of words to be cut into cues and all that surrounds it, as cutting needs it. Data; what a cut costs is cue-cost.ts.
import type { Millis } from '../span.ts';
import type { MeasuredWords } from './measured-words.ts';

/** Words to be cut, and what surrounds them. Words i … j-1 make a run. */
export interface CutRange {
  readonly words: MeasuredWords;
  /** The words `from` … `to` - 1 are cut; no cue reaches beyond. */
  readonly from: number;
  readonly to: number;
  /** Nothing of the range can be shown before; -Infinity where nothing is in its way. */
  readonly free: Millis;
  /** When what is shown after the range begins. */
  readonly next: Millis;
  /** Width of the speaker’s label on the first line of the turn's first cue, or of every one; 0 for none. */
  readonly label: number;
  readonly labelEverywhere: boolean;
  /** Whether the first of `words` opens its turn. */
  readonly opensTurn: boolean;
  /** Starts of other people's turns, and times of shot changes, within the words; ascending. */
  readonly interruptions: readonly Millis[];
  readonly shots: readonly Millis[];
}

/** Room a label takes before words beginning with word i. */
export function labelAt({ opensTurn, labelEverywhere, label }: CutRange, i: number): number {
  return (i === 0 && opensTurn) || labelEverywhere ? label : 0;
}

/** Width of words i … j-1 on one line, with the label before them. */
export function widthOf(range: CutRange, i: number, j: number): number {
  const { left, right } = range.words;
  return (right[j - 1] ?? 0) - (left[i] ?? 0) + labelAt(range, i);
}
