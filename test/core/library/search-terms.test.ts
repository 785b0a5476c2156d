// Search terms: folding, scripts without spaces, questions, hits and snippets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHits, HIT_END, HIT_START, readQuery, searchTerms, snippet } from '../../../src-core/library/search-terms.ts';

const termsOf = (text: string): string[] => searchTerms(text).map(({ term }) => term);
const marked = (text: string, words: string): string | null => {
  const hits = findHits(text, readQuery(words));
  return hits && snippet(text, hits).replaceAll(HIT_START, '[').replaceAll(HIT_END, ']');
};

describe('terms', () => {
  it.each([
    ['Don’t STOP at 3,5 %', ['don', 't', 'stop', 'at', '3', '5']],
    ['Straße strasse STRASSE', ['strasse', 'strasse', 'strasse']],
    ['café cafe\u0301 CAFÉ', ['cafe', 'cafe', 'cafe']],
    ['Łódź Ærø œuvre İstanbul ılık', ['lodz', 'aero', 'oeuvre', 'istanbul', 'ilik']],
    ['Ёлка Ελλάς', ['елка', 'ελλας']],
    ['مُحَمَّد محمد', ['محمد', 'محمد']],
    ['שָׁלוֹם', ['שלום']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['한국어 학교에서', ['한국어', '학교에서']],
    ['東京大学', ['東京', '京大', '大学', '学']],
    ['ｶﾞｲﾄﾞ ＡＢＣ', ['ガイ', 'イド', 'ド', 'abc']],
    ['Galleyの校正', ['galley', 'の校', '校正', '正']],
    ['𠮷野家', ['𠮷野', '野家', '家']],
    ['— … 🙂', []],
  ])('of “%s” know no case, no accents and no width', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('stand where their letters stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let start = -1;
        for (const term of searchTerms(text)) {
          expect(term.start).toBeGreaterThan(start);
          expect(term.end).toBeGreaterThan(term.start);
          expect(term.end).toBeLessThanOrEqual(text.length);
          expect(term.term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
          start = term.start;
        }
      }),
    );
  });

  it('of composed and decomposed text are the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(termsOf(text.normalize('NFD'))).toEqual(termsOf(text.normalize('NFC')));
      }),
    );
  });
});

describe('hits', () => {
  it('are found for every word of a text by the word itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Hello', 'café', '東京大学', 'мир', 'ไทย', 'don’t', '3,5'), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (words, pick) => {
          const asked = words[pick % words.length] ?? '';
          expect(marked(words.join(' '), `"${asked}"`)).toContain(`[${asked}]`);
        },
      ),
    );
  });

  it.each([
    ['the galley proofs', 'gal', 'the [galley] proofs'],
    ['the galley proofs', 'gal ', null],
    ['the galley proofs', '"galley proofs"', 'the [galley proofs]'],
    ['the galley proofs', '“proofs galley”', null],
    ['the galley proofs', 'proofs the', '[the] galley [proofs]'],
    ['the galley proofs', 'proofs missing', null],
    ['昨日東京大学へ', '京大学', '昨日東[京大学]へ'],
    ['昨日東京大学へ', '京', '昨日東[京]大学へ'],
    ['昨日東京大学', '学', '昨日東京大[学]'],
    ['大正東京', '大京', null],
    ['mein "Zitat" hier', '"zitat" hi', 'mein "[Zitat]" [hier]'],
    ['anything', '', null],
    ['anything', '"', null],
  ])('in “%s” for “%s”', (text, words, expected) => {
    expect(marked(text, words)).toBe(expected);
  });
});

describe('a snippet', () => {
  const long = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`;

  it('is one cut of the text around the first hit, at spaces', () => {
    const text = marked(long, 'needle') ?? '';
    expect(text).toMatch(/^…(before )+\[needle\]( after)+…$/);
    expect(text.length).toBeLessThan(200);
  });

  it('holds no marks but its own and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), (before, after) => {
        const text = `${before} needle ${after}`;
        const hits = findHits(text, readQuery('"needle"')) ?? [];
        const cut = snippet(text, hits);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut).toContain(`${HIT_START}needle${HIT_END}`);
        expect(cut.split(HIT_START)).toHaveLength(cut.split(HIT_END).length);
      }),
    );
  });
});
