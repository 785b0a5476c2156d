// When single cues are shown: in and out set, nudged by frames, and neighbours dragged along where that is asked for.
// Setting an edge never moves a word; moving many cues is cue-shifts.ts.
import type { Millis, Span } from '../span.ts';
import type { Cue } from './cue.ts';
import { pinsOf, putPins, soundTime, withTimes, type CueEdit, type CueSource } from './cue-edits.ts';
import { frameAt, timeOfFrame, type FrameRate } from './frame-rate.ts';
import { moveWords } from './moved-words.ts';

/** Which times a cue is given; an absent one stays as it is shown now. Milliseconds, rounded to whole ones, not before 0. */
export interface AskedTimes {
  readonly start?: Millis;
  readonly end?: Millis;
}

/** Whether neighbours stay (the rule) or the edge of one that touches goes along, as when a shared edge is dragged. */
export type Neighbours = 'stay' | 'ripple';

/** Cues no further apart than this touch: three frames at 24, the widest gap guides ask between cues that follow at once, and a millisecond for rounding. */
const TOUCHING: Millis = 126;
/** What a neighbour keeps of its length when an edge is dragged over it. Our choice. */
const LEAST_LEFT: Millis = 100;

/**
 * Sets when a cue is shown. A start at or behind the out, or an out at or before the in, takes the whole cue there with its length kept: so pressing
 * "in" and then "out" re-times a cue that was anywhere. A cue that moves as a whole takes its estimated words along (moved-words.ts).
 * Null when both are given and do not follow each other, or nothing would change.
 */
export function setTimes(source: CueSource, index: number, asked: AskedTimes, neighbours: Neighbours = 'stay'): CueEdit | null {
  const cue = source.cues[index];
  const span = cue && spanAsked(cue, asked);
  if (!span) return null;
  const isMove = span.start !== cue.start && span.end - span.start === cue.end - cue.start;
  const label = asked.end === undefined ? 'Set the in time' : asked.start === undefined ? 'Set the out time' : isMove ? 'Move a cue' : 'Set the times of a cue';
  const edit = retime(source, new Map([[index, span], ...(neighbours === 'ripple' ? rippled(source.cues, index, span) : [])]), { label, index });
  if (!edit || !isMove) return edit;
  return { ...edit, edits: moveWords(source.transcript, [{ from: cue.from, to: cue.to, span }], (time) => time + span.start - cue.start) };
}

/** Sets the in of a cue to a time, as at the playhead. */
export function setIn(source: CueSource, index: number, time: Millis, neighbours?: Neighbours): CueEdit | null {
  return setTimes(source, index, { start: time }, neighbours);
}

/** Sets the out of a cue to a time. */
export function setOut(source: CueSource, index: number, time: Millis, neighbours?: Neighbours): CueEdit | null {
  return setTimes(source, index, { end: time }, neighbours);
}

/** Which edge of a cue is nudged, by how many frames (negative to earlier) of which rate. */
export interface Nudge {
  readonly edge: 'start' | 'end';
  readonly frames: number;
  readonly rate: FrameRate;
}

/**
 * Moves one edge of a cue by whole frames, counted from the frame it is nearest to, so that it lies on a frame afterwards. It stops before frame 0
 * and one frame from the cue's other edge; null when it can go no further. Whole cues by frames: shiftCues.
 */
export function nudgeEdge(source: CueSource, index: number, { edge, frames, rate }: Nudge, neighbours: Neighbours = 'stay'): CueEdit | null {
  const cue = source.cues[index];
  if (!cue || !Number.isSafeInteger(frames)) return null;
  const [low, high] = edge === 'start' ? [0, frameBefore(cue.end, rate)] : [frameBehind(cue.start, rate), Infinity];
  const frame = Math.min(high, Math.max(low, frameAt(cue[edge], rate) + frames));
  if (high < low) return null;
  const moved = setTimes(source, index, { [edge]: timeOfFrame(frame, rate) }, neighbours);
  return moved && { ...moved, label: `Nudge the ${edge === 'start' ? 'in' : 'out'} time` };
}

/** The last frame that lies before a time, and the first behind one. */
function frameBefore(time: Millis, rate: FrameRate): number {
  const frame = frameAt(time, rate);
  return timeOfFrame(frame, rate) < time ? frame : frame - 1;
}

function frameBehind(time: Millis, rate: FrameRate): number {
  const frame = frameAt(time, rate);
  return timeOfFrame(frame, rate) > time ? frame : frame + 1;
}

/**
 * Gives cues by index other times, milliseconds, in one step; null when every one is set so already.
 * `step.index` is the cue to choose afterwards.
 */
export function retime(
  { track, cues }: CueSource,
  spans: ReadonlyMap<number, Span>,
  step: { readonly label: string; readonly index?: number },
): CueEdit | null {
  const indexes = [...spans.keys()].filter((index) => cues[index]);
  const pins = pinsOf(
    track,
    indexes.flatMap((index) => cues[index] ?? []),
  );
  const timed = pins.map((pin, at) => withTimes(pin, spans.get(indexes[at] ?? -1) ?? { start: pin.start ?? 0, end: pin.end ?? 1 }));
  if (timed.every((pin, at) => pin === pins[at])) return null;
  const chosen = step.index === undefined ? undefined : timed[indexes.indexOf(step.index)]?.id;
  return { label: step.label, edits: [], track: putPins(track, timed), ...(chosen !== undefined && { chosen }) };
}

function spanAsked(cue: Cue, asked: AskedTimes): Span | null {
  const start = asked.start === undefined ? cue.start : soundTime(asked.start);
  const end = asked.end === undefined ? cue.end : soundTime(asked.end);
  if (start === null || end === null) return null;
  if (start < end) return { start, end };
  const length = Math.max(1, cue.end - cue.start);
  if (asked.end === undefined) return { start, end: start + length };
  return asked.start === undefined && end > 0 ? { start: Math.max(0, end - length), end } : null;
}

/** The spans of the cues shown before and after that touch the cue at an edge which moves: the gap between them stays as it was. */
function rippled(cues: readonly Cue[], index: number, span: Span): [number, Span][] {
  const [before, cue, after] = [cues[index - 1], cues[index], cues[index + 1]];
  const moved: [number, Span][] = [];
  if (!cue) return moved;
  if (before && span.start !== cue.start && touches(before, cue)) {
    const end = span.start - Math.max(0, cue.start - before.end);
    moved.push([index - 1, { start: before.start, end: Math.max(end, before.start + leastLeft(before)) }]);
  }
  if (after && span.end !== cue.end && touches(cue, after)) {
    const start = span.end + Math.max(0, after.start - cue.end);
    moved.push([index + 1, { start: Math.min(start, after.end - leastLeft(after)), end: after.end }]);
  }
  return moved;
}

/** People speaking at once touch nowhere: their cues lie across each other. */
function touches(first: Span, second: Span): boolean {
  return Math.abs(second.start - first.end) <= TOUCHING;
}

function leastLeft({ start, end }: Span): Millis {
  return Math.max(1, Math.min(LEAST_LEFT, end - start));
}
