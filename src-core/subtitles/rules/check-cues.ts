// One cue against a rule set, judged by itself and its two neighbours. What hangs on the whole list is list-checks.ts;
// the findings of a list, and of the next one after an edit, are findings-keeper.ts.
import type { Millis } from '../../span.ts';
import type { Transcript, Word } from '../../transcript/transcript.ts';
import { cueLanguage } from '../cue-language.ts';
import type { Cue } from '../cue.ts';
import type { PinnedCue } from '../cue-track.ts';
import type { LabelOf } from '../cueing.ts';
import type { FrameRate } from '../frame-rate.ts';
import { frameRate } from '../frame-rate.ts';
import type { Finding, FigureUnit, RuleId } from './finding.ts';
import { besideInLane } from './lane.ts';
import { layoutChecks } from './layout-checks.ts';
import type { MeasuredCue } from './measured-cue.ts';
import { measureCue } from './measured-cue.ts';
import type { Limit, LimitName, RuleSet } from './rule-set.ts';
import { limitsFor, limitValue, narrowFor, writtenDashes } from './rule-set.ts';
import type { ShotGrid } from './shot-conflict.ts';
import { soundChecks } from './sound-checks.ts';
import { textChecks } from './text-checks.ts';
import { timeChecks } from './time-checks.ts';

/** How wide text comes out in the font of the preview. The page measures; the core only compares. */
export interface PreviewFont {
  /** Width of one line, pixels of the picture. */
  readonly widthOf: (text: string) => number;
  /** Width of the picture, pixels. */
  readonly width: number;
  /** The picture and its font, for people: "1920 × 1080, 54 px". */
  readonly picture: string;
}

/** What cues are checked against and with. */
export interface CheckSetting {
  readonly set: RuleSet;
  /** The picture's rate; without one limits in frames count at 25 and nothing is asked to lie on a frame. */
  readonly rate?: FrameRate;
  /** When speakers' labels are written. */
  readonly labelOf?: LabelOf;
  /** Length of the media, when known. */
  readonly mediaEnd?: Millis | null;
  /** Times of shot changes, ascending, when known. */
  readonly shots?: readonly Millis[];
  /** Words less sure than this are doubtful, 0 to 1; absent leaves doubt out. */
  readonly doubtBelow?: number;
  /** The pins the cues were made from, for what was waived in them; absent, nothing is. */
  readonly pins?: readonly PinnedCue[];
  /** Absent where nothing is drawn: lines are counted in characters alone. */
  readonly preview?: PreviewFont;
}

/** One cue on trial, its neighbours, and the means to judge. */
export interface Trial {
  readonly index: number;
  readonly cue: MeasuredCue;
  readonly before: Cue | undefined;
  readonly after: Cue | undefined;
  /** The next cue in the same part of the picture, mostly the one after. */
  readonly follower: Cue | undefined;
  /** The word its turn goes on with in the next cue; null when it does not. */
  readonly next: Word | null;
  readonly language: string | null;
  readonly set: RuleSet;
  /** Null when the picture's rate is not known. */
  readonly rate: FrameRate | null;
  readonly mediaEnd: Millis | null;
  /** Null when there are no shot changes to mind. */
  readonly grid: ShotGrid | null;
  readonly doubtBelow: number | null;
  readonly preview: PreviewFont | null;
  /** A limit's value and source; null when the set has none. */
  readonly limit: (name: LimitName) => { readonly value: number; readonly source: string } | null;
  /** Notes a finding. */
  readonly find: (rule: RuleId, figures?: FindingFigures) => void;
}

export interface FindingFigures {
  readonly value?: number;
  readonly limit?: number;
  readonly unit?: FigureUnit;
  readonly detail?: string;
  readonly source?: string;
}

const NO_FIGURES = { value: null, limit: null, unit: null, detail: '' } as const;

/** A finding of a cue, its figures left out where there are none. */
export function findingOf(rule: RuleId, place: { readonly index: number; readonly cue: Cue; readonly set: RuleSet }, figures: FindingFigures = {}): Finding {
  return { ...NO_FIGURES, source: place.set.name, ...figures, rule, cue: place.index, time: place.cue.start };
}

const CHECKS: readonly ((trial: Trial) => void)[] = [timeChecks, layoutChecks, textChecks, soundChecks];

/** What a cue comes to: its measures and what is wrong with it. */
export interface Verdict {
  readonly measured: MeasuredCue;
  readonly findings: readonly Finding[];
}

/** A judge of the cues of one transcript, one at a time: a cue's findings hang on it, its two neighbours and its follower only. */
export type Judge = (cues: readonly Cue[], index: number) => Verdict;

/** Makes a judge. Cues are in showing order; times in milliseconds. The judge throws RangeError for a cue that does not exist. */
export function judgeFor(transcript: Transcript, setting: CheckSetting): Judge {
  const { set } = setting;
  const language = cueLanguage(transcript);
  const rate = setting.rate ?? frameRate('25');
  const limit = limitReader(set, language, rate);
  const zone = limit('shotZone');
  const shots = setting.shots ?? [];
  const given = {
    language,
    set,
    rate: setting.rate ?? null,
    mediaEnd: setting.mediaEnd ?? null,
    doubtBelow: setting.doubtBelow ?? null,
    preview: setting.preview ?? null,
    grid: zone && shots.length > 0 ? { shots, rate, zone: zone.value, gap: gapFrames(limitsFor(set, language).shotGap) } : null,
    limit,
  };
  const means = { labelOf: setting.labelOf, narrow: narrowFor(language), dashes: writtenDashes(set, language) };
  return (cues, index) => {
    const cue = cues[index];
    if (!cue) throw new RangeError(`no cue ${index} of ${cues.length}`);
    const measured = measureCue(transcript, cue, cues[index - 1], means);
    const findings: Finding[] = [];
    const find: Trial['find'] = (rule, figures) => void findings.push(findingOf(rule, { index, cue, set }, figures));
    const [before, after] = [cues[index - 1], cues[index + 1]];
    const follower = cues[besideInLane(cues, index, 1) ?? -1];
    const trial: Trial = { ...given, index, cue: measured, before, after, follower, next: goingOn(transcript, cue, after), find };
    for (const check of CHECKS) check(trial);
    return { measured, findings };
  };
}

/** The word a cue's turn goes on with in the cue shown next; null when that begins with another. */
export function goingOn(transcript: Transcript, { to }: Cue, after: Cue | undefined): Word | null {
  if (after?.from.turn !== to.turn || after.from.word !== to.word + 1) return null;
  return transcript.turns[to.turn]?.words[to.word + 1] ?? null;
}

const gapFrames = (limit: Limit | undefined): number => (limit?.unit === 'frames' ? limit.value : 0);

/** Reads limits in milliseconds, graphemes or whatever they count. */
export function limitReader(set: RuleSet, language: string | null, rate: FrameRate): Trial['limit'] {
  const limits = new Map(Object.entries(limitsFor(set, language)).map(([name, limit]) => [name, { value: limitValue(limit, rate), source: limit.source }]));
  return (name) => limits.get(name) ?? null;
}
