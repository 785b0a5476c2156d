// One turn as one row: its number, its packed words, what lists need of it, and the digest that tells of damage.
import { hash } from 'node:crypto';
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { packTurn, packedTurnShape, unpackTurn } from '../../../src-core/transcript/pack.ts';
import { turnSpan, type Turn, type TurnId } from '../../../src-core/transcript/transcript.ts';
import type { Row } from './library-database.ts';
import { bytesOf, integerOf, integerOrNull, textOf } from './stored-row.ts';

/** A turn's row, ready to be written. */
export interface TurnRow {
  readonly number: number;
  readonly rank: string;
  readonly words: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly packed: string;
  readonly digest: Uint8Array;
}

/** A row as it stands, and its turn (null when the row is too damaged to be read). */
export interface StoredTurn extends TurnRow {
  readonly turn: Turn | null;
  /** Whether the row is what was once written. */
  readonly sound: boolean;
}

/** Bytes of a digest: half a SHA-256, which is plenty against accidents. */
export const DIGEST_BYTES = 16;

const TURN_BITS = 24;
const RECORDING_BITS = 28;

/**
 * A turn's row number: its recording, newest first, then its id. The text index gives matches by this number, so the
 * first so many matches are those of the newest recordings, in about their reading order, and no sorting is needed.
 * Throws `too-large` beyond 16 million turns.
 */
export function turnNumber(recording: number, turn: TurnId): number {
  if (turn >= 2 ** TURN_BITS) throw new StudioError('too-large', { what: 'turns', limit: 2 ** TURN_BITS });
  return (2 ** RECORDING_BITS - recording) * 2 ** TURN_BITS + turn;
}

/** The row of a turn at a rank. */
export function turnRow(recording: number, rank: string, turn: Turn): TurnRow {
  const span = turnSpan(turn);
  const packed = JSON.stringify(packTurn(turn));
  const number = turnNumber(recording, turn.id);
  return { number, rank, words: turn.words.length, start: span?.start ?? null, end: span?.end ?? null, packed, digest: turnDigest(number, rank, packed) };
}

/** What a row's content hashes to: SQLite itself does not notice a flipped byte (reliability.md §0.9). */
export function turnDigest(number: number, rank: string, packed: string): Uint8Array {
  return hash('sha256', `${number}\n${rank}\n${packed}`, 'buffer').subarray(0, DIGEST_BYTES);
}

/**
 * The digest of a set of rows with one row put in or taken out: their exclusive or. It can follow each edit without
 * looking at the other rows, and tells of rows that are gone.
 */
export function toggled(digest: Uint8Array, row: Uint8Array): Uint8Array {
  return digest.map((byte, at) => byte ^ (row[at] ?? 0));
}

/** The turn's own id of a row's number. */
export function idOfTurn(number: number): TurnId {
  return number % 2 ** TURN_BITS;
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
