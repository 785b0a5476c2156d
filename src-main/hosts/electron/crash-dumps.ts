// Dumps of crashed processes: written to this computer only, never sent, and at most five kept (S24).
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How many dumps are kept. */
export const DUMPS_KEPT = 5;

/** What Electron's crash reporter is started with: its default is to send (electronjs.org/docs/latest/api/crash-reporter). */
export const CRASH_REPORTER = { uploadToServer: false, submitURL: '', compress: false } as const;

/** Removes all but the newest dumps of a folder, with what Crashpad wrote beside them; answers how many are left. A missing folder holds none. */
export function pruneDumps(folder: string): number {
  const dumps = listDumps(folder);
  for (const { path } of dumps.slice(DUMPS_KEPT)) {
    rmSync(path, { force: true });
    rmSync(path.replace(/\.dmp$/, '.meta'), { force: true });
  }
  return Math.min(dumps.length, DUMPS_KEPT);
}

/** Newest first, wherever below the folder this platform's Crashpad puts them. */
function listDumps(folder: string): { path: string; writtenAt: number }[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // nothing ever crashed
  }
  return names
    .filter((name) => name.endsWith('.dmp'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, writtenAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.writtenAt - a.writtenAt);
}
