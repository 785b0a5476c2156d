// Highlights and the steps of the editing history as rows. They are written inside the transaction that saves the words they belong to.
import * as v from 'valibot';
import { noTrack } from '../../../src-core/subtitles/packed-track.ts';
import { packedHighlightShape, type PackedHighlight } from '../../../src-core/transcript/highlight.ts';
import { historyStepShape, type HighlightChange, type HistoryChange, type HistoryRange, type NumberedStep } from '../../../src-core/history/history-step.ts';
import { nearestSteps } from '../../../src-core/history/step-window.ts';
import type { HistoryStore } from '../../ports/library.ts';
import type { Log } from '../../ports/machine.ts';
import { readBodies, writeBodies } from './body-rows.ts';
import { readTrack } from './cue-rows.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { recordingNumber } from './recording-number.ts';
import { integerOf, parsedOrNull, textOf } from './stored-row.ts';

/** Most steps kept of one recording: weeks of full-time correcting. A step of typing weighs some 300 bytes. */
const MOST_STEPS = 20_000;
/**
 * Most bytes of steps kept of one recording, looked at after every heavy step and once in so many of the others. Beyond it the steps farthest from
 * where the transcript stands go; one that alone weighs more is not kept at all, and undo ends there after a new start.
 */
const MOST_BYTES = 64 * 1024 * 1024;
const WEIGH_EVERY = 256;
const HEAVY_BYTES = MOST_BYTES / WEIGH_EVERY;
/** Most bytes of steps read at once, but for a single one: a page stops over more. */
const MOST_READ_BYTES = 1024 * 1024;

const NO_STEPS: HistoryRange = { first: 1, last: 0, done: 0 };

/** Reading of an open library. A row that cannot be read is left out with a line in the log. */
export function makeHistoryStore(db: LibraryDatabase, log: Log): HistoryStore {
  return {
    highlights(id) {
      const recording = recordingNumber(db, id);
      return recording === null ? [] : readHighlights(db, recording, log);
    },
    cues(id) {
      const recording = recordingNumber(db, id);
      return recording === null ? noTrack() : readTrack(db, recording, log);
    },
    range(id) {
      const recording = recordingNumber(db, id);
      return recording === null ? NO_STEPS : readRange(db, recording);
    },
    steps(id, from, to) {
      const recording = recordingNumber(db, id);
      if (recording === null || isEmpty(readRange(db, recording))) return [];
      const rows = nearestRows(db, recording, from, to);
      const steps: NumberedStep[] = [];
      for (const row of rows) {
        const step = v.safeParse(historyStepShape, parsedOrNull(textOf(row, 'body')));
        if (step.success) steps.push({ number: integerOf(row, 'number'), step: step.output });
        else {
          log.warn('a step of the editing history cannot be read', { recording: id, number: integerOf(row, 'number') });
          break;
        }
      }
      return steps;
    },
  };
}

/** The highlights of a recording, by id. */
export function readHighlights(db: LibraryDatabase, recording: number, log: Log): PackedHighlight[] {
  return readBodies(db, 'highlights', { recording, shape: packedHighlightShape, log });
}

/** Writes what came, changed or went, within a transaction. */
export function writeHighlights(db: LibraryDatabase, recording: number, { put, remove }: HighlightChange): void {
  writeBodies(db, 'highlights', { recording, put, remove });
}

/**
 * Writes the history that leads to a revision, within a transaction; without a change there is none that does. A history that led elsewhere is
 * forgotten first: its steps would put back words of another state.
 */
export function writeHistory(db: LibraryDatabase, recording: number, change: HistoryChange | null, { from, to }: { from: number; to: number }): void {
  const row = db.first('SELECT revision FROM edit_history WHERE recording = ?', recording);
  if (row && (change === null || integerOf(row, 'revision') !== from)) db.run('DELETE FROM edit_history WHERE recording = ?', recording);
  if (change === null) return;
  db.run(
    'INSERT INTO edit_history (recording, revision, done) VALUES (?, ?, ?) ON CONFLICT (recording) DO UPDATE SET revision = excluded.revision, done = excluded.done',
    recording,
    to,
    change.done,
  );
  db.run(
    'DELETE FROM edit_steps WHERE recording = ? AND (number > ? OR number < ?)',
    recording,
    change.last,
    Math.max(change.first, change.last - MOST_STEPS + 1),
  );
  let isWeighed = true;
  for (const { number, step } of change.put) {
    if (number < change.first || number > change.last) continue;
    const body = JSON.stringify(step);
    db.run(
      'INSERT INTO edit_steps (recording, number, body) VALUES (?, ?, ?) ON CONFLICT (recording, number) DO UPDATE SET body = excluded.body',
      recording,
      number,
      body,
    );
    if (number % WEIGH_EVERY === 0 || body.length >= HEAVY_BYTES) isWeighed = false;
  }
  if (!isWeighed) dropFarthest(db, recording, change.done);
}

/** The steps that lead to the transcript as it is; those behind a gap lead nowhere. */
function readRange(db: LibraryDatabase, recording: number): HistoryRange {
  const head = db.first(
    'SELECT h.done FROM edit_history h JOIN transcripts t ON t.recording = h.recording AND t.revision = h.revision WHERE h.recording = ?',
    recording,
  );
  const range = db.first('SELECT min(number) AS first, max(number) AS last, count(*) AS steps FROM edit_steps WHERE recording = ?', recording);
  if (!head || !range || integerOf(range, 'steps') === 0) return NO_STEPS;
  const [first, last, done] = [integerOf(range, 'first'), integerOf(range, 'last'), integerOf(head, 'done')];
  const isWhole = last - first + 1 === integerOf(range, 'steps') && done >= first - 1 && done <= last;
  return isWhole ? { first, last, done } : NO_STEPS;
}

function isEmpty({ first, last }: HistoryRange): boolean {
  return last < first;
}

/** Rows of steps from `from` towards `to` that may be read at once. */
function nearestRows(db: LibraryDatabase, recording: number, from: number, to: number): Row[] {
  const order = from <= to ? 'ASC' : 'DESC';
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  // Weighed first: octet_length does not read what lies on pages of its own.
  const weights = db.all(
    `SELECT number, octet_length(body) AS bytes FROM edit_steps WHERE recording = ? AND number BETWEEN ? AND ? ORDER BY number ${order}`,
    recording,
    low,
    high,
  );
  let weight = 0;
  const beyond = weights.findIndex((row, index) => (weight += integerOf(row, 'bytes')) > MOST_READ_BYTES && index > 0);
  const last = weights.at(beyond === -1 ? -1 : beyond - 1);
  if (!last) return [];
  const until = integerOf(last, 'number');
  return db.all(
    `SELECT number, body FROM edit_steps WHERE recording = ? AND number BETWEEN ? AND ? ORDER BY number ${order}`,
    recording,
    Math.min(from, until),
    Math.max(from, until),
  );
}

/** Drops the steps farthest from where the transcript stands until the rest is no more than is kept. */
function dropFarthest(db: LibraryDatabase, recording: number, done: number): void {
  const rows = db.all('SELECT number, octet_length(body) AS bytes FROM edit_steps WHERE recording = ? ORDER BY number', recording);
  const weights = new Map(rows.map((row) => [integerOf(row, 'number'), integerOf(row, 'bytes')]));
  const whole = { first: Math.min(done + 1, ...weights.keys()), last: Math.max(done, ...weights.keys()), done };
  const { first, last } = nearestSteps(whole, (number) => weights.get(number) ?? 0, MOST_BYTES);
  db.run('DELETE FROM edit_steps WHERE recording = ? AND (number < ? OR number > ?)', recording, first, last);
}
