// One writer per library: the system's own lock on lock.db, which ends with its holder and never by age (F17).
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteCode, systemCode } from './disk-errors.ts';

/** Held until released or until the process is gone. */
export interface LibraryLock {
  release(): void;
}

const BUSY = 5;
const LOCKED_TABLE = 6;
const READ_ONLY = 8;
const CANNOT_OPEN = 14;

/**
 * Takes the library's lock without waiting. Answers 'busy' when another process has it, 'folder' when this folder cannot
 * be written. Any other failure is thrown as it came.
 *
 * SQLite makes the lock out of what each system has (fcntl, LockFileEx), for several connections in one process too.
 * The transaction is never committed, so lock.db stays empty; RESERVED rather than EXCLUSIVE, because of several that try
 * at once exactly one then wins; the write proves that SQLite did not silently fall back to reading.
 */
export function takeLock(folder: string, libraryPath: string): LibraryLock | 'busy' | 'folder' {
  if (!mayWrite(folder) || (existsSync(libraryPath) && !mayWrite(libraryPath))) return 'folder';
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE; PRAGMA user_version = 1');
  } catch (thrown) {
    db?.close();
    const code = sqliteCode(thrown);
    if (code === BUSY || code === LOCKED_TABLE) return 'busy';
    if (code === READ_ONLY || code === CANNOT_OPEN) return 'folder';
    throw thrown;
  }
  const held = db;
  return { release: () => held.close() };
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
    throw thrown;
  }
}
