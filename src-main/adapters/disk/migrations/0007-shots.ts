// Version 7 of the library file: shot changes, as found and as set by hand.
import type { Migration } from '../library-migrations.ts';

/**
 * What was found belongs to the media, by its fingerprint, and can be found again. A list somebody edited belongs to the recording and wins.
 * `times` are rising whole milliseconds; a row is written when the whole picture was looked through, and may be empty.
 */
export const shotChanges: Migration = {
  to: 7,
  sql: `
CREATE TABLE found_shots (
  fingerprint TEXT PRIMARY KEY CHECK (fingerprint <> ''),
  times       TEXT NOT NULL CHECK (json_valid(times))
) STRICT;

CREATE TABLE edited_shots (
  recording INTEGER PRIMARY KEY REFERENCES recordings (number) ON DELETE CASCADE,
  times     TEXT NOT NULL CHECK (json_valid(times))
) STRICT;
`,
};
