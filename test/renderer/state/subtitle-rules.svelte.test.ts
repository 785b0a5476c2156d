// A person's own rule sets on the settings page: kept as soon as they can be, told why not else, and never mixed with ours.
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../src-core/contract/settings.ts';
import type { RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import { RULE_SETS, ruleSetFor } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { letterTexts } from '../../../src-renderer/state/rule-set-text.ts';
import { SubtitleRulesState, type SubtitleRulesParts } from '../../../src-renderer/state/subtitle-rules.svelte.ts';

interface Page {
  readonly rules: SubtitleRulesState;
  readonly kept: () => readonly RuleSet[];
  readonly said: string[];
  readonly files: Map<string, string>;
}

function page(): Page {
  let settings: Settings = defaultSettings;
  const said: string[] = [];
  const files = new Map<string, string>();
  const parts = {
    settings: {
      get value() {
        return settings;
      },
      set: (patch: Partial<Settings>) => {
        settings = { ...settings, ...patch };
        return Promise.resolve(true);
      },
    },
    notices: { alarm: (text: string) => said.push(text), say: (text: string) => said.push(text), fail: (_: unknown, text: string) => said.push(text) },
    host: {
      keep: (name: string, bytes: Uint8Array) => {
        files.set(name, new TextDecoder().decode(bytes));
        return Promise.resolve(true);
      },
    },
  };
  const rules = new SubtitleRulesState(parts as unknown as SubtitleRulesParts); // the parts it uses
  return { rules, kept: () => settings.ruleSets, said, files };
}

async function withOwn(): Promise<Page & { readonly set: () => RuleSet }> {
  const made = page();
  await made.rules.duplicate(ruleSetFor('netflix', []));
  const set = (): RuleSet => {
    const [first] = made.rules.own;
    if (!first) throw new Error('no set');
    return first;
  };
  return { ...made, set };
}

describe('A set of one’s own', () => {
  it('begins as a copy, is changed limit by limit, and names who asks', async () => {
    const { rules, kept, set } = await withOwn();
    await rules.setLimit(set(), { name: 'lineLength', language: null }, { value: 38, unit: 'graphemes' });
    await rules.setLimit(set(), { name: 'maxSpeed', language: 'de' }, { value: 15, unit: 'graphemes/s' });
    await rules.setLimit(set(), { name: 'chainBelow', language: null }, null);
    expect(kept()[0]?.limits.lineLength).toEqual({ value: 38, unit: 'graphemes', source: 'Our own' });
    expect(kept()[0]?.limits.maxLines?.source).toContain('Netflix');
    expect(kept()[0]?.byLanguage['de']?.maxSpeed?.value).toBe(15);
    expect(rules.missing(set(), null)).toContain('chainBelow');
    expect(RULE_SETS[0]?.limits.lineLength?.value).toBe(42);
  });

  it('stays on the page with the reason while it cannot be kept', async () => {
    const { rules, kept, set } = await withOwn();
    const place = { name: 'maxDuration', language: null } as const;
    await rules.setLimit(set(), place, { value: 400_000, unit: 'ms' });
    expect([rules.isDraft(set()), rules.faultOf(set(), place)]).toEqual([true, 'Shown at most: from 1000 to 60000.']);
    expect(kept()[0]?.limits.maxDuration?.value).toBe(7007);
    await rules.setLimit(set(), place, { value: 6000, unit: 'ms' });
    expect([rules.isDraft(set()), rules.faultOf(set(), place), kept()[0]?.limits.maxDuration?.value]).toEqual([false, null, 6000]);
    await rules.change(set(), { name: ' ' });
    expect([rules.isDraft(set()), kept()[0]?.name]).toEqual([true, 'Netflix, own']);
  });

  it('goes to a file and comes back beside the one it was', async () => {
    const { rules, kept, files, set, said } = await withOwn();
    await rules.change(set(), { name: 'Harbour / films' });
    await rules.save(set());
    const [[name, text] = ['', '']] = files;
    expect(name).toBe('Harbour films.json');
    const id = await rules.read(name, text);
    expect(kept().map((one) => [one.id, one.name])).toEqual([
      [set().id, 'Harbour / films'],
      [id, 'Harbour / films 2'],
    ]);
    expect(await rules.read('notes.json', '{}')).toBeNull();
    expect(said.at(-1)).toBe('“notes.json”: This is not a file of subtitle rules.');
    await rules.remove(set());
    expect(kept().map((one) => one.id)).toEqual([id]);
  });

  it('is told in sentences beside its limits', () => {
    expect(letterTexts(ruleSetFor('netflix', []))).toContain('Sounds stand in square brackets, in small letters.');
    expect(letterTexts(ruleSetFor('channel4', []))).toEqual([]);
  });
});
