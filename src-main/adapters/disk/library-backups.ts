// Backups of the library file in its folder `backups`: made while it is open, listed with what they hold, the oldest let go.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Backup } from '../../../src-core/library/backup.ts';
import { backupName, newestFirst, readBackupName, type BackupName } from './backup-name.ts';
import { systemCode } from './disk-errors.ts';
import { APPLICATION_ID, checkHeader } from './library-check.ts';
import { syncFolder, syncPath } from './library-copies.ts';
import { versionOf } from './library-migrations.ts';

/** How many backups are kept (reliability.md §4, storage rules). */
const BACKUPS_KEPT = 5;
/** Pages copied between two looks at what else is to be done: about a millisecond's work, so that no edit waits (L6: 50 ms). */
const PAGES_A_STEP = 64;

/** The folder of a library's backups. */
export function backupsFolder(folder: string): string {
  return join(folder, 'backups');
}

/** The backups in a library's folder, newest first. Nothing is opened. */
export function backupNames(folder: string): BackupName[] {
  const names = existsSync(backupsFolder(folder)) ? readdirSync(backupsFolder(folder)) : [];
  return names.flatMap((name) => readBackupName(name) ?? []).sort(newestFirst);
}

/** Every backup with what it holds, newest first. One that cannot be read is listed as such. `latest` is the version this program reads. */
export function listBackups(folder: string, latest: number): Backup[] {
  return backupNames(folder).map(({ name, madeAt }) => {
    const path = join(backupsFolder(folder), name);
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    return { name, madeAt, bytes, ...contentOf(path, latest) };
  });
}

function contentOf(path: string, latest: number): Pick<Backup, 'recordings' | 'words' | 'state'> {
  const nothing = { recordings: 0, words: 0 };
  let db: DatabaseSync | null = null;
  try {
    db = openStill(path);
    if (Number(db.prepare('PRAGMA application_id').get()?.['application_id']) !== APPLICATION_ID) return { ...nothing, state: 'unreadable' };
    if (versionOf(db) > latest) return { ...nothing, state: 'newer' };
    checkHeader(path, latest);
    const held = db.prepare('SELECT (SELECT count(*) FROM recordings) AS recordings, (SELECT coalesce(sum(words), 0) FROM transcripts) AS words').get();
    return { recordings: Number(held?.['recordings']), words: Number(held?.['words']), state: 'whole' };
  } catch {
    return { ...nothing, state: 'unreadable' }; // whatever is wrong with it: it cannot be restored, and the list says so
  } finally {
    db?.close();
  }
}

/** Opens a file nobody writes, without the files SQLite would put beside it. */
function openStill(path: string): DatabaseSync {
  return new DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), { readOnly: true });
}

/**
 * Copies an open library into its backups, step by step beside whatever else it is doing, and lets the oldest of more than five
 * go. On the disk when this resolves. What is written meanwhile is in the copy or not, each commit whole.
 * Rejects as SQLite and node:fs do; nothing is left then but what was there.
 */
export async function makeBackup(db: DatabaseSync, folder: string, now: number): Promise<string> {
  const backups = backupsFolder(folder);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const unfinished = join(backups, 'backup.unfinished');
  rmSync(unfinished, { force: true });
  try {
    await copyOf(db, unfinished);
    const name = backupName(versionOf(db), generationIn(unfinished), now);
    syncPath(unfinished);
    renameSync(unfinished, join(backups, name));
    syncFolder(backups);
    letOldestGo(folder);
    return name;
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    throw thrown;
  }
}

/**
 * Copies by a connection of its own. The copying runs in another thread, and a connection in use by two fails now and then.
 * Beside a write-ahead log it reads one moment of the library to the end; without one, what is committed meanwhile makes it begin again.
 */
async function copyOf(db: DatabaseSync, target: string): Promise<void> {
  const path = db.location();
  if (path === null) throw new Error('a library in memory has no backups');
  const source = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    const isLogged = source.prepare('PRAGMA journal_mode').get()?.['journal_mode'] === 'wal';
    if (isLogged) {
      source.exec('BEGIN');
      source.prepare('SELECT count(*) FROM sqlite_schema').get(); // the moment begins with the first look
    }
    await backup(source, target, { rate: PAGES_A_STEP });
  } finally {
    source.close();
  }
}

/** The generation a closed library file has; 0 before version 4. Throws as SQLite does. */
export function generationIn(path: string): number {
  const db = openStill(path);
  try {
    return generationOf(db);
  } finally {
    db.close();
  }
}

/** The generation of an open library; 0 before version 4. */
export function generationOf(db: DatabaseSync): number {
  const isThere = db.prepare("SELECT 1 AS found FROM sqlite_schema WHERE name = 'generation'").get();
  return isThere ? Number(db.prepare('SELECT number FROM generation').get()?.['number'] ?? 0) : 0;
}

/** Keeps the five newest backups. One that cannot be removed stays until the next time. */
export function letOldestGo(folder: string): void {
  for (const { name } of backupNames(folder).slice(BACKUPS_KEPT)) {
    try {
      rmSync(join(backupsFolder(folder), name), { force: true });
    } catch (thrown) {
      if (systemCode(thrown) === null) throw thrown;
    }
  }
}
