// The one row a transcript has besides its turns: revision, speakers, figures for lists. It knows nothing of text.
import * as v from 'valibot';
import { placeShape, type ReadingPlace } from '../../../src-core/contract/studio-api.ts';
import type { Speaker } from '../../../src-core/transcript/transcript.ts';
import type { TranscriptSummary } from '../../ports/library.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { isSealed, sealOf } from './row-seal.ts';
import { bytesOf, integerOf, parsedOrNull, textOf, textOrNull } from './stored-row.ts';

/** A transcript's own row. */
export interface TranscriptHead {
  readonly revision: number;
  readonly language: string | null;
  readonly origin: string;
  readonly speakers: readonly Speaker[];
  readonly nextTurn: number;
  readonly turns: number;
  readonly words: number;
  readonly duration: number;
  /** Exclusive or of every turn's digest. */
  readonly digest: Uint8Array;
  readonly place: ReadingPlace | null;
  /** False when language, origin or speakers are no longer what was written. Left out of what is written. */
  readonly sound?: boolean;
}

const COLUMNS = 'revision, language, origin, speakers, next_turn, turns, words, duration, digest, place, seal';
const speakersShape = v.array(v.strictObject({ id: v.string(), name: v.string() }));

/** The row of a recording's transcript, or null before there is one. */
export function readHead(db: LibraryDatabase, recording: number): TranscriptHead | null {
  const row = db.first(`SELECT ${COLUMNS} FROM transcripts WHERE recording = ?`, recording);
  return row ? headOf(row) : null;
}

/** Writes the row, new or not. */
export function writeHead(db: LibraryDatabase, recording: number, head: TranscriptHead): void {
  db.run(
    `INSERT INTO transcripts (recording, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (recording) DO UPDATE SET
       revision = excluded.revision, language = excluded.language, origin = excluded.origin, speakers = excluded.speakers,
       next_turn = excluded.next_turn, turns = excluded.turns, words = excluded.words, duration = excluded.duration,
       digest = excluded.digest, place = excluded.place, seal = excluded.seal`,
    recording,
    head.revision,
    head.language,
    head.origin,
    JSON.stringify(head.speakers),
    head.nextTurn,
    head.turns,
    head.words,
    head.duration,
    head.digest,
    head.place === null ? null : JSON.stringify(head.place),
    sealOf([head.revision, head.language, head.origin, JSON.stringify(head.speakers), head.nextTurn]),
  );
}

const SUMMARY = `
  SELECT r.id, t.revision, t.language, t.origin, t.turns, t.words, t.duration, coalesce(h.words, 0) AS heard, CASE WHEN json_valid(t.speakers) THEN json_array_length(t.speakers) ELSE 0 END AS speakers
  FROM transcripts t JOIN recordings r ON r.number = t.recording LEFT JOIN heard h ON h.recording = t.recording`;

/** Figures of every transcript, newest recording first. */
export function readSummaries(db: LibraryDatabase): TranscriptSummary[] {
  return db.all(`${SUMMARY} ORDER BY r.number DESC`).map(summaryOf);
}

/** Figures of one recording's transcript, or null before there is one. */
export function readSummary(db: LibraryDatabase, id: string): TranscriptSummary | null {
  const row = db.first(`${SUMMARY} WHERE r.id = ?`, id);
  return row ? summaryOf(row) : null;
}

function summaryOf(row: Row): TranscriptSummary {
  return {
    recording: textOf(row, 'id'),
    revision: integerOf(row, 'revision'),
    language: textOrNull(row, 'language'),
    words: integerOf(row, 'words'),
    turns: integerOf(row, 'turns'),
    speakers: integerOf(row, 'speakers'),
    duration: integerOf(row, 'duration'),
    origin: textOf(row, 'origin'),
    // Words may have gone since: nobody has heard more than there are.
    heard: Math.min(integerOf(row, 'heard'), integerOf(row, 'words')),
  };
}

function headOf(row: Row): TranscriptHead {
  const speakers = v.safeParse(speakersShape, parsedOrNull(row['speakers']));
  // Not worth refusing a transcript for: a place that cannot be read is no place.
  const place = row['place'] === null ? null : v.safeParse(placeShape, parsedOrNull(row['place']));
  return {
    revision: integerOf(row, 'revision'),
    language: textOrNull(row, 'language'),
    origin: textOf(row, 'origin'),
    speakers: speakers.success ? speakers.output : [],
    nextTurn: integerOf(row, 'next_turn'),
    turns: integerOf(row, 'turns'),
    words: integerOf(row, 'words'),
    duration: integerOf(row, 'duration'),
    digest: bytesOf(row, 'digest'),
    place: place?.success ? place.output : null,
    sound: speakers.success && isSealed(row['seal'], [row['revision'], row['language'], row['origin'], row['speakers'], row['next_turn']]),
  };
}
