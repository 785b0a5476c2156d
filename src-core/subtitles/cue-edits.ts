// What an operation on cues is given and answers, and the pins it is made of. The operations stand beside it, one family a file:
// cue-cuts, cue-words, cue-lines, cue-times, cue-gaps, cue-shifts, cue-choices, cue-text, inserted-cue, deleted-cues. Knows no rules and no screen.
import type { Millis, Span } from '../span.ts';
import { applyEdits, type Edit, type EditResult } from '../transcript/edit.ts';
import { nextWord, previousWord } from '../transcript/query.ts';
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { byFirstWord, isBehind } from '../transcript/word-stretch.ts';
import type { Cue } from './cue.ts';
import { nextPinId, type CueTrack, type PinnedCue } from './cue-track.ts';

/** What an operation looks at. `cues` are those the other two come to (layCues), in showing order; operations name them by index. */
export interface CueSource {
  readonly transcript: Transcript;
  readonly track: CueTrack;
  readonly cues: readonly Cue[];
}

/**
 * What an operation asks for, as one step of the history. The operations answer null where there is nothing to do or what was asked cannot be.
 * None changes the cues it was given: undoing is going back to the track before and applying the inverse of `edits`.
 */
export interface CueEdit {
  /** For "Undo …": "Split a cue". */
  readonly label: string;
  /** Edits of words, each in terms of the transcript the one before made; most operations have none. */
  readonly edits: readonly Edit[];
  /** The track afterwards, over the transcript that `edits` made. */
  readonly track: CueTrack;
  /** Id of the pin to choose afterwards, where the operation made or moved it; else the choice stays. */
  readonly chosen?: number;
}

/** What an operation made. */
export interface CueEditResult extends EditResult {
  readonly track: CueTrack;
}

/** Carries an operation out. Throws RangeError when it belongs to another transcript. */
export function applyCueEdit(transcript: Transcript, { edits, track }: CueEdit): CueEditResult {
  return { ...applyEdits(transcript, edits), track };
}

/** Two operations as one step, the second in terms of what the first made. */
export function joinCueEdits(first: CueEdit, second: CueEdit, label: string = second.label): CueEdit {
  const chosen = second.chosen ?? first.chosen;
  return { label, edits: [...first.edits, ...second.edits], track: second.track, ...(chosen !== undefined && { chosen }) };
}

/** The pins of cues, in their order: their own, or new ones that follow the words and rules in all. Throws RangeError for a pin that is not in the track. */
export function pinsOf(track: CueTrack, cues: readonly Cue[]): PinnedCue[] {
  const byId = new Map(track.pins.map((pin) => [pin.id, pin]));
  let id = nextPinId(track.pins);
  return cues.map((cue) => {
    if (cue.pin === undefined) return newPin(id++, cue);
    const pin = byId.get(cue.pin);
    if (!pin) throw new RangeError(`no pin ${cue.pin}`);
    return pin;
  });
}

/** A pin nobody has decided more about than which words it holds. */
export function newPin(id: number, { from, to }: { readonly from: WordPlace; readonly to: WordPlace }): PinnedCue {
  return { id, from, to, start: null, end: null, breaks: null, look: null, shown: true, waivers: [] };
}

/** The track with pins put in place of those of the same id, or among the others where they are new, and without those of the ids in `gone`. */
export function putPins(track: CueTrack, put: readonly PinnedCue[], gone: readonly number[] = []): CueTrack {
  const replaced = new Set([...gone, ...put.map(({ id }) => id)]);
  const pins = [...track.pins.filter(({ id }) => !replaced.has(id)), ...put];
  return { ...track, pins: pins.sort(byFirstWord) };
}

/**
 * The track with a pin among others that gives it the words both claim: those typed at a joint with it, or that ran together with a neighbour's.
 * A pin that lay wholly in it is gone.
 */
export function putAmong(track: CueTrack, pin: PinnedCue, transcript: Transcript): CueTrack {
  const clipped = track.pins.flatMap((other): PinnedCue[] => {
    if (isBehind(other.from, pin.to) || isBehind(pin.from, other.to)) return [other];
    const [before, behind] = [previousWord(transcript, pin.from), nextWord(transcript, pin.to)];
    if (isBehind(pin.from, other.from))
      return before ? [{ ...other, to: before, breaks: other.breaks && other.breaks.filter((place) => isBehind(pin.from, place)) }] : [];
    return behind && isBehind(other.to, pin.to)
      ? [{ ...other, from: behind, breaks: other.breaks && other.breaks.filter((place) => isBehind(place, behind)) }]
      : [];
  });
  return putPins({ ...track, pins: clipped }, [pin]);
}

/** The pin shown for this time, both ends set: a person who set one end has seen the other. */
export function withTimes(pin: PinnedCue, { start, end }: Span): PinnedCue {
  return pin.start === start && pin.end === end ? pin : { ...pin, start, end };
}

/** The latest a time is set to, milliseconds: some thirty years, so that its frames are still counted exactly. */
const LATEST: Millis = 1e12;

/** A time as kept, whole milliseconds from 0 on, from a number of any size. */
export function keptTime(time: Millis): Millis {
  return Math.min(LATEST, Math.max(0, Math.round(time)));
}

/** A time as kept; null for what is no time. */
export function soundTime(time: Millis): Millis | null {
  return Number.isFinite(time) ? keptTime(time) : null;
}

/** A span as kept: at least a millisecond long; null where an end is no time. */
export function soundSpan({ start, end }: Span): Span | null {
  if (!Number.isFinite(start) || !Number.isFinite(end)) return null;
  const from = keptTime(start);
  return { start: from, end: Math.max(from + 1, keptTime(end)) };
}

/** Whether a word stands in a cue. */
export function holdsWord({ from, to }: { readonly from: WordPlace; readonly to: WordPlace }, place: WordPlace): boolean {
  return !isBehind(from, place) && !isBehind(place, to);
}
