// Cuts of the same words beside each other: what each breaks of a client's rules, by rule, and what it costs by our own measure.
import { breathsOf, measureCache } from '../src-core/subtitles/breath.ts';
import type { Stretch } from '../src-core/subtitles/cue-cost.ts';
import { linesCost, runCost } from '../src-core/subtitles/cue-cost.ts';
import { cueLanguage } from '../src-core/subtitles/cue-language.ts';
import type { PinnedCue } from '../src-core/subtitles/cue-track.ts';
import { emptyTrack } from '../src-core/subtitles/cue-track.ts';
import type { Cue } from '../src-core/subtitles/cue.ts';
import { layCues } from '../src-core/subtitles/cueing.ts';
import { frameRate } from '../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../src-core/subtitles/language-profile.ts';
import type { CueProfile } from '../src-core/subtitles/profile.ts';
import type { RuleId } from '../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../src-core/subtitles/rules/findings-keeper.ts';
import { ruleSetOrNull } from '../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript } from '../src-core/transcript/transcript.ts';
import { greedyCues, pauseCues } from './plain-cutters.ts';

export const RATE = frameRate('25');

/** The rules a cutter can keep or break, put together as one asks for them. What is about the words themselves is not here. */
export const CLASSES: Readonly<Record<string, readonly RuleId[]>> = {
  'too fast': ['fast'],
  'nearly too fast (hint)': ['nearly-fast'],
  length: ['no-length', 'short', 'long'],
  'order and overlap': ['order', 'overlap'],
  'gaps and chaining': ['gap', 'chain'],
  'line length, lines': ['wide-line', 'lines', 'needless-break'],
  'forbidden line splits': ['line-split'],
  'forbidden cue splits': ['cue-split'],
  frames: ['off-frame'],
  'with its words': ['early', 'late', 'lingers'],
  speakers: ['two-speakers'],
};

/** One cut, judged. */
export interface JudgedCut {
  readonly name: string;
  readonly cues: number;
  /** Findings a hundred cues, by class. */
  readonly byClass: ReadonlyMap<string, number>;
  readonly all: number;
  /** Mean cost of a cue by our own measure. */
  readonly cost: number;
}

/** Ours, and others'; theirs also with our times, which tells what the cut alone is worth. */
export function compareCuts(transcript: Transcript): JudgedCut[] {
  const [greedy, pause] = [greedyCues(transcript), pauseCues(transcript)];
  return [
    judgeCut(transcript, 'ours', lay(transcript, [])),
    judgeCut(transcript, 'greedy', greedy),
    judgeCut(transcript, 'pauses', pause),
    judgeCut(transcript, 'greedy, our times', lay(transcript, greedy)),
    judgeCut(transcript, 'pauses, our times', lay(transcript, pause)),
  ];
}

/** The cues of a transcript; those given keep their words and lines. */
function lay(transcript: Transcript, kept: readonly Cue[]): Cue[] {
  const pins = kept
    .map(({ from, to, breaks }, id): PinnedCue => ({ id, from, to, breaks, start: null, end: null, look: null, shown: true, waivers: [] }))
    .sort((a, b) => a.from.turn - b.from.turn || a.from.word - b.from.word);
  return layCues(transcript, { ...emptyTrack, pins }, { profile: profileFor(transcript, RATE), rate: RATE });
}

function judgeCut(transcript: Transcript, name: string, cues: readonly Cue[]): JudgedCut {
  const set = ruleSetOrNull('netflix');
  if (!set) throw new Error('There are no Netflix rules.');
  const byClass = new Map(Object.keys(CLASSES).map((rules) => [rules, 0]));
  let all = 0;
  for (const { rule } of checkCues(transcript, cues, { set, rate: RATE })) {
    const found = Object.keys(CLASSES).find((one) => CLASSES[one]?.includes(rule));
    if (found === undefined) continue;
    byClass.set(found, (byClass.get(found) ?? 0) + 100 / cues.length);
    all += 100 / cues.length;
  }
  return { name, cues: cues.length, byClass, all, cost: meanCost(transcript, cues) };
}

function meanCost(transcript: Transcript, cues: readonly Cue[]): number {
  const profile = profileFor(transcript, RATE);
  const measures = measureCache(cueLanguage(transcript), profile.narrow);
  let cost = 0;
  for (const cue of cues) cost += costOf(transcript, cue, profile, measures);
  return cost / Math.max(1, cues.length);
}

function costOf(transcript: Transcript, { from, to, breaks }: Cue, profile: CueProfile, measures: ReturnType<typeof measureCache>): number {
  const turn = transcript.turns[from.turn];
  if (!turn) return 0;
  // A cue that stands through a long silence is measured over all the breaths it holds.
  const breaths = breathsOf(turn, profile.longPause);
  const first = breaths.find((breath) => breath.to > from.word)?.from ?? 0;
  const last = breaths.find((breath) => breath.to > to.word)?.to ?? turn.words.length;
  const words = measures.measure(turn, { from: first, to: last });
  const stretch: Stretch = {
    words,
    from: 0,
    to: words.length,
    free: -Infinity,
    next: words.start[words.length] ?? Infinity,
    label: 0,
    labelEverywhere: false,
    opensTurn: first === 0,
    interruptions: [],
    shots: [],
  };
  const [i, j] = [from.word - first, to.word + 1 - first];
  const lineBreak = breaks[0] === undefined ? null : breaks[0].word - first;
  return runCost(stretch, profile, i, j) + linesCost(stretch, profile, { i, j, lineBreak });
}

/** The comparison as lines of a table. */
export function comparisonTable(source: string, cuts: readonly JudgedCut[]): string[] {
  const rows = [
    [source, ...cuts.map(({ name }) => name)],
    ['cues', ...cuts.map(({ cues }) => String(cues))],
    ...Object.keys(CLASSES).map((rules) => [rules, ...cuts.map(({ byClass }) => (byClass.get(rules) ?? 0).toFixed(1))]),
    ['all, a hundred cues', ...cuts.map(({ all }) => all.toFixed(1))],
    ['mean cost of a cue', ...cuts.map(({ cost }) => cost.toFixed(0))],
  ].filter((row, index) => index < 2 || row.slice(1).some((cell) => Number(cell) !== 0));
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)];
}
