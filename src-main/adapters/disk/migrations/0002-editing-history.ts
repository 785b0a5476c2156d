// Version 2 of the library file: highlights, the editing history, and versions of transcripts.
import type { Migration } from '../library-migrations.ts';

/**
 * Highlights and steps belong to a transcript and go when another one takes its place; versions belong to the recording and
 * stay. `edit_history.revision` is the transcript's revision its steps lead to: a transcript that moved on without them
 * makes them void. Steps up to `done` undo, later ones do again. A version's body is its packed turns, one a line.
 */
export const editingHistory: Migration = {
  to: 2,
  sql: `
CREATE TABLE highlights (
  recording INTEGER NOT NULL REFERENCES transcripts (recording) ON DELETE CASCADE,
  id        TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  body      TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (recording, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE edit_history (
  recording INTEGER PRIMARY KEY REFERENCES transcripts (recording) ON DELETE CASCADE,
  revision  INTEGER NOT NULL CHECK (revision > 0),
  done      INTEGER NOT NULL CHECK (done >= 0)
) STRICT;

CREATE TABLE edit_steps (
  recording INTEGER NOT NULL REFERENCES edit_history (recording) ON DELETE CASCADE,
  number    INTEGER NOT NULL CHECK (number > 0),
  body      TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (recording, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  recording  INTEGER NOT NULL REFERENCES recordings (number) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('named', 'opened', 'hourly', 'before')),
  name       TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  revision   INTEGER NOT NULL,
  turns      INTEGER NOT NULL CHECK (turns >= 0),
  words      INTEGER NOT NULL CHECK (words >= 0),
  head       TEXT NOT NULL CHECK (json_valid(head)),
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  packing    TEXT NOT NULL CHECK (packing IN ('gzip')),
  body       BLOB NOT NULL
) STRICT;
CREATE INDEX versions_of_recording ON versions (recording, number);
`,
};
