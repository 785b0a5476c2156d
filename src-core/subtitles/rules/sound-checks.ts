// Checks only word times allow: whether a cue comes and goes with its words, and with the picture's cuts.
import type { Millis } from '../../span.ts';
import { frameAt, timeOfFrame } from '../frame-rate.ts';
import { firstFrom } from '../turn-timeline.ts';
import type { Trial } from './check-cues.ts';
import type { ShotGrid } from './shot-conflict.ts';
import { endConflict, endsAtShot, startConflict } from './shot-conflict.ts';

/** early, late, lingers, shot-change. */
export function soundChecks(trial: Trial): void {
  checkWords(trial);
  checkShots(trial);
}

function checkWords({ cue: { cue, said }, limit, find, before, after, grid, rate }: Trial): void {
  if (!said) return;
  const isForPicture = grid !== null && isByShot(cue.start, grid) && Math.abs(said.start - cue.start) <= grid.zone;
  const early = isForPicture ? null : limit('maxEarly');
  if (early && said.start - cue.start > early.value) find('early', { value: said.start - cue.start, limit: early.value, unit: 'ms', source: early.source });
  const late = isForPicture ? null : limit('maxLate');
  // While the cue before still shows words being said, waiting for it is no fault of this one's.
  const held = before !== undefined && before.end >= said.start;
  if (late && !held && cue.start - said.start > late.value) find('late', { value: cue.start - said.start, limit: late.value, unit: 'ms', source: late.source });
  const linger = limit('maxLinger');
  const least = limit('minDuration');
  const needed = Math.max(said.end + (linger?.value ?? 0), cue.start + (least ? least.value + (rate ? timeOfFrame(1, rate) : 0) : 0));
  // Closing a gap too short to notice comes before leaving on time (N5 before N7).
  const isClosing = after !== undefined && after.start - needed < (limit('chainBelow')?.value ?? 0);
  const isAtShot = grid !== null && endsAtShot(cue.end, grid) && cue.end <= needed + grid.zone;
  if (linger && !isClosing && !isAtShot && cue.end > needed + 1)
    find('lingers', { value: cue.end - said.end, limit: linger.value, unit: 'ms', source: linger.source });
}

/** Whether a cue begins with a shot change, or just as far before one as it must keep away: early or late for the picture's sake (N8, N9). */
function isByShot(time: Millis, { shots, rate, zone }: ShotGrid): boolean {
  const at = frameAt(time, rate);
  for (let next = firstFrom(shots, time - zone); next < shots.length; next += 1) {
    const away = frameAt(shots[next] ?? 0, rate) - at;
    if (away === 0 || away === frameAt(zone, rate)) return true;
    if (away > frameAt(zone, rate)) return false;
  }
  return false;
}

function checkShots({ cue: { cue }, grid, limit, find }: Trial): void {
  if (!grid) return;
  const [start, end] = [startConflict(cue.start, grid), endConflict(cue.end, grid)];
  const [conflict, time] = start ? [start, cue.start] : [end, cue.end];
  const source = limit('shotZone')?.source;
  if (conflict && source !== undefined) find('shot-change', { value: conflict.shot - time, limit: grid.zone, unit: 'ms', source });
}
