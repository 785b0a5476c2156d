// Checks of a cue's times by themselves and against its neighbours: length, order, gaps, frames, the media's end.
import { frameAt, timeOfFrame } from '../frame-rate.ts';
import type { Trial } from './check-cues.ts';

/** Rounding of formats and players: a millisecond this way or that is no fault. */
const TOLERANCE = 1;

/** no-length, short, long, order, overlap, gap, chain, off-frame, outside-media. */
export function timeChecks(trial: Trial): void {
  checkLength(trial);
  checkNeighbours(trial);
  checkFrames(trial);
  const { cue, mediaEnd, find } = trial;
  if (cue.cue.start < 0 || (mediaEnd !== null && cue.cue.end > mediaEnd + TOLERANCE)) {
    find('outside-media', { value: cue.cue.end, ...(mediaEnd !== null && { limit: mediaEnd }), unit: 'ms' });
  }
}

function checkLength({ cue: { cue }, limit, find }: Trial): void {
  const length = cue.end - cue.start;
  if (length <= 0) return find('no-length', { value: length, limit: 0, unit: 'ms' });
  const least = limit('minDuration');
  if (least && length < least.value - TOLERANCE) find('short', { value: length, limit: least.value, unit: 'ms', source: least.source });
  const most = limit('maxDuration');
  if (most && length > most.value + TOLERANCE) find('long', { value: length, limit: most.value, unit: 'ms', source: most.source });
}

function checkNeighbours({ cue: { cue }, before, follower, limit, find }: Trial): void {
  if (before && cue.start < before.start) find('order', { value: cue.start, limit: before.start, unit: 'ms' });
  if (!follower) return;
  const gap = follower.start - cue.end;
  if (gap < 0) return find('overlap', { value: -gap, limit: 0, unit: 'ms' });
  const least = limit('minGap');
  if (least && gap < least.value - TOLERANCE) return find('gap', { value: gap, limit: least.value, unit: 'ms', source: least.source });
  const chain = limit('chainBelow');
  if (chain && gap < chain.value - TOLERANCE && gap > (least?.value ?? 0) + TOLERANCE) {
    find('chain', { value: gap, limit: chain.value, unit: 'ms', source: chain.source });
  }
}

/** Milliseconds hold every frame to half a millisecond; a cue laid on frames is found again on them. */
function checkFrames({ cue: { cue }, rate, set, find }: Trial): void {
  if (!set.onFrames || rate === null) return;
  const off = [cue.start, cue.end].find((time) => Math.abs(timeOfFrame(frameAt(time, rate), rate) - time) > TOLERANCE);
  if (off !== undefined) find('off-frame', { value: off, unit: 'ms', detail: `${rate.id} frames a second` });
}
