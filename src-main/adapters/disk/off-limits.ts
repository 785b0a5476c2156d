// Paths that must not be read on a page's word: the library itself, and keys (S12, S28).
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { systemCode } from './disk-errors.ts';

/**
 * A test for paths inside the library folder or inside `.ssh`, `.aws` or `.gnupg` of a home folder, after every
 * symbolic link is followed. A path that leads nowhere is not off limits: reading it fails by itself.
 */
export function makeOffLimits(libraryFolder: string, home: string): (path: string) => Promise<boolean> {
  const guarded = [libraryFolder, ...['.ssh', '.aws', '.gnupg'].map((name) => join(home, name))];
  return async (path) => {
    const target = await realOrResolved(path);
    for (const folder of guarded) if (isInside(await realOrResolved(folder), target)) return true;
    return false;
  };
}

/** Whether a path is a folder or lies in it: by relative path, because "/lib" is a prefix of "/lib-evil" too. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !/^\.\.[/\\]/.test(way));
}

async function realOrResolved(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return resolve(path);
    throw thrown;
  }
}
