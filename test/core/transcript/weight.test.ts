// Shares of a span: one rule a script.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beatsOf, shareByWeight } from '../../../src-core/transcript/weight.ts';
import { typedText } from '../../support/random-transcripts.ts';

describe('beats of a word', () => {
  test.each([
    ['vowel groups in Latin script', 'information', 4],
    ['letters with marks as the letters they are', 'naïveté', 3],
    ['… however they are composed', 'e\u0301te\u0301', 2],
    ['… in Cyrillic', 'молоко', 3],
    ['… in Greek', 'άνθρωπος', 3],
    ['letters where an alphabet shows no vowel', 'BBC', 3],
    ['two letters a syllable where vowels are left out, Arabic', 'كتاب', 2],
    ['… and Hebrew, points or no points', 'שָׁלוֹם', 2],
    ['blocks in Hangul', '안녕하세요', 5],
    ['morae in kana, small ones with the one before', 'きょう', 2],
    ['… and long consonants and vowels for themselves', 'がっこー', 4],
    ['characters in Chinese', '今天天气', 4],
    ['two morae a character beside kana', '東京は', 5],
    ['consonants with their vowel letters in Thai', 'เวลา', 2],
    ['letters that kept their vowel in Devanagari', 'नमस्ते', 3],
    ['… and in Tamil', 'வணக்கம்', 3],
    ['… and in Burmese', 'မြန်မာ', 2],
    ['digits one by one', '42%', 2],
    ['each script of a mixed word by its own rule', 'iPhoneを', 4],
    ['nothing for punctuation', '—', 0],
    ['nothing for pictures', '👩‍👩‍👧', 0],
    ['nothing for a mark without a letter', '\u0301', 0],
  ])('are %s', (_, text, beats) => {
    expect(beatsOf(text)).toBe(beats);
  });

  test('are the same whatever was asked before, and in whose company', () => {
    const fresh = fc.sample(typedText, { numRuns: 200, seed: 7 });
    const before = fresh.map((text) => beatsOf(text));
    // More words than are remembered, among them Han beside kana and without.
    for (let n = 0; n < 50_000; n += 1) beatsOf(`word${n}`);
    expect([beatsOf('東京', true), beatsOf('東京'), beatsOf('東京', true)]).toEqual([4, 2, 4]);
    expect(fresh.map((text) => beatsOf(text))).toEqual(before);
  });

  test('are whole, and at least one wherever a letter stands', () => {
    fc.assert(
      fc.property(fc.oneof(typedText, fc.string({ unit: 'grapheme' })), (text) => {
        const beats = beatsOf(text);
        expect(Number.isInteger(beats)).toBe(true);
        expect(beats).toBeGreaterThanOrEqual(/\p{L}/u.test(text) ? 1 : 0);
      }),
    );
  });
});

describe('shares of a span', () => {
  test('follow the beats, not the letters', () => {
    expect(shareByWeight(['strength', 'area'], 300)).toEqual([100, 300]);
    expect(shareByWeight(['東京', 'です'], 600)).toEqual([400, 600]);
    expect(shareByWeight(['—', 'yes'], 500)).toEqual([0, 500]);
    expect(shareByWeight(['—', '…'], 500)).toEqual([250, 500]);
  });

  test('rise, are whole and end where the span ends', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 30 }), fc.nat(20_000), (texts, length) => {
        const ends = shareByWeight(texts, length);
        expect(ends.at(-1)).toBe(length);
        ends.forEach((end, index) => {
          expect(Number.isInteger(end)).toBe(true);
          expect(end).toBeGreaterThanOrEqual(ends[index - 1] ?? 0);
        });
      }),
    );
  });
});
