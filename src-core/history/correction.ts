// Which changes correct a transcript, as people mean it: its words, who speaks them, or its cues.
import type { TrackChange } from '../subtitles/packed-track.ts';

/** What a change touches; as saves and steps have it. */
export interface TouchedParts {
  readonly splices: readonly unknown[];
  /** The whole list where it changed, else null. */
  readonly speakers: readonly unknown[] | null;
  readonly cues?: TrackChange | null | undefined;
}

/**
 * Whether a change corrects: words, names of speakers, or cues somebody made, changed or gave back to the rules. What cues are made for (rules, frame
 * rate, timecode, labels) corrects nothing by itself, nor does a highlight.
 */
export function isCorrection({ splices, speakers, cues }: TouchedParts): boolean {
  return splices.length > 0 || speakers !== null || (cues != null && (cues.put.length > 0 || cues.remove.length > 0));
}
