// Where the visible cues stand on the wave, and what lies beneath a pointer. Numbers only: draw-cues.ts draws them.
// Cost: a look into a list of any length is two binary searches and the cues in view.
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { spanInSight, type Sight } from './word-chips.ts';

/** Pixels to each side of an edge that take hold of it: of the chosen cue, anywhere on the wave; of any other, inside its bar. */
const GRIP = 12;
const SIDE_GRIP = 7;
/** Narrower bars keep their middle for themselves: they are moved, not stretched, until they are chosen or nearer. */
const WIDE_ENOUGH = 3 * SIDE_GRIP;

/** What of the recording is in view. */
export type Window = Omit<Sight, 'transcript'>;

/** A cue as it stands on the wave. */
export interface CueBar {
  readonly index: number;
  readonly cue: Cue;
  readonly left: number;
  readonly right: number;
  /** 0, or 1 for a cue that is shown while another still is. */
  readonly lane: 0 | 1;
}

/** What of a cue is taken hold of. */
export type CuePart = 'start' | 'end' | 'body';

export interface CueGrip {
  readonly index: number;
  readonly part: CuePart;
}

interface CueIndex {
  /** The latest end among the cues up to each: rising, whatever lies across what. */
  readonly reach: Float64Array;
  readonly lanes: Uint8Array;
  readonly hasTwoLanes: boolean;
}

const indexes = new WeakMap<readonly Cue[], CueIndex>();

function indexOf(cues: readonly Cue[]): CueIndex {
  const known = indexes.get(cues);
  if (known) return known;
  const reach = new Float64Array(cues.length);
  const lanes = new Uint8Array(cues.length);
  const ends: [number, number] = [-Infinity, -Infinity];
  let hasTwoLanes = false;
  cues.forEach((cue, index) => {
    const lane = cue.start < ends[0] && cue.start >= ends[1] ? 1 : 0;
    ends[lane] = Math.max(ends[lane], cue.end);
    lanes[index] = lane;
    hasTwoLanes ||= lane === 1;
    reach[index] = Math.max(reach[index - 1] ?? 0, cue.end);
  });
  const made = { reach, lanes, hasTwoLanes };
  indexes.set(cues, made);
  return made;
}

/** Whether any of these cues is shown while another still is, so that there are two rows of them. */
export function hasTwoLanes(cues: readonly Cue[]): boolean {
  return indexOf(cues).hasTwoLanes;
}

/** The cues in view, in showing order; those that begin before it are among them. */
export function barsIn(cues: readonly Cue[], window: Window): CueBar[] {
  const { reach, lanes } = indexOf(cues);
  const { from, pixelsPerSecond } = window;
  const seen = spanInSight(window);
  const x = (time: number): number => ((time - from) / 1000) * pixelsPerSecond;
  const bars: CueBar[] = [];
  for (let index = firstBehind(reach, seen.start); index < cues.length; index += 1) {
    const cue = cues[index];
    if (!cue || cue.start >= seen.end) break;
    if (cue.end > seen.start) bars.push({ index, cue, left: x(cue.start), right: x(cue.end), lane: lanes[index] === 1 ? 1 : 0 });
  }
  return bars;
}

/** The first place whose value lies behind a time. */
function firstBehind(values: Float64Array, time: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a pointer is: `lane` null on the wave, outside the rows of cues. */
export interface CuePoint {
  readonly x: number;
  readonly lane: 0 | 1 | null;
}

/** The bar beneath a pointer in the rows of cues; of two the later. Null between bars and on the wave. */
export function barAt(bars: readonly CueBar[], { x, lane }: CuePoint): CueBar | null {
  if (lane === null) return null;
  return bars.findLast((bar) => bar.lane === lane && x >= bar.left && x < Math.max(bar.right, bar.left + 2)) ?? null;
}

/** What a pointer takes hold of: an edge of the chosen cue wherever it is, else in the rows an edge of a wide enough bar, else a whole bar. */
export function cueGripAt(bars: readonly CueBar[], point: CuePoint, chosen: number | null): CueGrip | null {
  const under = barAt(bars, point);
  const own = bars.find(({ index }) => index === chosen);
  // Beside a neighbour that touches, each keeps the edge on its own side.
  const held = own && (under === null || under === own || point.lane === null) ? edgeAt(own, point, GRIP) : null;
  if (held && own) return { index: own.index, part: held };
  if (under === null) return null;
  const edge = under.right - under.left >= WIDE_ENOUGH ? edgeAt(under, point, SIDE_GRIP) : null;
  return { index: under.index, part: edge ?? 'body' };
}

/** The nearer edge within reach. Inside, the grips leave at least a third of the bar to its middle. */
function edgeAt({ left, right }: CueBar, { x, lane }: CuePoint, reach: number): 'start' | 'end' | null {
  const inner = Math.min(reach, (right - left) / (lane === null ? 2 : 3));
  if (x >= left - reach && x <= left + inner && x - left <= right - x) return 'start';
  return x <= right + reach && x >= right - inner ? 'end' : null;
}
