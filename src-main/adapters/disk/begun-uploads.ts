// Rows of uploads begun, kept beyond job and recording. When one is over is the cleaner's business.
import type { BegunUpload, BegunUploads } from '../../ports/library.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { integerOf, textOf, textOrNull } from './stored-row.ts';

/** The begun uploads of an open library. */
export function makeBegunUploads(db: LibraryDatabase): BegunUploads {
  return {
    all: () => db.all('SELECT * FROM begun_uploads ORDER BY begun_at, object_key').map(uploadOf),
    note({ bucket, key, region, profile, bucketOwner, job, uploadId, begunAt }) {
      db.write(() =>
        db.run(
          `INSERT OR REPLACE INTO begun_uploads (bucket, object_key, region, profile, bucket_owner, job, upload_id, begun_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[bucket, key, region, profile, bucketOwner, job, uploadId, begunAt],
        ),
      );
    },
    forget(bucket, key) {
      db.write(() => db.run('DELETE FROM begun_uploads WHERE bucket = ? AND object_key = ?', bucket, key));
    },
  };
}

function uploadOf(row: Row): BegunUpload {
  return {
    bucket: textOf(row, 'bucket'),
    key: textOf(row, 'object_key'),
    region: textOf(row, 'region'),
    profile: textOrNull(row, 'profile'),
    bucketOwner: textOrNull(row, 'bucket_owner'),
    job: textOf(row, 'job'),
    uploadId: textOrNull(row, 'upload_id'),
    begunAt: integerOf(row, 'begun_at'),
  };
}
