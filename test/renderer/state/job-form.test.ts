// The choices for a job: what is sent is what was chosen, and what cannot be sent is said beside its control.
import { expect, it } from 'vitest';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { JobForm } from '../../../src-renderer/state/job-form.svelte.ts';
import { languageChoices, likelyLanguages } from '../../../src-renderer/state/language-choices.ts';

const facts: MediaFacts = {
  container: 'mp3',
  size: 1_000_000,
  duration: 600_000,
  audio: [{ codec: 'mp3', channels: 1, rate: 44_100, language: null }],
  video: null,
  playable: true,
};

it('begins with what the settings say', () => {
  expect(new JobForm(facts, 'auto').options.language).toEqual({ kind: 'identify', among: [] });
  expect(new JobForm(facts, 'de-DE').options.language).toEqual({ kind: 'one', code: 'de-DE' });
});

it('says beside the control what must be changed, and forbids sending until it is', () => {
  const form = new JobForm(facts, 'auto');
  expect(form.forbidden).toBe(false);
  form.channels = true;
  form.among = ['en-GB'];
  form.maxSpeakers = null;
  expect(form.problemsOf('channels').map(({ code }) => code)).toEqual(['channels-need-two']);
  expect(form.problemsOf('language').map(({ code }) => code)).toEqual(['languages-too-few']);
  expect(form.problemsOf('maxSpeakers').map(({ code }) => code)).toEqual(['speakers-range']);
  expect(form.forbidden).toBe(true);
});

it('asks for nothing that is switched off', () => {
  const form = new JobForm(facts, 'auto');
  form.tellSpeakers = false;
  form.keepAlternatives = false;
  expect(form.options).toMatchObject({ maxSpeakers: null, maxAlternatives: null });
});

it('knows no price before it knows the length', () => {
  expect(new JobForm(null, 'auto').cost).toBeNull();
  expect(new JobForm(facts, 'auto').cost?.seconds).toBe(600);
});

it('lists chosen languages first, then likely ones, and never hides a chosen one', () => {
  const all = languageChoices('', ['fr-FR'], ['de-DE', 'en-GB']).map(({ code }) => code);
  expect(all.slice(0, 3)).toEqual(['fr-FR', 'de-DE', 'en-GB']);
  expect(languageChoices('japan', ['fr-FR'], []).map(({ code }) => code)).toEqual(['fr-FR', 'ja-JP']);
  expect(languageChoices('ZH-TW', [], []).map(({ code }) => code)).toEqual(['zh-TW']);
});

it('guesses languages from earlier work and from the system, each once', () => {
  expect(likelyLanguages(['de-CH', 'xx-XX'], ['de-CH', 'fr'])).toEqual(['de-CH', 'fr-FR', 'fr-CA']);
});

it('does not mind a container of its own when its proxy is what is sent', () => {
  const odd = { ...facts, container: 'asf', playable: false };
  expect(new JobForm(odd, 'auto').problemsOf('media')).toHaveLength(1);
  expect(new JobForm(odd, 'auto', true).problemsOf('media')).toEqual([]);
});

it('takes what an earlier job was asked for, whole', () => {
  for (const options of [
    { language: { kind: 'one', code: 'fr-CA' }, maxSpeakers: null, channels: true, maxAlternatives: 4 },
    { language: { kind: 'identify-several', among: ['de-DE', 'en-GB'] }, maxSpeakers: 7, channels: false, maxAlternatives: null },
  ] as const) {
    const form = new JobForm(facts, 'auto');
    form.take({ ...options, language: options.language.kind === 'one' ? options.language : { ...options.language, among: [...options.language.among] } });
    expect(form.options).toEqual(options);
  }
});
