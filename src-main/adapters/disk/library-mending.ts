// Makes damaged tables anew whose content can be made again: the text index from the turns, peaks and shot changes from the media.
import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../ports/machine.ts';
import type { TableFinding } from './library-check.ts';
import { LibraryDatabase } from './library-database.ts';
import { rebuildIndex } from './turn-index.ts';

const PEAKS: ReadonlySet<string> = new Set(['peaks', 'peak_stretches']);
const SHOTS: ReadonlySet<string> = new Set(['found_shots']);
/** The text index, and the tables it is made of (sqlite.org/fts5.html §9). */
const INDEX: ReadonlySet<string> = new Set(['turn_terms', ...['data', 'idx', 'content', 'docsize', 'config'].map((part) => `turn_terms_${part}`)]);

/** Tables damage in which loses nothing. */
export const MENDABLE: ReadonlySet<string> = new Set([...PEAKS, ...SHOTS, ...INDEX]);

/** Makes what the findings name anew; answers what of it a person should know. Throws as SQLite does. */
export function mendTables(db: DatabaseSync, findings: readonly TableFinding[], log: Log): ('index' | 'peaks')[] {
  const damaged = (tables: ReadonlySet<string>): boolean => findings.some(({ table }) => tables.has(table));
  const mended: ('index' | 'peaks')[] = [];
  if (damaged(PEAKS)) {
    makeAnew(db, ['peak_stretches', 'peaks']);
    mended.push('peaks');
  }
  if (damaged(SHOTS)) makeAnew(db, ['found_shots']);
  if (damaged(INDEX)) {
    rebuildIndex(new LibraryDatabase(db, null));
    mended.push('index');
  }
  if (mended.length > 0 || damaged(SHOTS)) log.warn('damaged tables are made anew', { tables: findings.map(({ table }) => table) });
  return mended;
}

/** Drops tables, the dependent ones first, and makes them again empty, all or nothing. */
function makeAnew(db: DatabaseSync, tables: readonly string[]): void {
  const schema = tables.map((table) => String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)?.['sql']));
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const table of tables) db.exec(`DROP TABLE ${table}`);
    for (const sql of schema.reverse()) db.exec(sql);
    db.exec('COMMIT');
  } catch (thrown) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw thrown;
  }
}
