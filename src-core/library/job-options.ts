// What a job may ask for, checked before a byte leaves the machine: one table of rules, each with its reason.
// Limits are Amazon Transcribe's as of 2026. What the table does not know is the service's to judge.
import type { MediaFacts } from '../media/media-facts.ts';
import type { JobOptions } from './job.ts';
import { dialectRoot, languageName, languageOrNull } from './languages.ts';

/** `error` the job would fail or be refused; `warning` it will run, perhaps not as hoped. */
export type OptionSeverity = 'error' | 'warning';

/** One thing wrong with a choice, or with the media it is made for. */
export interface OptionProblem {
  readonly code: OptionCode;
  readonly severity: OptionSeverity;
  /** Which control a person would change; `media` when it is the file. */
  readonly field: 'language' | 'maxSpeakers' | 'channels' | 'maxAlternatives' | 'media';
  /** One plain sentence with the figures in it. */
  readonly message: string;
}

export type OptionCode = (typeof RULES)[number]['code'];

/** Shortest and longest media the service takes, milliseconds (quotas of 2026). */
export const SHORTEST_MEDIA_MILLIS = 500;
export const LONGEST_MEDIA_MILLIS = 4 * 60 * 60 * 1000;

/** Largest media the service takes, bytes. The quota says "2 GB"; the wider reading is left to the service. */
export const LARGEST_MEDIA_BYTES = 2 * 1024 * 1024 * 1024;

/** Speakers told apart: 30 since May 2024; 1 is refused. */
export const SPEAKERS = { least: 2, most: 30 } as const;

/** Alternatives kept for a stretch. */
export const ALTERNATIVES = { least: 2, most: 10 } as const;

/** Languages to choose among when identifying. */
const LANGUAGES_AMONG = { least: 2, most: 5 } as const;

/** Containers the service reads, by the probe's names. */
export const SERVICE_CONTAINERS: ReadonlySet<string> = new Set(['mp3', 'mp4', 'm4a', 'wav', 'flac', 'ogg', 'amr', 'webm']);

/** Speech the service wants before it identifies a language well, milliseconds (developer guide). */
const IDENTIFY_WELL_MILLIS = 30_000;

/** Sample rates the service takes, hertz. */
const RATES = { least: 8_000, most: 48_000 } as const;

interface Rule<Code extends string> {
  readonly code: Code;
  readonly severity: OptionSeverity;
  readonly field: OptionProblem['field'];
  /** The sentence when the rule is broken, else null. `facts` is null while the media has not been probed. */
  readonly broken: (options: JobOptions, facts: MediaFacts | null) => string | null;
}

const rule = <Code extends string>(
  code: Code,
  severity: OptionSeverity,
  field: OptionProblem['field'],
  broken: (options: JobOptions, facts: MediaFacts | null) => string | null,
): Rule<Code> => ({ code, severity, field, broken });

const RULES = [
  rule('language-unreadable', 'error', 'language', ({ language }) => {
    const bad = languageCodes(language).find((code) => !/^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(code));
    return bad === undefined ? null : bad === '' ? 'Choose a language, or have it identified.' : `“${bad}” is not a language code.`;
  }),
  rule('language-unknown', 'warning', 'language', ({ language }) => {
    const unknown = languageCodes(language).filter((code) => code !== '' && languageOrNull(code) === null);
    return unknown.length === 0 ? null : `Galley does not know ${unknown.join(', ')}; Amazon Transcribe will decide.`;
  }),
  rule('languages-too-few', 'error', 'language', ({ language }) =>
    language.kind !== 'one' && language.among.length > 0 && language.among.length < LANGUAGES_AMONG.least
      ? `Choose at least ${LANGUAGES_AMONG.least} languages to identify among, or none.`
      : null,
  ),
  rule('languages-too-many', 'error', 'language', ({ language }) =>
    language.kind !== 'one' && language.among.length > LANGUAGES_AMONG.most
      ? `Choose at most ${LANGUAGES_AMONG.most} languages to identify among; there are ${language.among.length}.`
      : null,
  ),
  rule('language-dialects', 'error', 'language', ({ language }) => {
    const pair = language.kind === 'one' ? null : sameLanguageTwice(language.among);
    return pair === null ? null : `Only one variety of a language can be chosen: ${languageName(pair[0])} or ${languageName(pair[1])}.`;
  }),
  rule('language-not-among-several', 'warning', 'language', ({ language }) => {
    if (language.kind !== 'identify-several') return null;
    const alone = language.among.filter((code) => languageOrNull(code)?.several === false);
    return alone.length === 0 ? null : `${alone.map(languageName).join(', ')} may not be found among several languages.`;
  }),
  rule('language-little-speech', 'warning', 'language', ({ language }, facts) =>
    language.kind !== 'one' && facts !== null && facts.duration < IDENTIFY_WELL_MILLIS
      ? 'Identifying a language works best with 30 seconds of speech or more.'
      : null,
  ),
  rule('speakers-range', 'error', 'maxSpeakers', ({ maxSpeakers }) =>
    maxSpeakers === null || isWithin(maxSpeakers, SPEAKERS) ? null : `The number of speakers must be ${SPEAKERS.least} to ${SPEAKERS.most}.`,
  ),
  rule('alternatives-range', 'error', 'maxAlternatives', ({ maxAlternatives }) =>
    maxAlternatives === null || isWithin(maxAlternatives, ALTERNATIVES)
      ? null
      : `The number of alternatives must be ${ALTERNATIVES.least} to ${ALTERNATIVES.most}.`,
  ),
  rule('channels-need-two', 'error', 'channels', ({ channels }, facts) => {
    const count = facts?.audio[0]?.channels;
    return !channels || count === undefined || count >= 2 ? null : 'Channels can only be told apart in a recording with two; this one has one.';
  }),
  rule('media-no-audio', 'error', 'media', (_options, facts) => (facts?.audio.length === 0 ? 'There is no sound in this file.' : null)),
  rule('media-channels', 'error', 'media', (_options, facts) => {
    const count = facts?.audio[0]?.channels ?? 0;
    return count > 2 ? `Amazon Transcribe takes one or two channels; this file has ${count}.` : null;
  }),
  rule('media-rate', 'error', 'media', (_options, facts) => {
    const rate = facts?.audio[0]?.rate;
    return rate === undefined || rate === 0 || isWithin(rate, RATES) ? null : `Amazon Transcribe takes 8 to 48 kHz; this file has ${rate / 1000} kHz.`;
  }),
  rule('media-container', 'error', 'media', (_options, facts) =>
    facts === null || SERVICE_CONTAINERS.has(facts.container)
      ? null
      : `Amazon Transcribe does not read ${facts.container} files; it takes MP3, MP4, M4A, WAV, FLAC, Ogg, WebM and AMR.`,
  ),
  rule('media-too-short', 'error', 'media', (_options, facts) =>
    facts !== null && facts.duration > 0 && facts.duration < SHORTEST_MEDIA_MILLIS ? 'Amazon Transcribe needs at least half a second of sound.' : null,
  ),
  rule('media-too-long', 'error', 'media', (_options, facts) =>
    facts !== null && facts.duration > LONGEST_MEDIA_MILLIS ? 'Amazon Transcribe takes at most 4 hours in one job.' : null,
  ),
  rule('media-too-large', 'error', 'media', (_options, facts) =>
    facts !== null && facts.size > LARGEST_MEDIA_BYTES ? 'Amazon Transcribe takes files of at most 2 GB.' : null,
  ),
  rule('media-empty', 'error', 'media', (_options, facts) => (facts?.size === 0 ? 'This file is empty.' : null)),
] as const;

/** Everything wrong with a choice for this media, worst first; empty when it may go. `facts` is null when the media has not been probed. */
export function checkJobOptions(options: JobOptions, facts: MediaFacts | null): OptionProblem[] {
  const found: OptionProblem[] = [];
  for (const { code, severity, field, broken } of RULES) {
    const message = broken(options, facts);
    if (message !== null) found.push({ code, severity, field, message });
  }
  return found.sort((a, b) => rank(a) - rank(b));
}

/** Whether a job with these problems must not be started. */
export function forbidsJob(problems: readonly OptionProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

function rank(problem: OptionProblem): number {
  return problem.severity === 'error' ? 0 : 1;
}

function languageCodes(language: JobOptions['language']): readonly string[] {
  return language.kind === 'one' ? [language.code] : language.among;
}

function isWithin(value: number, range: { readonly least: number; readonly most: number }): boolean {
  return Number.isInteger(value) && value >= range.least && value <= range.most;
}

function sameLanguageTwice(codes: readonly string[]): [string, string] | null {
  const seen = new Map<string, string>();
  for (const code of codes) {
    const earlier = seen.get(dialectRoot(code));
    if (earlier !== undefined) return [earlier, code];
    seen.set(dialectRoot(code), code);
  }
  return null;
}
