// Copies of the library file: one kept before each migration, and a passing one to read a library that cannot be written.
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** How many copies are kept (reliability.md §4, storage rules). */
const COPIES_KEPT = 5;
const COPY_NAME = /^library-v\d+-[\dTZ-]+\.db$/;

/**
 * Puts a whole, checked copy of an open library into `backups`, named by its version and the date, and lets the oldest
 * of more than five go. On the disk when this returns. Throws as SQLite and node:fs do. Answers the copy's path.
 */
export function keepCopy(db: DatabaseSync, folder: string, version: number, now: number): string {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const path = join(backups, `library-v${version}-${stamp}.db`);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  // VACUUM INTO rather than the backup call of node:sqlite: that one is asynchronous, and nothing may run between.
  db.prepare('VACUUM INTO ?').run(unfinished);
  syncPath(unfinished);
  renameSync(unfinished, path);
  syncFolder(backups);
  const copies = readdirSync(backups).filter((name) => COPY_NAME.test(name));
  const byDate = copies.sort((a, b) => (a.replace(/^library-v\d+-/, '') < b.replace(/^library-v\d+-/, '') ? -1 : 1));
  for (const old of byDate.slice(0, -COPIES_KEPT)) rmSync(join(backups, old));
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
