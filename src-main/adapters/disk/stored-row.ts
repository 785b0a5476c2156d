// Reads typed values out of rows. The tables are STRICT, so a value of another type means the file is damaged.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Row } from './library-database.ts';

/** A text column. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : damaged(column);
}

/** A text column that may be NULL. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

/** An integer column. */
export function integerOf(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : damaged(column);
}

/** An integer column that may be NULL. */
export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integerOf(row, column);
}

/** A blob column. */
export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : damaged(column);
}

/** A column holding JSON. The caller checks its shape. */
export function jsonOf(row: Row, column: string): unknown {
  try {
    return JSON.parse(textOf(row, column));
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    return damaged(column);
  }
}

/** What a text says as JSON, or null when it says nothing: whoever asks tells of the damage, or does without. */
export function parsedOrNull(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

function damaged(column: string): never {
  throw new StudioError('library-damaged', { reason: `column ${column}` });
}
