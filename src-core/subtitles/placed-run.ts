// Runs on their way to become cues: where their words are, who speaks, how wide they are, and their ticks. Times nothing.
import type { SpeakerId, Transcript, Turn } from '../transcript/transcript.ts';
import type { PinnedCue } from './cue-track.ts';
import type { Cue } from './cue.ts';
import { dashBefore } from './dialogue-dash.ts';
import type { TurnRun } from './laid-turn.ts';
import type { Pace, TickedRun } from './run-ticks.ts';
import { ticksOf } from './run-ticks.ts';

/** A run on its way to become a cue. */
export interface PlacedRun extends TickedRun {
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

/** A run cut from a turn that stands at `index`. */
export function placedRun(run: TurnRun, index: number, { speaker, words }: Turn, pace: Pace): PlacedRun {
  return onClock(
    {
      turn: index,
      from: { turn: index, word: run.from },
      to: { turn: index, word: run.to },
      start: run.start,
      end: run.end,
      width: run.textWidth + run.label,
      words: run.to - run.from + 1,
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
    },
    pace,
  );
}

/** What a pin keeps of one turn. */
export interface PinPart extends TurnRun {
  readonly turn: number;
}

/** A pin's run, from what it keeps of each of its turns. */
export function pinnedRun({ turns }: Transcript, pin: PinnedCue, parts: readonly PinPart[], pace: Pace): PlacedRun {
  const { from, to } = pin;
  const textWidth = parts.reduce((width, part) => width + part.textWidth, parts.length - 1);
  const label = parts[0]?.label ?? 0;
  // In a dialogue everybody is named, or told apart by a dash.
  const marks = parts.length > 1 ? parts.reduce((width, part, at) => width + (part.label || dashBefore(pace.profile.dashes, at === 0).length), 0) : label;
  // Everybody in a dialogue has a line; one voice's words break where it hurts least.
  const [only] = parts;
  const laid =
    parts.length > 1 ? parts.slice(1).map(({ turn }) => ({ turn, word: 0 })) : only?.lineBreak == null ? [] : [{ turn: only.turn, word: only.lineBreak }];
  return onClock(
    {
      turn: from.turn,
      from,
      to,
      start: Math.min(...parts.map((part) => part.start)),
      end: Math.max(...parts.map((part) => part.end)),
      width: textWidth + marks,
      words: parts.reduce((count, part) => count + part.to - part.from + 1, 0),
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
    },
    pace,
  );
}

function onClock(run: Omit<PlacedRun, 'ticks'>, pace: Pace): PlacedRun {
  return { ...run, ticks: ticksOf(run, pace) };
}
