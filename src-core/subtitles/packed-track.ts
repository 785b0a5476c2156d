// The cue track as it is kept and sent: pins anchored to turn ids, which edits elsewhere do not move; and what differs between two tracks.
// It knows nothing of tables and messages.
import * as v from 'valibot';
import { colourShape } from '../transcript/pack.ts';
import type { Transcript, WordPlace } from '../transcript/transcript.ts';
import { anchorFinder, anchorOf, wordAnchorShape, type WordAnchor } from '../transcript/word-anchor.ts';
import { byFirstWord, isBehind, isSamePlace, type WordStretch } from '../transcript/word-stretch.ts';
import { isSameLook } from './cue-look.ts';
import type { CuePlan, CueTrack, PinnedCue, Waiver } from './cue-track.ts';
import { defaultPlan } from './cue-track.ts';
import { DASH_FORMS } from './dialogue-dash.ts';
import { FILE_ODDITIES, isSameFileManner } from './file-manner.ts';
import { TEXT_ENCODINGS } from './formats/text-encoding.ts';
import { FRAME_RATE_IDS } from './frame-rate.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const lookShape = v.strictObject({
  vertical: v.picklist(['bottom', 'middle', 'top']),
  side: v.picklist(['left', 'centre', 'right']),
  italic: v.boolean(),
  bold: v.boolean(),
  underline: v.boolean(),
  colour: v.nullable(colourShape),
});

/** Parser of a pin as it is kept: places are [turn id, word index]. */
export const packedPinShape = v.strictObject({
  id: v.pipe(count, v.minValue(1)),
  from: wordAnchorShape,
  to: wordAnchorShape,
  start: v.nullable(count),
  end: v.nullable(count),
  breaks: v.nullable(v.array(wordAnchorShape)),
  look: v.nullable(lookShape),
  shown: v.boolean(),
  waivers: v.array(
    v.strictObject({
      rule: v.pipe(v.string(), v.maxLength(60)),
      note: v.pipe(v.string(), v.maxLength(2000)),
      value: v.nullable(v.pipe(v.number(), v.finite())),
      detail: v.pipe(v.string(), v.maxLength(500)),
    }),
  ),
});
export type PackedPin = v.InferOutput<typeof packedPinShape>;

const fileMannerShape = v.strictObject({
  format: v.pipe(v.string(), v.maxLength(40)),
  encoding: v.picklist(TEXT_ENCODINGS.map(({ id }) => id)),
  unwritten: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  bom: v.boolean(),
  crlf: v.boolean(),
  startIndex: count,
  tail: count,
  bareVoices: v.boolean(),
  oddities: v.pipe(v.array(v.picklist(FILE_ODDITIES)), v.readonly()),
});

export const cuePlanShape = v.strictObject({
  ruleSet: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  frameRate: v.nullable(v.picklist(FRAME_RATE_IDS)),
  startTimecode: v.nullable(v.pipe(v.string(), v.regex(/^\d{2}:\d{2}:\d{2}[:;]\d{2}$/))),
  labels: v.boolean(),
  // Tracks of before know no dashes of their own.
  dashes: v.optional(v.nullable(v.picklist(DASH_FORMS)), null),
  // Nor the manner of their file.
  file: v.optional(v.nullable(fileMannerShape), null),
});

export const packedTrackShape = v.strictObject({ pins: v.array(packedPinShape), plan: cuePlanShape });
export type PackedTrack = v.InferOutput<typeof packedTrackShape>;

/** The track of a transcript nobody has made cues of. */
export function noTrack(): PackedTrack {
  return { pins: [], plan: { ...defaultPlan } };
}

/** Pins to put, new or in place of those of the same id, ids to remove, and the plan where it changed. */
export const trackChangeShape = v.strictObject({
  put: v.array(packedPinShape),
  remove: v.array(count),
  plan: v.nullable(cuePlanShape),
});
export type TrackChange = v.InferOutput<typeof trackChangeShape>;

/** A track and the words it lies over. */
export interface LaidTrack {
  readonly transcript: Transcript;
  readonly cues: CueTrack;
}

/** A pin in the form it is kept in. Throws RangeError when a place is not in the transcript. */
function packPin(pin: PinnedCue, transcript: Transcript): PackedPin {
  const anchor = (place: WordPlace): WordAnchor => anchorOf(transcript, place);
  return {
    id: pin.id,
    from: anchor(pin.from),
    to: anchor(pin.to),
    start: pin.start,
    end: pin.end,
    breaks: pin.breaks && pin.breaks.map(anchor),
    look: pin.look && { ...pin.look },
    shown: pin.shown,
    waivers: pin.waivers.map((waiver) => ({ ...waiver })),
  };
}

/** A track in the form it is kept in. */
export function packTrack({ transcript, cues }: LaidTrack): PackedTrack {
  return { pins: cues.pins.map((pin) => packPin(pin, transcript)), plan: { ...cues.plan } };
}

/** A kept track over its transcript. A pin whose words cannot be found any more is left out: its words are cut automatically again. */
export function unpackTrack(packed: PackedTrack | null | undefined, transcript: Transcript): CueTrack {
  if (!packed) return { pins: [], plan: defaultPlan };
  return { pins: unpackPins(packed.pins, transcript), plan: packed.plan };
}

function unpackPins(packed: readonly PackedPin[], transcript: Transcript): PinnedCue[] {
  if (packed.length === 0) return [];
  const placeOf = anchorFinder(transcript);
  const pins = packed.flatMap((pin): PinnedCue[] => {
    const [from, to] = [placeOf(pin.from), placeOf(pin.to)];
    if (!from || !to || isBehind(from, to)) return [];
    return [{ ...pin, from, to, breaks: pin.breaks && breaksWithin(pin.breaks.map(placeOf), { from, to }) }];
  });
  return orderedPins(pins);
}

/** The places behind the first word of a stretch, up to its last, in reading order and each once. */
function breaksWithin(places: readonly (WordPlace | null)[], { from, to }: WordStretch): WordPlace[] {
  const known = places.filter((place) => place !== null);
  const within = known.filter((place) => isBehind(place, from) && !isBehind(place, to)).sort((a, b) => byFirstWord({ from: a }, { from: b }));
  return within.filter((place, index) => index === 0 || !isSamePlace(place, within[index - 1]));
}

/** Reading order; of two that share words the later is left out. */
function orderedPins(pins: PinnedCue[]): PinnedCue[] {
  const ordered: PinnedCue[] = [];
  for (const pin of pins.sort(byFirstWord)) {
    const last = ordered.at(-1);
    if (!last || isBehind(pin.from, last.to)) ordered.push(pin);
  }
  return ordered;
}

/** What makes the track `to` out of `from`, each over its transcript; null when nothing differs. Cost: linear in the pins. */
export function trackChange(from: LaidTrack, to: LaidTrack): TrackChange | null {
  const plan = isSamePlan(from.cues.plan, to.cues.plan) ? null : { ...to.cues.plan };
  const { put, remove } = pinChange(from, to);
  return put.length > 0 || remove.length > 0 || plan !== null ? { put, remove, plan } : null;
}

function pinChange(from: LaidTrack, to: LaidTrack): Pick<TrackChange, 'put' | 'remove'> {
  if (from.cues.pins === to.cues.pins && (to.cues.pins.length === 0 || from.transcript.turns === to.transcript.turns)) return { put: [], remove: [] };
  const before = new Map(from.cues.pins.map((pin) => [pin.id, pin]));
  const put: PackedPin[] = [];
  for (const pin of to.cues.pins) {
    const old = before.get(pin.id);
    before.delete(pin.id);
    if (!old || !isSamePin(old, from.transcript, pin, to.transcript)) put.push(packPin(pin, to.transcript));
  }
  return { put, remove: [...before.keys()] };
}

function isSamePin(a: PinnedCue, inA: Transcript, b: PinnedCue, inB: Transcript): boolean {
  const isUnmoved = (one: WordPlace, other: WordPlace): boolean => one.word === other.word && inA.turns[one.turn]?.id === inB.turns[other.turn]?.id;
  if (!isUnmoved(a.from, b.from) || !isUnmoved(a.to, b.to)) return false;
  if (a === b && (a.breaks === null || a.from.turn === a.to.turn)) return true;
  if (a.start !== b.start || a.end !== b.end || a.shown !== b.shown || !isSameOptionalLook(a, b)) return false;
  if (a.breaks?.length !== b.breaks?.length || a.waivers.length !== b.waivers.length) return false;
  if (a.breaks && !a.breaks.every((place, index) => isUnmoved(place, b.breaks?.[index] ?? place))) return false;
  return a.waivers.every((waiver, index) => isSameWaiver(waiver, b.waivers[index]));
}

function isSameWaiver(a: Waiver, b: Waiver | undefined): boolean {
  return a.rule === b?.rule && a.note === b.note && a.value === b.value && a.detail === b.detail;
}

function isSameOptionalLook(a: PinnedCue, b: PinnedCue): boolean {
  if (a.look === null || b.look === null) return a.look === b.look;
  return isSameLook(a.look, b.look);
}

function isSamePlan(a: CuePlan, b: CuePlan): boolean {
  const keys = Object.keys(defaultPlan) as (keyof CuePlan)[]; // its own keys
  return keys.every((key) => (key === 'file' ? isSameFileManner(a.file, b.file) : a[key] === b[key]));
}

/**
 * The track after a change brought `before` to the transcript `after`. Exact: pins the change does not name keep their turn and word,
 * for that is what not being named means.
 */
export function trackAfter(before: LaidTrack, after: Transcript, change: TrackChange | null | undefined): CueTrack {
  const { pins, plan } = before.cues;
  if (!change && (pins.length === 0 || before.transcript.turns === after.turns)) return before.cues;
  const named = new Set([...(change?.remove ?? []), ...(change?.put ?? []).map(({ id }) => id)]);
  const kept = pins.filter(({ id }) => !named.has(id)).map((pin) => packPin(pin, before.transcript));
  return { pins: unpackPins([...kept, ...(change?.put ?? [])], after), plan: change?.plan ?? plan };
}

/** A kept track with a change applied, without its transcript: what whoever keeps tracks in memory does. */
export function changeTrack({ pins, plan }: PackedTrack, change: TrackChange): PackedTrack {
  const named = new Set([...change.remove, ...change.put.map(({ id }) => id)]);
  return { pins: [...pins.filter(({ id }) => !named.has(id)), ...change.put], plan: change.plan ?? plan };
}
