// Versions: whole copies of a transcript's rows, packed as they lie. It decides which old ones go, not when one is made.
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { packedTrackShape } from '../../../src-core/subtitles/packed-track.ts';
import { packedHighlightShape } from '../../../src-core/transcript/highlight.ts';
import { packedTurnShape, unpackTurn } from '../../../src-core/transcript/pack.ts';
import type { CallResult } from '../../../src-core/contract/studio-api.ts';
import type { VersionStore } from '../../ports/library.ts';
import type { Log } from '../../ports/machine.ts';
import { readTrack } from './cue-rows.ts';
import { readHighlights } from './history-store.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { knownRecording } from './recording-number.ts';
import { bytesOf, integerOf, jsonOf, textOf } from './stored-row.ts';
import { readHead } from './transcript-head.ts';

/** Automatic versions kept of one recording besides the first: some days of full-time work. 40,000 words weigh about 400 kB. */
const MOST_AUTOMATIC = 60;
/** Largest unpacked version read back, bytes: far above 100,000 words. */
const MOST_BYTES = 512 * 1024 * 1024;

const headShape = v.strictObject({
  language: v.nullable(v.string()),
  speakers: v.array(v.strictObject({ id: v.string(), name: v.string() })),
  nextTurn: v.number(),
  highlights: v.array(packedHighlightShape),
  /** Versions of before there were cues lack them. */
  cues: v.exactOptional(packedTrackShape),
});

type TranscriptVersion = CallResult<'library.versions'>[number];

const COLUMNS = 'number, kind, name, made_at, revision, turns, words';

/** The versions of an open library. Packing is level 1: a version is made while somebody waits for a save. */
export function makeVersionStore(db: LibraryDatabase, log: Log): VersionStore {
  return {
    list: (id) => db.all(`SELECT ${COLUMNS} FROM versions WHERE recording = ? ORDER BY number DESC`, knownRecording(db, id)).map(versionOf),
    keep: (id, kind, name, madeAt) => db.write(() => keepVersion(db, log, knownRecording(db, id), { kind, name, madeAt })),
    load: (id, version) => loadVersion(db, knownRecording(db, id), version),
    rename: (id, version, name) =>
      db.write(() => {
        const changed = db.run("UPDATE versions SET name = ?, kind = 'named' WHERE recording = ? AND number = ?", name, knownRecording(db, id), version);
        if (changed === 0) throw new StudioError('not-found', { what: 'version' });
      }),
    remove: (id, version) => db.write(() => void db.run('DELETE FROM versions WHERE recording = ? AND number = ?', knownRecording(db, id), version)),
  };
}

function keepVersion(db: LibraryDatabase, log: Log, recording: number, about: Pick<TranscriptVersion, 'kind' | 'name' | 'madeAt'>): TranscriptVersion {
  const head = readHead(db, recording);
  if (!head) throw new StudioError('not-found', { what: 'transcript' });
  // The rows are JSON already: copied, never read.
  const body = Buffer.from(
    db
      .all('SELECT packed FROM turns WHERE recording = ? ORDER BY rank', recording)
      .map((row) => textOf(row, 'packed'))
      .join('\n'),
  );
  const { language, speakers, nextTurn } = head;
  db.run(
    `INSERT INTO versions (recording, kind, name, made_at, revision, turns, words, head, sha256, packing, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'gzip', ?)`,
    recording,
    about.kind,
    about.name,
    about.madeAt,
    head.revision,
    head.turns,
    head.words,
    JSON.stringify({ language, speakers, nextTurn, highlights: readHighlights(db, recording, log), cues: readTrack(db, recording, log) }),
    createHash('sha256').update(body).digest(),
    gzipSync(body, { level: 1 }),
  );
  const made = db.first(`SELECT ${COLUMNS} FROM versions WHERE recording = ? ORDER BY number DESC LIMIT 1`, recording);
  db.run(
    `DELETE FROM versions WHERE recording = ?1 AND kind <> 'named' AND number <> (SELECT min(number) FROM versions WHERE recording = ?1)
     AND number NOT IN (SELECT number FROM versions WHERE recording = ?1 AND kind <> 'named' ORDER BY number DESC LIMIT ?2)`,
    recording,
    MOST_AUTOMATIC,
  );
  return versionOf(made ?? {});
}

function loadVersion(db: LibraryDatabase, recording: number, version: number): ReturnType<VersionStore['load']> {
  const row = db.first('SELECT head, sha256, body FROM versions WHERE recording = ? AND number = ?', recording, version);
  if (!row) throw new StudioError('not-found', { what: 'version' });
  const head = v.safeParse(headShape, jsonOf(row, 'head'));
  const body = unpacked(row);
  if (!head.success || !createHash('sha256').update(body).digest().equals(bytesOf(row, 'sha256')))
    throw new StudioError('library-damaged', { reason: 'version' });
  const { language, speakers, nextTurn, highlights, cues } = head.output;
  const lines = body.length === 0 ? [] : body.toString('utf8').split('\n');
  const turns = lines.map((line) => unpackTurn(JSON.parse(line) as v.InferOutput<typeof packedTurnShape>)); // hashed: it is what packTurn once gave
  return { transcript: { language, speakers, turns, nextTurnId: nextTurn }, highlights, ...(cues && { cues }) };
}

function unpacked(row: Row): Buffer {
  try {
    return gunzipSync(bytesOf(row, 'body'), { maxOutputLength: MOST_BYTES });
  } catch (thrown) {
    throw new StudioError('library-damaged', { reason: 'version' }, thrown);
  }
}

function versionOf(row: Row): TranscriptVersion {
  const kind = textOf(row, 'kind') as TranscriptVersion['kind']; // checked by the table
  return {
    number: integerOf(row, 'number'),
    kind,
    name: textOf(row, 'name'),
    madeAt: integerOf(row, 'made_at'),
    revision: integerOf(row, 'revision'),
    turns: integerOf(row, 'turns'),
    words: integerOf(row, 'words'),
  };
}
