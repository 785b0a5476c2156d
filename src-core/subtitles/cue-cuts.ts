// Cutting cues apart and putting them together. The words' own times say where a cut falls; a time set by hand stays on its side.
import type { Millis, Span } from '../span.ts';
import { nextWord, previousWord, wordAtPlace } from '../transcript/query.ts';
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { shareByWeight } from '../transcript/weight.ts';
import { byFirstWord, follows, isBehind, isSamePlace, stretchText, wordsOfStretch, type WordStretch } from '../transcript/word-stretch.ts';
import type { Cue } from './cue.ts';
import { holdsWord, pinsOf, putPins, soundTime, type CueEdit, type CueSource } from './cue-edits.ts';
import { numpadOf, plainLook } from './cue-look.ts';
import { nextPinId, type PinnedCue } from './cue-track.ts';
import { joinedLetters, lookWith } from './handed-looks.ts';

/** What a set outer time must leave of a side for its inner time to follow the words: the least an automatic cue lasts, and a gap. */
const ROOM: Millis = 600;
/** What must be left of a side for the cut to fall where the words part. Our choice. */
const LEAST_SIDE: Millis = 100;

/** Cuts a cue before a word. Null when the word is not in it or is its first, or when a set time leaves no room for two. */
export function splitAtWord({ transcript, track, cues }: CueSource, index: number, word: WordPlace): CueEdit | null {
  const cue = cues[index];
  const before = previousWord(transcript, word);
  if (!cue || !before || !wordAtPlace(transcript, word) || !holdsWord(cue, word) || isSamePlace(cue.from, word)) return null;
  const [pin] = pinsOf(track, [cue]);
  if (!pin) return null;
  const breaks = pin.breaks;
  const first: PinnedCue = { ...pin, to: before, end: null, breaks: breaks && breaks.filter((place) => isBehind(word, place)), waivers: [] };
  const second: PinnedCue = {
    ...pin,
    id: Math.max(pin.id + 1, nextPinId(track.pins)),
    from: word,
    start: null,
    breaks: breaks && breaks.filter((place) => isBehind(place, word)),
    waivers: [],
  };
  const sides = partTimes(transcript, { first, second }, cue);
  return sides && { label: 'Split a cue', edits: [], track: putPins(track, sides), chosen: second.id };
}

/** Cuts a cue at the word boundary nearest to a time, milliseconds. Null when the cue is a single word or is not shown then. */
export function splitAtTime(source: CueSource, index: number, time: Millis): CueEdit | null {
  const cue = source.cues[index];
  const at = soundTime(time);
  if (!cue || at === null || at < cue.start || at > cue.end) return null;
  const words = wordsOfStretch(source.transcript, cue);
  let best: { word: WordPlace; distance: number } | null = null;
  for (const [position, word] of words.entries()) {
    const before = words[position - 1];
    const silence = before && silenceBetween(source.transcript, before, word);
    if (!silence) continue;
    const distance = Math.max(silence.start - at, at - silence.end, 0);
    if (!best || distance < best.distance) best = { word, distance };
  }
  return best && splitAtWord(source, index, best.word);
}

/** Makes one cue of two shown one after the other. See mergeRange. */
export function mergeWithNext(source: CueSource, index: number): CueEdit | null {
  return mergeRange(source, index, index + 1);
}

/** The same with the one shown before. */
export function mergeWithPrevious(source: CueSource, index: number): CueEdit | null {
  return mergeRange(source, index - 1, index);
}

/**
 * Makes one cue of all from `first` to `last`, both included. The outer times stay if they were set; breaks made by hand stay, each speaker keeps a
 * line of their own, and every letter looks as it did: the look keeps what all of them had. Null when other words stand between theirs, left out or shown in another cue: a cue's words stand together.
 */
export function mergeRange({ transcript, track, cues }: CueSource, first: number, last: number): CueEdit | null {
  const shown = cues.slice(Math.max(0, first), last + 1);
  if (first < 0 || shown.length < 2 || shown.length !== last - first + 1) return null;
  const read = pinsOf(track, shown).sort(byFirstWord);
  if (!read.every((pin, at) => at === 0 || follows(transcript, read[at - 1] ?? pin, pin))) return null;
  const [head, tail] = [read[0], read.at(-1)];
  if (!head || !tail) return null;
  const ids = read.map(({ id }) => id);
  // The oldest pin lives on: what points at it goes on pointing at these words.
  const id = Math.min(...ids);
  const { letters, edits } = joinedLetters(transcript, read);
  const merged: PinnedCue = {
    ...head,
    ...mergedTimes(shown, pinsOf(track, shown)),
    id,
    to: tail.to,
    breaks: mergedBreaks(transcript, read),
    // Of places on the picture the first that somebody chose.
    look: lookWith(read.find(({ look }) => look && numpadOf(look) !== numpadOf(plainLook))?.look ?? null, letters),
    waivers: [],
  };
  return { label: `Merge ${shown.length} cues`, edits, track: putPins(track, [merged], ids), chosen: id };
}

/** The set times of the cue shown first and of the one shown last; where one follows the words, so does the whole. */
function mergedTimes(cues: readonly Cue[], pins: readonly PinnedCue[]): Pick<PinnedCue, 'start' | 'end'> {
  let [first, last] = [0, 0];
  cues.forEach((cue, index) => {
    if (cue.start < (cues[first]?.start ?? 0)) first = index;
    if (cue.end > (cues[last]?.end ?? 0)) last = index;
  });
  return { start: pins[first]?.start ?? null, end: pins[last]?.end ?? null };
}

function mergedBreaks(transcript: Transcript, pins: readonly PinnedCue[]): readonly WordPlace[] | null {
  const speakerOf = ({ turn }: WordPlace) => transcript.turns[turn]?.speaker;
  const isHandmade = pins.some(({ breaks }) => breaks && breaks.length > 0);
  const kept: WordPlace[] = [];
  pins.forEach(({ from, breaks }, index) => {
    const before = pins[index - 1]?.to;
    if (before && before.turn !== from.turn && (isHandmade || speakerOf(before) !== speakerOf(from))) kept.push(from);
    kept.push(...(breaks ?? []).filter((place) => isBehind(place, kept.at(-1) ?? { turn: -1, word: 0 })));
  });
  return isHandmade || kept.length > 0 ? kept : null;
}

/** Two pins side by side in reading order; of the times between them none is set. */
interface Sides {
  readonly first: PinnedCue;
  readonly second: PinnedCue;
}

/**
 * The two sides of a cut, shown within `span`. The times between them follow the words. Where a set outer time leaves little room they are set to where
 * the words part; where it lies on the wrong side of that (the cue was moved away from its sound) the sides share the span by how long their words take
 * to say. Null when it is too short for two.
 */
export function partTimes(transcript: Transcript, { first, second }: Sides, span: Span): [PinnedCue, PinnedCue] | null {
  const silence = silenceBetween(transcript, first.to, second.from);
  if (!silence) return null;
  const hasRoom = (first.start === null || silence.end - first.start >= ROOM) && (second.end === null || second.end - silence.end >= ROOM);
  if (hasRoom) return [first, second];
  const length = span.end - span.start;
  if (length < 2) return null;
  const isInside = silence.start - span.start >= LEAST_SIDE && span.end - silence.end >= LEAST_SIDE;
  const cut = isInside ? silence : sharedCut(transcript, { first, second }, span);
  return [
    { ...first, start: span.start, end: cut.start },
    { ...second, start: cut.end, end: span.end },
  ];
}

/** The moment at which two sides part that share a span by their words. */
function sharedCut(transcript: Transcript, { first, second }: Sides, { start, end }: Span): Span {
  const texts = [first, second].map((side: WordStretch) => stretchText(transcript, side));
  const cut = start + Math.min(end - start - 1, Math.max(1, shareByWeight(texts, end - start)[0] ?? 1));
  return { start: cut, end: cut };
}

/** From the end of one word to the start of the next; a single moment where they run into each other. */
function silenceBetween(transcript: Transcript, before: WordPlace, after: WordPlace): Span | null {
  const [left, right] = [wordAtPlace(transcript, before), wordAtPlace(transcript, after)];
  return left && right && { start: Math.min(left.end, right.start), end: Math.max(left.end, right.start) };
}

/** The cue that goes on in reading order where this one ends, and the one before; for keys that follow the text rather than the clock. */
export function neighbourInText({ transcript, cues }: CueSource, index: number, side: 'before' | 'after'): number | null {
  const cue = cues[index];
  const word = cue && (side === 'after' ? nextWord(transcript, cue.to) : previousWord(transcript, cue.from));
  if (!word) return null;
  // Mostly it is shown next to it.
  const near = side === 'after' ? index + 1 : index - 1;
  if (cues[near] && holdsWord(cues[near], word)) return near;
  const found = cues.findIndex((other) => holdsWord(other, word));
  return found < 0 ? null : found;
}
