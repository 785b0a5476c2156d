// `galley convert`: one document in, one file out.
import { realpath } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { cueLanguage } from '../../../src-core/subtitles/cue-language.ts';
import { exportFile, type CueChoice } from '../../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { cueProfileFor } from '../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { DocumentReader, ImportedDocument } from '../../ports.ts';
import type { ConvertCommand } from './arguments.ts';
import type { Report } from './report.ts';
import { readSource } from './read-source.ts';
import { writeExport } from './write-export.ts';

/** Converts the file; answers the exit code. */
export async function convert(command: ConvertCommand, documents: DocumentReader, report: Report): Promise<number> {
  const { file } = command;
  try {
    const format = exportFormatOrNull(command.format);
    if (!format) throw new StudioError('bad-file', { file, reason: `no format ${command.format}` });
    const document = await readSource(file, documents);
    for (const problem of document.problems) report.problem(file, problem);
    const options = { ...format.defaults, ...(command.frameRate && { frameRate: command.frameRate }) };
    const made = exportFile(document.transcript, format, options, cuesOf(command, document));
    for (const loss of made.losses) report.problem(file, loss);
    const out = command.out ?? besideOf(file, format.extension);
    if (out === '-') process.stdout.write(made.text);
    else {
      await refuseSource(file, out);
      await writeExport(out, made.text, command.force);
      report.wrote(file, out, format.id);
    }
    return 0;
  } catch (thrown) {
    report.failed(file, thrown);
    return 1;
  }
}

/** The cues of the file itself; cut by the rules where some are named, or where the file has none. */
function cuesOf({ rules, frameRate: rate }: ConvertCommand, { transcript, cues }: ImportedDocument): CueChoice {
  const set = rules === null ? null : ruleSetOrNull(rules);
  return set ? { profile: cueProfileFor(set, cueLanguage(transcript), frameRate(rate ?? '25')) } : { cues: cues ?? null };
}

/** The file beside its source: "talk.json" becomes "talk.srt". */
function besideOf(file: string, extension: string): string {
  return join(dirname(file), `${basename(file, extname(file))}.${extension}`);
}

/** An export never replaces what it was made from (F28). */
async function refuseSource(file: string, out: string): Promise<void> {
  const target = await realpath(out).catch(() => resolve(out));
  if (target === (await realpath(file)))
    throw new StudioError('disk-refused', { file: out, reason: 'The output would replace the file it is made from. Choose another name with -o.' });
}
