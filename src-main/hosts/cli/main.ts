#!/usr/bin/env node
// The command line: `galley transcribe`, `galley convert`, `galley check`. No logic of its own: services and formats do the work.
import { resolve } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { makeDocumentReader } from '../../adapters/documents/document-reader.ts';
import { defaultLibraryFolder } from '../library-folder.ts';
import { documentWorkerOf } from '../worker-files.ts';
import { version } from '../version.ts';
import { readArguments, type Command, type TranscribeCommand } from './arguments.ts';
import { check } from './check.ts';
import { convert } from './convert.ts';
import { helpText } from './help.ts';
import { Report } from './report.ts';
import { transcribe } from './transcribe.ts';
import { UsageError } from './usage-error.ts';

// Who reads the results may have seen enough (`| head`): that is no failure to speak of.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  let command: Command;
  try {
    command = readArguments(args);
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    return misunderstood(thrown);
  }
  switch (command.kind) {
    case 'help':
      console.log(helpText(command.of));
      return 0;
    case 'version':
      console.log(version);
      return 0;
    case 'convert':
      return told(command.json, (report) => convert(command, makeDocumentReader(documentWorkerOf(import.meta.url)), report));
    case 'check':
      return told(command.json, (report) => check(command, makeDocumentReader(documentWorkerOf(import.meta.url)), report));
    case 'transcribe':
      return withStudio(command);
  }
}

function misunderstood({ message }: UsageError): number {
  console.error(`${message}\nSee galley --help.`);
  return 2;
}

/** What stops a command as a whole, told: rules that cannot be read, arguments that do not go together. */
async function told(json: boolean, work: (report: Report) => Promise<number>): Promise<number> {
  const report = new Report(json);
  try {
    return await work(report);
  } catch (thrown) {
    if (thrown instanceof UsageError) return misunderstood(thrown);
    const file = thrown instanceof StudioError ? thrown.details['file'] : null;
    report.failed(typeof file === 'string' ? file : 'galley', thrown);
    return 1;
  }
}

async function withStudio(command: TranscribeCommand): Promise<number> {
  const report = new Report(command.json);
  // Loaded only here: converting needs neither the library nor AWS.
  const { openStudio } = await import('../node-studio.ts');
  try {
    const studio = await openStudio({ libraryFolder: resolve(command.library ?? defaultLibraryFolder()), hostKind: 'cli', version, entry: import.meta.url });
    try {
      return await transcribe(command, studio, report);
    } finally {
      await studio.stop();
    }
  } catch (thrown) {
    report.failed('galley', thrown);
    return 1;
  }
}
