// A transcript and what lies over it, out of the form it is kept and sent in. Knows no call and no table.
import { unpackTrack, type PackedTrack } from '../subtitles/packed-track.ts';
import { unpackHighlights, type PackedHighlight } from '../transcript/highlight.ts';
import { unpackTranscript, type PackedTranscript } from '../transcript/pack.ts';
import type { MarkedTranscript } from './history-step.ts';

/** What is kept of a transcript; what was kept of before there were highlights or cues lacks them. */
export interface PackedMarked {
  readonly transcript: PackedTranscript;
  readonly highlights?: readonly PackedHighlight[] | undefined;
  readonly cues?: PackedTrack | undefined;
}

/** The transcript with its highlights and cues. */
export function unpackMarked({ transcript: packed, highlights = [], cues }: PackedMarked): MarkedTranscript {
  const transcript = unpackTranscript(packed);
  return { transcript, highlights: unpackHighlights(highlights, transcript), cues: unpackTrack(cues, transcript) };
}
