// What a client asks of subtitles, as data: each limit with its unit and where it is written. Knows no cues.
import type { Millis } from '../../span.ts';
import type { DashForm } from '../dialogue-dash.ts';
import { plainDashes } from '../dialogue-dash.ts';
import type { CueProfile } from '../profile.ts';
import { defaultProfile } from '../profile.ts';
import { baseLanguage } from '../cue-language.ts';
import type { FrameRate } from '../frame-rate.ts';
import { timeOfFrame } from '../frame-rate.ts';

/** What a limit counts. `frames` become time by the picture's rate; a `share` is 0 to 1. */
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
  'lineShare',
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
  'shotZone',
  'shotGap',
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** What each limit says, for people. */
export const limitText: Readonly<Record<LimitName, string>> = {
  lineLength: 'Characters in a line',
  lineShare: 'Line against the width of the picture',
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
  shotZone: 'Kept free around a shot change',
  shotGap: 'Ends before a shot change by',
};

/** How letters and marks are to be written; null leaves a matter open. */
export interface LetterRules {
  /** The guide and the place in it, for people. */
  readonly source: string;
  /** First parts of the tags of languages that are never set in italics. */
  readonly upright: readonly string[];
  /** What stands at both ends of a song's line. */
  readonly songMark: '♪' | '#' | null;
  /** The brackets around a sound, and whether it is told in small letters. */
  readonly soundMark: 'square' | 'round' | null;
  readonly soundCase: 'lower' | null;
  readonly ellipsis: '…' | '...' | null;
  /** The colours letters may have, "#rrggbb". */
  readonly colours: readonly string[] | null;
  /** Letters, figures and marks of writing alone: no pictures, arrows or ornaments but the note signs. */
  readonly plainGlyphs: boolean;
}

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
  /** Whether cues come and go on frames of the picture. */
  readonly onFrames: boolean;
  readonly letters: LetterRules;
}

/** A set's limits for a language. */
export function limitsFor(set: RuleSet, language: string | null): Readonly<Partial<Record<LimitName, Limit>>> {
  return { ...set.limits, ...ofLanguage(set.byLanguage, language) };
}

/** How a set marks two speakers in a language; null when it says nothing. */
export function dashFormFor(set: RuleSet, language: string | null): DashForm | null {
  return set.dashes && (ofLanguage(set.dashes.byLanguage, language) ?? set.dashes.form);
}

/** A language's own entry. A file may name its language as it likes, "constructor" too. */
function ofLanguage<Value>(byLanguage: Readonly<Record<string, Value>>, language: string | null): Value | undefined {
  const base = baseLanguage(language);
  return Object.hasOwn(byLanguage, base) ? byLanguage[base] : undefined;
}

/** The set with a form of its own for two speakers, whatever the language; the very set for null. */
export function withDashes(set: RuleSet, form: DashForm | null): RuleSet {
  return form === null ? set : { ...set, dashes: { form, byLanguage: {}, source: 'Chosen for this recording' } };
}

/** The form two speakers are written in: the set's, or ours where it says nothing. */
export function writtenDashes(set: RuleSet, language: string | null): DashForm {
  return dashFormFor(set, language) ?? plainDashes;
}

/** A limit's value in milliseconds, graphemes or whatever it counts; frames become milliseconds. */
export function limitValue(limit: Limit, rate: FrameRate): number {
  return limit.unit === 'frames' ? timeOfFrame(limit.value, rate) : limit.value;
}

/** What a character before the Hangul block counts in a language: Korean guides count Latin letters half (Netflix N22). */
export function narrowFor(language: string | null): number {
  return baseLanguage(language) === 'ko' ? 0.5 : 1;
}

/** How early a cue may be made to start: two frames (Netflix N6), and on its frame never earlier than the guide lets pass. */
function leadIn(maxEarly: Millis, rate: FrameRate): Millis {
  return Math.max(0, Math.min(timeOfFrame(2, rate), maxEarly - timeOfFrame(1, rate) / 2));
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
    maxWordSpeed: value('maxWordSpeed') ?? defaultProfile.maxWordSpeed,
    minDuration: millis('minDuration', defaultProfile.minDuration),
    maxDuration: millis('maxDuration', defaultProfile.maxDuration),
    minGap: millis('minGap', defaultProfile.minGap),
    chainBelow: millis('chainBelow', 0),
    leadIn: leadIn(value('maxEarly') ?? 0, rate),
    leadOut: millis('maxLinger', defaultProfile.leadOut),
    leastDuration: Math.min(defaultProfile.leastDuration, millis('minDuration', defaultProfile.minDuration)),
    oneSentence: set.oneSentence,
    leastBalance: value('leastBalance') ?? defaultProfile.leastBalance,
    narrow: narrowFor(language),
    dashes: writtenDashes(set, language),
  };
}
