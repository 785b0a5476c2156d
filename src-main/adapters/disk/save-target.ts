// What stands at the place a person chose to save to, and whether a file may be put there. It writes nothing.
import { lstat, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { StudioError } from '../../../src-core/contract/errors.ts';

/**
 * The path to replace: the place itself, or the file a link there points to, so that the link stays one. Refuses with `disk-refused`
 * where a rename would destroy something that is no ordinary file: a folder, a pipe, a socket, a device, a link that leads nowhere,
 * or a file its owner has made read-only (a rename asks the folder alone and would replace it).
 */
export async function saveTarget(path: string): Promise<string> {
  const place = resolve(path);
  const found = await lstat(place).catch(() => null);
  if (found === null) return place;
  const target = found.isSymbolicLink() ? await realpath(place).catch(() => null) : place;
  const facts = target === null ? null : await stat(target).catch(() => null);
  if (target === null || facts === null) throw refused('the link there leads nowhere');
  if (!facts.isFile()) throw refused(facts.isDirectory() ? 'a folder is there' : 'no ordinary file is there');
  if ((facts.mode & 0o222) === 0) throw refused('the file there is read-only');
  return target;
}

function refused(reason: string): StudioError {
  return new StudioError('disk-refused', { reason });
}
