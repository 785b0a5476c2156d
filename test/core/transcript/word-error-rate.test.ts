// Laws of the word error rate: known answers, and agreement with the plain table of edit distances on random texts.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scoredWords, wordErrors } from '../../../src-core/transcript/word-error-rate.ts';

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** The whole table, as textbooks write it. */
function distanceByTable(reference: readonly string[], hypothesis: readonly string[]): number {
  let row = Array.from({ length: hypothesis.length + 1 }, (_, index) => index);
  reference.forEach((word, i) => {
    const next = [i + 1];
    hypothesis.forEach((other, j) => {
      next.push(Math.min((row[j] ?? 0) + (word === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}

describe('the errors of a text', () => {
  test.each([
    ['a b c d', 'a b c d', 0, 0, 0],
    ['a b c d', 'a x c d', 1, 0, 0],
    ['a b c d', 'a c d', 0, 1, 0],
    ['a b c d', 'a b x c d', 0, 0, 1],
    ['the cat sat on the mat', 'the cat sit on mat today', 1, 1, 1],
    ['a b', 'c d e', 2, 0, 1],
    ['', 'a', 0, 0, 1],
    ['a b', '', 0, 2, 0],
  ])('of “%s” heard as “%s” are counted by kind', (reference, hypothesis, substituted, left, inserted) => {
    expect(wordErrors(words(reference), words(hypothesis))).toMatchObject({ substituted, left, inserted, exact: true });
  });

  test('are as few as the whole table of distances says, on random texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (reference, hypothesis) => {
        const { substituted, left, inserted, rate } = wordErrors(reference, hypothesis);
        const errors = distanceByTable(reference, hypothesis);
        expect(substituted + left + inserted).toBe(errors);
        expect(reference.length - substituted - left).toBe(hypothesis.length - substituted - inserted);
        expect(Math.min(substituted, left, inserted)).toBeGreaterThanOrEqual(0);
        expect(rate).toBe(reference.length === 0 ? null : errors / reference.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('are counted as NIST’s sclite counts them', () => {
    // What sclite 2.4.10 (Debian's sctk) says of these pairs, `sclite -i rm -o pralign`: reference, hypothesis, S, D, I.
    const path = new URL('../../fixtures/word-errors/sclite.json', import.meta.url);
    const rows = JSON.parse(readFileSync(path, 'utf8')) as [string, string, number, number, number][]; // a fixture of ours
    expect(rows.length).toBeGreaterThan(50);
    for (const [reference, hypothesis, substituted, left, inserted] of rows)
      expect(wordErrors(words(reference), words(hypothesis)), `${reference} / ${hypothesis}`).toMatchObject({ substituted, left, inserted });
  });

  test('of texts that differ too much are told as no fewer than they are, and as inexact', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 10, maxLength: 30 });
    fc.assert(
      fc.property(text, text, (reference, hypothesis) => {
        const errors = distanceByTable(reference, hypothesis);
        fc.pre(errors > 3);
        const rough = wordErrors(reference, hypothesis, 3);
        expect(rough.exact).toBe(false);
        expect(rough.substituted + rough.left + rough.inserted).toBeGreaterThanOrEqual(errors);
      }),
    );
  });

  test('have no rate where nothing was said', () => {
    expect(wordErrors([], ['noise']).rate).toBeNull();
  });

  test('of forty thousand words with four thousand wrong are counted without the whole table', () => {
    const reference = Array.from({ length: 40_000 }, (_, index) => `w${(index * 7919) % 5000}`);
    const hypothesis = reference.flatMap((word, index) => (index % 30 === 0 ? [] : index % 30 === 10 ? ['x'] : index % 30 === 20 ? [word, 'y'] : [word]));
    expect(wordErrors(reference, hypothesis)).toMatchObject({ substituted: 1333, left: 1334, inserted: 1333, exact: true });
  });
});

describe('scored words', () => {
  test.each([
    ['Well, I don’t – I DO NOT know!', ['well', 'i', "don't", 'i', 'do', 'not', 'know']],
    ['It rose 3.5 % to 1,200 at 10:30.', ['it', 'rose', '3.5', 'to', '1,200', 'at', '10:30']],
    ["'Quoted' rock 'n' roll", ['quoted', 'rock', 'n', 'roll']],
    ['well-known ﬁne', ['well', 'known', 'fine']],
    ['今天天气很好。', ['今', '天', '天', '气', '很', '好']],
    ['iPhone手机', ['iphone', '手', '机']],
    ['ครับ', ['ค', 'รั', 'บ']],
    ['Привет, МИР', ['привет', 'мир']],
    ['… — !', []],
  ])('of “%s” are without case and marks', (text, expected) => {
    expect(scoredWords(text)).toEqual(expected);
  });
});
