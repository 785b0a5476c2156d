// Version 3: uploads begun are remembered beyond their job, until nothing unfinished is left of them.
import type { Migration } from '../library-migrations.ts';

/** A row is written before S3 is asked, so `upload_id` may be missing. Uploads under way when the library is brought up are taken over. */
export const begunUploads: Migration = {
  to: 3,
  sql: `
CREATE TABLE begun_uploads (
  bucket       TEXT NOT NULL CHECK (bucket <> ''),
  object_key   TEXT NOT NULL CHECK (object_key <> ''),
  region       TEXT NOT NULL,
  profile      TEXT,
  bucket_owner TEXT,
  job          TEXT NOT NULL,
  upload_id    TEXT,
  begun_at     INTEGER NOT NULL,
  PRIMARY KEY (bucket, object_key)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO begun_uploads
SELECT jobs.body ->> 'bucket', jobs.body ->> 'key', jobs.body ->> 'region', jobs.body ->> 'profile', NULL, jobs.id, uploads.upload_id, jobs.created_at
FROM uploads JOIN jobs ON jobs.id = uploads.job
WHERE jobs.body ->> 'bucket' <> '' AND jobs.body ->> 'key' <> '';
`,
};
