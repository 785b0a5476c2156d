// `galley check`: the cues of documents against a set of rules. Exit code 1 when an error or a warning was found; hints are told and forgiven.
import { StudioError } from '../../../src-core/contract/errors.ts';
import { cueLanguage } from '../../../src-core/subtitles/cue-language.ts';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import type { Finding } from '../../../src-core/subtitles/rules/finding.ts';
import { RULES } from '../../../src-core/subtitles/rules/finding.ts';
import { findingsCsv, findingsPage } from '../../../src-core/subtitles/rules/finding-text.ts';
import { cueProfileFor, type RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { DocumentReader, ImportedDocument } from '../../ports.ts';
import type { CheckCommand } from './arguments.ts';
import { readSource } from './read-source.ts';
import type { Report } from './report.ts';
import { sourceFiles } from './source-files.ts';
import { writeExport } from './write-export.ts';

/** Checks every file named, and every document in the folders named; answers the exit code. A document without cues of its own is cut by the rules first. */
export async function check(command: CheckCommand, documents: DocumentReader, report: Report): Promise<number> {
  const set = ruleSetOrNull(command.rules);
  if (!set) throw new StudioError('bad-request', { reason: `no rules ${command.rules}` });
  const all: Finding[] = [];
  let failed = false;
  const sources = await sourceFiles(command.files);
  if (sources.length === 0) {
    failed = true;
    report.failed(command.files.join(', '), new StudioError('bad-file', { reason: 'There are no transcripts or subtitles in it.' }));
  }
  for (const { path: file } of sources) {
    try {
      const found = findingsOf(await readSource(file, documents, command.fromEncoding), set, command);
      for (const finding of found) report.finding(file, finding);
      report.checked(file, set.name, found);
      all.push(...found);
    } catch (thrown) {
      failed = true;
      report.failed(file, thrown);
    }
  }
  try {
    if (command.report !== null) await writeReport(command.report, all, command);
  } catch (thrown) {
    failed = true;
    report.failed(command.report ?? '', thrown);
  }
  return failed || all.some(({ rule }) => RULES[rule].severity !== 'hint') ? 1 : 0;
}

function findingsOf({ transcript, cues }: ImportedDocument, set: RuleSet, command: CheckCommand): readonly Finding[] {
  const rate = frameRate(command.frameRate ?? '25');
  const checked = cues ?? makeCues(transcript, cueProfileFor(set, cueLanguage(transcript), rate));
  // Frames of a rate nobody named are not held against anyone.
  return checkCues(transcript, checked, command.frameRate === null ? { set } : { set, rate });
}

async function writeReport(path: string, findings: readonly Finding[], { files, force }: CheckCommand): Promise<void> {
  const text = path.toLowerCase().endsWith('.csv') ? findingsCsv(findings) : findingsPage(findings, files.join(', '));
  await writeExport(path, new TextEncoder().encode(text), force);
}
