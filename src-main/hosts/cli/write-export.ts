// Writes an export whole or not at all, and never over somebody's file unasked.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { asDiskError, systemCode } from '../../adapters/disk/disk-errors.ts';
import { SaveFile } from '../../adapters/disk/save-file.ts';
import { randomIds } from '../../adapters/machine/random-ids.ts';

/** Writes the bytes, the folder made where it is not there. An existing file is refused with `disk-refused` unless `force` is true. */
export async function writeExport(path: string, bytes: Uint8Array, force: boolean): Promise<void> {
  if (!force && existsSync(path))
    throw new StudioError('disk-refused', { file: path, reason: `${path} is there already. Replace it with --force, or choose another place with -o.` });
  await mkdir(dirname(path), { recursive: true }).catch((thrown: unknown) => {
    const isNoFolder = ['EEXIST', 'ENOTDIR'].includes(systemCode(thrown) ?? '');
    throw isNoFolder ? new StudioError('disk-refused', { file: path, reason: `${dirname(path)} is not a folder.` }) : asDiskError(thrown);
  });
  const file = await SaveFile.begin(path, randomIds.uuid());
  await file.write(bytes);
  await file.finish();
}
