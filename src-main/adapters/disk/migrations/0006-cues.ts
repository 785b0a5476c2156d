// Version 6 of the library file: the cue track.
import type { Migration } from '../library-migrations.ts';

/**
 * Pinned cues and the plan they are made for belong to a transcript and go when another one takes its place. Cues cut automatically are
 * never stored: they follow from the words, the pins and the plan. A transcript without a plan has the default one.
 */
export const cueTracks: Migration = {
  to: 6,
  sql: `
CREATE TABLE cue_pins (
  recording INTEGER NOT NULL REFERENCES transcripts (recording) ON DELETE CASCADE,
  id        INTEGER NOT NULL CHECK (id > 0),
  body      TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (recording, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cue_plans (
  recording INTEGER PRIMARY KEY REFERENCES transcripts (recording) ON DELETE CASCADE,
  body      TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
`,
};
