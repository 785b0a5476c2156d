// Rule sets of a person's own: the shape they are kept in, and the file they are passed on by. Whatever a file says, a set that is read is
// small, has limits that mean something, and an id that is none of ours.
import * as v from 'valibot';
import type { RuleSet } from './rule-set.ts';
import { DASH_FORMS } from '../dialogue-dash.ts';
import { LIMIT_NAMES } from './rule-set.ts';
import { limitFault, setFaults } from './limit-kinds.ts';

const line = (most: number) => v.pipe(v.string(), v.maxLength(most));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));

const limitShape = v.strictObject({
  value: v.pipe(v.number(), v.finite()),
  unit: v.picklist(['graphemes', 'lines', 'graphemes/s', 'words/min', 'ms', 'frames', 'share']),
  source: line(300),
});

const limitsShape = v.pipe(
  v.record(v.picklist(LIMIT_NAMES), limitShape),
  v.check(
    (limits) => faultOf(limits) === null,
    ({ input }) => faultOf(input) ?? '',
  ),
);

/** Longest name of a set, UTF-16 units. */
const LONGEST_NAME = 80;

/** What is wrong with the first limit that cannot be, as a sentence. */
function faultOf(limits: RuleSet['limits']): string | null {
  for (const name of LIMIT_NAMES) {
    const fault = limits[name] ? limitFault(name, limits[name]) : null;
    if (fault !== null) return fault;
  }
  return null;
}

const byLanguage = <const Value extends v.GenericSchema>(value: Value) =>
  v.pipe(
    v.record(language, value),
    v.check((rows) => Object.keys(rows).length <= 80, 'They name more than 80 languages.'),
  );

/** Parser of one set. */
export const ruleSetShape = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^own-[a-z0-9-]{1,80}$/)),
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LONGEST_NAME)),
    about: line(400),
    limits: limitsShape,
    byLanguage: byLanguage(limitsShape),
    // A file that says nothing leaves the matter open.
    dashes: v.optional(v.nullable(v.strictObject({ form: v.picklist(DASH_FORMS), byLanguage: byLanguage(v.picklist(DASH_FORMS)), source: line(300) })), null),
    oneSentence: v.boolean(),
    onFrames: v.boolean(),
    letters: v.strictObject({
      source: line(300),
      upright: v.pipe(v.array(language), v.maxLength(80), v.readonly()),
      songMark: v.nullable(v.picklist(['♪', '#'])),
      soundMark: v.nullable(v.picklist(['square', 'round'])),
      soundCase: v.nullable(v.literal('lower')),
      ellipsis: v.nullable(v.picklist(['…', '...'])),
      colours: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))), v.maxLength(40), v.readonly())),
      plainGlyphs: v.boolean(),
    }),
  }),
  v.check(
    (set) => setFaults(set).length === 0,
    ({ input }) => setFaults(input)[0]?.sentence ?? '',
  ),
);

const FORMAT = 'galley-rules';
const VERSION = 1;
/** Our own files have some thousand characters; ten sets of this size would still be few. */
const LONGEST_FILE = 400_000;

/** Whether a name is a file's rather than a set's of ours. */
export function isRuleFile(name: string): boolean {
  return /\.json$/i.test(name);
}

/** One set as a file. */
export function writeRuleSet(set: RuleSet): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ruleSet: set }, null, 2)}\n`;
}

/** What reading a file gave. The reason is a sentence for people. */
export type ReadRuleSet = { readonly kind: 'read'; readonly set: RuleSet } | { readonly kind: 'refused'; readonly reason: string };

const refused = (reason: string): ReadRuleSet => ({ kind: 'refused', reason });

/** Reads a file of `writeRuleSet`. The set gets an id that is not in `taken`. Never throws. */
export function readRuleSet(text: string, taken: readonly string[]): ReadRuleSet {
  if (text.length > LONGEST_FILE) return refused('This file is too large to be a set of rules.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refused('This file is not JSON.');
  }
  if (!isRecord(value) || value['format'] !== FORMAT) return refused('This is not a file of subtitle rules.');
  const version = value['version'];
  if (typeof version === 'number' && version > VERSION) return refused('These rules were written by a newer Galley.');
  if (version !== VERSION) return refused('This is not a file of subtitle rules.');
  const given = value['ruleSet'];
  const id = ownId(isRecord(given) && typeof given['name'] === 'string' ? given['name'] : 'rules', taken);
  const parsed = v.safeParse(ruleSetShape, isRecord(given) ? { ...given, id } : given);
  if (parsed.success) return { kind: 'read', set: parsed.output };
  const [issue] = parsed.issues;
  if (issue.type === 'check') return refused(`These rules cannot be used. ${issue.message}`);
  return refused(`These rules cannot be used: ${v.getDotPath(issue) ?? 'ruleSet'} is missing, or not what it should be.`);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An id for a set of a person's own, from its name, like none of those taken. */
export function ownId(name: string, taken: readonly string[]): string {
  const plain = name
    .slice(0, 60)
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const stem = `own-${plain === '' ? 'rules' : plain.slice(0, 60)}`;
  let id = stem;
  for (let count = 2; taken.includes(id); count += 1) id = `${stem}-${count}`;
  return id;
}

/** A set to begin one's own with: another by a new name and id. Limits keep their sources until they are changed. */
export function duplicateRuleSet(set: RuleSet, taken: readonly RuleSet[]): RuleSet {
  const name = ownName(`${set.name}, own`, taken);
  return {
    ...set,
    id: ownId(
      name,
      taken.map(({ id }) => id),
    ),
    name,
  };
}

/** A name like none of those taken, cut to the longest there may be: with a number behind it where it is. */
export function ownName(wanted: string, taken: readonly RuleSet[]): string {
  const names = taken.map((one) => one.name);
  const numbered = (number: string): string => wanted.slice(0, LONGEST_NAME - number.length) + number;
  let name = numbered('');
  for (let count = 2; names.includes(name); count += 1) name = numbered(` ${count}`);
  return name;
}
