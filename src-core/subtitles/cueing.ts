// Transcript and cue track → cues, by a profile. Pure: the same words, pins and setting always give the same cues.
// The steps: the words between pins are cut turn by turn (laid-turn.ts), then all runs are put in order and timed (cue-timing.ts).
import type { Millis } from '../span.ts';
import type { SpeakerId, Transcript, Turn } from '../transcript/transcript.ts';
import { cueLanguage } from './cue-language.ts';
import type { TimedRuns } from './cue-timing.ts';
import { timeRuns } from './cue-timing.ts';
import type { CueTrack, PinnedCue } from './cue-track.ts';
import type { Cue } from './cue.ts';
import type { FrameRate } from './frame-rate.ts';
import type { TurnCutter, TurnRun, TurnSurroundings } from './laid-turn.ts';
import { turnCutter } from './laid-turn.ts';
import { profileFor } from './language-profile.ts';
import type { CueProfile } from './profile.ts';
import type { PinPart, PlacedRun } from './placed-run.ts';
import { pinnedRun, placedRun } from './placed-run.ts';
import type { Pace } from './run-ticks.ts';
import { paceOf } from './run-ticks.ts';
import { turnSurrounder } from './surrounded-turns.ts';
import { tickClock } from './tick-clock.ts';
import { isSamePlace } from '../transcript/word-stretch.ts';

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

/** The cues of a transcript nobody has pinned anything in: `layCues` at its plainest, by the millisecond unless a rate is named. */
export function makeCues(transcript: Transcript, profile: CueProfile = profileFor(transcript), labelOf?: LabelOf, rate: FrameRate | null = null): Cue[] {
  return layCues(transcript, { pins: [] }, { profile, rate, labelOf });
}

/** Makes a layer that remembers nothing yet. One is enough for a recording, whatever is changed. */
export function cueLayer(): CueLayer {
  let cutting: Cutting | null = null;
  let last: Laid = { runs: [], starts: [], ends: [], cues: [] };
  return (transcript, track, setting) => {
    const language = cueLanguage(transcript);
    if (!cutting || !isSameCutting(cutting, setting, language)) cutting = newCutting(setting, language);
    const timed = timeRuns(placedRuns(transcript, track, setting, cutting), cutting.pace, setting.shots ?? []);
    last = { ...timed, cues: cuesOf(timed, last, setting.profile) };
    return [...last.cues];
  };
}

/** Runs and the cues made of them. */
interface Laid extends TimedRuns<PlacedRun> {
  readonly cues: readonly Cue[];
}

function cuesOf({ runs, starts, ends }: TimedRuns<PlacedRun>, last: Laid, { lineLength }: CueProfile): Cue[] {
  // Behind what an edit put in or took out, everything stands so much further on or back.
  const moved = last.runs.length - runs.length;
  const isAt = (index: number, place: number): boolean =>
    last.runs[place] === runs[index] && last.runs[place - 1] === runs[index - 1] && last.starts[place] === starts[index] && last.ends[place] === ends[index];
  return runs.map((run, index) => {
    const known = isAt(index, index) ? last.cues[index] : isAt(index, index + moved) ? last.cues[index + moved] : undefined;
    return known ?? cueOf(run, { start: starts[index] ?? 0, end: ends[index] ?? 0, breaks: breaksOf(run, runs[index - 1], lineLength) });
  });
}

/** What is remembered, and for which setting. */
interface Cutting {
  readonly profile: CueProfile;
  readonly rate: FrameRate | null;
  readonly language: string | null;
  readonly shots: readonly Millis[] | undefined;
  readonly pace: Pace;
  readonly cutter: TurnCutter;
  readonly surrounded: ReturnType<typeof turnSurrounder>;
  readonly pins: WeakMap<PinnedCue, PinRun>;
  /** The runs of each turn, by index, as they were placed last. */
  placed: readonly (PlacedTurn | undefined)[];
}

/** A turn's runs, and all they hang on. */
interface PlacedTurn {
  readonly turn: Turn;
  readonly around: TurnSurroundings;
  readonly cut: readonly TurnRun[];
  readonly runs: readonly PlacedRun[];
}

function newCutting({ profile, rate, shots }: CueSetting, language: string | null): Cutting {
  const pace = paceOf(profile, tickClock(rate));
  return {
    profile,
    rate,
    language,
    shots,
    pace,
    cutter: turnCutter(pace, language, shots ?? []),
    surrounded: turnSurrounder(),
    pins: new WeakMap(),
    placed: [],
  };
}

function isSameCutting(cutting: Cutting, { profile, rate, shots }: CueSetting, language: string | null): boolean {
  if (cutting.language !== language || cutting.shots !== shots || cutting.rate?.id !== rate?.id) return false;
  const names = Object.keys(profile) as (keyof CueProfile)[]; // its own keys
  return names.every((name) => cutting.profile[name] === profile[name]);
}

/** All runs in reading order, so that those starting together stay in it. */
function placedRuns(transcript: Transcript, track: Pins, { labelOf }: CueSetting, cutting: Cutting): PlacedRun[] {
  const { around, pins } = cutting.surrounded(transcript, track.pins, { labelOf, narrow: cutting.profile.narrow });
  const placed = transcript.turns.map((turn, index) => placedTurn(turn, index, around[index], cutting));
  cutting.placed = placed;
  const runs: PlacedRun[] = [];
  let next = 0;
  const placePins = (turn: number, word: number): void => {
    for (let pin = pins[next]; pin && (pin.from.turn < turn || (pin.from.turn === turn && pin.from.word < word)); pin = pins[next]) {
      if (pin.shown) runs.push(pinRun(transcript, pin, around, cutting));
      next += 1;
    }
  };
  placed.forEach((turn, index) => {
    for (const run of turn?.runs ?? []) {
      if (next < pins.length) placePins(index, run.from.word);
      runs.push(run);
    }
  });
  placePins(transcript.turns.length, 0);
  return runs;
}

function placedTurn(turn: Turn, index: number, around: TurnSurroundings | undefined, { cutter, pace, placed }: Cutting): PlacedTurn | undefined {
  const known = placed[index];
  if (!around || (known?.turn === turn && known.around === around)) return around && known;
  const cut = cutter.cut(turn, around);
  // What was cut the same way before is the same array: only where its turn stands may have changed.
  const isSame = known?.turn.speaker === turn.speaker && known.turn.words.length === turn.words.length && known.cut === cut;
  return { turn, around, cut, runs: isSame ? known.runs : cut.map((run) => placedRun(run, index, turn, pace)) };
}

/** A pin's run, and what it was made from. */
interface PinRun {
  readonly turns: Transcript['turns'];
  readonly labels: readonly number[];
  readonly run: PlacedRun;
}

function pinRun(transcript: Transcript, pin: PinnedCue, around: readonly (TurnSurroundings | undefined)[], cutting: Cutting): PlacedRun {
  const known = cutting.pins.get(pin);
  if (known && isSamePin(known, transcript, pin, around)) return known.run;
  const { from, to } = pin;
  const turns = transcript.turns.slice(from.turn, to.turn + 1);
  const parts = turns.flatMap((turn, index): PinPart[] => {
    if (turn.words.length === 0) return [];
    const first = index === 0 ? from.word : 0;
    const last = index === turns.length - 1 ? to.word : turn.words.length - 1;
    return [
      { ...cutting.cutter.keep(turn, { from: first, to: last }, around[from.turn + index] ?? { label: 0, labelEverywhere: false }), turn: from.turn + index },
    ];
  });
  const run = pinnedRun(transcript, pin, parts, cutting.pace);
  cutting.pins.set(pin, { turns, labels: turns.map((_, index) => labelIn(around[from.turn + index])), run });
  return run;
}

function isSamePin({ turns, labels }: PinRun, transcript: Transcript, { from }: PinnedCue, around: readonly (TurnSurroundings | undefined)[]): boolean {
  return turns.every((turn, index) => turn === transcript.turns[from.turn + index] && labels[index] === labelIn(around[from.turn + index]));
}

/** A label's width, negative where every cue of the turn may need it. */
function labelIn(around: TurnSurroundings | undefined): number {
  return around ? around.label * (around.labelEverywhere ? -1 : 1) : 0;
}

/** The line breaks of a run once it is known what is shown before it: room kept for a label that is not needed is given back. */
function breaksOf(run: PlacedRun, before: PlacedRun | undefined, lineLength: number): Cue['breaks'] {
  if (run.breaksAreSet || run.breaks.length === 0) return run.breaks;
  const label = before?.lastSpeaker === run.speaker ? 0 : run.label;
  const isAlone = isSamePlace(run.breaks[0], run.from);
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
