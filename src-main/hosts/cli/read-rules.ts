// The rules a command names: one of ours by its id, or a file of a person's own.
import { readFile, stat } from 'node:fs/promises';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import { isRuleFile, readRuleSet } from '../../../src-core/subtitles/rules/rule-set-file.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';

/** A file of rules has some thousand characters; nothing larger is read at all. Bytes. */
const LARGEST = 2_000_000;

/** The set of rules of a name. Throws `bad-request` for a name that is none of ours, `file-missing` and `bad-file` for a file. */
export async function readRules(name: string): Promise<RuleSet> {
  const ours = ruleSetOrNull(name);
  if (ours) return ours;
  if (!isRuleFile(name)) throw new StudioError('bad-request', { reason: `no rules ${name}` });
  const found = await stat(name).catch(() => null);
  if (!found) throw new StudioError('file-missing', { file: name });
  if (!found.isFile() || found.size > LARGEST) throw new StudioError('bad-file', { file: name, reason: 'It is not a file of subtitle rules.' });
  const read = readRuleSet(await readFile(name, 'utf8'), []);
  if (read.kind === 'refused') throw new StudioError('bad-file', { file: name, reason: read.reason });
  return read.set;
}
