// The text index over turns: entries by row number. It is made from the turns and can be made again from them.
import { searchTerms } from '../../../src-core/library/search-terms.ts';
import { turnText, type Turn } from '../../../src-core/transcript/transcript.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Log } from '../../ports/machine.ts';
import { SQLITE_CONSTRAINT, sqliteCode } from './disk-errors.ts';
import type { LibraryDatabase } from './library-database.ts';
import { integerOf } from './stored-row.ts';
import { storedTurn } from './turn-row.ts';

/** Turns read at a time when the index is made again: a large library does not fit into memory. */
const REBUILD_PAGE = 500;

/** Thrown by a write to the index that failed though the turn's row is sound. */
class DamagedIndex extends Error {}

/** The terms of a turn as the index takes them. */
export function indexedTerms(turn: Turn): string {
  return searchTerms(turnText(turn))
    .map(({ term }) => term)
    .join(' ');
}

/** Puts a turn's terms into the index. */
export function addToIndex(db: LibraryDatabase, number: number, terms: string): void {
  onIndex(() => db.run('INSERT INTO turn_terms (rowid, terms) VALUES (?, ?)', number, terms));
}

/** Puts other terms in the place of a turn's. */
export function changeInIndex(db: LibraryDatabase, number: number, terms: string): void {
  onIndex(() => db.run('UPDATE turn_terms SET terms = ? WHERE rowid = ?', terms, number));
}

function onIndex(work: () => void): void {
  try {
    work();
  } catch (thrown) {
    if (isDamage(thrown) || sqliteCode(thrown) === SQLITE_CONSTRAINT) throw new DamagedIndex('the text index is damaged', { cause: thrown });
    throw thrown;
  }
}

/**
 * Does work that touches the index, in a transaction of its own. When that fails over damage, makes the index anew from
 * the turns and does the work again, so that no damage to what can be made again ever stands between a person and a
 * save. Throws `library-damaged` when the turns themselves are damaged.
 */
export function withSoundIndex<T>(db: LibraryDatabase, log: Log, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof DamagedIndex || isDamage(thrown)) || db.isReadOnly) throw thrown;
    log.error('the text index is damaged and is made anew', thrown);
    rebuildIndex(db);
    return work();
  }
}

function isDamage(thrown: unknown): boolean {
  return thrown instanceof StudioError && thrown.code === 'library-damaged';
}

/** Makes the index anew from the turns. */
export function rebuildIndex(db: LibraryDatabase): void {
  db.writePassing(() => {
    db.run('DROP TABLE IF EXISTS turn_terms');
    db.run("CREATE VIRTUAL TABLE turn_terms USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii')");
    for (let after = 0; ;) {
      const rows = db.all(
        'SELECT number, rank, words, start_time, end_time, packed, digest FROM turns WHERE number > ? ORDER BY number LIMIT ?',
        after,
        REBUILD_PAGE,
      );
      for (const row of rows) {
        const { number, turn } = storedTurn(row);
        addToIndex(db, number, turn ? indexedTerms(turn) : '');
      }
      const last = rows.at(-1);
      if (!last) return;
      after = integerOf(last, 'number');
    }
  });
}
