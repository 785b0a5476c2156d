// The limits cues are made by where nobody has chosen any: Netflix's, by the transcript's language. What is cut is what is checked:
// there is no second table.
import type { Transcript } from '../transcript/transcript.ts';
import { cueLanguage } from './cue-language.ts';
import { frameRate, type FrameRate } from './frame-rate.ts';
import type { CueProfile } from './profile.ts';
import { cueProfileFor } from './rules/rule-set.ts';
import { ruleSetOrNull } from './rules/rule-sets.ts';
import { defaultPlan } from './cue-track.ts';
import { defaultProfile } from './profile.ts';

/** The limits for a transcript, by its language as told or as guessed; limits counted in frames are those of `rate`. */
export function profileFor(transcript: Transcript, rate: FrameRate = frameRate('25')): CueProfile {
  const set = ruleSetOrNull(defaultPlan.ruleSet);
  return set ? cueProfileFor(set, cueLanguage(transcript), rate) : defaultProfile;
}
