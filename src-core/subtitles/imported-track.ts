// The cue track a subtitle file brings: every one of its cues held as the file has it. Knows no format.
import type { Cue } from './cue.ts';
import { newPin } from './cue-edits.ts';
import { isPlainLook } from './cue-look.ts';
import { defaultPlan, type CueTrack, type PinnedCue } from './cue-track.ts';
import type { DashForm } from './dialogue-dash.ts';
import type { FileManner } from './file-manner.ts';
import { byFirstWord } from '../transcript/word-stretch.ts';

/** How a file tells who speaks, so that what is made of it does it in the same way. */
export interface CueManner {
  /** Whether names stand before words ("Anna: …"). */
  readonly labels: boolean;
  /** The form of dashes before two people in one cue; null where it has none. */
  readonly dashes: DashForm | null;
  /** How the file is written; null or absent where it is not known. */
  readonly file?: FileManner | null;
}

export const plainManner: CueManner = { labels: false, dashes: null };

/** A track of pins that keep exactly the words, times, breaks and looks of cues read from a file; laying it gives these cues again. */
export function trackOfCues(cues: readonly Cue[], manner: CueManner = plainManner): CueTrack {
  const pins = cues.map((cue, index): PinnedCue => {
    const { start, end, breaks, look } = cue;
    return { ...newPin(index + 1, cue), start, end, breaks, look: look && !isPlainLook(look) ? look : null };
  });
  return { pins: pins.sort(byFirstWord), plan: { ...defaultPlan, ...manner } };
}
