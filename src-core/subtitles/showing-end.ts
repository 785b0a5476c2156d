// When a cue ends that nobody has set an end for: the one place that says so, for judging a cut and for timing it. Knows no neighbours but when the next begins.
import type { Pace, RunTicks } from './run-ticks.ts';
import type { Ticks } from './tick-clock.ts';

/** A cue whose end is to be found. Its start is two ticks only where a set one lies between frames: the last not after it, and the first not before it. */
export interface Showing extends Pick<RunTicks, 'silent' | 'stretched' | 'reading' | 'hurried'> {
  readonly start: Ticks;
  readonly startUp: Ticks;
  readonly next: Ticks;
}

/** The end: law 4 of `timeRuns`. */
export function showingEnd({ start, startUp, next, silent, stretched, reading, hurried }: Showing, { gap, min, max, least, chainBelow }: Pace): Ticks {
  const closed = next - gap;
  const latest = Math.max(startUp + least, Math.min(closed, start + max));
  const end = Math.min(latest, Math.max(silent, startUp + min, Math.min(stretched, startUp + reading)));
  if (end >= closed || next - end >= chainBelow) return end;
  // What cannot be closed is opened, where that costs neither sound nor reading.
  const opened = next - chainBelow;
  return closed <= latest ? closed : opened >= Math.max(silent, startUp + min, startUp + hurried) ? opened : end;
}
