// Where the library of every host lies unless somebody names another folder.
import { join } from 'node:path';

import { defaultLibraryFolder as dataFolder } from '../adapters/disk/library-folder.ts';

/**
 * A folder of its own inside the platform's folder for Galley's data, which on macOS is Electron's too.
 * Throws Error when the environment names no home.
 */
export function defaultLibraryFolder(): string {
  return join(dataFolder(process.env, process.platform), 'library');
}
