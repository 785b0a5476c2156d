// A shot change on its way under a pointer, by the notch it has below the ruler. It knows times and pixels; nothing is changed until it is let go.
import { nearestShot, shotFrom } from '../../src-core/media/shot-list.ts';
import type { Millis } from '../../src-core/span.ts';
import { frameAt, timeOfFrame, type FrameRate } from '../../src-core/subtitles/frame-rate.ts';
import type { Window } from './cue-bars.ts';
import { spanInSight } from './word-chips.ts';

/** How far around its notch it is taken, to the sides and down from the ruler, and how far a pointer moves before it drags; pixels. */
const GRIP = 7;
const NOTCH = 12;
const STILL = 2;

export class ShotDrag {
  readonly from: Millis;
  readonly #x: number;
  readonly #rate: FrameRate | null;
  #time: Millis;
  #moved = false;

  /** Taken at pixel `x`. */
  constructor(from: Millis, x: number, rate: FrameRate | null) {
    this.from = from;
    this.#x = x;
    this.#rate = rate;
    this.#time = from;
  }

  /** Where it would come to lie. */
  get time(): Millis {
    return this.#time;
  }

  /** Moves it to the frame nearest to a time, or with `free` to the time itself. */
  to(x: number, time: Millis, free: boolean): void {
    this.#moved ||= Math.abs(x - this.#x) > STILL;
    if (this.#moved) this.#time = this.#rate && !free ? timeOfFrame(frameAt(time, this.#rate), this.#rate) : time;
  }
}

/** Shot changes in view. */
export function shotsIn(shots: readonly Millis[], window: Window): readonly Millis[] {
  const { start, end } = spanInSight(window);
  return shots.slice(shotFrom(shots, start), shotFrom(shots, end + 1));
}

/** The shot change whose notch a pointer is on; `y` is counted from the top of the wave. Null where they crowd, for there none can be told apart. */
export function shotAt(shots: readonly Millis[], window: Window, { x, y }: { readonly x: number; readonly y: number }): Millis | null {
  if (y < 0 || y > NOTCH) return null;
  const { from, pixelsPerSecond } = window;
  const reach = (GRIP * 1000) / pixelsPerSecond;
  const time = from + (x / pixelsPerSecond) * 1000;
  const near = shotFrom(shots, time + 2 * reach) - shotFrom(shots, time - 2 * reach);
  return near > 1 ? null : nearestShot(shots, time, reach);
}
