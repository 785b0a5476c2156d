// Checks only word times allow: whether a cue comes and goes with its words, and with the picture's cuts.
import { frameAt } from '../frame-rate.ts';
import type { Trial } from './check-cues.ts';

export function soundChecks(trial: Trial): void {
  checkWords(trial);
  checkShots(trial);
}

function checkWords({ cue: { cue, said }, limit, find, before }: Trial): void {
  if (!said) return;
  const early = limit('maxEarly');
  if (early && said.start - cue.start > early.value) find('early', { value: said.start - cue.start, limit: early.value, unit: 'ms', source: early.source });
  const late = limit('maxLate');
  // While the cue before still shows words being said, waiting for it is no fault of this one's.
  const held = before !== undefined && before.end >= said.start;
  if (late && !held && cue.start - said.start > late.value) find('late', { value: cue.start - said.start, limit: late.value, unit: 'ms', source: late.source });
  const linger = limit('maxLinger');
  const least = limit('minDuration');
  const needed = Math.max(said.end + (linger?.value ?? 0), cue.start + (least?.value ?? 0));
  if (linger && cue.end > needed + 1) find('lingers', { value: cue.end - said.end, limit: linger.value, unit: 'ms', source: linger.source });
}

const SHOT_SOURCE = 'Netflix Timed Text Style Guide, timing to shot changes';
/** Half a second around a cut, in which a cue should be on it or well away (N8 to N10). */
const ZONE_MILLIS = 500;

function checkShots({ cue: { cue }, shots, rate, find }: Trial): void {
  for (const time of [cue.start, cue.end]) {
    const shot = nearest(shots, time);
    if (shot === null) continue;
    const frames = Math.abs(frameAt(time, rate) - frameAt(shot, rate));
    // An in-time belongs on the cut, an out-time two frames before it.
    const isOn = time === cue.start ? frames === 0 : frameAt(shot, rate) - frameAt(time, rate) === 2;
    if (isOn || Math.abs(shot - time) >= ZONE_MILLIS) continue;
    return find('shot-change', { value: shot - time, limit: ZONE_MILLIS, unit: 'ms', source: SHOT_SOURCE });
  }
}

function nearest(times: readonly number[], time: number): number | null {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const around = [times[low - 1], times[low]].filter((one) => one !== undefined);
  return around.length === 0 ? null : around.reduce((best, one) => (Math.abs(one - time) < Math.abs(best - time) ? one : best));
}
