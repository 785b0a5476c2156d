// Laws of the option table: what the service would refuse is refused here first, and nothing else is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALTERNATIVES,
  LARGEST_MEDIA_BYTES,
  LONGEST_MEDIA_MILLIS,
  SERVICE_CONTAINERS,
  SHORTEST_MEDIA_MILLIS,
  SPEAKERS,
  checkJobOptions,
  forbidsJob,
} from '../../src-core/library/job-options.ts';
import type { JobOptions } from '../../src-core/library/job.ts';
import { LANGUAGES } from '../../src-core/library/languages.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';

const plain: JobOptions = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null };
const stereo: MediaFacts = {
  container: 'mp3',
  size: 10_000_000,
  duration: 600_000,
  audio: [{ codec: 'mp3', channels: 2, rate: 44_100, language: null }],
  video: null,
  playable: true,
};
const withAudio = (change: Partial<MediaFacts['audio'][number]>): MediaFacts => ({ ...stereo, audio: [{ ...stereo.audio[0]!, ...change }] });
const codes = (options: Partial<JobOptions>, facts: MediaFacts | null = stereo): string[] =>
  checkJobOptions({ ...plain, ...options }, facts).map((problem) => problem.code);

describe('what a job may ask for', () => {
  it('has nothing against a plain job', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, null)).toEqual([]);
  });

  it('takes every combination the service takes together', () => {
    const among = fc.uniqueArray(fc.constantFrom<string[]>('en-US', 'de-DE', 'fr-FR', 'ja-JP', 'ar-AE', 'pt-BR'), { minLength: 2, maxLength: 5 });
    const language = fc.oneof(
      fc.constantFrom(...LANGUAGES).map(({ code }) => ({ kind: 'one' as const, code })),
      fc.oneof(fc.constant<string[]>([]), among).map((list) => ({ kind: 'identify' as const, among: list })),
      fc.oneof(fc.constant<string[]>([]), among).map((list) => ({ kind: 'identify-several' as const, among: list })),
    );
    const options = fc.record({
      language,
      maxSpeakers: fc.option(fc.integer({ min: SPEAKERS.least, max: SPEAKERS.most })),
      channels: fc.boolean(),
      maxAlternatives: fc.option(fc.integer({ min: ALTERNATIVES.least, max: ALTERNATIVES.most })),
    });
    fc.assert(fc.property(options, (chosen) => checkJobOptions(chosen, stereo).length === 0));
  });

  it('refuses every number of speakers and alternatives outside the limits, and every fraction', () => {
    const outside = (range: { least: number; most: number }) =>
      fc.oneof(
        fc.integer({ max: range.least - 1 }),
        fc.integer({ min: range.most + 1 }),
        fc.double().filter((value) => !Number.isInteger(value)),
      );
    fc.assert(fc.property(outside(SPEAKERS), (maxSpeakers) => codes({ maxSpeakers }).includes('speakers-range')));
    fc.assert(fc.property(outside(ALTERNATIVES), (maxAlternatives) => codes({ maxAlternatives }).includes('alternatives-range')));
  });

  it('lets the service judge a language it does not know, and says so', () => {
    const problems = checkJobOptions({ ...plain, language: { kind: 'one', code: 'tlh-KX' } }, stereo);
    expect(problems).toMatchObject([{ code: 'language-unknown', severity: 'warning', field: 'language' }]);
    expect(forbidsJob(problems)).toBe(false);
  });

  it.each([
    ['no language at all', { kind: 'one', code: '' }, 'language-unreadable'],
    ['something that is no language', { kind: 'one', code: 'English, please' }, 'language-unreadable'],
    ['one language to identify among', { kind: 'identify', among: ['en-US'] }, 'languages-too-few'],
    ['six languages to identify among', { kind: 'identify', among: ['en-US', 'de-DE', 'fr-FR', 'it-IT', 'ja-JP', 'ko-KR'] }, 'languages-too-many'],
    ['two varieties of a language', { kind: 'identify-several', among: ['en-US', 'fr-FR', 'en-GB'] }, 'language-dialects'],
    ['a language twice', { kind: 'identify', among: ['de-DE', 'de-DE'] }, 'language-dialects'],
  ] satisfies [string, JobOptions['language'], string][])('refuses %s', (_name, language, code) => {
    const problems = checkJobOptions({ ...plain, language }, stereo);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(forbidsJob(problems)).toBe(true);
  });

  it('warns of a language that is not found among several, and of little speech to identify by', () => {
    expect(codes({ language: { kind: 'identify-several', among: ['en-US', 'pl-PL'] } })).toEqual(['language-not-among-several']);
    expect(codes({ language: { kind: 'identify', among: [] } }, { ...stereo, duration: 29_999 })).toEqual(['language-little-speech']);
    expect(codes({}, { ...stereo, duration: 29_999 })).toEqual([]);
  });

  it('tells channels apart only where there are two, and allows speakers beside them', () => {
    expect(codes({ channels: true, maxSpeakers: 4 })).toEqual([]);
    expect(codes({ channels: true }, withAudio({ channels: 1 }))).toEqual(['channels-need-two']);
    expect(codes({ channels: true }, null)).toEqual([]);
  });

  it.each([
    ['too short', { duration: SHORTEST_MEDIA_MILLIS - 1 }, { duration: SHORTEST_MEDIA_MILLIS }, 'media-too-short'],
    ['too long', { duration: LONGEST_MEDIA_MILLIS + 1 }, { duration: LONGEST_MEDIA_MILLIS }, 'media-too-long'],
    ['too large', { size: LARGEST_MEDIA_BYTES + 1 }, { size: LARGEST_MEDIA_BYTES }, 'media-too-large'],
    ['empty', { size: 0 }, { size: 1 }, 'media-empty'],
    ['without sound', { audio: [] }, {}, 'media-no-audio'],
    ['with six channels', withAudio({ channels: 6 }), withAudio({ channels: 1 }), 'media-channels'],
    ['of 96 kHz', withAudio({ rate: 96_000 }), withAudio({ rate: 48_000 }), 'media-rate'],
    ['of 4 kHz', withAudio({ rate: 4_000 }), withAudio({ rate: 8_000 }), 'media-rate'],
    ['in a QuickTime container', { container: 'mov' }, { container: 'm4a' }, 'media-container'],
  ] satisfies [string, Partial<MediaFacts>, Partial<MediaFacts>, string][])('refuses media %s, and takes it at the limit', (_name, bad, good, code) => {
    expect(codes({}, { ...stereo, ...bad })).toEqual([code]);
    expect(codes({}, { ...stereo, ...good })).toEqual([]);
  });

  it('takes each of the eight containers', () => {
    expect(SERVICE_CONTAINERS.size).toBe(8);
    for (const container of SERVICE_CONTAINERS) expect(codes({}, { ...stereo, container })).toEqual([]);
  });

  it('puts what stops the job before what only deserves a word', () => {
    const problems = checkJobOptions({ ...plain, language: { kind: 'one', code: 'tlh-KX' }, maxSpeakers: 1 }, { ...stereo, container: 'avi' });
    expect(problems.map((problem) => problem.severity)).toEqual(['error', 'error', 'warning']);
  });
});
