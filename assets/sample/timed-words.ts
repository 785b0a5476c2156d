// The interview's words on the time line of its sound: what the composer makes and every document is written from.
import type { ScriptWord } from './interview-text.ts';

/** One word as it is really spoken. Milliseconds from the start of the sound. */
export interface TimedWord extends ScriptWord {
  readonly start: number;
  readonly end: number;
}

/** One turn as it is really spoken. */
export interface TimedTurn {
  readonly speaker: 'host' | 'guest';
  readonly sentences: readonly (readonly TimedWord[])[];
}
