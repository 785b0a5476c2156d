// One open connection: prepared statements, transactions, the ban on writing, errors as codes. It knows no table.
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ReadOnlyReason } from '../../ports/library.ts';
import { SQLITE_CONSTRAINT, sqliteCode, withDiskErrors } from './disk-errors.ts';

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** How long to wait for another connection's lock, milliseconds (reliability.md §4, storage rules). */
export const BUSY_TIMEOUT_MILLIS = 5000;

/**
 * A commit is on the disk when it returns: EXTRA syncs the log at every commit as FULL does, and the folder of a rollback journal
 * too; fullfsync makes macOS really do so.
 * No SQL of the file's own schema may reach anything dangerous (trusted_schema).
 */
const WRITER_PRAGMAS = `
  PRAGMA synchronous = EXTRA;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA journal_size_limit = 16777216;
  PRAGMA cache_size = -32768;
  PRAGMA trusted_schema = OFF;
`;
/**
 * On a network drive SQLite's shared memory does not work (sqlite.org/wal.html): there a rollback journal is kept. Coming from a
 * write-ahead log, the file is held alone for the change, which needs no shared memory.
 */
const JOURNALS = {
  wal: 'PRAGMA journal_mode = WAL;',
  rollback: 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL;',
} as const;
export type Journal = keyof typeof JOURNALS;
const READER_PRAGMAS = 'PRAGMA query_only = ON; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF;';

/** Opens a database file for the library's use. Throws as SQLite does. */
export function openDatabase(path: string, access: 'write' | 'read', journal: Journal = 'wal'): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: access === 'read', timeout: BUSY_TIMEOUT_MILLIS, enableForeignKeyConstraints: true });
  try {
    db.exec(access === 'write' ? `${JOURNALS[journal]}${WRITER_PRAGMAS}` : READER_PRAGMAS);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
  return db;
}

/** The stores' way to the database. */
export class LibraryDatabase {
  readonly #db: DatabaseSync;
  readonly #readOnly: ReadOnlyReason | null;
  readonly #written: (generation: number) => void;
  readonly #statements = new Map<string, StatementSync>();
  #sawDamage = false;

  /** `written` hears the library's generation after each commit that counts. */
  constructor(db: DatabaseSync, readOnly: ReadOnlyReason | null, written: (generation: number) => void = () => undefined) {
    this.#db = db;
    this.#readOnly = readOnly;
    this.#written = written;
  }

  /** Whether every write is refused. */
  get isReadOnly(): boolean {
    return this.#readOnly !== null;
  }

  /** Whether some store met damage since the library was opened: such a library is not copied over its good backups. */
  get sawDamage(): boolean {
    return this.#sawDamage;
  }

  /** A store met damage. */
  noteDamage(): void {
    this.#sawDamage = true;
  }

  /** Every row of a query. */
  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return withDiskErrors(() => this.#prepared(sql).all(...values));
  }

  /** The first row of a query, or null. */
  first(sql: string, ...values: SQLInputValue[]): Row | null {
    return withDiskErrors(() => this.#prepared(sql).get(...values) ?? null);
  }

  /** Runs a statement inside `write`. Answers how many rows it changed itself. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return withDiskErrors(() => Number(this.#prepared(sql).run(...values).changes));
  }

  /**
   * One transaction: all of the work is on the disk when this returns, or none of it ever happened.
   * Throws `read-only` in a library open for reading, `disk-full`, `disk-refused`, `library-busy`.
   */
  write<T>(work: () => T): T {
    let generation = 0;
    const result = this.writePassing(() => {
      generation = Number(this.first('UPDATE generation SET number = number + 1 RETURNING number')?.['number'] ?? 0);
      return work();
    });
    this.#written(generation);
    return result;
  }

  /** As `write`, for what can be made again or is not missed: it does not count as a change of the library. */
  writePassing<T>(work: () => T): T {
    if (this.#readOnly) throw new StudioError('read-only', { reason: this.#readOnly });
    return withDiskErrors(() => {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#commit();
        return result;
      } catch (thrown) {
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
        throw thrown;
      }
    });
  }

  #commit(): void {
    try {
      this.#db.exec('COMMIT');
    } catch (thrown) {
      // No constraint of ours is deferred: this is the text index, which writes at the end, meeting damaged pages of its own.
      if (sqliteCode(thrown) === SQLITE_CONSTRAINT) throw new StudioError('library-damaged', { reason: 'text index' }, thrown);
      throw thrown;
    }
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
