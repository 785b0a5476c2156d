// The number a recording's rows are joined by, for the id the rest of the studio knows it by.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { LibraryDatabase } from './library-database.ts';
import { integerOf } from './stored-row.ts';

/** The number, or null when there is no such recording. */
export function recordingNumber(db: LibraryDatabase, id: string): number | null {
  const row = db.first('SELECT number FROM recordings WHERE id = ?', id);
  return row ? integerOf(row, 'number') : null;
}

/** The number of a recording that must be there: throws `not-found`. */
export function knownRecording(db: LibraryDatabase, id: string): number {
  const number = recordingNumber(db, id);
  if (number === null) throw new StudioError('not-found', { what: 'recording' });
  return number;
}
