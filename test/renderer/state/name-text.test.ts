// Names in sentences: what turns or hides is kept from the words around it, and spelled out before a deed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareName, quotedName } from '../../../src-renderer/state/name-text.ts';

describe('a name in a sentence', () => {
  it('is isolated, and cannot end its own isolation', () => {
    expect(quotedName('Interview')).toBe('“\u2068Interview\u2069”');
    expect(quotedName('\u202egpj.3pm\u2069\u2069')).toBe('“\u2068gpj.3pm\u2069”');
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\u2066', '\u2067', '\u2068', '\u2069', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', 'a', 'א')), (parts) => {
        expect(quotedName(parts.join('')).slice(2, -2)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('keeps scripts that join their letters by unseen characters', () => {
    expect(quotedName('می\u200cخواهم')).toContain('می\u200cخواهم');
    expect(quotedName('👩\u200d👧')).toContain('👩\u200d👧');
  });

  it('is spelled out before a deed that cannot be taken back', () => {
    expect(bareName('a\u202eb\u200bc\ufeffd\u0007e\u00a0f')).toBe('“\u2068a‹U+202E›b‹U+200B›c‹U+FEFF›d‹U+0007›e‹U+00A0›f\u2069”');
    expect(bareName('Gespräch 1, 日本 и мир')).toBe('“\u2068Gespräch 1, 日本 и мир\u2069”');
  });
});
