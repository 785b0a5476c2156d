// Checks only word times allow: whether a cue comes and goes with its words, and with the picture's cuts.
import type { Trial } from './check-cues.ts';
import { endConflict, startConflict } from './shot-conflict.ts';

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

function checkShots({ cue: { cue }, grid, limit, find }: Trial): void {
  if (!grid) return;
  const [start, end] = [startConflict(cue.start, grid), endConflict(cue.end, grid)];
  const [conflict, time] = start ? [start, cue.start] : [end, cue.end];
  const source = limit('shotZone')?.source;
  if (conflict && source !== undefined) find('shot-change', { value: conflict.shot - time, limit: grid.zone, unit: 'ms', source });
}
