// Engine results exactly as they came: compressed, hashed, one row for each version, never changed (I6).
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { RecordingId } from '../../../src-core/library/recording.ts';
import type { ResultStore } from '../../ports/library.ts';
import type { Clock } from '../../ports/machine.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { knownRecording, recordingNumber } from './recording-number.ts';
import { bytesOf, integerOf, textOf } from './stored-row.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** The results of an open library. Packing runs off the main thread; gzip, because every tool can undo it. */
export function makeResultStore(db: LibraryDatabase, clock: Clock): ResultStore {
  return {
    async put(recording, fileName, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest();
      const packed = await pack(bytes);
      db.write(() => {
        const number = knownRecording(db, recording);
        const latest = db.first('SELECT file_name, sha256 FROM results WHERE recording = ? ORDER BY number DESC LIMIT 1', number);
        // A step that runs twice brings the same bytes: that is the same version.
        if (latest && textOf(latest, 'file_name') === fileName && sha256.equals(bytesOf(latest, 'sha256'))) return;
        db.run(
          "INSERT INTO results (recording, file_name, added_at, size, sha256, packing, bytes) VALUES (?, ?, ?, ?, ?, 'gzip', ?)",
          number,
          fileName,
          clock.now(),
          bytes.byteLength,
          sha256,
          packed,
        );
      });
    },
    async get(recording) {
      const number = recordingNumber(db, recording);
      return number === null ? null : soundResult(db.first(`${ROW} WHERE recording = ? ORDER BY number DESC LIMIT 1`, number), recording);
    },
    async getFirst(recording) {
      const number = recordingNumber(db, recording);
      if (number === null) return null;
      const named = 'file_name = (SELECT file_name FROM results WHERE recording = ? ORDER BY number DESC LIMIT 1)';
      return soundResult(db.first(`${ROW} WHERE recording = ? AND ${named} ORDER BY number LIMIT 1`, number, number), recording);
    },
  };
}

const ROW = 'SELECT file_name, size, sha256, bytes FROM results';

/** The file of a row. Throws `library-damaged` when its hash no longer fits. */
async function soundResult(row: Row | null, recording: RecordingId): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  if (!row) return null;
  const bytes = await unpackSound(bytesOf(row, 'bytes'), integerOf(row, 'size'));
  if (!bytes || !createHash('sha256').update(bytes).digest().equals(bytesOf(row, 'sha256')))
    throw new StudioError('library-damaged', { reason: 'result', recording });
  return { fileName: textOf(row, 'file_name'), bytes };
}

async function unpackSound(packed: Uint8Array, size: number): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await unpack(packed, { maxOutputLength: Math.max(size, 1) }));
  } catch {
    return null; // not what was packed: the caller says so
  }
}
