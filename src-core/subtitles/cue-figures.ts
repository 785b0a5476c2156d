// What a list of cues comes to in figures, for the line under a preview. Judges nothing.
import { durationOf } from '../span.ts';
import type { Transcript } from '../transcript/transcript.ts';
import type { Cue } from './cue.ts';
import type { LabelOf } from './cueing.ts';
import type { CueProfile } from './profile.ts';
import { measureCue } from './rules/measured-cue.ts';

/** Figures of cues as written, labels included. */
export interface CueFigures {
  readonly cues: number;
  /** Widest line, graphemes. */
  readonly longestLine: number;
  /** Highest reading speed, graphemes per second, a space at a line break counted. */
  readonly fastest: number;
  /** Cues faster than the profile's `maxSpeed`. */
  readonly tooFast: number;
  /** Cues shorter than the profile's `minDuration`. */
  readonly tooShort: number;
  /** Cues with a line wider than the profile's `lineLength`. */
  readonly tooWide: number;
}

/** Measures cues against a profile; `labelOf` when labels are written. */
export function cueFigures(transcript: Transcript, cues: readonly Cue[], profile: CueProfile, labelOf?: LabelOf): CueFigures {
  const figures = { cues: cues.length, longestLine: 0, fastest: 0, tooFast: 0, tooShort: 0, tooWide: 0 };
  cues.forEach((cue, index) => {
    const { widths, width } = measureCue(transcript, cue, cues[index - 1], { labelOf, narrow: profile.narrow, dashes: profile.dashes });
    const widest = Math.max(0, ...widths);
    const speed = (width * 1000) / Math.max(1, durationOf(cue));
    figures.longestLine = Math.max(figures.longestLine, widest);
    figures.fastest = Math.max(figures.fastest, speed);
    if (speed > profile.maxSpeed) figures.tooFast += 1;
    if (durationOf(cue) < profile.minDuration) figures.tooShort += 1;
    if (widest > profile.lineLength) figures.tooWide += 1;
  });
  return figures;
}
