// The runs of one turn: its words between pins, cut, and what pins keep of it. What of earlier work still holds is used again:
// whole turns, else the breaths an edit left alone.
import type { Millis } from '../span.ts';
import type { Turn, Word } from '../transcript/transcript.ts';
import type { Breath, MeasureCache } from './breath.ts';
import { breathsOf, measureCache } from './breath.ts';
import type { Run } from './cue-layout.ts';
import { cutStretch } from './cue-layout.ts';
import { layLines, layWideLines } from './line-cost.ts';
import type { Pace } from './run-ticks.ts';
import type { CutRange } from './cut-range.ts';
import { labelAt } from './cut-range.ts';
import { firstFrom } from './turn-timeline.ts';

/** Words `from` … `to` (included) of a turn as one cue, with its sound and widths. Word indices are the turn's. */
export interface TurnRun extends Run {
  readonly start: Millis;
  readonly end: Millis;
  /** Width of its words on one line, and of the label room was kept for. */
  readonly textWidth: number;
  readonly label: number;
}

/** Words of a turn that a pin keeps, `from` … `to` (included), and the pin's set times where it begins or ends in this turn. */
export interface Kept {
  readonly from: number;
  readonly to: number;
  readonly setStart: Millis | null;
  readonly setEnd: Millis | null;
}

/** What surrounds a turn. */
export interface TurnSurroundings {
  /** Starts of other people's turns inside it. */
  readonly interruptions: readonly Millis[];
  /** When the first turn after it is heard; Infinity after the last. */
  readonly nextStart: Millis;
  /** Width a speaker's label takes on the first line, 0 for none; and whether every cue of the turn may need it. */
  readonly label: number;
  readonly labelEverywhere: boolean;
  /** In order. */
  readonly kept: readonly Kept[];
}

/** Cuts turns for one pace, one language and the same shot changes. */
export interface TurnCutter {
  /** The automatic runs of a turn in order. The same array again while nothing about the turn has changed. */
  cut(turn: Turn, surroundings: TurnSurroundings): readonly TurnRun[];
  /** Words `from` … `to` (included) as one run, however much that is. */
  keep(turn: Turn, words: Pick<Kept, 'from' | 'to'>, label: Pick<TurnSurroundings, 'label' | 'labelEverywhere'>): TurnRun;
}

/** Makes a cutter that has cut nothing yet. `shots` ascend. */
export function turnCutter(pace: Pace, language: string | null, shots: readonly Millis[]): TurnCutter {
  const known = new WeakMap<Turn, { readonly surroundings: TurnSurroundings; readonly runs: readonly TurnRun[] }>();
  const cuts = new WeakMap<Word, KnownCut>();
  const [breaths, keeps] = [measureCache(language, pace), measureCache(language, pace)];
  const { profile } = pace;
  return {
    cut(turn, surroundings) {
      const found = known.get(turn);
      if (found && isSameGround(found.surroundings, surroundings)) return found.runs;
      const runs: TurnRun[] = [];
      for (const breath of breathsOf(turn, profile.longPause)) {
        for (const part of freeParts(breath, surroundings.kept, profile.minGap)) {
          const range = cutRange(turn, breath, { shots, measures: breaths, surroundings, part });
          for (const run of cutOnce(range, turn.words[part.from], pace, cuts)) runs.push(turnRun(range, run, breath.from));
        }
      }
      known.set(turn, { surroundings, runs });
      return runs;
    },
    keep(turn, { from, to }, { label, labelEverywhere }) {
      const part = { from, to: to + 1, free: -Infinity, next: null };
      const surroundings = { interruptions: [], nextStart: Infinity, label, labelEverywhere, kept: [] };
      const range = cutRange(turn, part, { shots, measures: keeps, surroundings, part });
      const lines = layLines(range, profile, 0, range.to);
      const { lineBreak } = lines.cost < Infinity ? lines : layWideLines(range, profile, 0, range.to);
      return turnRun(range, { from: 0, to: to - from, lineBreak }, from);
    },
  };
}

/** Words of a breath no pin keeps, `from` … `to` - 1; when nothing may be shown yet, and when a pin comes next. */
interface FreePart extends Breath {
  readonly free: Millis;
  readonly next: Millis | null;
}

function freeParts(breath: Breath, kept: readonly Kept[], minGap: Millis): FreePart[] {
  const parts: FreePart[] = [];
  let from = breath.from;
  let free = -Infinity;
  for (const pin of kept) {
    if (pin.from >= breath.to) {
      if (from < breath.to) parts.push({ from, to: breath.to, free, next: pin.from === breath.to ? pin.setStart : null });
      return parts;
    }
    if (pin.from > from) parts.push({ from, to: pin.from, free, next: pin.setStart });
    if (pin.to + 1 < from) continue;
    from = Math.max(from, pin.to + 1);
    // A set end before holds on behind a pin that follows its words, as behind an automatic cue.
    if (pin.setEnd !== null) free = Math.max(free, pin.setEnd + minGap);
  }
  if (from < breath.to) parts.push({ from, to: breath.to, free, next: null });
  return parts;
}

interface Ground {
  readonly shots: readonly Millis[];
  readonly measures: MeasureCache;
  readonly surroundings: TurnSurroundings;
  readonly part: FreePart;
}

function cutRange(turn: Turn, breath: Breath, { shots, measures, surroundings, part }: Ground): CutRange {
  const words = measures.measure(turn, breath);
  const { interruptions, nextStart, label, labelEverywhere } = surroundings;
  const [from, to] = [part.from - breath.from, part.to - breath.from];
  const following = breath.to < turn.words.length || to < words.length ? (words.start[to] ?? Infinity) : nextStart;
  const [start, end] = [words.start[0] ?? 0, words.end[words.length - 1] ?? 0];
  return {
    words,
    from,
    to,
    free: part.free,
    next: part.next ?? following,
    label,
    labelEverywhere,
    opensTurn: breath.from === 0,
    interruptions: between(interruptions, start, end),
    shots: between(shots, start, end),
  };
}

function between(times: readonly Millis[], start: Millis, end: Millis): readonly Millis[] {
  return times.length === 0 ? times : times.slice(firstFrom(times, start), firstFrom(times, end));
}

interface KnownCut {
  readonly range: CutRange;
  readonly runs: readonly Run[];
}

function cutOnce(range: CutRange, first: Word | undefined, pace: Pace, cuts: WeakMap<Word, KnownCut>): readonly Run[] {
  const found = first && cuts.get(first);
  if (found && isSameStretch(found.range, range)) return found.runs;
  const runs = cutStretch(range, pace);
  if (first) cuts.set(first, { range, runs });
  return runs;
}

function turnRun(range: CutRange, { from, to, lineBreak }: Run, offset: number): TurnRun {
  const { left, right, start, end } = range.words;
  return {
    from: from + offset,
    to: to + offset,
    lineBreak: lineBreak === null ? null : lineBreak + offset,
    start: start[from] ?? 0,
    end: end[to] ?? 0,
    textWidth: (right[to] ?? 0) - (left[from] ?? 0),
    label: labelAt(range, from),
  };
}

function isSameStretch(a: CutRange, b: CutRange): boolean {
  return (
    a.words === b.words &&
    a.from === b.from &&
    a.to === b.to &&
    a.free === b.free &&
    a.next === b.next &&
    a.label === b.label &&
    a.labelEverywhere === b.labelEverywhere &&
    isSameList(a.interruptions, b.interruptions) &&
    isSameList(a.shots, b.shots)
  );
}

function isSameGround(a: TurnSurroundings, b: TurnSurroundings): boolean {
  return (
    a.nextStart === b.nextStart &&
    a.label === b.label &&
    a.labelEverywhere === b.labelEverywhere &&
    isSameList(a.interruptions, b.interruptions) &&
    a.kept.length === b.kept.length &&
    a.kept.every((pin, index) => isSameKept(pin, b.kept[index]))
  );
}

function isSameKept(a: Kept, b: Kept | undefined): boolean {
  return a.from === b?.from && a.to === b.to && a.setStart === b.setStart && a.setEnd === b.setEnd;
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((time, index) => time === b[index]);
}
