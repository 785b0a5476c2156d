// Reads and writes rows of turns with their entry in the text index. It knows nothing of revisions.
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { packedTurnShape, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { Turn } from '../../../src-core/transcript/transcript.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { bytesOf, integerOf, integerOrNull, textOf } from './stored-row.ts';
import { indexedTerms, turnDigest, type TurnRow } from './turn-row.ts';

const COLUMNS = 'number, rank, words, start_time, end_time, packed, digest';

/** A row as it stands, and its turn (null when the row is too damaged to be read). */
export interface StoredTurn extends TurnRow {
  readonly turn: Turn | null;
  /** Whether the row is what was once written. */
  readonly sound: boolean;
}

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
  db.run('INSERT INTO turn_terms (rowid, terms) VALUES (?, ?)', row.number, indexedTerms(turn));
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
  if (!before.turn || indexedTerms(before.turn) !== terms) db.run('UPDATE turn_terms SET terms = ? WHERE rowid = ?', terms, row.number);
}

/** Removes a row; a trigger takes it out of the index. */
export function deleteTurn(db: LibraryDatabase, number: number): void {
  db.run('DELETE FROM turns WHERE number = ?', number);
}

/** The turn of a row whose digest fits, else what can still be read of it. */
export function storedTurn(row: Row): StoredTurn {
  const number = integerOf(row, 'number');
  const rank = textOf(row, 'rank');
  const packed = textOf(row, 'packed');
  const digest = bytesOf(row, 'digest');
  const sound = Buffer.compare(turnDigest(number, rank, packed), digest) === 0;
  return {
    number,
    rank,
    packed,
    digest,
    words: integerOf(row, 'words'),
    start: integerOrNull(row, 'start_time'),
    end: integerOrNull(row, 'end_time'),
    sound,
    turn: sound ? unpackTurn(JSON.parse(packed) as v.InferOutput<typeof packedTurnShape>) : salvaged(packed), // sound: it is what packTurn once gave
  };
}

function salvaged(packed: string): Turn | null {
  try {
    const turn = v.safeParse(packedTurnShape, JSON.parse(packed));
    return turn.success ? unpackTurn(turn.output) : null;
  } catch {
    return null; // no longer JSON: the caller names the damage
  }
}
