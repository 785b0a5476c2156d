// The findings of a list of cues, kept up to date: after an edit only cues that changed, or whose neighbours did, are judged again.
// A cue is known again by its words themselves, so that neither an edit above it nor one in its own turn costs anything.
import type { SpeakerId, Transcript, Turn, Word } from '../../transcript/transcript.ts';
import { cueLanguage } from '../cue-language.ts';
import type { Cue } from '../cue.ts';
import { isSameLook, plainLook } from '../cue-look.ts';
import type { CheckSetting, Judge } from './check-cues.ts';
import { findingOf, judgeFor } from './check-cues.ts';
import type { Finding } from './finding.ts';
import type { CueMarks } from './list-checks.ts';
import { listFindings, marksOf, takeCensus } from './list-checks.ts';
import { laneOf } from './time-checks.ts';

/** A list of cues and what is wrong with it. */
export interface CheckedCues {
  readonly cues: readonly Cue[];
  /** By place in showing order. Of a cue nothing happened to, and that kept its place, it is the very array of the check before. */
  readonly byCue: readonly (readonly Finding[])[];
  /** All of them, cue by cue. */
  readonly all: readonly Finding[];
}

/** Checks list after list of one recording, each against what it found in the one before. */
export interface FindingLedger {
  /** The findings of these cues, the same as a first check of them would give. Cues are in showing order. */
  check(transcript: Transcript, cues: readonly Cue[], setting: CheckSetting): CheckedCues;
}

/** What is kept of a cue: all its findings hang on. */
interface Entry {
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
  readonly lane: string | undefined;
  readonly goesOn: boolean;
}

/** What all entries were made under. */
interface Ground {
  readonly setting: CheckSetting;
  readonly language: string | null;
  readonly speakers: Transcript['speakers'];
}

/** Makes a ledger. It keeps as much as one list of cues, its words shared with the transcript. */
export function findingLedger(): FindingLedger {
  let entries: readonly Entry[] = [];
  let ground: Ground | null = null;
  return {
    check(transcript, cues, setting) {
      const next: Ground = { setting, language: cueLanguage(transcript), speakers: transcript.speakers };
      if (!ground || !isSameGround(ground, next)) entries = [];
      ground = next;
      entries = withCensus(entriesOf(transcript, cues, { setting, former: entries }), setting);
      const byCue = entries.map(({ findings }) => findings);
      return { cues, byCue, all: byCue.flat() };
    },
  };
}

/** Every finding of every cue, cue by cue. */
export function checkCues(transcript: Transcript, cues: readonly Cue[], setting: CheckSetting): readonly Finding[] {
  return findingLedger().check(transcript, cues, setting).all;
}

function isSameGround(a: Ground, b: Ground): boolean {
  const [one, other] = [a.setting, b.setting];
  if (a.language !== b.language || one.set !== other.set || one.rate?.id !== other.rate?.id) return false;
  if (one.mediaEnd !== other.mediaEnd || one.shots !== other.shots || one.doubtBelow !== other.doubtBelow || one.preview !== other.preview) return false;
  // Labels are made anew with each transcript; they say the same while the speakers are.
  return Boolean(one.labelOf) === Boolean(other.labelOf) && (!one.labelOf || a.speakers === b.speakers);
}

function entriesOf(transcript: Transcript, cues: readonly Cue[], { setting, former }: { setting: CheckSetting; former: readonly Entry[] }): Entry[] {
  const find = finderIn(former);
  let judge: Judge | null = null;
  return cues.map((cue, index): Entry => {
    const around = surroundings(transcript, cues, index);
    const known = find(transcript, cue, index);
    if (known && isSameAround(known.around, around)) return replaced(known, cue, { transcript, index });
    judge ??= judgeFor(transcript, setting);
    const { measured, findings } = judge(cues, index);
    const turns = transcript.turns.slice(cue.from.turn, cue.to.turn + 1);
    return { cue, words: measured.words, turns, around, marks: marksOf(transcript, measured), own: findings, census: '', findings };
  });
}

/** Finds a cue in the list before: at the place the cues before it were found at, else by its first word. */
function finderIn(former: readonly Entry[]): (transcript: Transcript, cue: Cue, index: number) => Entry | null {
  let shift = 0;
  let places: Map<Word | undefined, number> | null = null;
  return (transcript, cue, index) => {
    const likely = former[index + shift];
    if (likely && isSameCue(likely, transcript, cue)) return likely;
    places ??= new Map(former.map(({ words }, place) => [words[0], place]));
    const place = places.get(transcript.turns[cue.from.turn]?.words[cue.from.word]);
    const found = place === undefined ? undefined : former[place];
    if (place === undefined || !found || !isSameCue(found, transcript, cue)) return null;
    shift = place - index;
    return found;
  };
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
  const [before, after] = [cues[index - 1], cues[index + 1]];
  return {
    start: before?.start,
    end: before?.end,
    speaker: before && (transcript.turns[before.to.turn]?.speaker ?? null),
    next: after?.start,
    lane: after && laneOf(after),
    goesOn: after !== undefined && after.from.turn === cues[index]?.to.turn,
  };
}

function isSameAround(a: Surroundings, b: Surroundings): boolean {
  return a.start === b.start && a.end === b.end && a.speaker === b.speaker && a.next === b.next && a.lane === b.lane && a.goesOn === b.goesOn;
}

/** A known cue at its place now. */
function replaced(entry: Entry, cue: Cue, { transcript, index }: { transcript: Transcript; index: number }): Entry {
  if (entry.cue === cue && (entry.own[0]?.cue ?? entry.findings[0]?.cue ?? index) === index) return entry;
  const here = (findings: readonly Finding[]): readonly Finding[] =>
    findings.length === 0 || findings[0]?.cue === index ? findings : findings.map((finding) => ({ ...finding, cue: index }));
  const own = here(entry.own);
  const isSameTurns = entry.turns.every((turn, row) => turn === transcript.turns[cue.from.turn + row]);
  const turns = isSameTurns ? entry.turns : transcript.turns.slice(cue.from.turn, cue.to.turn + 1);
  return { ...entry, cue, turns, own, findings: entry.findings === entry.own ? own : here(entry.findings) };
}

/** The entries with what the list as a whole gives each. */
function withCensus(entries: readonly Entry[], { set }: CheckSetting): readonly Entry[] {
  const census = takeCensus(
    entries.map(({ marks }) => marks),
    set,
  );
  return entries.map((entry, index) => {
    if (entry.census === census.key) return entry;
    const more = listFindings(entry.marks, census, set).map(([rule, figures]) => findingOf(rule, { index, cue: entry.cue, set }, figures));
    return { ...entry, census: census.key, findings: more.length === 0 ? entry.own : [...entry.own, ...more] };
  });
}
