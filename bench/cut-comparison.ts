// Cuts of the same words beside each other: what each breaks of a client's rules, by rule, and what it costs by our own measure.
import { breathsOf, measureCache } from '../src-core/subtitles/breath.ts';
import { runCost } from '../src-core/subtitles/cue-cost.ts';
import { cueLanguage } from '../src-core/subtitles/cue-language.ts';
import type { PinnedCue } from '../src-core/subtitles/cue-track.ts';
import { emptyTrack } from '../src-core/subtitles/cue-track.ts';
import type { Cue } from '../src-core/subtitles/cue.ts';
import { layCues } from '../src-core/subtitles/cueing.ts';
import { linesCost } from '../src-core/subtitles/line-cost.ts';
import type { Pace } from '../src-core/subtitles/run-ticks.ts';
import { paceOf } from '../src-core/subtitles/run-ticks.ts';
import type { CutRange } from '../src-core/subtitles/cut-range.ts';
import { tickClock } from '../src-core/subtitles/tick-clock.ts';
import { frameRate } from '../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../src-core/subtitles/language-profile.ts';
import type { RuleId, Severity } from '../src-core/subtitles/rules/finding.ts';
import { RULES } from '../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../src-core/subtitles/rules/findings-keeper.ts';
import { ruleSetOrNull } from '../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript } from '../src-core/transcript/transcript.ts';
import { tornCues } from '../test/support/torn-cues.ts';
import { greedyCues, pauseCues } from './plain-cutters.ts';

export const RATE = frameRate('25');

/**
 * The rules a cutter can keep or break, in families: each is one thing a client asks. A family's figure counts cues with any finding of it, once
 * each, whatever its degree, so that "too fast" told apart from "nearly too fast" makes nobody look better. Rules about the words themselves, and
 * those that hang on what nobody here sets (looks, pictures), are not here.
 */
export const FAMILIES: Readonly<Record<string, readonly RuleId[]>> = {
  'reading speed': ['fast', 'nearly-fast', 'word-speed'],
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

/** The two degrees of one family, told below it: an error and a hint. */
const DEGREES: Readonly<Record<string, readonly (readonly [name: string, rule: RuleId])[]>> = {
  'reading speed': [
    ['- too fast (error)', 'fast'],
    ['- nearly too fast (hint)', 'nearly-fast'],
  ],
};

/** One cut, judged. */
export interface JudgedCut {
  readonly name: string;
  readonly cues: number;
  /** Cues with a finding of a family, a hundred cues; and their sum. */
  readonly byFamily: ReadonlyMap<string, number>;
  readonly all: number;
  /** Findings a hundred cues, by rule and by severity. */
  readonly byRule: ReadonlyMap<RuleId, number>;
  readonly bySeverity: ReadonlyMap<Severity, number>;
  /** Cues that end one sentence and begin another without ending it, a hundred cues, whether or not the guide asks. */
  readonly torn: number;
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
  const share = 100 / cues.length;
  const asked = new Set(Object.values(FAMILIES).flat());
  const findings = checkCues(transcript, cues, { set, rate: RATE }).filter(({ rule }) => asked.has(rule));
  const byFamily = new Map(
    Object.entries(FAMILIES).map(([family, rules]) => [family, new Set(findings.flatMap(({ rule, cue }) => (rules.includes(rule) ? cue : []))).size * share]),
  );
  const [byRule, bySeverity] = [new Map<RuleId, number>(), new Map<Severity, number>()];
  for (const { rule } of findings) {
    const { severity } = RULES[rule];
    byRule.set(rule, (byRule.get(rule) ?? 0) + share);
    bySeverity.set(severity, (bySeverity.get(severity) ?? 0) + share);
  }
  const all = [...byFamily.values()].reduce((sum, one) => sum + one, 0);
  return { name, cues: cues.length, byFamily, all, byRule, bySeverity, torn: tornCues(transcript, cues).length * share, cost: meanCost(transcript, cues) };
}

function meanCost(transcript: Transcript, cues: readonly Cue[]): number {
  const pace = paceOf(profileFor(transcript, RATE), tickClock(RATE));
  const measures = measureCache(cueLanguage(transcript), pace);
  let cost = 0;
  for (const cue of cues) cost += costOf(transcript, cue, pace, measures);
  return cost / Math.max(1, cues.length);
}

function costOf(transcript: Transcript, { from, to, breaks }: Cue, pace: Pace, measures: ReturnType<typeof measureCache>): number {
  const turn = transcript.turns[from.turn];
  if (!turn) return 0;
  // A cue that stands through a long silence is measured over all the breaths it holds.
  const { profile } = pace;
  const breaths = breathsOf(turn, profile.longPause);
  const first = breaths.find((breath) => breath.to > from.word)?.from ?? 0;
  const last = breaths.find((breath) => breath.to > to.word)?.to ?? turn.words.length;
  const words = measures.measure(turn, { from: first, to: last });
  const range: CutRange = {
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
  return runCost(range, pace, i, j) + linesCost(range, profile, { i, j, lineBreak });
}

/** The comparison as lines of a table; all but the first and the last are for a hundred cues. */
export function comparisonTable(source: string, cuts: readonly JudgedCut[]): string[] {
  const row = (name: string, figure: (cut: JudgedCut) => number | undefined): string[] => [name, ...cuts.map((cut) => (figure(cut) ?? 0).toFixed(1))];
  const rows = [
    [source, ...cuts.map(({ name }) => name)],
    ['cues', ...cuts.map(({ cues }) => String(cues))],
    ...Object.keys(FAMILIES).flatMap((family) => [
      row(family, ({ byFamily }) => byFamily.get(family)),
      ...(DEGREES[family] ?? []).map(([name, rule]) => row(name, ({ byRule }) => byRule.get(rule))),
    ]),
    row('all families', ({ all }) => all),
    row('errors', ({ bySeverity }) => bySeverity.get('error')),
    row('warnings', ({ bySeverity }) => bySeverity.get('warning')),
    row('hints', ({ bySeverity }) => bySeverity.get('hint')),
    row('sentences torn', ({ torn }) => torn),
    ['mean cost of a cue', ...cuts.map(({ cost }) => cost.toFixed(0))],
  ].filter((row, index) => index < 2 || row.slice(1).some((cell) => Number(cell) !== 0));
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)];
}
