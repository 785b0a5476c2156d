// Puts a backup, or nothing, in the place of a library file that is not open. The file that was there is set aside and never deleted.
// A process that dies anywhere in here leaves a library that opens as it was or as it will be.
import { chmodSync, constants, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { readBackupName } from './backup-name.ts';
import { systemCode, withDiskErrors } from './disk-errors.ts';
import { backupNames, backupsFolder, generationOf } from './library-backups.ts';
import { checkContent, checkHeader } from './library-check.ts';
import { syncFolder, syncPath } from './library-copies.ts';
import { takeLock } from './library-lock.ts';
import { latestVersion, migrations } from './library-migrations.ts';
import { openMark, readMark } from './library-mark.ts';

/** The library file and what SQLite may have beside it. */
const PARTS = ['library.db', 'library.db-wal', 'library.db-journal', 'library.db-shm'] as const;

/**
 * Puts a backup in the library's place; answers the folder, within the library's, that now holds the file from before.
 * Throws `not-found`, `library-damaged` or `library-newer` for a backup that cannot be used, `library-busy` while a process has
 * the library open, and the codes of the disk. Nothing has changed then.
 */
export function restoreBackup(folder: string, name: string, now: number): string {
  return withDiskErrors(() => {
    const path = join(backupsFolder(folder), name);
    // The name comes from a page: only names of the list reach the disk.
    if (!readBackupName(name) || !existsSync(path)) throw new StudioError('not-found', { what: 'backup' });
    return alone(folder, () => {
      const fresh = join(folder, 'library.db.restoring');
      const generation = prepare(folder, path, fresh);
      const aside = setAside(folder, now);
      renameSync(fresh, join(folder, 'library.db'));
      syncFolder(folder);
      mark(folder, generation);
      return aside;
    });
  });
}

/** Sets the library file aside, so that the next opening makes a new one; answers the folder that holds it. Throws as restoreBackup does. */
export function startNew(folder: string, now: number): string {
  return withDiskErrors(() =>
    alone(folder, () => {
      const aside = setAside(folder, now);
      rmSync(join(folder, 'library.db'), { force: true });
      syncFolder(folder);
      mark(folder, 0);
      return aside;
    }),
  );
}

/** Does work while no process can have the library open. */
function alone<T>(folder: string, work: () => T): T {
  const lock = takeLock(folder, join(folder, 'library.db'));
  if (lock === 'busy') throw new StudioError('library-busy');
  if (lock === 'folder') throw new StudioError('disk-refused');
  try {
    return work();
  } finally {
    lock.release();
  }
}

/**
 * A checked copy of the backup, ready to be moved into place. Its generation is put past every other's, so that what is written
 * on is newer than the backups of what was left behind; answers it.
 */
function prepare(folder: string, backup: string, fresh: string): number {
  const latest = latestVersion(migrations);
  checkHeader(backup, latest);
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${part}`, { force: true });
  copyFileSync(backup, fresh, constants.COPYFILE_FICLONE);
  chmodSync(fresh, 0o600);
  let generation: number;
  try {
    checkContent(fresh, latest, true);
    const db = new DatabaseSync(fresh);
    try {
      generation = 1 + Math.max(generationOf(db), readMark(folder) ?? 0, ...backupNames(folder).map((known) => known.generation));
      const isCounted = db.prepare("SELECT 1 AS found FROM sqlite_schema WHERE name = 'generation'").get();
      if (isCounted) db.prepare('UPDATE generation SET number = ?').run(generation);
    } finally {
      db.close();
    }
  } catch (thrown) {
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${part}`, { force: true });
    throw thrown;
  }
  syncPath(fresh);
  return generation;
}

/**
 * Gives the library's files a second name in a folder of their own, then takes away what SQLite would replay over another file.
 * The library file itself keeps its first name until something takes its place.
 */
function setAside(folder: string, now: number): string {
  const name = join('set-aside', new Date(now).toISOString().replace(/[:.]/g, '-'));
  const aside = freeFolder(folder, name);
  const there = PARTS.filter((part) => existsSync(join(folder, part)));
  for (const part of there) doubled(join(folder, part), join(folder, aside, part));
  syncFolder(join(folder, aside));
  for (const part of there) if (part !== 'library.db') rmSync(join(folder, part), { force: true });
  syncFolder(folder);
  return aside;
}

/** Makes a folder of that name, or of the name with a number: nothing set aside is ever written over. */
function freeFolder(folder: string, name: string): string {
  for (let more = 1; ; more += 1) {
    const free = more === 1 ? name : `${name}-${more}`;
    if (existsSync(join(folder, free))) continue;
    mkdirSync(join(folder, free), { recursive: true, mode: 0o700 });
    return free;
  }
}

/** A second name where the file system has such, a copy elsewhere. */
function doubled(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown;
    copyFileSync(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
    syncPath(to);
  }
}

function mark(folder: string, generation: number): void {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const open = openMark(folder, silent);
  open.note(generation);
  open.close();
}
