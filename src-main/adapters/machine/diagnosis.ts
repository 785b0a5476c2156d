// What this machine can tell of a studio in trouble: versions, log files, and what a check of the library's file finds. It changes nothing.
import { readFile, readdir } from 'node:fs/promises';
import { arch, homedir, release, totalmem } from 'node:os';
import { basename, dirname, join } from 'node:path';

import type { Diagnosis } from '../../ports/machine.ts';
import { redact } from './redact.ts';

const GIGABYTE = 1024 ** 3;

/** Diagnosis of a studio that logs to `logPath`; `checkLibrary` answers findings, none when all is well. */
export function makeDiagnosis(logPath: string, checkLibrary: () => string[]): Diagnosis {
  return {
    home: homedir(),
    versions: () => ({
      ...Object.fromEntries(
        ['node', 'electron', 'chrome', 'sqlite', 'v8'].flatMap((name) => {
          const version = process.versions[name];
          return version === undefined ? [] : [[name, version]];
        }),
      ),
      system: `${process.platform} ${release()} ${arch()}`,
      memory: `${Math.round(totalmem() / GIGABYTE)} GB`,
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
    }),
    logs: () => readLogs(logPath),
    checkLibrary: async () => Promise.resolve(checkLibrary()),
  };
}

/** The log and its predecessors, oldest first; redacted once more, for a line some other version wrote. */
async function readLogs(logPath: string): Promise<{ name: string; text: string }[]> {
  const name = basename(logPath);
  const found = await readdir(dirname(logPath)).catch((): string[] => []);
  const names = found.filter((other) => other === name || other.startsWith(`${name}.`)).sort((a, b) => (a < b ? 1 : -1));
  return Promise.all(names.map(async (each) => ({ name: each, text: redact(await readFile(join(dirname(logPath), each), 'utf8')) })));
}
