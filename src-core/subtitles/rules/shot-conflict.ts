// Where a cue near a shot change belongs: on the change, a fixed few frames before it, or well away (Netflix N8 to N10).
// Counts in frames of the picture; knows neither words nor cues.
import type { Millis } from '../../span.ts';
import type { FrameRate } from '../frame-rate.ts';
import { frameAt, timeOfFrame } from '../frame-rate.ts';
import { firstFrom } from '../turn-timeline.ts';

/** The picture and what is asked around its shot changes. */
export interface ShotGrid {
  /** Times of shot changes, ascending. */
  readonly shots: readonly Millis[];
  readonly rate: FrameRate;
  /** How far a cue keeps away that is not on the change, milliseconds. */
  readonly zone: Millis;
  /** How many frames before the change a cue ends. */
  readonly gap: number;
}

/** A time that lies wrong: the change beside it, and the times that would be right, the likeliest first. */
export interface ShotConflict {
  readonly shot: Millis;
  readonly targets: readonly Millis[];
}

/** Share of the zone before a change in which a beginning moves onto it; further out it moves away (9 of 12 frames at 24, N9). */
const ONTO = 0.75;

/** What is wrong with a cue beginning at `time`, or null. */
export function startConflict(time: Millis, grid: ShotGrid): ShotConflict | null {
  const shortly = frameAt(grid.zone * ONTO, grid.rate);
  return conflictAt(time, grid, (distance, zone) => {
    if (distance === 0 || distance >= zone || distance <= -zone) return [];
    if (distance > 0 || -distance < shortly) return [0];
    return [-zone, 0];
  });
}

/** What is wrong with a cue ending at `time`, or null. It ends `gap` frames before the change, or outlasts it by the whole zone. */
export function endConflict(time: Millis, grid: ShotGrid): ShotConflict | null {
  return conflictAt(time, grid, (distance, zone) => (distance === -grid.gap || distance >= zone || distance <= -zone ? [] : [-grid.gap, zone]));
}

/** Whether a cue ending at `time` goes as it should before a shot change. */
export function endsAtShot(time: Millis, { shots, rate, gap }: ShotGrid): boolean {
  const shot = nearest(shots, time);
  return shot !== null && frameAt(time, rate) - frameAt(shot, rate) === -gap;
}

function conflictAt(time: Millis, { shots, rate, zone }: ShotGrid, judge: (distance: number, zone: number) => readonly number[]): ShotConflict | null {
  const shot = nearest(shots, time);
  if (shot === null) return null;
  const at = frameAt(shot, rate);
  const frames = judge(frameAt(time, rate) - at, frameAt(zone, rate));
  return frames.length === 0 ? null : { shot, targets: frames.map((frame) => timeOfFrame(at + frame, rate)) };
}

function nearest(times: readonly Millis[], time: Millis): Millis | null {
  const low = firstFrom(times, time);
  const [before, after] = [times[low - 1], times[low]];
  if (before === undefined || after === undefined) return before ?? after ?? null;
  return after - time < time - before ? after : before;
}
