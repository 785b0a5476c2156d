// Writes an export whole or not at all, and never over somebody's file unasked.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { asDiskError, systemCode } from '../../adapters/disk/disk-errors.ts';
import { makeFolder } from '../../adapters/disk/make-folder.ts';
import { SaveFile } from '../../adapters/disk/save-file.ts';
import { randomIds } from '../../adapters/machine/random-ids.ts';

/** What is wrong with a folder that cannot be made, by the system's name for it. */
const NO_FOLDER: Readonly<Record<string, string>> = { EEXIST: 'is not a folder.', ENOTDIR: 'is not a folder.', ENOENT: 'cannot be made.' };

/** Writes the bytes, the folder made where it is not there. An existing file is refused with `disk-refused` unless `force` is true. */
export async function writeExport(path: string, bytes: Uint8Array, force: boolean): Promise<void> {
  if (!force && existsSync(path))
    throw new StudioError('disk-refused', { file: path, reason: `${path} is there already. Replace it with --force, or choose another place with -o.` });
  await makeFolder(dirname(path)).catch((thrown: unknown) => {
    const reason = NO_FOLDER[systemCode(thrown) ?? ''];
    throw reason === undefined ? asDiskError(thrown) : new StudioError('disk-refused', { file: path, reason: `${dirname(path)} ${reason}` });
  });
  const file = await SaveFile.begin(path, randomIds.uuid());
  await file.write(bytes);
  await file.finish();
}
