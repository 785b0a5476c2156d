// Words in typed text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOneWordAt, tokenize } from '../../../src-core/transcript/tokens.ts';
import { typedText } from '../../support/random-transcripts.ts';

const texts = (text: string, language: string | null = null) => tokenize(text, language).tokens.map((token) => token.text);

test('tokens with their spaces and the tail are exactly the text', { timeout: 60_000 }, () => {
  const anyText = fc.oneof(
    fc.array(typedText).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(anyText, fc.constantFrom(null, 'en-US', 'ja-JP', 'th-TH', 'not a tag'), (text, language) => {
      const { tokens, tail } = tokenize(text, language);
      expect(tokens.map((token) => token.space + token.text).join('') + tail).toBe(text);
      expect(tokens.every((token) => token.text !== '' && !/[^\s\u0085]/u.test(token.space))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('graphemes are never split', { timeout: 60_000 }, () => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.array(typedText, { maxLength: 5 }), (parts) => {
      const text = parts.join('').replaceAll('\n', ' ');
      const starts = new Set([...graphemes.segment(text)].map((part) => part.index));
      let at = 0;
      for (const token of tokenize(text, 'th-TH').tokens) {
        expect(starts.has(at + token.space.length)).toBe(true);
        at += token.space.length + token.text.length;
      }
    }),
    { numRuns: 100 },
  );
});

test('punctuation stays with its word', () => {
  expect(texts('Well, “yes” … (no)!')).toEqual(['Well,', '“yes”', '…', '(no)!']);
  expect(texts('3つのTシャツ「はい」、カメラ。', 'ja')).toEqual(['3', 'つ', 'の', 'T', 'シャツ', '「はい」、', 'カメラ。']);
  expect(texts("l'été d'Ève non\u00a0! «\u00a0oui\u00a0»")).toEqual(["l'été", "d'Ève", 'non\u00a0!', '«\u00a0oui\u00a0»']);
});

test('words are found in scripts written without spaces', () => {
  expect(texts('今天天气很好', 'zh')).toEqual(['今天', '天气', '很好']);
  expect(texts('สวัสดีครับ', 'th')).toEqual(['สวัสดี', 'ครับ']);
  expect(texts('ครับhello', 'th')).toEqual(['ครับ', 'hello']);
  expect(texts('한국어 문장입니다.', 'ko')).toEqual(['한국어', '문장입니다.']);
});

test('a place within a word is told from a place between words', () => {
  expect(isOneWordAt('foobar', 3, null)).toBe(true);
  expect(isOneWordAt('foo bar', 3, null)).toBe(false);
  expect(isOneWordAt('foo bar', 4, null)).toBe(false);
  expect(isOneWordAt('foo\u0301', 3, null)).toBe(true);
});
