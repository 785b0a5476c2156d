// Finding and what replacing would put there: the options one by one, offsets that fit the original text, patterns that cannot be read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInTexts, PatternError, type FindRule } from '../../../src-core/transcript/find.ts';

const rule = (find: string, change: Partial<FindRule> = {}): FindRule => ({
  ...{ find, replace: '', pattern: false, wholeWord: false, matchCase: false, matchAccents: false },
  ...change,
});
const found = (text: string, ...rules: FindRule[]): string[] => findInTexts([text], rules, 1000).hits.map(({ from, to }) => text.slice(from, to));
const replaced = (text: string, ...rules: FindRule[]): string =>
  findInTexts([text], rules, 1000)
    .hits.toReversed()
    .reduce((now, { from, to, replacement }) => now.slice(0, from) + replacement + now.slice(to), text);

describe('finding', () => {
  it.each<[string, string, FindRule, string[]]>([
    ['letters of either case', 'Pier, pier', rule('PIER'), ['Pier', 'pier']],
    ['only the case asked for', 'Pier, pier', rule('pier', { matchCase: true }), ['pier']],
    ['whole words alone', 'pier piers pier.', rule('pier', { wholeWord: true }), ['pier', 'pier']],
    ['whole words between letters of any script', 'Übermut über übers', rule('über', { wholeWord: true }), ['über']],
    ['accented letters by plain ones', 'Café cafe CAFÉ Łódź', rule('cafe'), ['Café', 'cafe', 'CAFÉ']],
    ['plain letters by accented ones', 'Café cafe', rule('café'), ['Café', 'cafe']],
    ['only the accents asked for', 'Café cafe', rule('café', { matchAccents: true }), ['Café']],
    ['letters with no plain form of their own', 'Łódź i Wrocław', rule('lodz'), ['Łódź']],
    ['marks that stand alone, with their letter', 'x\u0323a x', rule('x'), ['x\u0323', 'x']],
    ['typographic quotes by typewriter ones', 'it’s “so”', rule('it\'s "so"'), ['it’s “so”']],
    ['signs that mean something in patterns as they stand', 'a.b axb (c)', rule('a.b'), ['a.b']],
    ['Hangul, whole syllables only', '한국어 하', rule('하'), ['하']],
    ['points of Hebrew left out', 'שָׁלוֹם', rule('שלום'), ['שָׁלוֹם']],
    ['patterns', 'in 1999 and 2024', rule('\\d{4}', { pattern: true }), ['1999', '2024']],
    ['patterns as whole words', 'ab abc', rule('a|ab', { pattern: true, wholeWord: true }), ['ab']],
    ['no matches without length', 'abc', rule('x*', { pattern: true }), []],
    ['nothing for nothing', 'abc', rule(''), []],
  ])('finds %s', (_, text, one, expected) => {
    expect(found(text, one)).toEqual(expected);
  });

  it('lets the first of several rules have the place they meet at, and answers in reading order', () => {
    const rules = [rule('old pier', { replace: 'West Pier' }), rule('pier', { replace: 'jetty' })];
    expect(replaced('a pier, the old pier', ...rules)).toBe('a jetty, the West Pier');
  });

  it('stops at the limit and says so', () => {
    expect(findInTexts(['aaaa', 'aa'], [rule('a')], 5)).toMatchObject({ more: true, hits: { length: 5 } });
    expect(findInTexts(['aaaa', 'aa'], [rule('a')], 6)).toMatchObject({ more: false, hits: { length: 6 } });
  });

  it('names the rule whose pattern cannot be read, and why', () => {
    expect(() => findInTexts([], [rule('a'), rule('(', { pattern: true })], 1)).toThrow(expect.objectContaining({ rule: 1, message: 'Unterminated group' }));
    expect(() => findInTexts([], [rule('a)(?:b', { pattern: true, wholeWord: true })], 1)).toThrow(PatternError);
  });

  it('finds a text that was cut out of another, at a place where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(30), fc.nat(10), (raw, at, length) => {
        const text = raw.normalize('NFC');
        const wanted = [...text].slice(at, at + length).join('');
        fc.pre(wanted !== '' && wanted.normalize('NFC') === wanted);
        const exact = found(text, rule(wanted, { matchCase: true, matchAccents: true }));
        expect(exact.length).toBeGreaterThan(0);
        expect(new Set(exact.map((one) => one.slice(0, wanted.length)))).toEqual(new Set([wanted]));
        for (const { from, to } of findInTexts([text], [rule(wanted)], 100).hits) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('replacing', () => {
  it.each<[string, string, FindRule, string]>([
    ['plain text as it stands', 'a b', rule('a', { replace: '$& $1 \\n' }), '$& $1 \\n b'],
    ['groups by number', '12:30', rule('(\\d+):(\\d+)', { pattern: true, replace: '$2 past $1' }), '30 past 12'],
    ['groups by name, the whole match and a dollar', 'x1', rule('(?<n>\\d)', { pattern: true, replace: '<$<n>$&$$>' }), 'x<11$>'],
    ['groups with their accents though accents were not asked for', 'Zoë Weiß', rule('(zoe) (\\S+)', { pattern: true, replace: '$2, $1' }), 'Weiß, Zoë'],
    ['a line break where one is written', 'one two', rule(' ', { pattern: true, replace: '\\n' }), 'one\ntwo'],
    ['a group that is not there as it stands', 'a', rule('a', { pattern: true, replace: '$1' }), '$1'],
  ])('puts %s', (_, text, one, expected) => {
    expect(replaced(text, one)).toBe(expected);
  });
});
