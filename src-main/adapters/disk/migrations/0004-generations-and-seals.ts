// Version 4 of the library file: how often it was written, and digests of what has none yet.
import type { Migration } from '../library-migrations.ts';

/**
 * `generation` counts what was written, so that a library that went back to an earlier commit (a journal cut or gone, a backup
 * put in its place) is told from one that did not. A seal is half a SHA-256 over the columns people would miss; NULL until
 * the row is next written.
 */
export const generationsAndSeals: Migration = {
  to: 4,
  sql: `
CREATE TABLE generation (
  only   INTEGER PRIMARY KEY CHECK (only = 1),
  number INTEGER NOT NULL CHECK (number >= 0)
) STRICT;
INSERT INTO generation (only, number) VALUES (1, 0);
ALTER TABLE transcripts ADD COLUMN seal BLOB CHECK (seal IS NULL OR length(seal) = 16);
ALTER TABLE recordings ADD COLUMN seal BLOB CHECK (seal IS NULL OR length(seal) = 16);
`,
};
