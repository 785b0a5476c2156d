// `galley convert`: documents in, a file out for each; of folders every document, their folders mirrored.
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { ImportedDocument } from '../../../src-core/import/document.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { cueLanguage } from '../../../src-core/subtitles/cue-language.ts';
import { defaultsFor, exportFile, fileBytes, type CueChoice } from '../../../src-core/subtitles/export-file.ts';
import type { ExportFormat } from '../../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { cueProfileFor, type RuleSet } from '../../../src-core/subtitles/rules/rule-set.ts';
import type { DocumentReader } from '../../ports/documents.ts';
import type { ConvertCommand } from './arguments.ts';
import type { Report } from './report.ts';
import { readRules } from './read-rules.ts';
import { readSource } from './read-source.ts';
import { isPassedBy, sourceFiles, type SourceFile } from './source-files.ts';
import { UsageError } from './usage-error.ts';
import { writeExport } from './write-export.ts';

/** Converts every file meant; one that fails does not stop the others. Answers the exit code. */
export async function convert(command: ConvertCommand, documents: DocumentReader, report: Report): Promise<number> {
  const format = exportFormatOrNull(command.format);
  if (!format) throw new StudioError('bad-request', { reason: `no format ${command.format}` });
  const rules = command.rules === null ? null : await readRules(command.rules);
  const { sources, outputs } = await plan(command, format, report);
  if (sources === null) return 1;
  let failed = false;
  for (const source of sources) {
    try {
      await convertOne(source.path, { command, format, rules, documents, report, out: outputs.outOf(source) });
    } catch (thrown) {
      if (isPassedBy(source, thrown)) {
        report.passedBy(source.path);
        continue;
      }
      failed = true;
      report.failed(source.path, thrown);
    }
  }
  return failed ? 1 : 0;
}

interface Plan {
  readonly sources: readonly SourceFile[] | null;
  readonly outputs: Outputs;
}

/** What is to be read and where it goes; no sources when the command cannot be followed, which has been told. */
async function plan(command: ConvertCommand, format: ExportFormat, report: Report): Promise<Plan> {
  const found = await sourceFiles(command.files);
  const isMany = command.files.length > 1 || found.some(({ isFound }) => isFound) || found.length === 0;
  const out = command.out;
  const isFolder = out !== null && out !== '-' && (isMany || ((await stat(out).catch(() => null))?.isDirectory() ?? false));
  const outputs = new Outputs(out, isFolder, format.extension);
  if (isMany && out === '-') throw new UsageError('Several files do not go to stdout; name a folder with -o.');
  if (found.length === 0) report.failed(command.files.join(', '), new StudioError('bad-file', { reason: 'There are no transcripts or subtitles in it.' }));
  // In a folder, what is of the format already would be written over itself.
  const sources = found.filter((source) => !source.isFound || isFolder || extname(source.path).toLowerCase() !== `.${format.extension.toLowerCase()}`);
  return { sources: found.length === 0 ? null : sources, outputs };
}

/** Where files go: beside their sources, or into a folder as they lie in the one that was named; never two to one name. */
class Outputs {
  readonly #out: string | null;
  readonly #isFolder: boolean;
  readonly #extension: string;
  readonly #taken = new Set<string>();

  constructor(out: string | null, isFolder: boolean, extension: string) {
    this.#out = out;
    this.#isFolder = isFolder;
    this.#extension = extension;
  }

  outOf({ path, within }: SourceFile): string {
    if (path === '-' && this.#out === null) return '-';
    if (this.#out !== null && !this.#isFolder) return this.#out;
    const folder = this.#out === null ? dirname(path) : join(this.#out, within);
    const name = basename(path);
    const short = join(folder, `${basename(name, extname(name))}.${this.#extension}`);
    const chosen = this.#taken.has(resolve(short)) ? join(folder, `${name}.${this.#extension}`) : short;
    this.#taken.add(resolve(chosen));
    return chosen;
  }
}

interface Conversion {
  readonly command: ConvertCommand;
  readonly format: ExportFormat;
  readonly rules: RuleSet | null;
  readonly documents: DocumentReader;
  readonly report: Report;
  readonly out: string;
}

async function convertOne(file: string, { command, format, rules, documents, report, out }: Conversion): Promise<void> {
  const document = await readSource(file, documents, command.fromEncoding);
  for (const problem of document.problems) report.problem(file, problem);
  const made = exportFile(
    document.transcript,
    format,
    { ...defaultsFor(format, document.manner?.labels ?? false, document.manner?.file), ...command.options },
    cuesOf(rules, command, document),
  );
  for (const loss of made.losses) report.problem(file, loss);
  if (out === '-') {
    process.stdout.write(fileBytes(made));
    return;
  }
  await refuseSource(file, out);
  await writeExport(out, fileBytes(made), command.force);
  report.wrote(file, out, format.id);
}

/** The cues of the file itself, with its own dashes; cut by the rules where some are named, or where the file has none. */
function cuesOf(set: RuleSet | null, { options }: ConvertCommand, { transcript, cues, manner }: ImportedDocument): CueChoice {
  const rate = options.frameRate === undefined ? null : frameRate(options.frameRate);
  const file = manner?.file ?? null;
  if (set) return { profile: cueProfileFor(set, cueLanguage(transcript), rate ?? frameRate('25')), rate, file };
  const profile = profileFor(transcript);
  return { cues: cues ?? null, rate, profile: { ...profile, dashes: manner?.dashes ?? profile.dashes }, file };
}

/** An export never replaces what it was made from (F28). */
async function refuseSource(file: string, out: string): Promise<void> {
  const target = await realpath(out).catch(() => resolve(out));
  if (file !== '-' && target === (await realpath(file)))
    throw new StudioError('disk-refused', { file: out, reason: 'The output would replace the file it is made from. Choose another name with -o.' });
}
