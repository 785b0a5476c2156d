// Version 5 of the library file: what was listened to.
import type { Migration } from '../library-migrations.ts';

/**
 * One row a transcript: rising [start, end] pairs in whole milliseconds, and how many of its words they cover, for lists. It goes when another
 * transcript takes its place: what was heard was held against the words that stood there.
 */
export const heardSpans: Migration = {
  to: 5,
  sql: `
CREATE TABLE heard (
  recording INTEGER PRIMARY KEY REFERENCES transcripts (recording) ON DELETE CASCADE,
  spans     TEXT NOT NULL CHECK (json_valid(spans)),
  words     INTEGER NOT NULL CHECK (words >= 0)
) STRICT;
`,
};
