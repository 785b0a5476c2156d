// A person's own rules go to a file and back, and no file makes a set that could not be kept.
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsShape } from '../../../../src-core/contract/settings.ts';
import { setFaults } from '../../../../src-core/subtitles/rules/limit-kinds.ts';
import type { RuleSet } from '../../../../src-core/subtitles/rules/rule-set.ts';
import { duplicateRuleSet, ownId, readRuleSet, ruleSetShape, writeRuleSet } from '../../../../src-core/subtitles/rules/rule-set-file.ts';
import { RULE_SETS, ruleSetFor, ruleSetsWith } from '../../../../src-core/subtitles/rules/rule-sets.ts';

const [netflix] = RULE_SETS;
if (!netflix) throw new Error('no rules');
const own = duplicateRuleSet(netflix, RULE_SETS);

const changed = (change: (file: { format: unknown; version: unknown; ruleSet: Record<string, unknown> }) => void): string => {
  const file = JSON.parse(writeRuleSet(own)) as Parameters<typeof change>[0]; // as written a line above
  change(file);
  return JSON.stringify(file);
};
const reasonOf = (text: string): string => {
  const read = readRuleSet(text, []);
  return read.kind === 'refused' ? read.reason : `read ${read.set.id}`;
};

describe('A set of one’s own', () => {
  it.each(RULE_SETS.map((set) => [set.name, set] as const))('begun with %s is kept in the settings and comes back from its file', (_, set) => {
    const copy = duplicateRuleSet(set, RULE_SETS);
    expect(setFaults(set)).toEqual([]);
    expect(v.parse(settingsShape, { ...defaultSettings, ruleSets: [copy] }).ruleSets).toEqual([copy]);
    const read = readRuleSet(writeRuleSet(copy), [copy.id]);
    expect(read).toEqual({ kind: 'read', set: { ...copy, id: `${copy.id}-2` } });
  });

  it('has a name and an id of its own, however often one begins', () => {
    const second = duplicateRuleSet(netflix, [...RULE_SETS, own]);
    expect([own.name, second.name]).toEqual(['Netflix, own', 'Netflix, own 2']);
    expect(new Set([netflix.id, own.id, second.id]).size).toBe(3);
    const long = { ...netflix, name: 'x'.repeat(80) };
    const copies = [duplicateRuleSet(long, [])];
    for (let count = 0; count < 11; count += 1) copies.push(duplicateRuleSet(long, copies));
    expect(new Set(copies.map(({ name }) => name)).size).toBe(12);
    expect(Math.max(...copies.map(({ name }) => name.length))).toBe(80);
    expect(ownId('Ünïque 字幕!', ['own-unique'])).toBe('own-unique-2');
    expect(ownId('字幕', [])).toBe('own-rules');
  });

  it('is found by its id; one that was removed counts as the first of ours', () => {
    expect(ruleSetFor(own.id, [own])).toBe(own);
    expect(ruleSetFor(own.id, [])).toBe(netflix);
    expect(ruleSetFor('bbc', [own]).name).toBe('BBC');
    expect(ruleSetsWith([own]).at(-1)).toBe(own);
  });
});

describe('A file of rules', () => {
  it.each([
    ['nothing', '', 'This file is not JSON.'],
    ['another thing', '{"format":"galley-transcript","version":1}', 'This is not a file of subtitle rules.'],
    ['a list', '[]', 'This is not a file of subtitle rules.'],
    ['a newer version', changed((file) => (file.version = 2)), 'These rules were written by a newer Galley.'],
    ['a version that is none', changed((file) => (file.version = 'x' as never)), 'This is not a file of subtitle rules.'],
    ['no name', changed(({ ruleSet }) => (ruleSet['name'] = 4)), 'These rules cannot be used: name is missing, or not what it should be.'],
    ['too much', 'x'.repeat(400_001), 'This file is too large to be a set of rules.'],
    ['no set', changed((file) => (file.ruleSet = [] as never)), /cannot be used: ruleSet|cannot be used/],
    ['an unknown limit', changed(({ ruleSet }) => (ruleSet['limits'] = { beauty: { value: 1, unit: 'lines', source: '' } })), /cannot be used: limits/],
    [
      'a limit out of bounds',
      changed(({ ruleSet }) => (ruleSet['limits'] = { maxLines: { value: 900, unit: 'lines', source: '' } })),
      /cannot be used\. .*: from 1 to 4\.$/,
    ],
    [
      'a unit that is none of the limit’s',
      changed(({ ruleSet }) => (ruleSet['limits'] = { maxLines: { value: 2, unit: 'ms', source: '' } })),
      /cannot be counted in ms\.$/,
    ],
    [
      'limits against each other',
      changed(
        ({ ruleSet }) => (ruleSet['limits'] = { minDuration: { value: 9000, unit: 'ms', source: '' }, maxDuration: { value: 2000, unit: 'ms', source: '' } }),
      ),
      /cannot be used\. [A-Z].*\.$/,
    ],
    ['surplus fields', changed(({ ruleSet }) => (ruleSet['run'] = 'rm')), /cannot be used: run/],
    ['a colour that is none', changed(({ ruleSet }) => (ruleSet['letters'] = { ...own.letters, colours: ['red;}'] })), /cannot be used: letters/],
  ])('with %s is refused in a sentence', (_, text, reason) => {
    expect(reasonOf(text)).toMatch(reason);
  });

  it('never throws, and what it reads is always kept', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => JSON.stringify({ format: 'galley-rules', version: 1, ruleSet: value }) ?? ''),
    );
    fc.assert(
      fc.property(junk, (text) => {
        const read = readRuleSet(text, []);
        if (read.kind === 'read') expect(v.is(ruleSetShape, read.set)).toBe(true);
        else expect(read.reason).toMatch(/\.$/);
      }),
      { numRuns: 200 },
    );
  });

  it('cannot reach the prototypes of objects', () => {
    const text = writeRuleSet(own).replace('"byLanguage": {', '"byLanguage": {"__proto__": {"polluted": {}}, "constructor": {}, ');
    expect(reasonOf(text)).toMatch(/cannot be used|read own-/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined(); // any object would show it
  });
});

describe('Faults of limits', () => {
  it('are told by name and language', () => {
    const limits: RuleSet['limits'] = { minDuration: { value: 20, unit: 'frames', source: 'ours' }, maxDuration: { value: 500, unit: 'ms', source: 'ours' } };
    expect(setFaults({ limits, byLanguage: { de: { lineLength: { value: 1.5, unit: 'graphemes', source: '' } } } })).toEqual([
      { name: 'maxDuration', language: null, sentence: 'Shown at most: from 1000 to 60000.' },
      { name: 'minDuration', language: null, sentence: 'Shown at least is more than “Shown at most”.' },
      { name: 'lineLength', language: 'de', sentence: 'Characters in a line: from 4 to 200.' },
    ]);
  });
});
