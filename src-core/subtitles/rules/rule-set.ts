// What a client asks of subtitles, as data: each limit with its unit and where it is written. Knows no cues.
import type { Millis } from '../../span.ts';
import type { CueProfile } from '../profile.ts';
import { defaultProfile } from '../profile.ts';
import { baseLanguage } from '../cue-language.ts';
import type { FrameRate } from '../frame-rate.ts';
import { timeOfFrame } from '../frame-rate.ts';

/** What a limit counts. `frames` become time by the picture's rate. */
export type LimitUnit = 'graphemes' | 'lines' | 'graphemes/s' | 'words/min' | 'ms' | 'frames' | 'share';

/** One limit. */
export interface Limit {
  readonly value: number;
  readonly unit: LimitUnit;
  /** The guide and the place in it, for people. */
  readonly source: string;
}

export const LIMIT_NAMES = [
  'lineLength',
  'maxLines',
  'targetSpeed',
  'maxSpeed',
  'maxWordSpeed',
  'minDuration',
  'maxDuration',
  'minGap',
  'chainBelow',
  'maxEarly',
  'maxLate',
  'maxLinger',
  'leastBalance',
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** What each limit says, for people. */
export const limitText: Readonly<Record<LimitName, string>> = {
  lineLength: 'Characters in a line',
  maxLines: 'Lines in a cue',
  targetSpeed: 'Reading speed aimed at',
  maxSpeed: 'Reading speed at most',
  maxWordSpeed: 'Words a minute at most',
  minDuration: 'Shown at least',
  maxDuration: 'Shown at most',
  minGap: 'Gap between cues',
  chainBelow: 'Gaps closed below',
  maxEarly: 'Before its first word at most',
  maxLate: 'After its first word at most',
  maxLinger: 'After its last word at most',
  leastBalance: 'Shorter line against the longer',
};

/** How two people in one cue are marked: a dash before both lines or the second only, with or without a space. */
export type DashForm = 'both' | 'both-spaced' | 'second' | 'second-spaced';

/** A guide's limits; absent ones it does not set. */
export interface RuleSet {
  readonly id: string;
  readonly name: string;
  /** For whom it is and where it comes from, in a sentence. */
  readonly about: string;
  readonly limits: Readonly<Partial<Record<LimitName, Limit>>>;
  /** Limits that differ by language, by the first part of its tag. */
  readonly byLanguage: Readonly<Record<string, Readonly<Partial<Record<LimitName, Limit>>>>>;
  readonly dashes: { readonly form: DashForm; readonly byLanguage: Readonly<Record<string, DashForm>>; readonly source: string } | null;
  /** Whether one cue may end a sentence and begin another. */
  readonly oneSentence: boolean;
}

/** A set's limits for a language. */
export function limitsFor(set: RuleSet, language: string | null): Readonly<Partial<Record<LimitName, Limit>>> {
  return { ...set.limits, ...set.byLanguage[baseLanguage(language)] };
}

/** How a set marks two speakers in a language; null when it says nothing. */
export function dashFormFor(set: RuleSet, language: string | null): DashForm | null {
  return set.dashes && (set.dashes.byLanguage[baseLanguage(language)] ?? set.dashes.form);
}

/** A limit's value in milliseconds, graphemes or whatever it counts; frames become milliseconds. */
export function limitValue(limit: Limit, rate: FrameRate): number {
  return limit.unit === 'frames' ? timeOfFrame(limit.value, rate) : limit.value;
}

/** The limits cues are made by, so that what is cut keeps what will be checked. What a set leaves open is our default. */
export function cueProfileFor(set: RuleSet, language: string | null, rate: FrameRate): CueProfile {
  const limits = limitsFor(set, language);
  const value = (name: LimitName): number | undefined => limits[name] && limitValue(limits[name], rate);
  const millis = (name: LimitName, otherwise: Millis): Millis => Math.round(value(name) ?? otherwise);
  const maxSpeed = value('maxSpeed') ?? defaultProfile.maxSpeed;
  return {
    ...defaultProfile,
    lineLength: value('lineLength') ?? defaultProfile.lineLength,
    maxLines: value('maxLines') === 1 ? 1 : 2,
    maxSpeed,
    targetSpeed: Math.min(value('targetSpeed') ?? defaultProfile.targetSpeed, maxSpeed),
    minDuration: millis('minDuration', defaultProfile.minDuration),
    maxDuration: millis('maxDuration', defaultProfile.maxDuration),
    minGap: millis('minGap', defaultProfile.minGap),
    chainBelow: millis('chainBelow', 0),
    leadOut: millis('maxLinger', defaultProfile.leadOut),
    leastDuration: Math.min(defaultProfile.leastDuration, millis('minDuration', defaultProfile.minDuration)),
    narrow: baseLanguage(language) === 'ko' ? 0.5 : 1,
  };
}
