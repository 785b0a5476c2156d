// Opens the library of a folder: checks it, locks it, brings it to this version, and joins its stores.
import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Clock, Library, Log, ReadOnlyReason } from '../../ports.ts';
import { withDiskErrors } from './disk-errors.ts';
import { makeBegunUploads } from './begun-uploads.ts';
import { makeHistoryStore } from './history-store.ts';
import { makeJobStore } from './job-store.ts';
import { APPLICATION_ID, checkContent, checkHeader, wasLeftOpen } from './library-check.ts';
import { keepCopy, passingCopy, syncFolder, syncPath } from './library-copies.ts';
import { LibraryDatabase, openDatabase } from './library-database.ts';
import { takeLock } from './library-lock.ts';
import { latestVersion, migrate, migrations, versionOf, type Migration } from './library-migrations.ts';
import { makePeaksStore } from './peaks-store.ts';
import { makeRecordingStore } from './recording-store.ts';
import { makeResultStore } from './result-store.ts';
import { makeSettingsStore } from './settings-store.ts';
import { makeTranscriptStore } from './transcript-store.ts';
import { makeVersionStore } from './version-store.ts';

/** What a library is opened with. */
export interface LibraryChoice {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The steps that make the file; tests hand in their own. */
  readonly steps?: readonly Migration[];
}

/** An open file and what has to happen when it is closed. */
interface OpenFile {
  readonly db: DatabaseSync;
  readonly readOnly: ReadOnlyReason | null;
  readonly afterClose: () => void;
}

/** Before this SQLite a write-ahead log read by two connections could corrupt the file (reliability.md §0.10). */
const OLDEST_SQLITE = [3, 51, 3];

/** Folders this process has open. Reading such a file outside SQLite and closing it again would drop SQLite's own locks (POSIX fcntl). */
const openFolders = new Set<string>();

/**
 * Opens the library in a folder, making it when there is none.
 *
 * Opens for reading only, with the reason in `readOnly`, when another process has it open ('busy') or the folder cannot
 * be written ('folder': then a passing copy is read). Refuses with `library-newer`, `library-foreign` or
 * `library-damaged` and leaves the file as it is; with `library-busy` when another process is just making or migrating
 * it; with `disk-full` or `disk-refused`; with `host-cannot` when this Node's SQLite will not do.
 */
export function openLibrary({ folder, clock, log, steps = migrations }: LibraryChoice): Library {
  return withDiskErrors(() => {
    checkEngine();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const place = realpathSync(folder);
    const path = join(place, 'library.db');
    const file = openFile(place, path, steps, { clock, log });
    log.info('library opened', { path, version: versionOf(file.db), readOnly: file.readOnly });
    return joinStores(place, path, file, { clock, log });
  });
}

function openFile(folder: string, path: string, steps: readonly Migration[], ports: { clock: Clock; log: Log }): OpenFile {
  if (openFolders.has(folder)) return openBesideWriter(path, steps);
  if (existsSync(path)) checkHeader(path, latestVersion(steps));
  const lock = takeLock(folder, path);
  if (lock === 'busy') return openBesideWriter(path, steps);
  if (lock === 'folder') return openCopy(path, steps);
  try {
    const db = openForWriting(folder, path, steps, ports);
    openFolders.add(folder);
    const afterClose = (): void => {
      openFolders.delete(folder);
      lock.release();
    };
    return { db, readOnly: null, afterClose };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

function openForWriting(folder: string, path: string, steps: readonly Migration[], { clock, log }: { clock: Clock; log: Log }): DatabaseSync {
  const latest = latestVersion(steps);
  if (existsSync(path)) {
    const leftOpen = wasLeftOpen(path);
    if (leftOpen) log.info('library was not closed last time: checking it', { path });
    checkContent(path, latest, leftOpen);
  } else makeFile(folder, path, steps);
  const db = openDatabase(path, 'write');
  try {
    const version = versionOf(db);
    if (version < latest) {
      log.info('library is brought to a new version', { from: version, to: latest, copy: keepCopy(db, folder, version, clock.now()) });
      migrate(db, steps);
    }
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Makes a new library beside its place and moves it there whole: a process that dies here leaves no half of one. */
function makeFile(folder: string, path: string, steps: readonly Migration[]): void {
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const db = new DatabaseSync(unfinished);
  try {
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(db, steps);
  } finally {
    db.close();
  }
  chmodSync(unfinished, 0o600);
  syncPath(unfinished);
  renameSync(unfinished, path);
  syncFolder(folder);
}

function openBesideWriter(path: string, steps: readonly Migration[]): OpenFile {
  if (!existsSync(path)) throw new StudioError('library-busy', { path });
  checkContent(path, latestVersion(steps), false);
  const db = openDatabase(path, 'read');
  if (versionOf(db) === latestVersion(steps)) return { db, readOnly: 'busy', afterClose: () => undefined };
  db.close();
  throw new StudioError('library-busy', { path, reason: 'an older version has it open' });
}

function openCopy(path: string, steps: readonly Migration[]): OpenFile {
  if (!existsSync(path)) throw new StudioError('disk-refused', { path });
  const copy = passingCopy(path);
  try {
    checkContent(copy.path, latestVersion(steps), wasLeftOpen(copy.path));
    const db = openDatabase(copy.path, 'write');
    migrate(db, steps);
    return { db, readOnly: 'folder', afterClose: copy.remove };
  } catch (thrown) {
    copy.remove();
    throw thrown;
  }
}

function joinStores(folder: string, path: string, file: OpenFile, { clock, log }: { clock: Clock; log: Log }): Library {
  const db = new LibraryDatabase(file.db, file.readOnly);
  const mediaFolder = join(folder, 'media');
  if (file.readOnly === null) mkdirSync(mediaFolder, { recursive: true, mode: 0o700 });
  return {
    path,
    readOnly: file.readOnly,
    mediaFolder,
    recordings: makeRecordingStore(db, log),
    transcripts: makeTranscriptStore(db, log),
    history: makeHistoryStore(db, log),
    versions: makeVersionStore(db, log),
    results: makeResultStore(db, clock),
    jobs: makeJobStore(db, log),
    begunUploads: makeBegunUploads(db),
    peaks: makePeaksStore(db),
    settings: makeSettingsStore(db, log),
    close() {
      if (!file.db.isOpen) return;
      try {
        if (file.readOnly === null) file.db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (thrown) {
        log.error('the library was closed with its log left', thrown); // every commit is in the log and comes back from it
      } finally {
        file.db.close();
        file.afterClose();
      }
    },
  };
}

function checkEngine(): void {
  const db = new DatabaseSync(':memory:');
  try {
    const version = String(db.prepare('SELECT sqlite_version() AS version').get()?.['version'] ?? '');
    if (!isAtLeast(version, OLDEST_SQLITE)) throw new StudioError('host-cannot', { what: 'sqlite', version, needed: OLDEST_SQLITE.join('.') });
    try {
      db.exec("CREATE VIRTUAL TABLE probe USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii')");
    } catch (thrown) {
      throw new StudioError('host-cannot', { what: 'fts5', version }, thrown);
    }
  } finally {
    db.close();
  }
}

function isAtLeast(version: string, needed: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [at, least] of needed.entries()) if (parts[at] !== least) return (parts[at] ?? 0) > least;
  return true;
}
