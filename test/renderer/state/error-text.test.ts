// Every failure reads as what happened, what is safe and what to do next, and no code ever reaches a person.
import { describe, expect, it } from 'vitest';
import { errorSentence, errorText, textOfCode } from '../../../src-core/contract/error-text.ts';
import { CancelledError, ERROR_CODES, StudioError } from '../../../src-core/contract/errors.ts';

describe.each(ERROR_CODES)('the failure %s', (code) => {
  const text = textOfCode(code);

  it('says what happened and what to do next in whole sentences', () => {
    for (const sentence of [text.happened, text.next, ...(text.safe === null ? [] : [text.safe])]) expect(sentence).toMatch(/^[A-Z“].*[.?]$/u);
  });

  it('holds no code, no placeholder and no stack', () => {
    const words = [text.happened, text.safe ?? '', text.next].join(' ');
    expect(words).not.toMatch(/undefined|null|\[object|Error:/);
    if (code.includes('-')) expect(words).not.toContain(code);
  });

  it('puts quoted details into the sentence as they are, and never breaks without them', () => {
    const details = { reason: 'R.', message: 'M.', bucket: 'B', region: 'eu-1', action: 'A', url: 'U', limit: 'L' };
    const filled = errorText(new StudioError(code, details));
    expect(filled?.happened).toMatch(/[.?]$/);
    expect(filled?.happened).not.toMatch(/undefined|null/);
  });
});

it('names a change that is too large, and one that waits for another, as such and not as a file or a studio', () => {
  const large = errorText(new StudioError('too-large', { what: 'save', limit: 64 * 1024 * 1024 }));
  expect(large).toMatchObject({ happened: 'This change is larger than can be saved at once (64 MB).', action: null });
  expect(errorText(new StudioError('library-busy', { reason: 'another save' }))?.happened).toBe('Another large change is being saved just now.');
  expect(errorText(new StudioError('library-busy'))?.happened).toBe('Another studio has this library open.');
});

it('shows nothing for what somebody asked to end', () => {
  expect(errorText(new CancelledError())).toBeNull();
  expect(errorSentence(new CancelledError())).toBe('');
});

it('reads anything unexpected as a fault of the studio, without its text', () => {
  expect(errorText(new TypeError('secret AKIA123'))).toEqual(textOfCode('bug'));
  expect(textOfCode('no-such-code')).toEqual(textOfCode('bug'));
  expect(textOfCode('toString')).toEqual(textOfCode('bug'));
});

it('gives a refused file’s reason as a sentence, whoever wrote it', () => {
  const happened = (reason: string): string | undefined => errorText(new StudioError('bad-file', { reason }))?.happened;
  expect(happened('unknown-kind')).toBe('Galley does not know this kind of file.');
  expect(happened('it belongs to the studio')).toBe('It belongs to the studio.');
  expect(happened('some-new-code')).toBe('This file cannot be read as a recording, a transcript or subtitles.');
  expect(happened('constructor')).toBe('This file cannot be read as a recording, a transcript or subtitles.');
});

it('puts the figures of a failure into its sentence', () => {
  const happened = (code: 'clock-wrong' | 'too-large' | 'wrong-region' | 'access-denied' | 'bad-options', details: Record<string, string | number>) =>
    errorText(new StudioError(code, details))?.happened;
  expect(happened('clock-wrong', { aheadBySeconds: 600 })).toContain('10 minutes fast');
  expect(happened('clock-wrong', { aheadBySeconds: -7200 })).toContain('2 hours slow');
  expect(happened('too-large', { limit: 8 * 1024 * 1024 })).toContain('(8 MB)');
  expect(happened('too-large', { limit: '64 MB' })).toContain('(64 MB)');
  expect(happened('wrong-region', { bucketRegion: 'eu-west-1', region: 'us-east-1' })).toContain('(eu-west-1)');
  expect(happened('access-denied', { cause: 'keys-refused' })).toContain('keys');
  expect(happened('bad-options', { reason: 'The number of speakers must be 2 to 30.' })).toBe('The number of speakers must be 2 to 30.');
});
