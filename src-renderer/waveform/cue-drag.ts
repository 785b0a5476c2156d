// A cue, or an edge of one, on its way under a pointer: where it may go, where it snaps, and the times to be asked for when it is let go.
// It knows times; not pixels, pointers or drawing. Nothing is changed here: cue-times.ts makes the edit of what is asked.
import type { Millis, Span } from '../../src-core/span.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import type { AskedTimes, Neighbours } from '../../src-core/subtitles/cue-times.ts';
import { frameAt, timeOfFrame, type FrameRate } from '../../src-core/subtitles/frame-rate.ts';
import { snapTo } from '../../src-core/transcript/word-edges.ts';
import type { CueGrip } from './cue-bars.ts';

/** How the pointer is held. */
export interface CueHold {
  /** How near a target draws to it, milliseconds; null while snapping is off, to frames as well. */
  readonly reach: Millis | null;
  /** Whether the edge of a neighbour that touches goes along. */
  readonly neighbours: Neighbours;
}

/** What a drag goes by. */
export interface CueGround {
  readonly cues: readonly Cue[];
  /** Times to snap to. */
  readonly targets: readonly Millis[];
  /** The grid cues lie on; null where no picture sets one. */
  readonly rate: FrameRate | null;
  /** Least time between cues, milliseconds: a neighbour's edge draws to that distance. */
  readonly gap: Millis;
  /** The end of the media. */
  readonly end: Millis;
}

/** Neighbours no further apart touch; what one keeps when an edge is pushed over it. As cue-times.ts has it. Milliseconds. */
const TOUCHING: Millis = 126;
const LEAST_LEFT: Millis = 100;
/** A cue dragged shorter than this is none. */
const LEAST: Millis = 40;

export class CueDrag {
  readonly grip: CueGrip;
  readonly #ground: CueGround;
  readonly #cue: Cue;
  readonly #targets: readonly Millis[];
  #span: Span;
  #beside: ReadonlyMap<number, Span> = new Map();
  #snapped: Millis | null = null;
  #neighbours: Neighbours = 'stay';

  /** Throws RangeError when there is no such cue. */
  constructor(ground: CueGround, grip: CueGrip) {
    const cue = ground.cues[grip.index];
    if (!cue) throw new RangeError(`no cue ${grip.index}`);
    this.#ground = ground;
    this.#cue = cue;
    this.#span = cue;
    this.grip = grip;
    const [before, behind] = [ground.cues[grip.index - 1], ground.cues[grip.index + 1]];
    this.#targets = [...ground.targets, ...(before ? [before.end, before.end + ground.gap] : []), ...(behind ? [behind.start, behind.start - ground.gap] : [])];
  }

  /** Where the held edge, or of a body the start, was when it was taken. */
  get origin(): Millis {
    return this.grip.part === 'end' ? this.#cue.end : this.#cue.start;
  }

  /** The target it has snapped to, or null. */
  get snapped(): Millis | null {
    return this.#snapped;
  }

  /** What to ask for when it is let go now; null when nothing would change. */
  get asked(): { readonly times: AskedTimes; readonly neighbours: Neighbours } | null {
    const { start, end } = this.#span;
    if (start === this.#cue.start && end === this.#cue.end) return null;
    const times = { ...(start !== this.#cue.start && { start }), ...(end !== this.#cue.end && { end }) };
    return { times, neighbours: this.#neighbours };
  }

  /** The spans of cues as they would be, by index: the dragged one and what goes along. */
  get preview(): ReadonlyMap<number, Span> {
    return new Map([...this.#beside, [this.grip.index, this.#span]]);
  }

  /** Whether these are still the cues the drag began on: an undo by key may have come between. */
  isOn(cues: readonly Cue[]): boolean {
    return cues === this.#ground.cues;
  }

  /** Moves what is held so that its edge (of a body: its start) lies at a time, as near as it may. */
  to(time: Millis, { reach, neighbours }: CueHold): void {
    this.#neighbours = this.grip.part === 'body' ? 'stay' : neighbours;
    this.#beside = new Map();
    if (this.grip.part === 'body') this.#moveBody(time, reach);
    else this.#moveEdge(this.grip.part, time, reach);
  }

  #moveEdge(edge: 'start' | 'end', time: Millis, reach: Millis | null): void {
    const room = this.#edgeRoom(edge);
    const goal = reach === null ? time : snapTo(time, this.#targets, reach);
    const at = this.#onGrid(goal, room, reach !== null);
    this.#span = edge === 'start' ? { start: at, end: this.#cue.end } : { start: this.#cue.start, end: at };
    this.#snapped = reach !== null && this.#targets.includes(goal) && this.#isThere(at, goal) ? at : null;
    this.#takeAlong(edge, at);
  }

  #moveBody(time: Millis, reach: Millis | null): void {
    const { start, end } = this.#cue;
    const [low, high] = [this.#before(), this.#behind()];
    const room = { start: Math.min(low, start), end: Math.max(high, end) - (end - start) };
    const bySide = reach === null ? [time] : [snapTo(time, this.#targets, reach), snapTo(time + end - start, this.#targets, reach) - (end - start)];
    const moved = bySide.filter((side) => side !== time);
    const goal = moved.reduce((best, side) => (Math.abs(side - time) < Math.abs(best - time) ? side : best), moved[0] ?? time);
    const at = this.#onGrid(goal, room, reach !== null);
    const { rate } = this.#ground;
    const length = end - start;
    const until = rate && reach !== null ? timeOfFrame(frameAt(at, rate) + frameAt(end, rate) - frameAt(start, rate), rate) : at + length;
    // Off the grid before, a cue may be a frame longer on it than where it stood.
    this.#span = { start: at, end: Math.min(until, Math.max(high, end)) };
    const snapped = [at, this.#span.end].find((edge) => this.#targets.some((target) => this.#isThere(edge, target)));
    this.#snapped = moved.length > 0 && snapped !== undefined ? snapped : null;
  }

  /** How far an edge may go, both ends included. Cues that lie across each other already (people speaking at once) hold each other nowhere. */
  #edgeRoom(edge: 'start' | 'end'): Span {
    const { start, end } = this.#cue;
    const least = Math.min(LEAST, end - start);
    return edge === 'start' ? { start: this.#before(), end: end - least } : { start: start + least, end: this.#behind() };
  }

  #before(): Millis {
    const before = this.#ground.cues[this.grip.index - 1];
    if (!before || before.end > this.#cue.start) return 0;
    if (!this.#ripples(before, this.#cue)) return before.end;
    return before.start + leastLeft(before) + (this.#cue.start - before.end);
  }

  #behind(): Millis {
    const behind = this.#ground.cues[this.grip.index + 1];
    if (!behind || behind.start < this.#cue.end) return Math.max(this.#ground.end, this.#cue.end);
    if (!this.#ripples(this.#cue, behind)) return behind.start;
    return behind.end - leastLeft(behind) - (behind.start - this.#cue.end);
  }

  #ripples(first: Span, second: Span): boolean {
    return this.#neighbours === 'ripple' && second.start - first.end <= TOUCHING;
  }

  /** The neighbour's edge keeps its distance. */
  #takeAlong(edge: 'start' | 'end', at: Millis): void {
    const index = edge === 'start' ? this.grip.index - 1 : this.grip.index + 1;
    const neighbour = this.#ground.cues[index];
    if (!neighbour || at === this.#cue[edge]) return;
    const [first, second] = edge === 'start' ? [neighbour, this.#cue] : [this.#cue, neighbour];
    if (second.start < first.end || !this.#ripples(first, second)) return;
    const gap = second.start - first.end;
    const span = edge === 'start' ? { start: neighbour.start, end: at - gap } : { start: at + gap, end: neighbour.end };
    this.#beside = new Map([[index, span]]);
  }

  /** The time within its room, on a frame where there is a grid and one fits. */
  #onGrid(time: Millis, room: Span, isOn: boolean): Millis {
    const at = Math.round(Math.min(Math.max(time, room.start), room.end));
    const { rate } = this.#ground;
    if (!rate || !isOn) return at;
    const frame = frameAt(at, rate);
    const fits = [frame, frame + 1, frame - 1].map((near) => timeOfFrame(near, rate)).find((near) => near >= room.start && near <= room.end);
    return fits ?? at;
  }

  /** Whether a time on the grid is as near to a target as the grid allows. */
  #isThere(time: Millis, target: Millis): boolean {
    const { rate } = this.#ground;
    return rate ? frameAt(time, rate) === frameAt(target, rate) : time === target;
  }
}

function leastLeft({ start, end }: Span): Millis {
  return Math.max(1, Math.min(LEAST_LEFT, end - start));
}
