// A folder made with those it lies in. Not by Node's own way, which never ends where a system says "no such folder" of one that is there (/proc).
import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from './disk-errors.ts';

/** Makes a folder and all above it; one that is there is left as it is. Throws what the system does, EEXIST where a file is in the way. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (thrown) {
    const above = dirname(path);
    if (systemCode(thrown) !== 'ENOENT' || above === path) throw thrown;
    await makeFolder(above);
    await makeOne(path);
  }
}

/** Another program may make it at the same moment, and some systems refuse to make what is there with another error than that it is. */
async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (thrown) {
    if (!(await stat(path).catch(() => null))?.isDirectory()) throw thrown;
  }
}

/** The same at once, for what is opened before anything else goes on. `mode` is that of every folder made. */
export function makeFolderNow(path: string, mode = 0o777): void {
  try {
    makeOneNow(path, mode);
  } catch (thrown) {
    const above = dirname(path);
    if (systemCode(thrown) !== 'ENOENT' || above === path) throw thrown;
    makeFolderNow(above, mode);
    makeOneNow(path, mode);
  }
}

function makeOneNow(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw thrown;
  }
}
