// Where the library lies unless somebody says otherwise: the platform's folder for an application's own files.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The default library folder for a platform, its environment and a home folder. */
export function defaultLibraryFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Galley', 'library');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Galley', 'library');
  const base = environment['XDG_DATA_HOME'];
  // The XDG specification: a relative path in the variable is to be ignored.
  return join(base?.startsWith('/') ? base : join(home, '.local', 'share'), 'galley', 'library');
}
