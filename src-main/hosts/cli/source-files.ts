// The files a command line means: those it names, and the documents in the folders it names, in an order that is the same every time.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { documentExtensions, extensionOf } from '../../../src-core/library/file-kinds.ts';

/** A file to read. */
export interface SourceFile {
  /** As it is told and opened. */
  readonly path: string;
  /** The folders between the folder that was named and the file, "" for a file that was named itself. */
  readonly within: string;
  /** Whether it was found in a folder rather than named. */
  readonly isFound: boolean;
}

/** Endings that files of every kind have: one of these found in a folder is not missed when it holds no subtitles. */
const ANY_KIND: readonly string[] = ['txt', 'csv', 'tsv', 'xml'];

/** Whether a file that could not be read is passed by: nobody named it, and its ending promised nothing. */
export function isPassedBy({ path, isFound }: SourceFile, thrown: unknown): boolean {
  return isFound && thrown instanceof StudioError && thrown.code === 'bad-file' && ANY_KIND.includes(extensionOf(path));
}

/** Every file meant. A path that is not there is answered as it is: reading it says so. Hidden files, and links to folders, are passed by. */
export async function sourceFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const sources: SourceFile[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null); // told when it is read
    if (found?.isDirectory()) sources.push(...(await documentsIn(path, '')));
    else sources.push({ path, within: '', isFound: false });
  }
  return sources;
}

async function documentsIn(folder: string, within: string): Promise<SourceFile[]> {
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const sources: SourceFile[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) sources.push(...(await documentsIn(folder, join(within, entry.name))));
    else if (documentExtensions.some((extension) => extension === extensionOf(entry.name)))
      sources.push({ path: join(folder, within, entry.name), within, isFound: true });
  }
  return sources;
}
