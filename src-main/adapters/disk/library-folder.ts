// Where a person's library lies unless they chose another place. It touches no disk.
import { posix, win32 } from 'node:path';

/**
 * The platform's folder for a program's data: `$XDG_DATA_HOME/galley` or `~/.local/share/galley`,
 * `~/Library/Application Support/Galley`, `%LOCALAPPDATA%\Galley`. Throws Error when the environment names no home.
 */
export function defaultLibraryFolder(env: Readonly<Record<string, string | undefined>>, platform: string): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'];
    if (local) return win32.join(local, 'Galley');
    return win32.join(required(env['USERPROFILE'], 'USERPROFILE'), 'AppData', 'Local', 'Galley');
  }
  if (platform === 'darwin') return posix.join(required(env['HOME'], 'HOME'), 'Library', 'Application Support', 'Galley');
  const data = env['XDG_DATA_HOME'];
  // The XDG Base Directory specification has relative paths ignored.
  if (data && posix.isAbsolute(data)) return posix.join(data, 'galley');
  return posix.join(required(env['HOME'], 'HOME'), '.local', 'share', 'galley');
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is not set: choose a library folder with --library`);
  return value;
}
