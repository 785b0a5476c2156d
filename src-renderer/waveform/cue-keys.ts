// What keys on the focused wave ask of the chosen cue: each drag has its equal. Setting and nudging an edge alone are commands of the studio
// (subtitles.inHere …); here are those a pointer does with a modifier or on a whole cue.
import type { Millis } from '../../src-core/span.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import type { AskedTimes, Neighbours } from '../../src-core/subtitles/cue-times.ts';
import { frameAt, timeOfFrame, type FrameRate } from '../../src-core/subtitles/frame-rate.ts';

export interface KeyAsk {
  readonly times: AskedTimes;
  readonly neighbours: Neighbours;
}

/** A whole cue moves by so much where no picture sets a frame, milliseconds. */
const STEP: Millis = 40;

/**
 * Shift+I and Shift+O: the cue begins or ends at the playhead, and a neighbour that touches goes along. "<" and ">": the cue moves by a frame as a whole.
 * Null for any other key.
 */
export function askedByKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey'>, cue: Cue, { time, rate }: { time: Millis; rate: FrameRate | null }): KeyAsk | null {
  if (event.shiftKey && event.key === 'I') return { times: { start: time }, neighbours: 'ripple' };
  if (event.shiftKey && event.key === 'O') return { times: { end: time }, neighbours: 'ripple' };
  if (event.key !== '<' && event.key !== '>') return null;
  const by = event.key === '<' ? -1 : 1;
  const moved = (edge: Millis): Millis => (rate ? timeOfFrame(frameAt(edge, rate) + by, rate) : edge + by * STEP);
  return moved(cue.start) < 0 ? null : { times: { start: moved(cue.start), end: moved(cue.end) }, neighbours: 'stay' };
}
