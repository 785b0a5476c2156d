// Transcripts as rows: one for the whole, one for each turn. Saving an edit writes the rows it touched.
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Problem } from '../../../src-core/problem.ts';
import type { PackedTrack } from '../../../src-core/subtitles/packed-track.ts';
import { lastEnd, type Transcript, type Turn } from '../../../src-core/transcript/transcript.ts';
import type { TranscriptChange, TranscriptStore } from '../../ports/library.ts';
import type { Log } from '../../ports/machine.ts';
import { writeTrack } from './cue-rows.ts';
import { writeHighlights, writeHistory } from './history-store.ts';
import type { LibraryDatabase } from './library-database.ts';
import { ranksBetween } from './rank.ts';
import { isRecordingSound } from './recording-store.ts';
import { knownRecording, recordingNumber } from './recording-number.ts';
import { jsonOf } from './stored-row.ts';
import { readHead, readSummaries, readSummary, writeHead, type TranscriptHead } from './transcript-head.ts';
import { applyChange } from './transcript-save.ts';
import { searchTurns } from './turn-search.ts';
import { withSoundIndex } from './turn-index.ts';
import { DIGEST_BYTES, idOfTurn, toggled, turnRow, type StoredTurn } from './turn-row.ts';
import { insertTurn, readTurns } from './turn-table.ts';

const problemsShape = v.array(
  v.strictObject({
    code: v.string(),
    severity: v.picklist(['note', 'repair', 'loss']),
    message: v.string(),
    count: v.number(),
    places: v.array(v.strictObject({ item: v.exactOptional(v.number()), line: v.exactOptional(v.number()), time: v.exactOptional(v.number()) })),
  }),
);

/** The transcripts of an open library. */
export function makeTranscriptStore(db: LibraryDatabase, log: Log): TranscriptStore {
  return {
    summaries: () => readSummaries(db),
    summary: (recording) => readSummary(db, recording),
    load: (id) => loadTranscript(db, id, log),
    replace: (id, transcript, origin, { problems, cues = null }) =>
      withSoundIndex(db, log, () => db.write(() => replaceTranscript(db, knownRecording(db, id), { transcript, origin, problems, cues }))),
    save: (id, base, change) => withSoundIndex(db, log, () => db.write(() => saveTranscript(db, knownRecording(db, id), base, change))),
    keepPlace: (id, place) =>
      db.writePassing(() => {
        const changed = db.run('UPDATE transcripts SET place = ? WHERE recording = ?', JSON.stringify(place), knownRecording(db, id));
        if (changed === 0) throw new StudioError('not-found', { what: 'transcript' });
      }),
    search: (words, limit) => withSoundIndex(db, log, () => searchTurns(db, words, limit)),
  };
}

function mustHaveHead(db: LibraryDatabase, recording: number): TranscriptHead {
  const head = readHead(db, recording);
  if (!head) throw new StudioError('not-found', { what: 'transcript' });
  return head;
}

function saveTranscript(db: LibraryDatabase, recording: number, base: number, change: TranscriptChange): number {
  const head = mustHaveHead(db, recording);
  if (head.revision !== base) throw new StudioError('conflict', { revision: head.revision });
  writeHead(db, recording, applyChange(db, recording, head, change));
  if (change.highlights) writeHighlights(db, recording, change.highlights);
  if (change.cues) writeTrack(db, recording, change.cues);
  writeHistory(db, recording, change.history ?? null, { from: base, to: head.revision + 1 });
  if (change.editedAt !== null) db.run('UPDATE recordings SET edited_at = ? WHERE number = ?', change.editedAt, recording);
  return head.revision + 1;
}

interface NewTranscript {
  readonly transcript: Transcript;
  readonly origin: string;
  readonly problems: readonly Problem[];
  readonly cues: PackedTrack | null;
}

function replaceTranscript(db: LibraryDatabase, recording: number, { transcript, origin, problems, cues }: NewTranscript): number {
  const revision = (readHead(db, recording)?.revision ?? 0) + 1;
  db.run('DELETE FROM transcripts WHERE recording = ?', recording);
  const ranks = ranksBetween(null, null, transcript.turns.length);
  const rows = transcript.turns.map((turn, index) => turnRow(recording, ranks[index] ?? '', turn));
  writeHead(db, recording, {
    revision,
    language: transcript.language,
    origin,
    speakers: transcript.speakers,
    nextTurn: transcript.nextTurnId,
    turns: rows.length,
    words: rows.reduce((sum, row) => sum + row.words, 0),
    duration: lastEnd(transcript),
    digest: rows.reduce((digest, row) => toggled(digest, row.digest), noDigest()),
    place: null,
  });
  // In the order of their numbers, which is how the text index takes them without flushing in between.
  const byNumber = transcript.turns.map((turn, index) => ({ turn, row: rows[index] })).sort((a, b) => a.turn.id - b.turn.id);
  for (const { turn, row } of byNumber) if (row) insertTurn(db, recording, row, turn);
  if (cues) writeTrack(db, recording, { put: cues.pins, remove: [], plan: cues.plan });
  if (problems.length > 0) db.run('INSERT INTO import_problems (recording, problems) VALUES (?, ?)', recording, JSON.stringify(problems));
  return revision;
}

function noDigest(): Uint8Array {
  return new Uint8Array(DIGEST_BYTES);
}

function loadTranscript(db: LibraryDatabase, id: string, log: Log): ReturnType<TranscriptStore['load']> {
  const recording = recordingNumber(db, id);
  const head = recording === null ? null : readHead(db, recording);
  if (recording === null || !head) return null;
  const rows = readTurns(db, recording);
  const damage = [...damageOf(head, rows), ...headDamage(db, recording, head)];
  if (damage.length > 0) db.noteDamage();
  if (damage.length > 0) log.warn('a stored transcript is damaged', { recording: id, damage: damage.map(({ code, count }) => `${code} ${count}`).join(', ') });
  const { language, speakers } = head;
  const transcript = { language, speakers, turns: rows.map(turnOrBlank), nextTurnId: head.nextTurn };
  return { transcript, revision: head.revision, place: head.place, problems: [...importProblems(db, recording), ...damage] };
}

/** A turn that can no longer be read stays as an empty line, so that every other turn keeps its index. */
function turnOrBlank(row: StoredTurn): Turn {
  return row.turn ?? { id: idOfTurn(row.number), speaker: null, words: [], tail: '' };
}

function damageOf(head: TranscriptHead, rows: readonly StoredTurn[]): Problem[] {
  const damage: Problem[] = [];
  const unsound = rows.filter((row) => !row.sound);
  if (unsound.length > 0) {
    const message = `${unsound.length} turns changed on the disk without Galley: check them against the sound.`;
    const places = unsound.slice(0, 8).map((row) => (row.start === null ? {} : { time: row.start }));
    damage.push({ code: 'damaged-turns', severity: 'loss', message, count: unsound.length, places });
  }
  const digest = rows.reduce((sum, row) => toggled(sum, row.digest), noDigest());
  if (rows.length !== head.turns || Buffer.compare(digest, head.digest) !== 0) {
    const count = Math.max(Math.abs(head.turns - rows.length), 1);
    damage.push({ code: 'missing-turns', severity: 'loss', message: `${count} turns are missing from the library file.`, count, places: [] });
  }
  return damage;
}

/** What hangs on no turn: the recording's name, the speakers' names, language and origin. */
function headDamage(db: LibraryDatabase, recording: number, { sound }: TranscriptHead): Problem[] {
  if (sound !== false && isRecordingSound(db, recording)) return [];
  const message = 'Names of this recording or its speakers changed on the disk without Galley: check them.';
  return [{ code: 'damaged-names', severity: 'loss', message, count: 1, places: [] }];
}

function importProblems(db: LibraryDatabase, recording: number): Problem[] {
  const row = db.first('SELECT problems FROM import_problems WHERE recording = ?', recording);
  const problems = row && v.safeParse(problemsShape, jsonOf(row, 'problems'));
  return problems?.success ? problems.output : [];
}
