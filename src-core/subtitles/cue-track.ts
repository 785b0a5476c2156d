// The cue track: what people decided about cues. Only cues somebody touched, or a file brought, are in it; the words between them are
// cut automatically and anew after each edit (cueing.ts). Holds places, times and looks, never a copy of the text.
import type { DashForm } from './dialogue-dash.ts';
import type { Millis } from '../span.ts';
import type { WordMap } from '../transcript/edit.ts';
import { nextWord, previousWord } from '../transcript/query.ts';
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { byFirstWord, follows, isBehind, isSameStretch, mapStretch, type WordStretch } from '../transcript/word-stretch.ts';
import type { CueLook } from './cue-look.ts';
import type { FileManner } from './file-manner.ts';
import type { FrameRateId } from './frame-rate.ts';

/** A finding somebody looked at and accepts, with the reason. It holds while the finding is no worse than it was then (rules/waivers.ts). */
export interface Waiver {
  /** Id of the rule. */
  readonly rule: string;
  readonly note: string;
  /** The finding's figure and words when it was accepted. */
  readonly value: number | null;
  readonly detail: string;
}

/** A cue that keeps its words whatever happens around it: made, changed or confirmed by hand, or read from a file. */
export interface PinnedCue extends WordStretch {
  /** Unique within its track. */
  readonly id: number;
  /** When it is shown from and until, where that was set; null follows the words and the rules. */
  readonly start: Millis | null;
  readonly end: Millis | null;
  /** The words that open a new line, in reading order; null lets them be laid by the rules. */
  readonly breaks: readonly WordPlace[] | null;
  /** Null for the plain look. */
  readonly look: CueLook | null;
  /** False leaves its words out of the subtitles; they stay in the transcript. */
  readonly shown: boolean;
  readonly waivers: readonly Waiver[];
}

/** What the cues of a recording are made for. */
export interface CuePlan {
  /** Id of the rule set; one that is unknown counts as the first of our own. */
  readonly ruleSet: string;
  /** The picture's rate where it was chosen; null takes the media's, else 25. */
  readonly frameRate: FrameRateId | null;
  /** Timecode of the media's first frame, "01:00:00:00"; ";" before the frames counts drop-frame. Null is zero. */
  readonly startTimecode: string | null;
  /** Whether speakers' names are written where the speaker changes, so that lines keep room for them. */
  readonly labels: boolean;
  /** How two people in one cue are written, where a file or a person said so; null as the rules have it. */
  readonly dashes: DashForm | null;
  /** How the file is written that the recording was made from, where it was made from one. */
  readonly file: FileManner | null;
}

/** Pins in reading order, none sharing a word with another; and the plan. */
export interface CueTrack {
  readonly pins: readonly PinnedCue[];
  readonly plan: CuePlan;
}

export const defaultPlan: CuePlan = { ruleSet: 'netflix', frameRate: null, startTimecode: null, labels: false, dashes: null, file: null };

/** A track nobody has touched. */
export const emptyTrack: CueTrack = { pins: [], plan: defaultPlan };

/** The id the next pin gets. */
export function nextPinId(pins: readonly PinnedCue[]): number {
  return pins.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
}

/**
 * The track after an edit of `before` made `after`. A pin keeps the words that survive and takes in what is typed between them, and at the
 * joint of two pins what is typed belongs to the pin whose turn it is in, the earlier one first; a pin without words is gone.
 * Cost: linear in the pins. Answers the same track when nothing moved.
 */
export function mapTrack(
  track: CueTrack,
  { before, after, map }: { readonly before: Transcript; readonly after: Transcript; readonly map: WordMap },
): CueTrack {
  const { pins } = track;
  if (pins.length === 0) return track;
  const mapped: PinnedCue[] = [];
  let moved = false;
  let last: PinnedCue | null = null;
  for (const pin of pins) {
    const next = mapPin(before, pin, map);
    moved ||= next !== pin;
    if (!next) {
      last = null;
      continue;
    }
    if (last && follows(before, last, pin)) closeJoint(mapped, next, after);
    else mapped.push(next);
    last = pin;
  }
  moved ||= mapped.some((pin, index) => pin !== pins[index]);
  return moved ? { ...track, pins: inOrder(mapped, after) } : track;
}

function mapPin(before: Transcript, pin: PinnedCue, map: WordMap): PinnedCue | null {
  const stretch = mapStretch(before, pin, map);
  if (!stretch) return null;
  const breaks = pin.breaks && mapBreaks(pin.breaks, stretch, map);
  if (isSameStretch(stretch, pin) && breaks === pin.breaks) return pin;
  return { ...pin, ...stretch, breaks };
}

function mapBreaks(breaks: readonly WordPlace[], { from, to }: WordStretch, map: WordMap): readonly WordPlace[] {
  let moved = false;
  const kept: WordPlace[] = [];
  for (const place of breaks) {
    const now = map.map(place);
    moved ||= now?.turn !== place.turn || now.word !== place.word;
    // Words may run together or change places: of breaks that meet one is enough.
    if (now && isBehind(now, kept.at(-1) ?? from) && !isBehind(now, to)) kept.push(now);
  }
  return moved || kept.length < breaks.length ? kept : breaks;
}

/** Two pins that stood side by side do so still: what was typed between them goes to the one whose turn it is in. */
function closeJoint(mapped: PinnedCue[], pin: PinnedCue, after: Transcript): void {
  const last = mapped.at(-1);
  if (!last || !isBehind(pin.from, last.to) || follows(after, last, pin)) {
    mapped.push(pin);
    return;
  }
  const ownEnd = { turn: last.to.turn, word: (after.turns[last.to.turn]?.words.length ?? 1) - 1 };
  if (last.to.turn === pin.from.turn) mapped[mapped.length - 1] = { ...last, to: previousWord(after, pin.from) ?? last.to };
  else if (ownEnd.word > last.to.word) mapped[mapped.length - 1] = { ...last, to: ownEnd };
  mapped.push(last.to.turn !== pin.from.turn && pin.from.word > 0 ? { ...pin, from: { turn: pin.from.turn, word: 0 } } : pin);
}

/** Words may move (a version brought back, turns put elsewhere): pins are put in order again, and of two that would share words the later gives way. */
function inOrder(pins: readonly PinnedCue[], transcript: Transcript): readonly PinnedCue[] {
  const isOrdered = pins.every((pin, index) => index === 0 || isBehind(pin.from, pins[index - 1]?.to ?? pin.from));
  if (isOrdered) return pins;
  const sorted = [...pins].sort(byFirstWord);
  const kept: PinnedCue[] = [];
  for (const pin of sorted) {
    const last = kept.at(-1);
    if (!last || isBehind(pin.from, last.to)) kept.push(pin);
    else if (isBehind(pin.to, last.to)) kept.push(withoutHead(pin, nextWord(transcript, last.to) ?? pin.to));
  }
  return kept;
}

function withoutHead(pin: PinnedCue, from: WordPlace): PinnedCue {
  return { ...pin, from, breaks: pin.breaks && pin.breaks.filter((place) => isBehind(place, from)) };
}
