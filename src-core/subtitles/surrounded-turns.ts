// What surrounds each turn of a transcript while it is cut: who else speaks, what comes next, room for labels, and what pins keep of it.
import type { Millis } from '../span.ts';
import type { SpeakerId, Transcript } from '../transcript/transcript.ts';
import type { PinnedCue } from './cue-track.ts';
import type { LabelOf } from './cueing.ts';
import { measureWidth } from './graphemes.ts';
import type { Kept, TurnSurroundings } from './laid-turn.ts';
import type { HeardTurn } from './turn-timeline.ts';
import { firstFrom, heardTurns, turnSound } from './turn-timeline.ts';

/** Turns with what surrounds them. */
export interface SurroundedTurns {
  /** By index; undefined for turns without words. */
  readonly around: readonly (TurnSurroundings | undefined)[];
  /** The pins whose words are there. */
  readonly pins: readonly PinnedCue[];
}

/** What of the setting surroundings hang on. */
export interface LabelSetting {
  readonly labelOf: LabelOf | undefined;
  readonly narrow: number;
}

/** Answers with the surroundings of all turns, the same objects again when an edit has left every turn's sound where it was. */
export function turnSurrounder(): (transcript: Transcript, pins: readonly PinnedCue[], setting: LabelSetting) => SurroundedTurns {
  let last: { transcript: Transcript; pins: readonly PinnedCue[]; labels: readonly string[]; made: SurroundedTurns } | null = null;
  return (transcript, pins, setting) => {
    const labels = setting.labelOf ? [null, ...transcript.speakers.map(({ id }) => id)].map(setting.labelOf) : [];
    if (last?.pins === pins && isSameList(last.labels, labels) && isHeardAlike(last.transcript, transcript, pins.length > 0)) {
      last = { ...last, transcript };
      return last.made;
    }
    const sound = pins.filter((pin) => isWithin(transcript, pin));
    const made = { around: surround(transcript, keptWords(transcript, sound), setting), pins: sound };
    last = { transcript, pins, labels, made };
    return made;
  };
}

/** Whether every turn sounds from when to when it did, by the same speaker and, if pins count them, in as many words. */
function isHeardAlike(before: Transcript, after: Transcript, isCounted: boolean): boolean {
  return (
    before.turns.length === after.turns.length &&
    after.turns.every((turn, index) => {
      const old = before.turns[index];
      if (old === turn) return true;
      if (!old || old.speaker !== turn.speaker || (isCounted && old.words.length !== turn.words.length)) return false;
      const [was, is] = [turnSound(old), turnSound(turn)];
      return was?.start === is?.start && was?.end === is?.end;
    })
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function surround(transcript: Transcript, kept: readonly (readonly Kept[] | undefined)[], setting: LabelSetting): (TurnSurroundings | undefined)[] {
  const heard = heardTurns(transcript);
  const starts = heard.map((turn) => turn.start);
  const widths = new Map<SpeakerId | null, number>();
  const around: (TurnSurroundings | undefined)[] = [];
  for (const turn of heard) around[turn.index] = surroundingsOf(transcript, turn, { starts, kept: kept[turn.index] ?? NONE_KEPT, widths, ...setting });
  return around;
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

interface Context extends LabelSetting {
  /** Starts of all heard turns, ascending. */
  readonly starts: readonly Millis[];
  readonly kept: readonly Kept[];
  /** Widths of labels measured so far. */
  readonly widths: Map<SpeakerId | null, number>;
}

function surroundingsOf(transcript: Transcript, turn: HeardTurn, { starts, kept, widths, labelOf, narrow }: Context): TurnSurroundings {
  const speaker = transcript.turns[turn.index]?.speaker ?? null;
  let label = 0;
  if (turn.mayChangeSpeaker && labelOf) {
    label = widths.get(speaker) ?? measureWidth(labelOf(speaker), narrow);
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
