// How a recording's cues are made: its plan, what the media says, the person's own rules, put together. Serves the desk and the export alike.
import type { Recording } from '../../src-core/library/recording.ts';
import { cueLanguage } from '../../src-core/subtitles/cue-language.ts';
import type { CuePlan } from '../../src-core/subtitles/cue-track.ts';
import { frameRate, frameRateOf, type FrameRate } from '../../src-core/subtitles/frame-rate.ts';
import type { CueProfile } from '../../src-core/subtitles/profile.ts';
import { cueProfileFor, withDashes, type RuleSet } from '../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetFor } from '../../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';

/** What cues are made by. */
export interface CueMaking {
  readonly set: RuleSet;
  readonly rate: FrameRate;
  /** The rate on whose frames times are laid; null lays them to the millisecond, where nobody has told the picture's rate. */
  readonly grid: FrameRate | null;
  readonly profile: CueProfile;
}

/** The rate frames are counted at where neither the media nor a person says one. */
const USUAL_RATE = '25';

/** The rules of a plan, with its own way to write two people. */
export function ruleSetOf({ ruleSet, dashes }: CuePlan, own: readonly RuleSet[]): RuleSet {
  return withDashes(ruleSetFor(ruleSet, own), dashes);
}

/** The rate of a plan: the one chosen, else the media's, else the usual. */
export function rateOf(plan: CuePlan, recording: Recording | null): FrameRate {
  if (plan.frameRate !== null) return frameRate(plan.frameRate);
  const told = recording?.media.facts?.video?.frameRate;
  return (told && frameRateOf(told.numerator / told.denominator)) ?? frameRate(USUAL_RATE);
}

/** Whether a person or the media has told the picture's rate. */
export function knowsRate(plan: CuePlan, recording: Recording | null): boolean {
  return plan.frameRate !== null || Boolean(recording?.media.facts?.video?.frameRate);
}

/** Everything cues of this transcript are made by. `own` are the person's rule sets. */
export function cueMaking(plan: CuePlan, transcript: Transcript, { recording, own }: { recording: Recording | null; own: readonly RuleSet[] }): CueMaking {
  const rate = rateOf(plan, recording);
  const set = ruleSetOf(plan, own);
  return { set, rate, grid: knowsRate(plan, recording) ? rate : null, profile: cueProfileFor(set, cueLanguage(transcript), rate) };
}
