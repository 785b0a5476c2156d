// Rows of jobs, and of the multipart uploads they are in the middle of. What a state means is the runner's business.
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { JOB_STATES, jobShape } from '../../../src-core/library/job.ts';
import type { JobStore, StoredJob } from '../../ports/library.ts';
import type { Log } from '../../ports/machine.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { knownRecording } from './recording-number.ts';
import { integerOf, jsonOf, textOf } from './stored-row.ts';

const storedJobShape = v.strictObject({
  ...jobShape.entries,
  key: v.string(),
  source: v.strictObject({ path: v.string(), stamp: v.strictObject({ size: v.number(), modifiedAt: v.number(), inode: v.string() }) }),
  profile: v.nullable(v.string()),
  // rows of before these were known
  bucketOwner: v.optional(v.nullable(v.string()), null),
  kmsKey: v.optional(v.nullable(v.string()), null),
  attempts: v.number(),
  resumeState: v.picklist(JOB_STATES),
});

/** The jobs of an open library. A row that cannot be read is passed over with a line in the log. */
export function makeJobStore(db: LibraryDatabase, log: Log): JobStore {
  const jobOf = (row: Row): StoredJob | null => {
    const job = v.safeParse(storedJobShape, jsonOf(row, 'body'));
    if (job.success) return job.output;
    log.warn('a stored job cannot be read', { job: textOf(row, 'id'), reason: v.getDotPath(job.issues[0]) });
    return null;
  };
  return {
    all: () => db.all('SELECT id, body FROM jobs ORDER BY created_at, rowid').flatMap((row) => jobOf(row) ?? []),
    get(id) {
      const row = db.first('SELECT id, body FROM jobs WHERE id = ?', id);
      return row ? jobOf(row) : null;
    },
    put(job) {
      db.write(() => {
        const recording = knownRecording(db, job.recording);
        db.run(
          `INSERT INTO jobs (id, recording, state, created_at, body) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET recording = excluded.recording, state = excluded.state, created_at = excluded.created_at, body = excluded.body`,
          job.id,
          recording,
          job.state,
          job.createdAt,
          JSON.stringify(job),
        );
      });
    },
    ...uploadRows(db),
  };
}

function uploadRows(db: LibraryDatabase): Pick<JobStore, 'upload' | 'beginUpload' | 'putPart' | 'endUpload'> {
  const mustBe = (found: Row | null, what: string): void => {
    if (!found) throw new StudioError('not-found', { what });
  };
  return {
    upload(id) {
      const row = db.first('SELECT upload_id, part_size FROM uploads WHERE job = ?', id);
      if (!row) return null;
      const parts = db.all('SELECT number, etag, checksum FROM parts WHERE job = ? AND etag IS NOT NULL AND checksum IS NOT NULL ORDER BY number', id);
      return {
        uploadId: textOf(row, 'upload_id'),
        partSize: integerOf(row, 'part_size'),
        parts: parts.map((part) => ({ number: integerOf(part, 'number'), etag: textOf(part, 'etag'), checksum: textOf(part, 'checksum') })),
      };
    },
    beginUpload(id, uploadId, partSize) {
      db.write(() => {
        mustBe(db.first('SELECT 1 AS found FROM jobs WHERE id = ?', id), 'job');
        db.run('DELETE FROM uploads WHERE job = ?', id);
        db.run('INSERT INTO uploads (job, upload_id, part_size) VALUES (?, ?, ?)', id, uploadId, partSize);
      });
    },
    putPart(id, { number, etag, checksum }) {
      db.write(() => {
        mustBe(db.first('SELECT 1 AS found FROM uploads WHERE job = ?', id), 'upload');
        db.run(
          `INSERT INTO parts (job, number, etag, checksum) VALUES (?, ?, ?, ?)
           ON CONFLICT (job, number) DO UPDATE SET etag = excluded.etag, checksum = excluded.checksum`,
          id,
          number,
          etag,
          checksum,
        );
      });
    },
    endUpload(id) {
      db.write(() => db.run('DELETE FROM uploads WHERE job = ?', id));
    },
  };
}
