// The language table against the service's own enumerations: neither may know a code the other does not.
import { LanguageCode as LiveCode } from '@aws-sdk/client-transcribe-streaming';
import { LanguageCode } from '@aws-sdk/client-transcribe';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, dialectRoot, languageName, languageOrNull } from '../../src-core/library/languages.ts';

describe('the languages', () => {
  it('are exactly those of the service', () => {
    expect(LANGUAGES.map((language) => language.code).sort()).toEqual(Object.values(LanguageCode).sort());
  });

  it('are marked live exactly where streams take them', () => {
    const live = LANGUAGES.filter((language) => language.live).map((language) => language.code);
    expect(live.sort()).toEqual(Object.values(LiveCode).sort());
  });

  it('have names of their own, in order', () => {
    const names = LANGUAGES.map((language) => language.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual([...names].sort());
  });

  it('agree with what the platform calls them', () => {
    const platform = new Intl.DisplayNames('en', { type: 'language' });
    const strangers = LANGUAGES.filter(({ code, name }) => {
      const plain = (platform.of(dialectRoot(code)) ?? '').split(' ')[0]?.toLowerCase() ?? '';
      return !name.toLowerCase().includes(plain);
    });
    // Names the service or custom says otherwise than Unicode does.
    expect(strangers.map((language) => language.code).sort()).toEqual(['ab-GE', 'bn-IN', 'fa-AF', 'tl-PH']);
  });

  it('are found by code, and an unknown code is its own name', () => {
    expect(languageOrNull('en-GB')).toEqual({ code: 'en-GB', name: 'English (Britain)', live: true, several: true });
    expect(languageOrNull('constructor')).toBeNull();
    expect(languageName('xx-YY')).toBe('xx-YY');
    expect(languageName('no tag at all')).toBe('no tag at all');
  });

  it('have names as well where a file or a film names them in its own way', () => {
    expect(['en', 'eng', 'pt', 'zh-Hans', 'sr-Latn', 'en-CA'].map(languageName)).toEqual([
      'English',
      'English',
      'Portuguese',
      'Chinese (Simplified)',
      'Serbian (Latin)',
      'English (Canada)',
    ]);
  });
});
