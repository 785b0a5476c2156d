// The rule sets of subtitles in the settings: ours to read, a person's own to change. What cannot be kept yet stays here, with the reasons.
import { LIMIT_NAMES, type Limit, type LimitName, type RuleSet } from '../../src-core/subtitles/rules/rule-set.ts';
import { duplicateRuleSet, ownName, readRuleSet, writeRuleSet } from '../../src-core/subtitles/rules/rule-set-file.ts';
import { limitRanges, setFaults, type SetFault } from '../../src-core/subtitles/rules/limit-kinds.ts';
import { RULE_SETS, ruleSetsWith } from '../../src-core/subtitles/rules/rule-sets.ts';
import type { Host } from '../host/host.ts';
import type { NoticesState } from './notices.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

export interface SubtitleRulesParts {
  readonly settings: SettingsState;
  readonly notices: NoticesState;
  readonly host: Host;
}

/** Where a limit stands: in the set itself, or in its row for a language. */
export interface LimitPlace {
  readonly name: LimitName;
  readonly language: string | null;
}

/** What a limit of a person's own names as its source. */
const OWN_SOURCE = 'Our own';
/** Where the settings end. */
const MOST_SETS = 100;

export class SubtitleRulesState {
  readonly #parts: SubtitleRulesParts;
  /** Sets that are being changed and cannot be kept as they are, by id. */
  #drafts = $state.raw<ReadonlyMap<string, RuleSet>>(new Map());

  constructor(parts: SubtitleRulesParts) {
    this.#parts = parts;
  }

  get ours(): readonly RuleSet[] {
    return RULE_SETS;
  }
  /** A person's own, each as it stands on the page. */
  get own(): readonly RuleSet[] {
    return this.#kept.map((set) => this.#drafts.get(set.id) ?? set);
  }
  get #kept(): readonly RuleSet[] {
    return this.#parts.settings.value.ruleSets;
  }

  /** Whether a set on the page is not the one that is kept. */
  isDraft(set: RuleSet): boolean {
    return this.#drafts.has(set.id);
  }

  /** Why a set cannot be kept; none when it can. */
  faultsOf(set: RuleSet): readonly SetFault[] {
    return setFaults(set);
  }

  /** What is wrong with one limit, or null. */
  faultOf(set: RuleSet, { name, language }: LimitPlace): string | null {
    return setFaults(set).find((fault) => fault.name === name && fault.language === language)?.sentence ?? null;
  }

  /** The limits of a set, or of one language of it. */
  limitsOf(set: RuleSet, language: string | null): RuleSet['limits'] {
    return language === null ? set.limits : (set.byLanguage[language] ?? {});
  }

  /** Begins a set with another one's limits; answers its id once it is kept, else null. */
  async duplicate(set: RuleSet): Promise<string | null> {
    return this.#add(duplicateRuleSet(set, ruleSetsWith(this.#kept)));
  }

  /** Takes in a set from a file's text; answers its id, or null with the reason told. */
  async read(name: string, text: string): Promise<string | null> {
    const taken = ruleSetsWith(this.#kept);
    const read = readRuleSet(
      text,
      taken.map(({ id }) => id),
    );
    // Two sets of one name could not be told apart where one is chosen.
    if (read.kind === 'read') return this.#add({ ...read.set, name: ownName(read.set.name, taken) });
    this.#parts.notices.alarm(`“${name}”: ${read.reason}`);
    return null;
  }

  async #add(set: RuleSet): Promise<string | null> {
    if (this.#kept.length >= MOST_SETS) {
      this.#parts.notices.alarm(`There are ${MOST_SETS} sets of rules already. Remove one first.`);
      return null;
    }
    return (await this.#parts.settings.set({ ruleSets: [...this.#kept, set] })) ? set.id : null;
  }

  /** Saves a set where the person says. */
  async save(set: RuleSet): Promise<void> {
    const { host, notices } = this.#parts;
    const name = `${set.name.replaceAll(/[^\p{L}\p{N}.-]+/gu, ' ').trim() || 'rules'}.json`;
    try {
      if (await host.keep(name, new TextEncoder().encode(writeRuleSet(set)), 'application/json')) notices.say(`Saved ${name}`);
    } catch (thrown) {
      notices.fail(thrown, 'Saving the rules');
    }
  }

  async remove(set: RuleSet): Promise<void> {
    this.#forget(set.id);
    await this.#parts.settings.set({ ruleSets: this.#kept.filter(({ id }) => id !== set.id) });
  }

  /** Changes a set. It is kept at once when it can be, else stays on the page with what is wrong. */
  async change(set: RuleSet, changed: Partial<Omit<RuleSet, 'id'>>): Promise<void> {
    const next: RuleSet = { ...set, ...changed };
    if (setFaults(next).length > 0 || next.name.trim() === '') {
      this.#drafts = new Map([...this.#drafts, [set.id, next]]);
      return;
    }
    this.#forget(set.id);
    await this.#parts.settings.set({ ruleSets: this.#kept.map((one) => (one.id === set.id ? next : one)) });
  }

  /** Gives a limit another value or unit; null takes it out of the set. A changed limit is no longer its guide's. */
  setLimit(set: RuleSet, { name, language }: LimitPlace, limit: Omit<Limit, 'source'> | null): Promise<void> {
    const limits: Partial<Record<LimitName, Limit>> = { ...this.limitsOf(set, language) };
    const before = limits[name];
    if (limit === null) delete limits[name];
    else limits[name] = { ...limit, source: before && before.value === limit.value && before.unit === limit.unit ? before.source : OWN_SOURCE };
    return this.change(set, language === null ? { limits } : { byLanguage: { ...set.byLanguage, [language]: limits } });
  }

  /** A limit to begin with: what a guide of ours asks, else the middle of what may be. */
  firstLimit(name: LimitName): Limit {
    const known = RULE_SETS.find(({ limits }) => limits[name])?.limits[name];
    const [range] = limitRanges[name];
    return { value: known?.value ?? range?.least ?? 0, unit: known?.unit ?? range?.unit ?? 'ms', source: OWN_SOURCE };
  }

  /** The limits a set or a language of it does not have, in their order. */
  missing(set: RuleSet, language: string | null): readonly LimitName[] {
    const limits = this.limitsOf(set, language);
    return LIMIT_NAMES.filter((name) => !limits[name]);
  }

  /** Takes a language's own limits out. */
  dropLanguage(set: RuleSet, language: string): Promise<void> {
    const byLanguage = Object.fromEntries(Object.entries(set.byLanguage).filter(([one]) => one !== language));
    return this.change(set, { byLanguage });
  }

  #forget(id: string): void {
    if (this.#drafts.has(id)) this.#drafts = new Map([...this.#drafts].filter(([one]) => one !== id));
  }
}
