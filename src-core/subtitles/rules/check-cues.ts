// Cues against a rule set. Each cue is judged by itself and its two neighbours, so that an edit costs three cues, not all of them.
import type { Millis } from '../../span.ts';
import type { Transcript } from '../../transcript/transcript.ts';
import { cueLanguage } from '../cue-language.ts';
import type { Cue } from '../cue.ts';
import type { LabelOf } from '../cueing.ts';
import type { FrameRate } from '../frame-rate.ts';
import { frameRate } from '../frame-rate.ts';
import type { Finding, FigureUnit, RuleId } from './finding.ts';
import { layoutChecks } from './layout-checks.ts';
import type { MeasuredCue } from './measured-cue.ts';
import { measureCue } from './measured-cue.ts';
import type { Limit, LimitName, RuleSet } from './rule-set.ts';
import { limitsFor, limitValue } from './rule-set.ts';
import { soundChecks } from './sound-checks.ts';
import { textChecks } from './text-checks.ts';
import { timeChecks } from './time-checks.ts';

/** What cues are checked against and with. */
export interface CheckSetting {
  readonly set: RuleSet;
  readonly rate?: FrameRate;
  /** When speakers' labels are written. */
  readonly labelOf?: LabelOf;
  /** Length of the media, when known. */
  readonly mediaEnd?: Millis | null;
  /** Times of shot changes, ascending, when known. */
  readonly shots?: readonly Millis[];
  /** Words less sure than this are doubtful, 0 to 1; absent leaves doubt out. */
  readonly doubtBelow?: number;
}

/** One cue on trial, its neighbours, and the means to judge. */
export interface Trial {
  readonly index: number;
  readonly cue: MeasuredCue;
  readonly before: Cue | undefined;
  readonly after: Cue | undefined;
  readonly language: string | null;
  readonly set: RuleSet;
  readonly rate: FrameRate;
  readonly mediaEnd: Millis | null;
  readonly shots: readonly Millis[];
  readonly doubtBelow: number | null;
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

const CHECKS: readonly ((trial: Trial) => void)[] = [timeChecks, layoutChecks, textChecks, soundChecks];

/** A checker for one list of cues. Ask it again for single cues after an edit: a cue's findings hang on it and its neighbours only. */
export interface CueChecker {
  /** The findings of one cue, in the order of the rules. */
  findingsOf(index: number): Finding[];
  all(): Finding[];
}

/** Makes a checker. Cues are in showing order; times in milliseconds. */
export function cueChecker(transcript: Transcript, cues: readonly Cue[], setting: CheckSetting): CueChecker {
  const language = cueLanguage(transcript);
  const rate = setting.rate ?? frameRate('25');
  const limits = limitsFor(setting.set, language);
  const narrow = language?.toLowerCase().startsWith('ko') ? 0.5 : 1;
  const limit = (name: LimitName): { value: number; source: string } | null => {
    const found: Limit | undefined = limits[name];
    return found ? { value: limitValue(found, rate), source: found.source } : null;
  };
  const findingsOf = (index: number): Finding[] => {
    const cue = cues[index];
    if (!cue) return [];
    const findings: Finding[] = [];
    const trial: Trial = {
      index,
      cue: measureCue(transcript, cue, cues[index - 1], { labelOf: setting.labelOf, narrow }),
      before: cues[index - 1],
      after: cues[index + 1],
      language,
      set: setting.set,
      rate,
      mediaEnd: setting.mediaEnd ?? null,
      shots: setting.shots ?? [],
      limit,
      doubtBelow: setting.doubtBelow ?? null,
      find: (rule, figures = {}) => {
        findings.push({ ...NO_FIGURES, source: setting.set.name, ...figures, rule, cue: index, time: cue.start });
      },
    };
    for (const check of CHECKS) check(trial);
    return findings;
  };
  return { findingsOf, all: () => cues.flatMap((_, index) => findingsOf(index)) };
}

/** Every finding of every cue, cue by cue. */
export function checkCues(transcript: Transcript, cues: readonly Cue[], setting: CheckSetting): Finding[] {
  return cueChecker(transcript, cues, setting).all();
}
