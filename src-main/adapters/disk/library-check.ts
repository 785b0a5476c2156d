// Decides whether a file is a library this program may open, without changing a byte of it (F12, F16, I8).
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { asDiskError, sqliteCode } from './disk-errors.ts';
import { openDatabase } from './library-database.ts';
import { versionOf } from './library-migrations.ts';

/** "Gall": stands in the header of every library and of nothing else. */
export const APPLICATION_ID = 0x47616c6c;

// Offsets in the database header, sqlite.org/fileformat2.html §1.3.
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

/**
 * Looks at the first bytes of the file, not through SQLite: closing what SQLite opened may already write to it.
 * Throws `library-damaged`, `library-foreign` or `library-newer`.
 */
export function checkHeader(path: string, latest: number): void {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, header, 0, HEADER_BYTES, 0);
    if (length === 0) throw new StudioError('library-damaged', { path, reason: 'empty' });
    if (length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
      throw new StudioError('library-damaged', { path, reason: 'not a database' });
  } finally {
    closeSync(file);
  }
  checkIdentity(path, { application: header.readUInt32BE(APPLICATION_ID_AT), version: header.readUInt32BE(USER_VERSION_AT) }, latest);
}

function checkIdentity(path: string, found: { application: number; version: number }, latest: number): void {
  if (found.application !== APPLICATION_ID) throw new StudioError('library-foreign', { path });
  if (found.version > latest) throw new StudioError('library-newer', { path, version: found.version, known: latest });
  if (found.version === 0) throw new StudioError('library-damaged', { path, reason: 'no version' });
}

/** Whether the last writer of the file went without closing it: its log or its journal still holds pages. */
export function wasLeftOpen(path: string): boolean {
  return [`${path}-wal`, `${path}-journal`].some((log) => existsSync(log) && statSync(log).size > 0);
}

/**
 * The whole check through a reading connection, which also sees the log. `thorough` walks the tables too, which is due
 * after a writer was killed. Throws as `checkHeader` does.
 */
export function checkContent(path: string, latest: number, thorough: boolean): void {
  let db: DatabaseSync | null = null;
  try {
    db = openDatabase(path, 'read');
    const application = Number(db.prepare('PRAGMA application_id').get()?.['application_id'] ?? 0);
    checkIdentity(path, { application, version: versionOf(db) }, latest);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    const [finding] = thorough ? findingsIn(db) : [];
    if (finding) throw new StudioError('library-damaged', { path, reason: finding.said.slice(0, 200) });
  } catch (thrown) {
    throw asDiskError(thrown);
  } finally {
    db?.close();
  }
}

/** What is the matter with one table. */
export interface TableFinding {
  readonly table: string;
  readonly said: string;
}

/** Walks every table of a library file: rows, indexes and large values, and the text index's own structure. Throws as `checkContent` does. */
export function tableFindings(path: string): TableFinding[] {
  let db: DatabaseSync | null = null;
  try {
    db = openDatabase(path, 'read');
    return findingsIn(db);
  } catch (thrown) {
    throw asDiskError(thrown);
  } finally {
    db?.close();
  }
}

/** Table by table, because one finding ends SQLite's own walk. */
function findingsIn(db: DatabaseSync): TableFinding[] {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").all();
  return tables.flatMap(({ name }) => {
    const table = String(name);
    const said = quickCheck(db, table);
    return said === 'ok' ? [] : [{ table, said }];
  });
}

function quickCheck(db: DatabaseSync, table: string): string {
  try {
    return String(db.prepare(`PRAGMA quick_check("${table}")`).get()?.['quick_check']);
  } catch (thrown) {
    if (sqliteCode(thrown) === null) throw thrown;
    return String(thrown); // damage beyond what the check itself can walk
  }
}
