// Rows of recordings. Removing one takes everything that belongs to it along.
import * as v from 'valibot';
import { mediaStateShape } from '../../../src-core/library/recording.ts';
import { mediaFactsShape, type MediaFacts } from '../../../src-core/media/media-facts.ts';
import type { RecordingStore, StoredRecording } from '../../ports/library.ts';
import type { Log } from '../../ports/machine.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { isSealed, sealOf } from './row-seal.ts';
import { integerOf, integerOrNull, textOf, textOrNull } from './stored-row.ts';
import { withSoundIndex } from './turn-index.ts';

const COLUMNS = 'id, name, file_name, added_at, edited_at, media_state, media_path, media_owned, fingerprint, proxy_path, facts, trouble, seal';

const PUT = `
  INSERT INTO recordings (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, file_name = excluded.file_name, added_at = excluded.added_at, edited_at = excluded.edited_at,
    media_state = excluded.media_state, media_path = excluded.media_path, media_owned = excluded.media_owned,
    fingerprint = excluded.fingerprint, proxy_path = excluded.proxy_path, facts = excluded.facts, trouble = excluded.trouble,
    seal = excluded.seal`;

/** The recordings of an open library, newest first. */
export function makeRecordingStore(db: LibraryDatabase, log: Log): RecordingStore {
  return {
    all: () => db.all(`SELECT ${COLUMNS} FROM recordings ORDER BY number DESC`).map((row) => recordingOf(row, log)),
    get(id) {
      const row = db.first(`SELECT ${COLUMNS} FROM recordings WHERE id = ?`, id);
      return row ? recordingOf(row, log) : null;
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
  // Two recordings may share one media file, and so its peaks and shot changes.
  for (const table of ['peaks', 'found_shots'])
    db.run(`DELETE FROM ${table} WHERE fingerprint = ?1 AND NOT EXISTS (SELECT 1 FROM recordings WHERE fingerprint = ?1)`, textOrNull(row, 'fingerprint'));
}

function putRow(db: LibraryDatabase, { id, name, fileName, addedAt, editedAt, media }: StoredRecording): void {
  const facts = media.facts === null ? null : JSON.stringify(media.facts);
  const owned = media.owned ? 1 : 0;
  const { state, path, fingerprint, proxyPath, trouble } = media;
  db.run(PUT, id, name, fileName, addedAt, editedAt, state, path, owned, fingerprint, proxyPath, facts, trouble, sealOf([id, name, fileName]));
}

/** Damage in what can be found out again, or is for lists alone, is mended here: no row stands in the way of the others. */
function recordingOf(row: Row, log: Log): StoredRecording {
  const state = v.safeParse(mediaStateShape, row['media_state']);
  const path = textOrNull(row, 'media_path');
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    fileName: textOf(row, 'file_name'),
    addedAt: integerOf(row, 'added_at'),
    editedAt: integerOrNull(row, 'edited_at'),
    media: {
      state: state.success ? state.output : path === null ? 'none' : 'probing',
      path,
      owned: integerOf(row, 'media_owned') === 1,
      fingerprint: textOrNull(row, 'fingerprint'),
      proxyPath: textOrNull(row, 'proxy_path'),
      facts: factsOf(row, log),
      trouble: textOrNull(row, 'trouble'),
    },
  };
}

/** Facts that cannot be read are none: the media is then looked into again. */
function factsOf(row: Row, log: Log): MediaFacts | null {
  if (row['facts'] === null) return null;
  const facts = v.safeParse(mediaFactsShape, parsed(row['facts']));
  if (facts.success) return facts.output;
  log.warn('stored media facts cannot be read', { recording: textOf(row, 'id') });
  return null;
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null; // the caller tells of it
  }
}

/** Whether a recording's name and file name are what was once written. */
export function isRecordingSound(db: LibraryDatabase, number: number): boolean {
  const row = db.first('SELECT id, name, file_name, seal FROM recordings WHERE number = ?', number);
  return row !== null && isSealed(row['seal'], [row['id'], row['name'], row['file_name']]);
}
