// What the command line asks of the window: a library, and files to open. Switches of Chromium pass by unread.
// File arguments never do anything but enter through the same door as dropped files (S34).
import { isAbsolute, resolve } from 'node:path';

export interface WindowArguments {
  /** The library named, absolute; null for the usual one. */
  readonly libraryFolder: string | null;
  /** Files to open, absolute. */
  readonly files: readonly string[];
}

/** Reads the arguments after the program's own name, relative to a working folder. */
export function readArguments(args: readonly string[], workingFolder: string): WindowArguments {
  let libraryFolder: string | null = null;
  const files: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--library') {
      at += 1;
      const named = args[at];
      if (named !== undefined) libraryFolder = resolve(workingFolder, named);
    } else if (arg.startsWith('--library=')) libraryFolder = resolve(workingFolder, arg.slice('--library='.length));
    else if (isPath(arg)) files.push(isAbsolute(arg) ? arg : resolve(workingFolder, arg));
  }
  return { libraryFolder, files };
}

/** Not a switch, and not a URL somebody registered us for. */
function isPath(arg: string): boolean {
  return arg !== '' && !arg.startsWith('-') && !/^[a-z][a-z0-9+.-]+:\/\//i.test(arg) && !arg.includes('\0');
}
