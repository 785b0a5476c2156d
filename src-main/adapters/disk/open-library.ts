// Opens the library of a folder: checks it, locks it, brings it to this version, and joins its stores.
import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { LibraryNote } from '../../../src-core/library/backup.ts';
import type { Library, ReadOnlyReason } from '../../ports/library.ts';
import type { Clock, Log } from '../../ports/machine.ts';
import { asDiskError, withDiskErrors } from './disk-errors.ts';
import { makeFolderNow } from './make-folder.ts';
import { makeBegunUploads } from './begun-uploads.ts';
import { makeHistoryStore } from './history-store.ts';
import { makeHeardStore } from './heard-store.ts';
import { makeJobStore } from './job-store.ts';
import { backupName } from './backup-name.ts';
import { folderPlace, type FolderPlace } from './folder-place.ts';
import { backupNames, backupsFolder, generationOf, letOldestGo, makeBackup } from './library-backups.ts';
import { APPLICATION_ID, checkContent, checkHeader, tableFindings, wasLeftOpen, type TableFinding } from './library-check.ts';
import { keepCopy, passingCopy, syncFolder, syncPath } from './library-copies.ts';
import { LibraryDatabase, openDatabase, type Journal } from './library-database.ts';
import { openMark, readMark, type LibraryMark } from './library-mark.ts';
import { mendTables, MENDABLE } from './library-mending.ts';
import { takeLock } from './library-lock.ts';
import { latestVersion, migrate, migrations, versionOf, type Migration } from './library-migrations.ts';
import { makePeaksStore } from './peaks-store.ts';
import { makeRecordingStore } from './recording-store.ts';
import { makeResultStore } from './result-store.ts';
import { makeShotStore } from './shot-store.ts';
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
  /** Judges where the folder lies; tests hand in their own. */
  readonly placeOf?: (folder: string) => FolderPlace | null;
}

/** What opening needs besides the place. */
interface Opening {
  readonly folder: string;
  readonly path: string;
  readonly steps: readonly Migration[];
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
}

/** An open file and what has to happen when it is closed. */
interface OpenFile {
  readonly db: DatabaseSync;
  readonly readOnly: ReadOnlyReason | null;
  readonly notes: readonly LibraryNote[];
  /** What hears of every commit; null where nothing is written. */
  readonly mark: LibraryMark | null;
  readonly afterClose: () => void;
}

/** Before this SQLite a write-ahead log read by two connections could corrupt the file (reliability.md §0.10). */
const OLDEST_SQLITE = [3, 51, 3];

/** Folders this process has open. Reading such a file outside SQLite and closing it again would drop SQLite's own locks (POSIX fcntl). */
const openFolders = new Set<string>();

/**
 * Opens the library in a folder, making it when there is none.
 *
 * Opens for reading only, with the reason in `readOnly`, when another process has it open ('busy'), the folder cannot be
 * written ('folder': then a passing copy is read), or a check after a writer was killed found damage in what cannot be made
 * again ('damaged'). On a network drive it keeps a rollback journal instead of a write-ahead log. Refuses with
 * `library-newer`, `library-foreign` or `library-damaged` and leaves the file as it is; with `library-busy` when another
 * process is just making or migrating it; with `disk-full` or `disk-refused`; with `host-cannot` when this Node's SQLite
 * will not do.
 */
export function openLibrary({ folder, clock, log, steps = migrations, placeOf = folderPlace }: LibraryChoice): Library {
  return withDiskErrors(() => {
    checkEngine();
    makeFolderNow(folder, 0o700);
    const real = realpathSync(folder);
    const path = join(real, 'library.db');
    const place = placeOf(real);
    const opening: Opening = { folder: real, path, steps, journal: place?.kind === 'network' ? 'rollback' : 'wal', clock, log };
    const file = openFile(opening);
    log.info('library opened', { path, version: versionOf(file.db), readOnly: file.readOnly, place: place?.name });
    return joinStores(opening, file, place);
  });
}

function openFile(opening: Opening): OpenFile {
  const { folder, path, steps } = opening;
  if (openFolders.has(folder)) return openBesideWriter(path, steps);
  if (existsSync(path)) checkHeader(path, latestVersion(steps));
  const lock = takeLock(folder, path);
  if (lock === 'busy') return openBesideWriter(path, steps);
  if (lock === 'folder') return openCopy(path, steps);
  try {
    const opened = openForWriting(opening);
    openFolders.add(folder);
    const afterClose = (): void => {
      openFolders.delete(folder);
      opened.afterClose();
      lock.release();
    };
    return { ...opened, afterClose };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

function openForWriting(opening: Opening): OpenFile {
  const { folder, path, steps, journal, log } = opening;
  const marked = readMark(folder);
  let damage: readonly TableFinding[] = [];
  if (existsSync(path)) damage = damageLeft(opening, marked);
  else makeFile(folder, path, steps);
  const hopeless = damage.filter(({ table }) => !MENDABLE.has(table));
  if (hopeless.length > 0) return openDamaged(opening, hopeless);
  const db = openDatabase(path, 'write', journal);
  try {
    bringUp(db, opening);
    const notes: LibraryNote[] = mendTables(db, damage, log).map((what) => ({ kind: 'mended', what }));
    const lost = (marked ?? 0) - generationOf(db);
    if (lost > 0) {
      log.warn('library is behind its mark', { marked, lost });
      notes.push({ kind: 'went-back', changes: lost });
    }
    const mark = openMark(folder, log);
    return { db, readOnly: null, notes, mark, afterClose: () => mark.close() };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** What a check of the file finds; thorough when its last writer went without closing it, or it is not as far as it was. */
function damageLeft({ path, steps, journal, log }: Opening, marked: number | null): TableFinding[] {
  const leftOpen = wasLeftOpen(path);
  // A rollback journal left behind is played back by a writing connection only.
  if (leftOpen && journal === 'rollback') openDatabase(path, 'write', journal).close();
  checkContent(path, latestVersion(steps), false);
  if (!leftOpen && generationAt(path) >= (marked ?? 0)) return [];
  log.info('library was not closed last time: checking it', { path });
  const findings = tableFindings(path);
  for (const { table, said } of findings) log.warn('library is damaged', { table, said: said.slice(0, 200) });
  return findings;
}

function generationAt(path: string): number {
  const db = openDatabase(path, 'read');
  try {
    return generationOf(db);
  } finally {
    db.close();
  }
}

/** Damage in what cannot be made again: writing could make it worse, so the rest is there for reading, and backups are beside it. */
function openDamaged({ path, steps }: Opening, damage: readonly TableFinding[]): OpenFile {
  const db = openDatabase(path, 'read');
  const tables = [...new Set(damage.map(({ table }) => table))].join(', ');
  try {
    db.prepare('SELECT count(*) FROM recordings').get();
    db.prepare('SELECT id, name FROM recordings ORDER BY number DESC').all();
    if (versionOf(db) < latestVersion(steps)) throw new StudioError('library-damaged', { path, reason: tables });
  } catch (thrown) {
    db.close();
    throw thrown;
  }
  return { db, readOnly: 'damaged', notes: [{ kind: 'damaged', tables }], mark: null, afterClose: () => undefined };
}

/** Brings an open library to this version, keeping a copy of it as it was. */
function bringUp(db: DatabaseSync, { folder, steps, clock, log }: Opening): void {
  const [version, latest] = [versionOf(db), latestVersion(steps)];
  if (version >= latest) return;
  const copy = keepCopy(db, backupsFolder(folder), backupName(version, generationOf(db), clock.now()));
  letOldestGo(folder);
  log.info('library is brought to a new version', { from: version, to: latest, copy });
  migrate(db, steps);
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
  if (versionOf(db) === latestVersion(steps)) return { db, readOnly: 'busy', notes: [], mark: null, afterClose: () => undefined };
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
    return { db, readOnly: 'folder', notes: [], mark: null, afterClose: copy.remove };
  } catch (thrown) {
    copy.remove();
    throw thrown;
  }
}

function joinStores({ folder, path, clock, log }: Opening, file: OpenFile, place: FolderPlace | null): Library {
  const db = new LibraryDatabase(file.db, file.readOnly, (generation) => file.mark?.note(generation));
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
    heard: makeHeardStore(db),
    results: makeResultStore(db, clock),
    jobs: makeJobStore(db, log),
    begunUploads: makeBegunUploads(db),
    peaks: makePeaksStore(db),
    shots: makeShotStore(db),
    settings: makeSettingsStore(db, log),
    notes: [...placeNotes(place), ...file.notes],
    freeBytes: () => freeBytes(folder),
    backUp: () => backUp(file, db, folder, clock),
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

function placeNotes(place: FolderPlace | null): LibraryNote[] {
  if (!place) return [];
  return [{ kind: place.kind === 'network' ? 'network-folder' : 'synced-folder', name: place.name }];
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null; // a file system that does not say: nothing to warn of
  }
}

/** Generations rise for good, also over a restored backup: the newest backup's tells whether anything is new. */
async function backUp({ db, readOnly }: OpenFile, { sawDamage }: LibraryDatabase, folder: string, clock: Clock): Promise<boolean> {
  if (readOnly !== null || sawDamage || !db.isOpen || generationOf(db) <= (backupNames(folder)[0]?.generation ?? 0)) return false;
  try {
    await makeBackup(db, folder, clock.now());
    return true;
  } catch (thrown) {
    throw asDiskError(thrown);
  }
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
