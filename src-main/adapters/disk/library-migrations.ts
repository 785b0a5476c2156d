// The numbered steps that bring a library file to the version this program reads, one transaction each.
import type { DatabaseSync } from 'node:sqlite';
import { firstLibrary } from './migrations/0001-first-library.ts';
import { editingHistory } from './migrations/0002-editing-history.ts';
import { begunUploads } from './migrations/0003-begun-uploads.ts';
import { generationsAndSeals } from './migrations/0004-generations-and-seals.ts';
import { heardSpans } from './migrations/0005-heard.ts';
import { cueTracks } from './migrations/0006-cues.ts';
import { shotChanges } from './migrations/0007-shots.ts';

/** One step. `sql` runs in one transaction together with the new version number. */
export interface Migration {
  /** `user_version` after it; the first is 1, each one more than the last. */
  readonly to: number;
  readonly sql: string;
}

/** Every step there is, in order. */
export const migrations: readonly Migration[] = [firstLibrary, editingHistory, begunUploads, generationsAndSeals, heardSpans, cueTracks, shotChanges];

/** The version a list of migrations leads to. */
export function latestVersion(steps: readonly Migration[]): number {
  return steps.at(-1)?.to ?? 0;
}

/** `PRAGMA user_version` of an open database. */
export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/**
 * Runs the missing steps. A step that fails, or a process that dies within it, leaves the version before it.
 * Throws as SQLite does.
 */
export function migrate(db: DatabaseSync, steps: readonly Migration[]): void {
  for (const step of steps) {
    if (step.to <= versionOf(db)) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(step.sql);
      db.exec(`PRAGMA user_version = ${step.to}`);
      db.exec('COMMIT');
    } catch (thrown) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw thrown;
    }
  }
}
