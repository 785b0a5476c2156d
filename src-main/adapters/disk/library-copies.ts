// Copies of the library file: one kept before each migration, and a passing one to read a library that cannot be written.
import { chmodSync, closeSync, constants, copyFileSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Puts a whole copy of an open library into its backups, named by its version, generation and the date.
 * On the disk when this returns. Throws as SQLite and node:fs do. Answers the copy's path.
 */
export function keepCopy(db: DatabaseSync, backups: string, name: string): string {
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const path = join(backups, name);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  // VACUUM INTO rather than the backup call of node:sqlite: that one is asynchronous, and nothing may run between.
  db.prepare('VACUUM INTO ?').run(unfinished);
  syncPath(unfinished);
  renameSync(unfinished, path);
  syncFolder(backups);
  return path;
}

/** Copies the library and its log to a new temporary folder; answers the copy and what removes it (F10). */
export function passingCopy(path: string): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'galley-library-'));
  const copy = join(folder, 'library.db');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    chmodSync(copy, 0o600); // a copy of a locked file is locked too
    if (existsSync(`${path}-wal`)) {
      copyFileSync(`${path}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
      chmodSync(`${copy}-wal`, 0o600);
    }
  } catch (thrown) {
    remove();
    throw thrown;
  }
  return { path: copy, remove };
}

/** Makes a file's bytes durable. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a rename in a folder durable. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
