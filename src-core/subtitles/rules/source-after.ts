// What an operation on cues leaves, as the next operation of the same step sees it: without laying all cues anew. Knows no rules and no findings.
import { stretchSpan } from '../../transcript/word-stretch.ts';
import { applyCueEdit, type CueEdit, type CueSource } from '../cue-edits.ts';
import type { Cue } from '../cue.ts';

/**
 * The words as the operation left them, its track, and a cue for each pin that is shown, in the order of the words. Times of a pin that are not set
 * are those of its words; words that no pin holds are in no cue. Throws RangeError when the edit belongs to another transcript.
 */
export function sourceAfter(source: CueSource, edit: CueEdit): CueSource {
  const { transcript, track } = applyCueEdit(source.transcript, edit);
  const cues = track.pins
    .filter((pin) => pin.shown)
    .map(({ id, from, to, start, end, breaks, look }): Cue => {
      const span = stretchSpan(transcript, { from, to }) ?? { start: 0, end: 1 };
      return { start: start ?? span.start, end: end ?? span.end, from, to, breaks: breaks ?? [], ...(look && { look }), pin: id };
    });
  return { transcript, track, cues };
}
