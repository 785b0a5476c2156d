// What each limit may be: its units and the bounds within which it means anything. Knows no guide and no cue.
import type { Limit, LimitName, LimitUnit, RuleSet } from './rule-set.ts';
import { LIMIT_NAMES, limitText } from './rule-set.ts';

/** The values a limit may have in one unit. */
export interface LimitRange {
  readonly unit: LimitUnit;
  readonly least: number;
  readonly most: number;
  /** What a step up or down changes; values need not lie on steps unless `whole`. */
  readonly step: number;
  readonly whole: boolean;
}

const range = (unit: LimitUnit, least: number, most: number, step = 1): LimitRange => ({
  unit,
  least,
  most,
  step,
  whole: unit === 'graphemes' || unit === 'lines' || unit === 'frames' || unit === 'ms',
});

const time = (least: number, most: number): readonly LimitRange[] => [
  range('ms', least, most, 10),
  range('frames', Math.ceil(least / 40), Math.floor(most / 40)),
];

/** The units a limit may be counted in, the usual one first. */
export const limitRanges: Readonly<Record<LimitName, readonly LimitRange[]>> = {
  lineLength: [range('graphemes', 4, 200)],
  lineShare: [range('share', 0.1, 1, 0.01)],
  maxLines: [range('lines', 1, 4)],
  targetSpeed: [range('graphemes/s', 1, 60, 0.5)],
  maxSpeed: [range('graphemes/s', 1, 60, 0.5)],
  maxWordSpeed: [range('words/min', 20, 600, 5)],
  minDuration: time(0, 10_000),
  maxDuration: time(1000, 60_000),
  minGap: time(0, 5000),
  chainBelow: time(0, 10_000),
  maxEarly: time(0, 20_000),
  maxLate: time(0, 20_000),
  maxLinger: time(0, 20_000),
  leastBalance: [range('share', 0.05, 1, 0.05)],
  shotZone: time(0, 5000),
  shotGap: [range('frames', 0, 25)],
};

/** What is wrong with a limit by itself, as a sentence; null when nothing is. */
export function limitFault(name: LimitName, { value, unit }: Limit): string | null {
  const found = limitRanges[name].find((one) => one.unit === unit);
  if (!found) return `${limitText[name]} cannot be counted in ${unit}.`;
  if (!Number.isFinite(value) || value < found.least || value > found.most) return `${limitText[name]}: from ${found.least} to ${found.most}.`;
  return found.whole && !Number.isInteger(value) ? `${limitText[name]}: a whole number.` : null;
}

/** Pairs of which the first may not pass the second. */
const ORDERED: readonly (readonly [LimitName, LimitName])[] = [
  ['targetSpeed', 'maxSpeed'],
  ['minDuration', 'maxDuration'],
  ['minGap', 'chainBelow'],
];

/** A limit, or two limits together, that no cue could keep. */
export interface SetFault {
  readonly name: LimitName;
  /** The language whose limits it is about; null for the set's own. */
  readonly language: string | null;
  readonly sentence: string;
}

/** What is wrong with a set's limits, the set's own first. Times in frames are compared at 25 a second. */
export function setFaults(set: Pick<RuleSet, 'limits' | 'byLanguage'>): readonly SetFault[] {
  const faults = faultsOf(set.limits, null);
  for (const [language, own] of Object.entries(set.byLanguage)) faults.push(...faultsOf({ ...set.limits, ...own }, language, own));
  return faults;
}

type Limits = RuleSet['limits'];

function faultsOf(limits: Limits, language: string | null, own: Limits = limits): SetFault[] {
  const faults: SetFault[] = [];
  for (const name of LIMIT_NAMES) {
    const sentence = own[name] ? limitFault(name, own[name]) : null;
    if (sentence !== null) faults.push({ name, language, sentence });
  }
  for (const [low, high] of ORDERED) {
    const [lower, upper] = [limits[low], limits[high]];
    if (!lower || !upper || (!own[low] && !own[high])) continue;
    // A chain of 0 leaves gaps alone, and a language's slower reading holds back the speed aimed at in all.
    if ((high === 'chainBelow' && upper.value === 0) || (low === 'targetSpeed' && !own[low])) continue;
    if (comparable(lower) > comparable(upper)) faults.push({ name: low, language, sentence: `${limitText[low]} is more than “${limitText[high]}”.` });
  }
  return faults;
}

const comparable = ({ value, unit }: Limit): number => (unit === 'frames' ? value * 40 : value);

/** What a unit is called beside a field. */
export const unitText: Readonly<Record<LimitUnit, string>> = {
  graphemes: 'characters',
  lines: 'lines',
  'graphemes/s': 'characters a second',
  'words/min': 'words a minute',
  ms: 'milliseconds',
  frames: 'frames',
  share: '%',
};

/** A limit as people read it: "42 characters", "833 milliseconds", "68 %". */
export function limitFigure({ value, unit }: Limit): string {
  const singular: Readonly<Partial<Record<LimitUnit, string>>> = { lines: 'line', frames: 'frame' };
  const shown = unit === 'share' ? Math.round(value * 1000) / 10 : value;
  return `${shown} ${value === 1 ? (singular[unit] ?? unitText[unit]) : unitText[unit]}`;
}
