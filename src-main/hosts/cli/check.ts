// `galley check`: the cues of documents against a set of rules. Exit code 1 when an error or a warning was found; hints are told and forgiven.
import type { ImportedDocument } from '../../../src-core/import/document.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { cueLanguage } from '../../../src-core/subtitles/cue-language.ts';
import { cueFigures } from '../../../src-core/subtitles/cue-figures.ts';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { RULES } from '../../../src-core/subtitles/rules/finding.ts';
import { reportCsv, reportPage, type FindingSheet } from '../../../src-core/subtitles/rules/finding-report.ts';
import { cueProfileFor, type RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import type { DocumentReader } from '../../ports/documents.ts';
import type { CheckCommand } from './arguments.ts';
import { readRules } from './read-rules.ts';
import { readSource } from './read-source.ts';
import type { Report } from './report.ts';
import { isPassedBy, sourceFiles } from './source-files.ts';
import { writeExport } from './write-export.ts';

/** Checks every file named, and every document in the folders named; answers the exit code. A document without cues of its own is cut by the rules first. */
export async function check(command: CheckCommand, documents: DocumentReader, report: Report): Promise<number> {
  const set = await readRules(command.rules);
  const sheets: FindingSheet[] = [];
  let failed = false;
  const sources = await sourceFiles(command.files);
  if (sources.length === 0) {
    failed = true;
    report.failed(command.files.join(', '), new StudioError('bad-file', { reason: 'There are no transcripts or subtitles in it.' }));
  }
  for (const source of sources) {
    const file = source.path;
    try {
      const sheet = sheetOf(file, await readSource(file, documents, command.fromEncoding), { set, command });
      for (const finding of sheet.findings) report.finding(file, finding);
      report.checked(file, set.name, sheet.findings);
      sheets.push(sheet);
    } catch (thrown) {
      if (isPassedBy(source, thrown)) {
        report.passedBy(file);
        continue;
      }
      failed = true;
      report.failed(file, thrown);
    }
  }
  try {
    if (command.report !== null) await writeReport(command.report, sheets, command);
  } catch (thrown) {
    failed = true;
    report.failed(command.report ?? '', thrown);
  }
  return failed || sheets.some(({ findings }) => findings.some(({ rule }) => RULES[rule].severity !== 'hint')) ? 1 : 0;
}

function sheetOf(name: string, { transcript, cues }: ImportedDocument, { set, command }: { set: RuleSet; command: CheckCommand }): FindingSheet {
  const rate = frameRate(command.frameRate ?? '25');
  const profile = cueProfileFor(set, cueLanguage(transcript), rate);
  const checked = cues ?? makeCues(transcript, profile, undefined, command.frameRate === null ? null : rate);
  // Frames of a rate nobody named are not held against anyone.
  const findings = checkCues(transcript, checked, command.frameRate === null ? { set } : { set, rate });
  return { name, rules: set.name, findings, figures: cueFigures(transcript, checked, profile) };
}

async function writeReport(path: string, sheets: readonly FindingSheet[], { force }: CheckCommand): Promise<void> {
  const text = path.toLowerCase().endsWith('.csv') ? reportCsv(sheets) : reportPage(sheets);
  await writeExport(path, new TextEncoder().encode(text), force);
}
