// Transcript → cues, by a profile. Pure: the same transcript always gives the same cues.
// The steps: measure each turn, cut it (cue-layout.ts), put all cuts in order and time them (cue-timing.ts).
import type { Span } from '../span.ts';
import type { SpeakerId, Transcript } from '../transcript/transcript.ts';
import type { Cue } from './cue.ts';
import type { SoundingRun } from './cue-timing.ts';
import { showingOrder, showingSpans } from './cue-timing.ts';
import { cueLanguage } from './cue-language.ts';
import type { Run } from './cue-layout.ts';
import { cutTurn } from './cue-layout.ts';
import { measureWidth } from './graphemes.ts';
import type { MeasuredTurn } from './measured-turn.ts';
import { measureTurn } from './measured-turn.ts';
import type { CueProfile } from './profile.ts';
import { profileFor } from './profile.ts';
import type { HeardTurn } from './turn-timeline.ts';
import { firstFrom, heardTurns } from './turn-timeline.ts';

/** What stands before a speaker's words where the speaker changes ("Anna: "), or "" for none. */
export type LabelOf = (speaker: SpeakerId | null) => string;

interface PlacedRun extends Run, SoundingRun {
  readonly speaker: SpeakerId | null;
  /** Width of its words, and of the label room was kept for. */
  readonly textWidth: number;
  readonly label: number;
}

/**
 * Makes the cues of a transcript: every word in exactly one, one speaker in each, in showing order, never two at once.
 * The limits of the profile are kept except where the speech makes it impossible:
 * - a single word wider than a line keeps its line whole;
 * - people speaking at once: see the laws of `showingSpans`;
 * - reading speed: a cue faster than `targetSpeed` has been stretched as far as silence and the next cue allow.
 * `labelOf` reserves room on the first line where a speaker's label will be written.
 */
export function makeCues(transcript: Transcript, profile: CueProfile = profileFor(transcript), labelOf?: LabelOf): Cue[] {
  const heard = heardTurns(transcript);
  const language = cueLanguage(transcript);
  const starts = heard.map((turn) => turn.start);
  const runs: PlacedRun[] = [];
  // Reading order, so that runs starting together stay in it.
  for (const turn of [...heard].sort((a, b) => a.index - b.index)) {
    const measured = measureHeard(transcript, profile, { turn, starts, labelOf, language });
    if (!measured) continue;
    const cut = cutTurn(measured, profile);
    const speaker = transcript.turns[turn.index]?.speaker ?? null;
    for (const run of cut) runs.push(placeRun(run, measured, { index: turn.index, speaker, alone: cut.length === 1 }));
  }
  const order = showingOrder(runs);
  const spans = showingSpans(order, profile);
  return order.map((run, index) => toCue(run, spans[index] ?? run, linesOf(run, order[index - 1], profile)));
}

interface Setting {
  readonly turn: HeardTurn;
  /** Starts of all heard turns, ascending. */
  readonly starts: readonly number[];
  readonly labelOf: LabelOf | undefined;
  readonly language: string | null;
}

function measureHeard(transcript: Transcript, profile: CueProfile, { turn, starts, labelOf, language }: Setting): MeasuredTurn | null {
  const source = transcript.turns[turn.index];
  if (!source) return null;
  const label = turn.mayChangeSpeaker && labelOf ? labelOf(source.speaker) : '';
  return measureTurn(source, profile, {
    language,
    interruptions: turn.overlapped ? starts.slice(firstFrom(starts, turn.start + 1), firstFrom(starts, turn.end)) : [],
    nextStart: starts[firstFrom(starts, Math.max(turn.end, turn.start + 1))] ?? Infinity,
    label: label === '' ? 0 : measureWidth(label, profile.narrow),
    labelEverywhere: turn.overlapped,
  });
}

function placeRun(run: Run, turn: MeasuredTurn, source: { index: number; speaker: SpeakerId | null; alone: boolean }): PlacedRun {
  const label = run.from === 0 || turn.labelEverywhere ? turn.label : 0;
  const textWidth = (turn.right[run.to] ?? 0) - (turn.left[run.from] ?? 0);
  return {
    ...run,
    turn: source.index,
    speaker: source.speaker,
    alone: source.alone,
    start: turn.start[run.from] ?? 0,
    end: turn.end[run.to] ?? 0,
    width: textWidth + label,
    textWidth,
    label,
  };
}

/** The line break of a run once it is known what is shown before it: room kept for a label that is not needed is given back. */
function linesOf(run: PlacedRun, before: PlacedRun | undefined, profile: CueProfile): number | null {
  const label = before?.speaker === run.speaker ? 0 : run.label;
  return run.textWidth + label <= profile.lineLength || (label === 0 && run.lineBreak === run.from) ? null : run.lineBreak;
}

function toCue({ turn, from, to }: PlacedRun, { start, end }: Span, lineBreak: number | null): Cue {
  return { start, end, from: { turn, word: from }, to: { turn, word: to }, breaks: lineBreak === null ? [] : [{ turn, word: lineBreak }] };
}
