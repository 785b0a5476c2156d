// Reads and writes rows of turns with their entry in the text index. It knows nothing of revisions.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Turn } from '../../../src-core/transcript/transcript.ts';
import type { LibraryDatabase } from './library-database.ts';
import { integerOf, integerOrNull, textOf } from './stored-row.ts';
import { addToIndex, changeInIndex, indexedTerms } from './turn-index.ts';
import { storedTurn, type StoredTurn, type TurnRow } from './turn-row.ts';

const COLUMNS = 'number, rank, words, start_time, end_time, packed, digest';

/** What a row is found by. */
export interface TurnKey {
  readonly number: number;
  readonly rank: string;
}

/** Every row of a recording in reading order. */
export function readTurns(db: LibraryDatabase, recording: number): StoredTurn[] {
  return db.all(`SELECT ${COLUMNS} FROM turns WHERE recording = ? ORDER BY rank`, recording).map(storedTurn);
}

/** The row of a number known to be there. */
export function readTurnRow(db: LibraryDatabase, number: number): StoredTurn {
  const row = db.first(`SELECT ${COLUMNS} FROM turns WHERE number = ?`, number);
  if (!row) throw new StudioError('library-damaged', { reason: 'turn' });
  return storedTurn(row);
}

/** Keys of so many rows from a turn index on, fewer at the end: read from the index alone. */
export function readTurnKeys(db: LibraryDatabase, recording: number, from: number, count: number): TurnKey[] {
  const rows = db.all('SELECT number, rank FROM turns WHERE recording = ? ORDER BY rank LIMIT ? OFFSET ?', recording, count, from);
  return rows.map((row) => ({ number: integerOf(row, 'number'), rank: textOf(row, 'rank') }));
}

/** The index a rank stands at. */
export function indexOfRank(db: LibraryDatabase, recording: number, rank: string): number {
  return integerOf(db.first('SELECT count(*) AS before FROM turns WHERE recording = ? AND rank < ?', recording, rank) ?? {}, 'before');
}

/** The latest end of any of the recording's words, milliseconds. */
export function latestEnd(db: LibraryDatabase, recording: number): number {
  return integerOrNull(db.first('SELECT max(end_time) AS latest FROM turns WHERE recording = ?', recording) ?? { latest: null }, 'latest') ?? 0;
}

/** Whether there is a row of that number. */
export function hasTurn(db: LibraryDatabase, number: number): boolean {
  return db.first('SELECT 1 AS found FROM turns WHERE number = ?', number) !== null;
}

/** Writes a new row and indexes its text. */
export function insertTurn(db: LibraryDatabase, recording: number, row: TurnRow, turn: Turn): void {
  db.run(
    `INSERT INTO turns (recording, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    recording,
    row.number,
    row.rank,
    row.words,
    row.start,
    row.end,
    row.packed,
    row.digest,
  );
  addToIndex(db, row.number, indexedTerms(turn));
}

/** Writes a row over the one of its number. The index is touched only when the text says something else. */
export function updateTurn(db: LibraryDatabase, before: StoredTurn, row: TurnRow, turn: Turn): void {
  db.run(
    'UPDATE turns SET rank = ?, words = ?, start_time = ?, end_time = ?, packed = ?, digest = ? WHERE number = ?',
    row.rank,
    row.words,
    row.start,
    row.end,
    row.packed,
    row.digest,
    row.number,
  );
  const terms = indexedTerms(turn);
  if (!before.turn || indexedTerms(before.turn) !== terms) changeInIndex(db, row.number, terms);
}

/** Removes a row; a trigger takes it out of the index. */
export function deleteTurn(db: LibraryDatabase, number: number): void {
  db.run('DELETE FROM turns WHERE number = ?', number);
}
