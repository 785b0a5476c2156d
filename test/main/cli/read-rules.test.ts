// `--rules` takes one of ours by name or a file of one's own, and refuses anything else in a sentence.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { duplicateRuleSet, writeRuleSet } from '../../../src-core/subtitles/rules/rule-set-file.ts';
import { RULE_SETS, ruleSetFor } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { readArguments } from '../../../src-main/hosts/cli/arguments.ts';
import { readRules } from '../../../src-main/hosts/cli/read-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-rules-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('--rules', () => {
  it('takes a set of ours by its name', async () => {
    expect((await readRules('bbc')).name).toBe('BBC');
  });

  it('takes a file saved from the settings', async () => {
    const own = { ...duplicateRuleSet(ruleSetFor('ted', []), RULE_SETS), name: 'House' };
    const path = file('house.json', writeRuleSet(own));
    expect(readArguments(['check', 'talk.srt', '--rules', path])).toMatchObject({ kind: 'check', rules: path });
    expect(await readRules(path)).toMatchObject({ name: 'House', oneSentence: true });
  });

  it('refuses a file that is no set of rules, one that is not there, and a name of none', async () => {
    await expect(readRules(file('cues.json', '{"cues":[]}'))).rejects.toMatchObject({
      code: 'bad-file',
      details: { reason: 'This is not a file of subtitle rules.' },
    });
    await expect(readRules(join(folder, 'gone.json'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(readRules('beauty')).rejects.toMatchObject({ code: 'bad-request' });
    expect(() => readArguments(['check', 'talk.srt', '--rules', 'beauty'])).toThrow(/name a file\.json of your own/);
  });
});
