// The part of the picture a cue is drawn in, and which cues follow each other there. Cues of different parts may be read side by side.
import type { Cue } from '../cue.ts';

/** The part of the picture a cue is drawn in. */
export function laneOf(cue: Cue): string {
  return cue.look?.vertical ?? 'bottom';
}

/** Index of the nearest cue in the same part of the picture: shown next (`by` 1) or before (-1). Null for none. Cues are in showing order. */
export function besideInLane(cues: readonly Cue[], index: number, by: 1 | -1): number | null {
  const cue = cues[index];
  if (!cue) return null;
  const lane = laneOf(cue);
  for (let at = index + by, other = cues[at]; other; at += by, other = cues[at]) if (laneOf(other) === lane) return at;
  return null;
}
