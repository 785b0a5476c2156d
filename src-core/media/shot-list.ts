// A list of shot changes: times at which the picture cuts, rising. It knows numbers; not how they were found or who set them.
import type { Millis } from '../span.ts';

/** No film has more: a cut every half second for thirteen hours. */
export const MOST_SHOTS = 100_000;

/** The times in order, each once, as whole milliseconds from zero. */
export function shotList(times: readonly Millis[]): Millis[] {
  const whole = times.map(Math.round).filter((time) => Number.isSafeInteger(time) && time >= 0);
  return [...new Set(whole)].sort((a, b) => a - b).slice(0, MOST_SHOTS);
}

/** Place of the first shot change at or behind a time. */
export function shotFrom(shots: readonly Millis[], time: number): number {
  let low = 0;
  let high = shots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shots[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The shot change nearest to a time and at most `reach` milliseconds from it; of two as near the earlier. Null where there is none. */
export function nearestShot(shots: readonly Millis[], time: Millis, reach: Millis): Millis | null {
  const at = shotFrom(shots, time);
  const near = [shots[at - 1], shots[at]].filter((shot) => shot !== undefined && Math.abs(shot - time) <= reach);
  return near.reduce<Millis | null>((best, shot) => (best === null || Math.abs((shot ?? 0) - time) < Math.abs(best - time) ? (shot ?? best) : best), null);
}

/** The list with a shot change at a time; the same list where there is one already. */
export function withShot(shots: readonly Millis[], time: Millis): readonly Millis[] {
  const at = shotFrom(shots, time);
  return shots[at] === time ? shots : [...shots.slice(0, at), time, ...shots.slice(at)];
}

/** The list without the shot change at a time; the same list where there is none. */
export function withoutShot(shots: readonly Millis[], time: Millis): readonly Millis[] {
  const at = shotFrom(shots, time);
  return shots[at] === time ? [...shots.slice(0, at), ...shots.slice(at + 1)] : shots;
}
