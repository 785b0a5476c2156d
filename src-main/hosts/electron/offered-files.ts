// Which paths may enter the library at all (S28). A path named by the page is only as honest as the page,
// so it must also look like media or a document; one chosen in the system's dialog was chosen by a person.
import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';

import { StudioError } from '../../../src-core/contract/errors.ts';
import { isKnownExtension } from '../../../src-core/library/file-kinds.ts';
import { makeOffLimits } from '../../adapters/disk/off-limits.ts';

export interface OfferRules {
  /** Whether nothing is taken from there: the library itself, keys, AWS credentials. */
  readonly isOffLimits: (path: string) => Promise<boolean>;
}

/** The rules for a library and a home folder. */
export function offerRules(libraryFolder: string, home: string): OfferRules {
  return { isOffLimits: makeOffLimits(libraryFolder, home) };
}

/**
 * The real path of an offered file and its name. Throws `bad-file` for what is no regular file, lies in a closed
 * folder or, unless a person chose it by name, has no known extension; `file-missing` when there is none.
 */
export async function admitFile(path: string, rules: OfferRules, isChosen: boolean): Promise<{ path: string; name: string }> {
  const name = basename(path);
  if (!isAbsolute(path) || path.includes('\0')) throw new StudioError('bad-file', { fileName: name, reason: 'no-path' });
  if (!isChosen && !isKnownExtension(name)) throw new StudioError('bad-file', { fileName: name, reason: 'unknown-kind' });
  const real = await realpath(path).catch(() => null);
  const found = real === null ? null : await stat(real).catch(() => null);
  if (real === null || found === null) throw new StudioError('file-missing', { fileName: name });
  if (!found.isFile()) throw new StudioError('bad-file', { fileName: name, reason: 'not-a-file' });
  if (await rules.isOffLimits(real)) throw new StudioError('bad-file', { fileName: name, reason: 'closed-folder' });
  return { path: real, name };
}
