// Version 1 of the library file. Once shipped this never changes; later versions are later migrations.
import type { Migration } from '../library-migrations.ts';

/**
 * Times and durations are whole milliseconds. A turn's row number is its recording's and its own id in one
 * (see turn-row.ts), so that the text index needs no second key. `turn_terms` holds terms made by search-terms.ts, already
 * folded and separated by spaces: the ascii tokenizer only splits them.
 */
export const firstLibrary: Migration = {
  to: 1,
  sql: `
CREATE TABLE recordings (
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  name        TEXT NOT NULL,
  file_name   TEXT NOT NULL,
  added_at    INTEGER NOT NULL,
  edited_at   INTEGER,
  media_state TEXT NOT NULL CHECK (media_state IN ('none', 'probing', 'ready', 'proxying', 'missing', 'replaced', 'unplayable')),
  media_path  TEXT,
  media_owned INTEGER NOT NULL CHECK (media_owned IN (0, 1)),
  fingerprint TEXT,
  proxy_path  TEXT,
  facts       TEXT CHECK (facts IS NULL OR json_valid(facts)),
  trouble     TEXT
) STRICT;
CREATE INDEX recordings_by_fingerprint ON recordings (fingerprint) WHERE fingerprint IS NOT NULL;

CREATE TABLE transcripts (
  recording INTEGER PRIMARY KEY REFERENCES recordings (number) ON DELETE CASCADE,
  revision  INTEGER NOT NULL CHECK (revision > 0),
  language  TEXT,
  origin    TEXT NOT NULL,
  speakers  TEXT NOT NULL CHECK (json_valid(speakers)),
  next_turn INTEGER NOT NULL CHECK (next_turn >= 0),
  turns     INTEGER NOT NULL CHECK (turns >= 0),
  words     INTEGER NOT NULL CHECK (words >= 0),
  duration  INTEGER NOT NULL CHECK (duration >= 0),
  digest    BLOB NOT NULL CHECK (length(digest) = 16),
  place     TEXT CHECK (place IS NULL OR json_valid(place))
) STRICT;

CREATE TABLE import_problems (
  recording INTEGER PRIMARY KEY REFERENCES transcripts (recording) ON DELETE CASCADE,
  problems  TEXT NOT NULL CHECK (json_valid(problems))
) STRICT;

CREATE TABLE turns (
  number     INTEGER PRIMARY KEY,
  recording  INTEGER NOT NULL REFERENCES transcripts (recording) ON DELETE CASCADE,
  rank       TEXT NOT NULL CHECK (rank <> ''),
  words      INTEGER NOT NULL CHECK (words >= 0),
  start_time INTEGER CHECK (start_time >= 0),
  end_time   INTEGER,
  packed     TEXT NOT NULL,
  digest     BLOB NOT NULL CHECK (length(digest) = 16),
  CHECK ((start_time IS NULL) = (end_time IS NULL)),
  CHECK (start_time IS NULL OR start_time <= end_time)
) STRICT;
CREATE UNIQUE INDEX turns_in_order ON turns (recording, rank);
CREATE VIRTUAL TABLE turn_terms USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE TRIGGER turns_removed AFTER DELETE ON turns BEGIN
  DELETE FROM turn_terms WHERE rowid = old.number;
END;

CREATE TABLE results (
  number    INTEGER PRIMARY KEY,
  recording INTEGER NOT NULL REFERENCES recordings (number) ON DELETE CASCADE,
  file_name TEXT NOT NULL,
  added_at  INTEGER NOT NULL,
  size      INTEGER NOT NULL CHECK (size >= 0),
  sha256    BLOB NOT NULL CHECK (length(sha256) = 32),
  packing   TEXT NOT NULL CHECK (packing IN ('gzip')),
  bytes     BLOB NOT NULL
) STRICT;
CREATE INDEX results_of_recording ON results (recording, number);
CREATE TRIGGER results_never_change BEFORE UPDATE ON results BEGIN
  SELECT RAISE(ABORT, 'a result never changes');
END;

CREATE TABLE jobs (
  id         TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
  recording  INTEGER NOT NULL REFERENCES recordings (number) ON DELETE CASCADE,
  state      TEXT NOT NULL CHECK (state IN ('queued', 'uploaded', 'submitted', 'transcribed', 'fetched', 'done', 'failed', 'cancelled')),
  created_at INTEGER NOT NULL,
  body       TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX jobs_of_recording ON jobs (recording);

CREATE TABLE uploads (
  job       TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  upload_id TEXT NOT NULL CHECK (upload_id <> ''),
  part_size INTEGER NOT NULL CHECK (part_size > 0)
) STRICT;

CREATE TABLE parts (
  job      TEXT NOT NULL REFERENCES uploads (job) ON DELETE CASCADE,
  number   INTEGER NOT NULL CHECK (number BETWEEN 1 AND 10000),
  etag     TEXT,
  checksum TEXT,
  PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE peaks (
  fingerprint TEXT PRIMARY KEY CHECK (fingerprint <> ''),
  channels    INTEGER NOT NULL CHECK (channels > 0),
  buckets     INTEGER NOT NULL CHECK (buckets >= 0),
  complete    INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT;

CREATE TABLE peak_stretches (
  fingerprint  TEXT NOT NULL REFERENCES peaks (fingerprint) ON DELETE CASCADE,
  first_bucket INTEGER NOT NULL CHECK (first_bucket >= 0),
  buckets      INTEGER NOT NULL CHECK (buckets > 0),
  bytes        BLOB NOT NULL,
  PRIMARY KEY (fingerprint, first_bucket)
) STRICT;

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
`,
};
