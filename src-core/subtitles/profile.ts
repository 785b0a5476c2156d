// The limits cues are made by, as data with their sources. Knows nothing of words or of how the limits are met.
import type { Millis } from '../span.ts';
import type { DashForm } from './dialogue-dash.ts';
import { plainDashes } from './dialogue-dash.ts';

/** What a reader can follow and a client accepts. All times in milliseconds, widths in graphemes. */
export interface CueProfile {
  /** Graphemes in one line. */
  readonly lineLength: number;
  /** Lines in one cue. */
  readonly maxLines: 1 | 2;
  /** Reading speed aimed at, graphemes per second, spaces and punctuation counted. */
  readonly targetSpeed: number;
  /** Reading speed not to be passed where the sound allows. */
  readonly maxSpeed: number;
  /** Words a minute not to be passed where the sound allows, for guides that count so; Infinity for others. */
  readonly maxWordSpeed: number;
  readonly minDuration: Millis;
  readonly maxDuration: Millis;
  /** Least time between the end of a cue and the start of the next. */
  readonly minGap: Millis;
  /** A gap shorter than this is closed to `minGap`; 0 leaves gaps alone. */
  readonly chainBelow: Millis;
  /** How early a cue may start so that it can be read, where there is silence before it. */
  readonly leadIn: Millis;
  /** How long a cue may stay after its last word so that it can be read. */
  readonly leadOut: Millis;
  /** How late a cue may start because the one before it is still needed (people speaking at once). */
  readonly maxLate: Millis;
  /** The shortest a cue gets when people speak at once and all lateness is used up. */
  readonly leastDuration: Millis;
  /** A silence so long always ends a cue. */
  readonly longPause: Millis;
  /** Whether a cue that ends one sentence should not begin another (TED, BBC). */
  readonly oneSentence: boolean;
  /** Least share of the longer line the shorter one should have; 0 for guides that ask for none. */
  readonly leastBalance: number;
  /** What a character before the Hangul block counts: Korean guides count Latin letters half. */
  readonly narrow: number;
  /** How two people in one cue are told apart where neither is named. */
  readonly dashes: DashForm;
}

/**
 * Netflix Timed Text Style Guide, general requirements: 42 characters, two lines, 5/6 s to 7 s, two frames between cues (80 ms at 25),
 * gaps under half a second closed, out-time up to half a second past the sound. Speed: 17 (most languages) to 20 (English, SDH).
 * In-times up to two frames before the sound. Lateness: BBC Subtitle Guidelines, not more than 1.5 s after the speech.
 */
export const defaultProfile: CueProfile = {
  lineLength: 42,
  maxLines: 2,
  targetSpeed: 17,
  maxSpeed: 20,
  maxWordSpeed: Infinity,
  minDuration: 833,
  maxDuration: 7000,
  minGap: 80,
  chainBelow: 500,
  leadIn: 80,
  leadOut: 500,
  maxLate: 1500,
  leastDuration: 500,
  longPause: 2000,
  oneSentence: false,
  leastBalance: 0,
  narrow: 1,
  dashes: plainDashes,
};
