// Whole cues moved in time, one or thousands: shifted, stretched, put in step at two points, taken from one frame rate to another.
// Words whose times were estimated from their cues go along (moved-words.ts); words heard in the sound stay with it.
import type { Millis, Span } from '../span.ts';
import { byFirstWord, isBehind, type WordStretch } from '../transcript/word-stretch.ts';
import { keptTime, pinsOf, putPins, soundSpan, withTimes, type CueEdit, type CueSource } from './cue-edits.ts';
import type { PinnedCue } from './cue-track.ts';
import { frameAt, timeOfFrame, type FrameRate } from './frame-rate.ts';
import { moveWords, type MovedStretch, type TimeMap } from './moved-words.ts';

/** Indexes of all cues, for the operations on many. */
export function everyCue({ cues }: CueSource): number[] {
  return cues.map((_, index) => index);
}

/** Indexes of a cue and all that are shown after it. */
export function fromHere({ cues }: CueSource, index: number): number[] {
  return cues.flatMap((_, at) => (at >= index ? [at] : []));
}

/** Milliseconds, or frames of a rate; negative to earlier. */
export type Shift = { readonly by: Millis } | { readonly frames: number; readonly rate: FrameRate };

/**
 * Moves cues by the same time. By frames each edge is counted from the frame it is nearest to. Nothing is shown before the media begins: a cue
 * shifted beyond it is cut off there, and those behind it still move by all that was asked, so that they are in step. Null for what is no time.
 */
export function shiftCues(source: CueSource, indexes: readonly number[], shift: Shift): CueEdit | null {
  const label = 'by' in shift || indexes.length !== 1 ? 'Shift' : 'Nudge';
  if ('by' in shift) return moveCues(source, indexes, { label, cue: (time) => time + shift.by });
  const { frames, rate } = shift;
  const words = (frames * rate.per * 1000) / rate.frames;
  return moveCues(source, indexes, { label, cue: (time) => timeOfFrame(frameAt(time, rate) + frames, rate), word: (time) => time + words });
}

/** Moves one cue so that it begins at a time, its length kept: what dragging its body does. */
export function moveCueTo(source: CueSource, index: number, start: Millis): CueEdit | null {
  const cue = source.cues[index];
  return cue ? shiftCues(source, [index], { by: Math.max(0, Math.round(start)) - cue.start }) : null;
}

/** Stretches time evenly so that what was shown from `from.start` to `from.end` is shown from `to.start` to `to.end`. Null when either has no length. */
export function stretchCues(source: CueSource, indexes: readonly number[], from: Span, to: Span): CueEdit | null {
  const length = from.end - from.start;
  const wanted = to.end - to.start;
  if (!(length > 0) || !(wanted > 0)) return null;
  return moveCues(source, indexes, { label: 'Stretch', cue: (time) => to.start + ((time - from.start) * wanted) / length });
}

/** A cue, by index, and when it should begin. */
export interface SyncPoint {
  readonly index: number;
  readonly time: Millis;
}

/** Puts cues in step by two of them whose right times are known: everything moves and stretches evenly with them. Null when they change their order. */
export function syncCues(source: CueSource, indexes: readonly number[], a: SyncPoint, b: SyncPoint): CueEdit | null {
  const [first, second] = [source.cues[a.index], source.cues[b.index]];
  if (!first || !second) return null;
  const [low, high] = first.start <= second.start ? [a, b] : [b, a];
  const from = { start: Math.min(first.start, second.start), end: Math.max(first.start, second.start) };
  const edit = stretchCues(source, indexes, from, { start: low.time, end: high.time });
  return edit && { ...edit, label: 'Synchronise' };
}

/**
 * Cues made against a picture at the rate `from`, for the same picture played at `to`: frame numbers stay, times change by the exact ratio of the rates.
 */
export function changeFrameRate(source: CueSource, indexes: readonly number[], from: FrameRate, to: FrameRate): CueEdit | null {
  // Whole numbers up to 2^53 for media of days.
  const [times, parts] = [from.frames * to.per, from.per * to.frames];
  if (times === parts) return null;
  return moveCues(source, indexes, { label: 'Change the frame rate', cue: (time) => (time * times) / parts });
}

/** How a move is called, where it takes times of cues, and of words where that differs. */
interface Move {
  readonly label: string;
  readonly cue: TimeMap;
  readonly word?: TimeMap;
}

function moveCues({ transcript, track, cues }: CueSource, indexes: readonly number[], { label, cue: cueMap, word = cueMap }: Move): CueEdit | null {
  const moved = [...new Set(indexes)].flatMap((index) => cues[index] ?? []);
  const pins = pinsOf(track, moved);
  const mapped = moved.flatMap(({ start, end }) => soundSpan({ start: cueMap(start), end: cueMap(end) }) ?? []);
  if (mapped.length < moved.length) return null;
  const timed = pins.map((pin, at) => withTimes(pin, mapped[at] ?? { start: 0, end: 1 }));
  const isStill = moved.every(({ start, end }, at) => mapped[at]?.start === start && mapped[at].end === end);
  if (isStill) return null;
  const hidden = hiddenAmong({ transcript, track, cues }, timed).map((pin) => mapSetTimes(pin, cueMap));
  const stretches = [...timed, ...hidden].map(({ from, to, start, end }): MovedStretch => ({ from, to, span: { start: start ?? 0, end: end ?? start ?? 0 } }));
  const said = timed.length === 1 ? 'a cue' : timed.length === cues.length ? 'all cues' : `${timed.length} cues`;
  const edits = moveWords(transcript, stretches, word);
  return { label: label.includes(' ') ? label : `${label} ${said}`, edits, track: putPins(track, [...timed, ...hidden]) };
}

function mapSetTimes(pin: PinnedCue, map: TimeMap): PinnedCue {
  const start = pin.start === null ? null : keptTime(map(pin.start));
  const end = pin.end === null ? null : Math.max((start ?? 0) + 1, keptTime(map(pin.end)));
  return { ...pin, start, end };
}

/** Left-out pins between cues that move, or at an end where nothing stays: their words go with those around them. */
function hiddenAmong({ track, cues }: CueSource, moved: readonly PinnedCue[]): PinnedCue[] {
  const hidden = track.pins.filter(({ shown }) => !shown);
  if (hidden.length === 0) return [];
  const shown = [...cues].sort(byFirstWord);
  const keyOf = ({ from }: WordStretch) => `${from.turn} ${from.word}`;
  const going = new Set(moved.map(keyOf));
  const goes = (at: number): boolean => {
    const cue = shown[at];
    return !cue || going.has(keyOf(cue));
  };
  // Pins and cues both in reading order: one walk along the two.
  let next = 0;
  return hidden.filter((pin) => {
    for (let cue = shown[next]; cue && !isBehind(cue.from, pin.to); cue = shown[next]) next += 1;
    return goes(next - 1) && goes(next);
  });
}
