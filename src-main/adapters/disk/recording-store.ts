// Rows of recordings. Removing one takes everything that belongs to it along.
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { mediaStateShape } from '../../../src-core/library/recording.ts';
import { mediaFactsShape, type MediaFacts } from '../../../src-core/media/media-facts.ts';
import type { Log, RecordingStore, StoredRecording } from '../../ports.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { integerOf, integerOrNull, jsonOf, textOf, textOrNull } from './stored-row.ts';
import { withSoundIndex } from './turn-index.ts';

const COLUMNS = 'id, name, file_name, added_at, edited_at, media_state, media_path, media_owned, fingerprint, proxy_path, facts, trouble';

const PUT = `
  INSERT INTO recordings (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, file_name = excluded.file_name, added_at = excluded.added_at, edited_at = excluded.edited_at,
    media_state = excluded.media_state, media_path = excluded.media_path, media_owned = excluded.media_owned,
    fingerprint = excluded.fingerprint, proxy_path = excluded.proxy_path, facts = excluded.facts, trouble = excluded.trouble`;

/** The recordings of an open library, newest first. */
export function makeRecordingStore(db: LibraryDatabase, log: Log): RecordingStore {
  return {
    all: () => db.all(`SELECT ${COLUMNS} FROM recordings ORDER BY number DESC`).map(recordingOf),
    get(id) {
      const row = db.first(`SELECT ${COLUMNS} FROM recordings WHERE id = ?`, id);
      return row ? recordingOf(row) : null;
    },
    put(recording) {
      db.write(() => putRow(db, recording));
    },
    remove(id) {
      withSoundIndex(db, log, () => db.write(() => removeRow(db, id)));
    },
  };
}

function removeRow(db: LibraryDatabase, id: string): void {
  const row = db.first('SELECT fingerprint FROM recordings WHERE id = ?', id);
  if (!row) return;
  db.run('DELETE FROM recordings WHERE id = ?', id);
  // Two recordings may share one media file, and so its peaks.
  db.run('DELETE FROM peaks WHERE fingerprint = ?1 AND NOT EXISTS (SELECT 1 FROM recordings WHERE fingerprint = ?1)', textOrNull(row, 'fingerprint'));
}

function putRow(db: LibraryDatabase, { id, name, fileName, addedAt, editedAt, media }: StoredRecording): void {
  const facts = media.facts === null ? null : JSON.stringify(media.facts);
  const owned = media.owned ? 1 : 0;
  db.run(PUT, id, name, fileName, addedAt, editedAt, media.state, media.path, owned, media.fingerprint, media.proxyPath, facts, media.trouble);
}

function recordingOf(row: Row): StoredRecording {
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    fileName: textOf(row, 'file_name'),
    addedAt: integerOf(row, 'added_at'),
    editedAt: integerOrNull(row, 'edited_at'),
    media: {
      state: v.parse(mediaStateShape, textOf(row, 'media_state')),
      path: textOrNull(row, 'media_path'),
      owned: integerOf(row, 'media_owned') === 1,
      fingerprint: textOrNull(row, 'fingerprint'),
      proxyPath: textOrNull(row, 'proxy_path'),
      facts: factsOf(row),
      trouble: textOrNull(row, 'trouble'),
    },
  };
}

function factsOf(row: Row): MediaFacts | null {
  if (row['facts'] === null) return null;
  const facts = v.safeParse(mediaFactsShape, jsonOf(row, 'facts'));
  if (!facts.success) throw new StudioError('library-damaged', { reason: 'media facts', recording: textOf(row, 'id') });
  return facts.output;
}
