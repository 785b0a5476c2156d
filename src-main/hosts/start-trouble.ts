// Why the studio could not start, in a sentence each: said before there is a page that could say it.
import { StudioError } from '../../src-core/contract/errors.ts';

/** What happened, what is safe and what to do. Anything unexpected is named as such with its own words. */
export function startTrouble(thrown: unknown, libraryFolder: string): string {
  if (!(thrown instanceof StudioError)) return `Something went wrong that should not: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  switch (thrown.code) {
    case 'library-newer':
      return `The library in ${libraryFolder} was written by a newer Galley. It was left untouched: update Galley, or choose another library with --library.`;
    case 'library-damaged':
      return `The library in ${libraryFolder} cannot be read: the file is damaged. It was left untouched: restore it from a backup, or choose another library with --library.`;
    case 'library-foreign':
      return `${libraryFolder} holds something else than a Galley library. It was left untouched: choose another folder with --library.`;
    case 'library-busy':
      return `Another Galley is using the library in ${libraryFolder}. Close it, or choose another library with --library.`;
    case 'disk-full':
      return `There is no room left on the disk of ${libraryFolder}. Nothing was changed.`;
    case 'disk-refused':
      return `Galley may not write to ${libraryFolder}. Check the folder's permissions, or choose another library with --library.`;
    default:
      return `Galley could not start (${thrown.code}). The library in ${libraryFolder} was left untouched.`;
  }
}
