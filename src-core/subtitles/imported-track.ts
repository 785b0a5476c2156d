// The cue track a subtitle file brings: every one of its cues held as the file has it. Knows no format.
import type { Problem } from '../problem.ts';
import type { Cue } from './cue.ts';
import { newPin } from './cue-edits.ts';
import { isPlainLook } from './cue-look.ts';
import { defaultPlan, type CueTrack, type PinnedCue } from './cue-track.ts';
import { byFirstWord } from '../transcript/word-stretch.ts';

/** Whether a file wrote names before words ("Anna: …"), so that what is made of it does too. */
export function wroteNames(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code === 'labels');
}

/**
 * A track of pins that keep exactly the words, times, breaks and looks of cues read from a file; laying it gives these cues again.
 * `problems` are those of the reading.
 */
export function trackOfCues(cues: readonly Cue[], problems: readonly Problem[] = []): CueTrack {
  const pins = cues.map((cue, index): PinnedCue => {
    const { start, end, breaks, look } = cue;
    return { ...newPin(index + 1, cue), start, end, breaks, look: look && !isPlainLook(look) ? look : null };
  });
  return { pins: pins.sort(byFirstWord), plan: { ...defaultPlan, labels: wroteNames(problems) } };
}
