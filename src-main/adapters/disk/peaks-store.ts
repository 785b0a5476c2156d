// The peaks cache: stretches of bytes by media fingerprint. It knows nothing of what the bytes mean but their width.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { PeaksStore } from '../../ports/library.ts';
import type { PeakChunk } from '../../ports/media.ts';
import type { LibraryDatabase } from './library-database.ts';
import { bytesOf, integerOf } from './stored-row.ts';

/** A bucket holds a lowest and a highest sample of one byte for each channel. */
const BYTES_PER_CHANNEL = 2;

/** The peaks of an open library. */
export function makePeaksStore(db: LibraryDatabase): PeaksStore {
  const find = (fingerprint: string): { channels: number; buckets: number; complete: boolean } | null => {
    const row = db.first('SELECT channels, buckets, complete FROM peaks WHERE fingerprint = ?', fingerprint);
    return row && { channels: integerOf(row, 'channels'), buckets: integerOf(row, 'buckets'), complete: integerOf(row, 'complete') === 1 };
  };
  return {
    get: find,
    read(fingerprint, from) {
      const kept = find(fingerprint);
      return kept ? readFrom(db, fingerprint, from, kept) : new Uint8Array(0);
    },
    append(fingerprint, chunk) {
      db.writePassing(() => appendChunk(db, fingerprint, find(fingerprint), chunk));
    },
    finish(fingerprint) {
      const changed = db.writePassing(() => db.run('UPDATE peaks SET complete = 1 WHERE fingerprint = ?', fingerprint));
      if (changed === 0) throw new StudioError('not-found', { what: 'peaks' });
    },
    remove(fingerprint) {
      db.writePassing(() => db.run('DELETE FROM peaks WHERE fingerprint = ?', fingerprint));
    },
  };
}

function readFrom(db: LibraryDatabase, fingerprint: string, from: number, kept: { channels: number; buckets: number }): Uint8Array {
  const width = kept.channels * BYTES_PER_CHANNEL;
  const bytes = new Uint8Array(Math.max(kept.buckets - from, 0) * width);
  const stretches = db.all(
    'SELECT first_bucket, bytes FROM peak_stretches WHERE fingerprint = ? AND first_bucket + buckets > ? ORDER BY first_bucket',
    fingerprint,
    from,
  );
  for (const row of stretches) {
    const first = integerOf(row, 'first_bucket');
    const stretch = bytesOf(row, 'bytes');
    bytes.set(stretch.subarray(Math.max(from - first, 0) * width), Math.max(first - from, 0) * width);
  }
  return bytes;
}

/** What is already there is passed over, so that reading may start again; a gap or other channels are a bug (RangeError). */
function appendChunk(db: LibraryDatabase, fingerprint: string, kept: { channels: number; buckets: number } | null, chunk: PeakChunk): void {
  const buckets = kept?.buckets ?? 0;
  if (kept && kept.channels !== chunk.channels) throw new RangeError('peaks change their channels');
  if (chunk.from > buckets) throw new RangeError('peaks leave a gap');
  const width = chunk.channels * BYTES_PER_CHANNEL;
  const fresh = chunk.bytes.subarray(Math.min((buckets - chunk.from) * width, chunk.bytes.length));
  const added = fresh.length / width;
  if (!Number.isInteger(added)) throw new RangeError('peaks end within a bucket');
  db.run(
    `INSERT INTO peaks (fingerprint, channels, buckets, complete) VALUES (?, ?, ?, 0)
     ON CONFLICT (fingerprint) DO UPDATE SET buckets = excluded.buckets`,
    fingerprint,
    chunk.channels,
    buckets + added,
  );
  if (added > 0) db.run('INSERT INTO peak_stretches (fingerprint, first_bucket, buckets, bytes) VALUES (?, ?, ?, ?)', fingerprint, buckets, added, fresh);
}
