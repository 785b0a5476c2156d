// The findings of a list of cues, kept up to date: after an edit only cues that changed, or whose neighbours did, are judged again.
// A cue is known again by its words themselves, so that neither an edit above it nor one in its own turn costs anything.
import type { SpeakerId, Transcript, Turn, Word } from '../../transcript/transcript.ts';
import { cueLanguage } from '../cue-language.ts';
import type { Cue } from '../cue.ts';
import { isSameLook, plainLook } from '../cue-look.ts';
import type { CheckSetting, Judge } from './check-cues.ts';
import { findingOf, goingOn, judgeFor } from './check-cues.ts';
import type { Finding } from './finding.ts';
import type { CueMarks } from './list-checks.ts';
import { listFindings, marksOf, takeCensus } from './list-checks.ts';
import { besideInLane, laneOf } from './lane.ts';
import { withoutWaived, type WaivedFinding } from './waivers.ts';
import { isSamePlace } from '../../transcript/word-stretch.ts';

/** What is wrong with a list of cues. */
export interface KeptFindings {
  /**
   * By place in showing order, the waived ones left out. Of a cue nothing happened to, and that kept its place, it is the very array of the
   * check before.
   */
  readonly open: readonly (readonly Finding[])[];
  /** All open ones, cue by cue. */
  readonly all: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
}

/** What is kept of a cue: all its findings hang on. */
interface Entry {
  readonly index: number;
  readonly cue: Cue;
  readonly words: readonly Word[];
  /** The turns it covers, the words at both ends of them included. */
  readonly turns: readonly Turn[];
  readonly around: Surroundings;
  readonly marks: CueMarks;
  /** Its own findings, then those the list gives it under this census. */
  readonly own: readonly Finding[];
  readonly census: string;
  readonly findings: readonly Finding[];
}

/** What of its neighbours a cue is judged by. */
interface Surroundings {
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly speaker: SpeakerId | null | undefined;
  readonly next: number | undefined;
  /** When the next cue in its part of the picture begins. */
  readonly follower: number | undefined;
  readonly goesOn: Word | null;
}

/** A list as it was checked last. */
interface Former {
  readonly entries: readonly Entry[];
  readonly cues: readonly Cue[];
  readonly turns: readonly Turn[];
}

const NOTHING_YET: Former = { entries: [], cues: [], turns: [] };

/** What all entries were made under. */
interface Ground {
  readonly setting: CheckSetting;
  readonly language: string | null;
  readonly speakers: Transcript['speakers'];
}

/** Checks list after list of one recording, each against what it found in the one before. It keeps as much as one list, its words shared with the transcript. */
export class FindingsKeeper {
  #former: Former = NOTHING_YET;
  #ground: Ground | null = null;

  /** The findings of these cues, the same as a first check of them would give. Cues are in showing order. */
  next(transcript: Transcript, cues: readonly Cue[], setting: CheckSetting): KeptFindings {
    const ground: Ground = { setting, language: cueLanguage(transcript), speakers: transcript.speakers };
    const former = this.#ground && isSameGround(this.#ground, ground) ? this.#former : NOTHING_YET;
    this.#ground = ground;
    const entries = withCensus(entriesOf(transcript, cues, { setting, former }), setting);
    this.#former = { entries, cues, turns: transcript.turns };
    const { open, waived } = withoutWaived(
      entries.map(({ findings }) => findings),
      cues,
      setting.pins ?? [],
    );
    const all: Finding[] = [];
    for (const findings of open) if (findings.length > 0) all.push(...findings);
    return { open, all, waived };
  }
}

/** Every open finding of every cue, cue by cue. */
export function checkCues(transcript: Transcript, cues: readonly Cue[], setting: CheckSetting): readonly Finding[] {
  return new FindingsKeeper().next(transcript, cues, setting).all;
}

function isSameGround(a: Ground, b: Ground): boolean {
  const [one, other] = [a.setting, b.setting];
  if (a.language !== b.language || one.set !== other.set || one.rate?.id !== other.rate?.id) return false;
  if (one.mediaEnd !== other.mediaEnd || one.shots !== other.shots || one.doubtBelow !== other.doubtBelow || one.preview !== other.preview) return false;
  // Labels are made anew with each transcript; they say the same while the speakers are.
  return Boolean(one.labelOf) === Boolean(other.labelOf) && (!one.labelOf || a.speakers === b.speakers);
}

function entriesOf(transcript: Transcript, cues: readonly Cue[], { setting, former }: { setting: CheckSetting; former: Former }): Entry[] {
  const find = finderIn(former.entries);
  let judge: Judge | null = null;
  return cues.map((cue, index): Entry => {
    const untouched = former.entries[index];
    if (untouched && isUntouched(former, transcript, cues, index)) return untouched;
    const known = find(transcript, cue, index);
    if (known && isSameAround(known.around, transcript, cues, index)) return atPlace(known, cue, { transcript, index });
    judge ??= judgeFor(transcript, setting);
    const { measured, findings } = judge(cues, index);
    const turns = transcript.turns.slice(cue.from.turn, cue.to.turn + 1);
    const around = surroundings(transcript, cues, index);
    return { index, cue, words: measured.words, turns, around, marks: marksOf(transcript, measured), own: findings, census: '', findings };
  });
}

/** Whether a cue, its neighbours and all their turns are the very objects they were, at the same place: what a layer with a memory gives mostly. */
function isUntouched(former: Former, { turns }: Transcript, cues: readonly Cue[], index: number): boolean {
  const [before, cue, after] = [cues[index - 1], cues[index], cues[index + 1]];
  if (!cue || cue !== former.cues[index] || before !== former.cues[index - 1] || after !== former.cues[index + 1]) return false;
  // What follows in its part of the picture is another cue than the one after.
  if (after && laneOf(after) !== laneOf(cue)) return false;
  if (before && turns[before.to.turn] !== former.turns[before.to.turn]) return false;
  if (after && turns[after.from.turn] !== former.turns[after.from.turn]) return false;
  for (let turn = cue.from.turn; turn <= cue.to.turn; turn += 1) if (turns[turn] !== former.turns[turn]) return false;
  return true;
}

/** How far beside the place expected a cue is looked for, and after how many that were not found there all are looked through. */
const NEARBY = 4;
const MISSES = 4;

/** Finds a cue in the list before: near the place the cues before it were found at, else by its first word. */
function finderIn(former: readonly Entry[]): (transcript: Transcript, cue: Cue, index: number) => Entry | null {
  let shift = 0;
  let misses = 0;
  let places: Map<Word | undefined, number> | null = null;
  return (transcript, cue, index) => {
    const isAt = (place: number): boolean => {
      const entry = former[place];
      return entry !== undefined && isSameCue(entry, transcript, cue);
    };
    let place: number | undefined = index + shift;
    if (!isAt(place)) place = nearby(place, isAt);
    if (place === undefined && misses >= MISSES) {
      places ??= new Map(former.map(({ words }, at) => [words[0], at]));
      const known = places.get(transcript.turns[cue.from.turn]?.words[cue.from.word]);
      place = known !== undefined && isAt(known) ? known : undefined;
    }
    misses = place === undefined ? misses + 1 : 0;
    if (place === undefined) return null;
    shift = place - index;
    return former[place] ?? null;
  };
}

function nearby(place: number, isAt: (place: number) => boolean): number | undefined {
  for (let away = 1; away <= NEARBY; away += 1) for (const near of [place + away, place - away]) if (isAt(near)) return near;
  return undefined;
}

function isSameCue(entry: Entry, transcript: Transcript, cue: Cue): boolean {
  const old = entry.cue;
  if (old.start !== cue.start || old.end !== cue.end || old.breaks.length !== cue.breaks.length) return false;
  if (old.look !== cue.look && !isSameLook(old.look ?? plainLook, cue.look ?? plainLook)) return false;
  const rows = cue.from.turn - old.from.turn;
  const columns = cue.from.word - old.from.word;
  const isMoved = (was: { turn: number; word: number }, is: { turn: number; word: number }): boolean =>
    was.turn + rows === is.turn && was.word + (was.turn === old.from.turn ? columns : 0) === is.word;
  if (!isMoved(old.to, cue.to) || !old.breaks.every((place, index) => isMoved(place, cue.breaks[index] ?? place))) return false;
  return hasSameWords(entry, transcript, cue);
}

function hasSameWords({ turns, words, cue: old }: Entry, transcript: Transcript, { from, to }: Cue): boolean {
  let at = 0;
  for (let index = from.turn; index <= to.turn; index += 1) {
    const turn = transcript.turns[index];
    const was = turns[index - from.turn];
    if (!turn || turn.speaker !== was?.speaker) return false;
    if (turn === was && from.word === old.from.word && from.turn === to.turn) return true;
    const last = index === to.turn ? to.word : turn.words.length - 1;
    for (let word = index === from.turn ? from.word : 0; word <= last; word += 1, at += 1) if (turn.words[word] !== words[at]) return false;
  }
  return at === words.length;
}

function surroundings(transcript: Transcript, cues: readonly Cue[], index: number): Surroundings {
  const [before, cue, after] = [cues[index - 1], cues[index], cues[index + 1]];
  return {
    start: before?.start,
    end: before?.end,
    speaker: before && (transcript.turns[before.to.turn]?.speaker ?? null),
    next: after?.start,
    follower: followerStart(cues, index),
    goesOn: cue ? goingOn(transcript, cue, after) : null,
  };
}

function isSameAround(around: Surroundings, transcript: Transcript, cues: readonly Cue[], index: number): boolean {
  const [before, after] = [cues[index - 1], cues[index + 1]];
  if (around.start !== before?.start || around.end !== before?.end || around.next !== after?.start) return false;
  if (before && around.speaker !== (transcript.turns[before.to.turn]?.speaker ?? null)) return false;
  const cue = cues[index];
  return !after || !cue || (around.follower === followerStart(cues, index) && around.goesOn === goingOn(transcript, cue, after));
}

function followerStart(cues: readonly Cue[], index: number): number | undefined {
  return cues[besideInLane(cues, index, 1) ?? -1]?.start;
}

/** A known cue at its place now; one that has not moved is the very entry it was. */
function atPlace(entry: Entry, cue: Cue, { transcript, index }: { transcript: Transcript; index: number }): Entry {
  const isThere = entry.index === index && isSamePlace(entry.cue.from, cue.from);
  if (isThere && entry.turns.every((turn, row) => turn === transcript.turns[cue.from.turn + row])) return entry;
  const here = (findings: readonly Finding[]): readonly Finding[] =>
    findings.length === 0 || entry.index === index ? findings : findings.map((finding) => ({ ...finding, cue: index }));
  const own = here(entry.own);
  const turns = transcript.turns.slice(cue.from.turn, cue.to.turn + 1);
  return { ...entry, index, cue, turns, own, findings: entry.findings === entry.own ? own : here(entry.findings) };
}

/** The entries with what the list as a whole gives each. */
function withCensus(entries: readonly Entry[], { set }: CheckSetting): readonly Entry[] {
  const census = takeCensus(entries, set);
  if (entries.every((entry) => entry.census === census.key)) return entries;
  return entries.map((entry, index) => {
    if (entry.census === census.key) return entry;
    const more = listFindings(entry.marks, census, set).map(([rule, figures]) => findingOf(rule, { index, cue: entry.cue, set }, figures));
    const findings = more.length > 0 ? [...entry.own, ...more] : entry.own;
    return { ...entry, census: census.key, findings };
  });
}
