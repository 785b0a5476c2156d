// Transcript and cue track → cues, by a profile. Pure: the same words, pins and setting always give the same cues.
// The steps: the words between pins are cut turn by turn (laid-turn.ts), then all runs are put in order and timed (cue-timing.ts).
import type { Millis } from '../span.ts';
import type { SpeakerId, Transcript, Turn } from '../transcript/transcript.ts';
import { cueLanguage } from './cue-language.ts';
import { timeRuns } from './cue-timing.ts';
import type { CueTrack, PinnedCue } from './cue-track.ts';
import type { Cue } from './cue.ts';
import type { FrameRate } from './frame-rate.ts';
import { measureWidth } from './graphemes.ts';
import type { Kept, TurnCutter, TurnRun, TurnSurroundings } from './laid-turn.ts';
import { turnCutter } from './laid-turn.ts';
import { profileFor } from './language-profile.ts';
import type { CueProfile } from './profile.ts';
import type { Pace, TickedRun } from './run-ticks.ts';
import { paceOf, ticksOf } from './run-ticks.ts';
import { tickClock } from './tick-clock.ts';
import type { HeardTurn } from './turn-timeline.ts';
import { firstFrom, heardTurns } from './turn-timeline.ts';

/** What stands before a speaker's words where the speaker changes ("Anna: "), or "" for none. */
export type LabelOf = (speaker: SpeakerId | null) => string;

/** What cues are made by. */
export interface CueSetting {
  readonly profile: CueProfile;
  /** The picture's rate, on whose frames times are laid; null counts milliseconds. */
  readonly rate: FrameRate | null;
  /** Reserves room on the first line where a speaker's label will be written. */
  readonly labelOf?: LabelOf | undefined;
  /** Times of shot changes, ascending, when known. */
  readonly shots?: readonly Millis[] | undefined;
}

/** The part of a track cues are made from. */
type Pins = Pick<CueTrack, 'pins'>;

/** `layCues` with a memory: asked again after an edit it cuts only what the edit touched, and gives unchanged cues as the same objects. */
export type CueLayer = (transcript: Transcript, track: Pins, setting: CueSetting) => Cue[];

/**
 * The cues of a transcript in showing order. Every word is in exactly one, or in a pin that is not shown. A pin keeps exactly its words, its set
 * times and its set line breaks; the words between pins are cut anew, as if the cut had always ended where a pin begins.
 * An automatic cue holds one speaker, lies on frames, and never overlaps another. The limits of the profile are kept except where
 * the speech makes it impossible:
 * - a single word wider than a line keeps its line whole;
 * - people speaking at once, and set times: see the laws of `timeRuns`;
 * - reading speed: a cue faster than `targetSpeed` has been stretched as far as silence and the next cue allow.
 * Cost: linear in the words.
 */
export function layCues(transcript: Transcript, track: Pins, setting: CueSetting): Cue[] {
  return cueLayer()(transcript, track, setting);
}

/** The cues of a transcript nobody has pinned anything in, times in milliseconds: `layCues` at its plainest. */
export function makeCues(transcript: Transcript, profile: CueProfile = profileFor(transcript), labelOf?: LabelOf): Cue[] {
  return layCues(transcript, { pins: [] }, { profile, rate: null, labelOf });
}

/** Makes a layer that remembers nothing yet. One is enough for a recording, whatever is changed. */
export function cueLayer(): CueLayer {
  let cutting: Cutting | null = null;
  return (transcript, track, setting) => {
    const language = cueLanguage(transcript);
    if (!cutting || !isSameCutting(cutting, setting, language)) cutting = newCutting(setting, language);
    const { runs, starts, ends } = timeRuns(placedRuns(transcript, track.pins, setting, cutting), cutting.pace, setting.shots ?? []);
    const { lineLength } = setting.profile;
    return runs.map((run, index) => cueOf(run, { start: starts[index] ?? 0, end: ends[index] ?? 0, breaks: breaksOf(run, runs[index - 1], lineLength) }));
  };
}

/** What is remembered, and for which setting. */
interface Cutting {
  readonly profile: CueProfile;
  readonly rate: FrameRate | null;
  readonly language: string | null;
  readonly shots: readonly Millis[] | undefined;
  readonly pace: Pace;
  readonly cutter: TurnCutter;
  readonly turns: WeakMap<readonly TurnRun[], PlacedTurn>;
  readonly pins: WeakMap<PinnedCue, PinRun>;
}

function newCutting({ profile, rate, shots }: CueSetting, language: string | null): Cutting {
  const cutter = turnCutter(profile, language, shots ?? []);
  return { profile, rate, language, shots, cutter, pace: paceOf(profile, tickClock(rate)), turns: new WeakMap(), pins: new WeakMap() };
}

function isSameCutting(cutting: Cutting, { profile, rate, shots }: CueSetting, language: string | null): boolean {
  if (cutting.language !== language || cutting.shots !== shots || cutting.rate?.id !== rate?.id) return false;
  const names = Object.keys(profile) as (keyof CueProfile)[]; // its own keys
  return names.every((name) => cutting.profile[name] === profile[name]);
}

/** A turn's runs, and where the turn stood when they were placed. */
interface PlacedTurn {
  readonly index: number;
  readonly speaker: SpeakerId | null;
  readonly runs: readonly PlacedRun[];
}

/** A run on its way to become a cue. */
interface PlacedRun extends TickedRun {
  readonly from: Cue['from'];
  readonly to: Cue['to'];
  /** Who speaks first in it, and last. */
  readonly speaker: SpeakerId | null;
  readonly lastSpeaker: SpeakerId | null;
  readonly breaks: Cue['breaks'];
  /** Whether the breaks were set and stay whatever is shown before. */
  readonly breaksAreSet: boolean;
  readonly textWidth: number;
  readonly label: number;
  readonly pin: PinnedCue | null;
  /** The cue last made of it. */
  cue: Cue | null;
}

function placedRuns(transcript: Transcript, pins: readonly PinnedCue[], setting: CueSetting, cutting: Cutting): PlacedRun[] {
  const { turns } = transcript;
  const heard = heardTurns(transcript);
  const sound = pins.filter((pin) => isWithin(transcript, pin));
  const kept = keptWords(transcript, sound);
  const labelled = { ...setting, widths: new Map<SpeakerId | null, number>() };
  const surroundings: (TurnSurroundings | undefined)[] = [];
  const starts = heard.map((turn) => turn.start);
  for (const turn of heard) surroundings[turn.index] = surroundingsOf(transcript, turn, { starts, kept: kept[turn.index] ?? NONE_KEPT, labelled });
  const runs: PlacedRun[] = [];
  let next = 0;
  const placePins = (turn: number, word: number): void => {
    for (let pin = sound[next]; pin && (pin.from.turn < turn || (pin.from.turn === turn && pin.from.word < word)); pin = sound[next]) {
      if (pin.shown) runs.push(pinRun(transcript, pin, surroundings, cutting));
      next += 1;
    }
  };
  // Reading order, so that runs starting together stay in it.
  turns.forEach((turn, index) => {
    const around = surroundings[index];
    if (!around) return;
    for (const run of placedTurn(turn, index, around, cutting)) {
      placePins(index, run.from.word);
      runs.push(run);
    }
  });
  placePins(turns.length, 0);
  return runs;
}

/** A pin of words that are not there (a track of another transcript) keeps nothing. */
function isWithin({ turns }: Transcript, { from, to }: PinnedCue): boolean {
  return from.word < (turns[from.turn]?.words.length ?? 0) && to.word < (turns[to.turn]?.words.length ?? 0);
}

const NONE_KEPT: readonly Kept[] = [];

/** By turn, the words pins keep. A pin that is not shown keeps its words and asks for no time. */
function keptWords({ turns }: Transcript, pins: readonly PinnedCue[]): (Kept[] | undefined)[] {
  const kept: (Kept[] | undefined)[] = [];
  for (const { from, to, start, end, shown } of pins) {
    for (let turn = from.turn; turn <= to.turn; turn += 1) {
      const last = turn === to.turn ? to.word : (turns[turn]?.words.length ?? 0) - 1;
      const setStart = shown && turn === from.turn ? start : null;
      (kept[turn] ??= []).push({ from: turn === from.turn ? from.word : 0, to: last, setStart, setEnd: shown && turn === to.turn ? end : null });
    }
  }
  return kept;
}

interface Context {
  /** Starts of all heard turns, ascending. */
  readonly starts: readonly Millis[];
  readonly kept: readonly Kept[];
  readonly labelled: CueSetting & { readonly widths: Map<SpeakerId | null, number> };
}

function surroundingsOf(transcript: Transcript, turn: HeardTurn, { starts, kept, labelled }: Context): TurnSurroundings {
  const { labelOf, widths, profile } = labelled;
  const speaker = transcript.turns[turn.index]?.speaker ?? null;
  let label = 0;
  if (turn.mayChangeSpeaker && labelOf) {
    label = widths.get(speaker) ?? measureWidth(labelOf(speaker), profile.narrow);
    widths.set(speaker, label);
  }
  return {
    interruptions: turn.overlapped ? starts.slice(firstFrom(starts, turn.start + 1), firstFrom(starts, turn.end)) : [],
    nextStart: starts[firstFrom(starts, Math.max(turn.end, turn.start + 1))] ?? Infinity,
    label,
    labelEverywhere: turn.overlapped,
    kept,
  };
}

function placedTurn(turn: Turn, index: number, surroundings: TurnSurroundings, { cutter, turns, pace }: Cutting): readonly PlacedRun[] {
  const cut = cutter.cut(turn, surroundings);
  const known = turns.get(cut);
  if (known?.index === index && known.speaker === turn.speaker) return known.runs;
  const runs = cut.map((run) => onClock(placeRun(run, index, turn), pace));
  turns.set(cut, { index, speaker: turn.speaker, runs });
  return runs;
}

function onClock(run: Omit<PlacedRun, 'ticks'>, pace: Pace): PlacedRun {
  return { ...run, ticks: ticksOf(run, pace) };
}

function placeRun(run: TurnRun, index: number, { speaker, words }: Turn): Omit<PlacedRun, 'ticks'> {
  return {
    turn: index,
    from: { turn: index, word: run.from },
    to: { turn: index, word: run.to },
    start: run.start,
    end: run.end,
    width: run.textWidth + run.label,
    textWidth: run.textWidth,
    label: run.label,
    alone: run.to - run.from + 1 === words.length,
    setStart: null,
    setEnd: null,
    speaker,
    lastSpeaker: speaker,
    breaks: run.lineBreak === null ? [] : [{ turn: index, word: run.lineBreak }],
    breaksAreSet: false,
    pin: null,
    cue: null,
  };
}

/** A pin's run, and what it was made from. */
interface PinRun {
  readonly turns: Transcript['turns'];
  readonly labels: readonly number[];
  readonly run: PlacedRun;
}

function pinRun(transcript: Transcript, pin: PinnedCue, surroundings: readonly (TurnSurroundings | undefined)[], cutting: Cutting): PlacedRun {
  const { from, to } = pin;
  const turns = transcript.turns.slice(from.turn, to.turn + 1);
  const around = turns.map((_, index) => surroundings[from.turn + index]);
  const labels = around.map((one) => (one ? one.label * (one.labelEverywhere ? -1 : 1) : 0));
  const known = cutting.pins.get(pin);
  if (known && isSameList(known.turns, turns) && isSameList(known.labels, labels)) return known.run;
  const parts = turns.flatMap((turn, index): (TurnRun & { readonly turn: number })[] => {
    if (turn.words.length === 0) return [];
    const first = index === 0 ? from.word : 0;
    const last = index === turns.length - 1 ? to.word : turn.words.length - 1;
    return [{ ...cutting.cutter.keep(turn, { from: first, to: last }, around[index] ?? { label: 0, labelEverywhere: false }), turn: from.turn + index }];
  });
  const run = onClock(pinOfParts(transcript, pin, parts), cutting.pace);
  cutting.pins.set(pin, { turns, labels, run });
  return run;
}

function pinOfParts({ turns }: Transcript, pin: PinnedCue, parts: readonly (TurnRun & { readonly turn: number })[]): Omit<PlacedRun, 'ticks'> {
  const { from, to } = pin;
  const textWidth = parts.reduce((width, part) => width + part.textWidth, parts.length - 1);
  const label = parts[0]?.label ?? 0;
  // Everybody in a dialogue has a line; one voice's words break where it hurts least.
  const [only] = parts;
  const laid =
    parts.length > 1 ? parts.slice(1).map(({ turn }) => ({ turn, word: 0 })) : only?.lineBreak == null ? [] : [{ turn: only.turn, word: only.lineBreak }];
  return {
    turn: from.turn,
    from,
    to,
    start: Math.min(...parts.map((part) => part.start)),
    end: Math.max(...parts.map((part) => part.end)),
    width: textWidth + label,
    textWidth,
    label,
    alone: parts.length === 1 && to.word - from.word + 1 === turns[from.turn]?.words.length,
    setStart: pin.start,
    setEnd: pin.end,
    speaker: turns[from.turn]?.speaker ?? null,
    lastSpeaker: turns[to.turn]?.speaker ?? null,
    breaks: pin.breaks ?? laid,
    breaksAreSet: pin.breaks !== null || parts.length > 1,
    pin,
    cue: null,
  };
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** The line breaks of a run once it is known what is shown before it: room kept for a label that is not needed is given back. */
function breaksOf(run: PlacedRun, before: PlacedRun | undefined, lineLength: number): Cue['breaks'] {
  if (run.breaksAreSet || run.breaks.length === 0) return run.breaks;
  const label = before?.lastSpeaker === run.speaker ? 0 : run.label;
  const isAlone = run.breaks[0]?.turn === run.from.turn && run.breaks[0].word === run.from.word;
  return run.textWidth + label <= lineLength || (label === 0 && isAlone) ? NO_BREAKS : run.breaks;
}

const NO_BREAKS: Cue['breaks'] = [];

/** The cue of a run: the one made of it last, when nothing about it has changed. */
function cueOf(run: PlacedRun, { start, end, breaks }: Pick<Cue, 'start' | 'end' | 'breaks'>): Cue {
  const known = run.cue;
  if (known?.start === start && known.end === end && known.breaks === breaks) return known;
  const { from, to, pin } = run;
  run.cue = { start, end, from, to, breaks, ...(pin?.look && { look: pin.look }), ...(pin && { pin: pin.id }) };
  return run.cue;
}
