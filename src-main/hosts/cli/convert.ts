// `galley convert`: one document in, one file out.
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import type { DocumentReader } from '../../ports.ts';
import type { ConvertCommand } from './arguments.ts';
import type { Report } from './report.ts';
import { writeExport } from './write-export.ts';

/** Converts the file; answers the exit code. */
export async function convert(command: ConvertCommand, documents: DocumentReader, report: Report): Promise<number> {
  const { file } = command;
  try {
    const format = exportFormatOrNull(command.format);
    if (!format) throw new StudioError('bad-file', { file, reason: `no format ${command.format}` });
    const document = await documents.read(await readBytes(file), basename(file));
    for (const problem of document.problems) report.problem(file, problem);
    const made = exportFile(document.transcript, format, command.frameRate ? { ...format.defaults, frameRate: command.frameRate } : format.defaults, {
      cues: document.cues ?? null,
    });
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

async function readBytes(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new StudioError('file-missing', { file: path });
  if (!found.isFile()) throw new StudioError('bad-file', { file: path, reason: 'It is not a file.' });
  return readFile(path);
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
