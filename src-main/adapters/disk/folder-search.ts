// Looks through a folder for files of given sizes: where lost media may lie. It opens none of them.
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a search came to. */
export interface FolderSearch {
  /** Regular files of a wanted size, in no order. */
  readonly paths: readonly string[];
  /** How many files were looked at. */
  readonly looked: number;
}

/** A disk may hold millions of files; a person waits for this. */
const MOST_FILES = 200_000;
const DEEPEST = 24;

/** Walks a folder and everything below it, links not followed. What cannot be read is passed over: it holds nothing we may take. */
export async function filesOfSizes(folder: string, sizes: ReadonlySet<number>): Promise<FolderSearch> {
  const paths: string[] = [];
  let looked = 0;
  const waiting: { path: string; depth: number }[] = [{ path: folder, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined && looked < MOST_FILES; next = waiting.pop()) {
    const { path, depth } = next;
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const inner = join(path, entry.name);
      if (entry.isDirectory() && depth < DEEPEST) waiting.push({ path: inner, depth: depth + 1 });
      if (!entry.isFile()) continue;
      looked += 1;
      const size = (await lstat(inner).catch(() => null))?.size;
      if (size !== undefined && sizes.has(size)) paths.push(inner);
    }
  }
  return { paths, looked };
}
