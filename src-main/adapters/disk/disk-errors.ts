// Turns SQLite's and the system's error numbers into codes of the contract. Only the disk adapter knows errno.
import { StudioError, type ErrorCode } from '../../../src-core/contract/errors.ts';

/** Primary SQLite result codes (sqlite.org/rescode.html) that say something about the disk rather than about our code. */
const SQLITE_CODES: Readonly<Record<number, ErrorCode>> = {
  5: 'library-busy',
  6: 'library-busy',
  8: 'read-only',
  10: 'disk-refused',
  11: 'library-damaged',
  13: 'disk-full',
  14: 'disk-refused',
  26: 'library-damaged',
};

const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'disk-refused',
  EPERM: 'disk-refused',
  EROFS: 'disk-refused',
  EIO: 'disk-refused',
  EMFILE: 'disk-refused',
  ENAMETOOLONG: 'disk-refused',
  ENOTDIR: 'disk-refused',
  ENOENT: 'file-missing',
};

const PRIMARY_CODE = 0xff;

/** SQLITE_CONSTRAINT: a row breaks a rule of its table. */
export const SQLITE_CONSTRAINT = 19;

/** The primary SQLite result code of something thrown by node:sqlite, or null. */
export function sqliteCode(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('errcode' in thrown) || typeof thrown.errcode !== 'number') return null;
  return thrown.errcode & PRIMARY_CODE;
}

/** The system's error name ("ENOENT") of something thrown by node:fs, or null. */
export function systemCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

/** What to throw on: a StudioError for a failure of the disk, anything else as it came. */
export function asDiskError(thrown: unknown): unknown {
  if (thrown instanceof StudioError) return thrown;
  const sqlite = sqliteCode(thrown);
  const code = sqlite === null ? SYSTEM_CODES[systemCode(thrown) ?? ''] : SQLITE_CODES[sqlite];
  return code ? new StudioError(code, { reason: sqlite === null ? systemCode(thrown) : `sqlite ${sqlite}` }, thrown) : thrown;
}

/** Runs work and throws what `asDiskError` makes of its failure. */
export function withDiskErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw asDiskError(thrown);
  }
}
