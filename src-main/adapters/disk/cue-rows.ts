// The cue track as rows: one a pinned cue, one for the plan. Written inside the transaction that saves the words they belong to.
import * as v from 'valibot';
import { defaultPlan } from '../../../src-core/subtitles/cue-track.ts';
import { cuePlanShape, packedPinShape, type PackedTrack, type TrackChange } from '../../../src-core/subtitles/packed-track.ts';
import type { Log } from '../../ports/machine.ts';
import { readBodies, writeBodies } from './body-rows.ts';
import type { LibraryDatabase } from './library-database.ts';
import { jsonOf } from './stored-row.ts';

/** The track of a recording; the empty one where nothing is kept. A row that cannot be read is left out with a line in the log. */
export function readTrack(db: LibraryDatabase, recording: number, log: Log): PackedTrack {
  return { pins: readBodies(db, 'cue_pins', { recording, shape: packedPinShape, log }), plan: readPlan(db, recording, log) };
}

function readPlan(db: LibraryDatabase, recording: number, log: Log): PackedTrack['plan'] {
  const row = db.first('SELECT body FROM cue_plans WHERE recording = ?', recording);
  if (!row) return { ...defaultPlan };
  const plan = v.safeParse(cuePlanShape, jsonOf(row, 'body'));
  if (!plan.success) log.warn('the plan of a cue track cannot be read', { recording });
  return plan.success ? plan.output : { ...defaultPlan };
}

/** Writes what came, changed or went, within a transaction. */
export function writeTrack(db: LibraryDatabase, recording: number, { put, remove, plan }: TrackChange): void {
  writeBodies(db, 'cue_pins', { recording, put, remove });
  if (plan) {
    db.run('INSERT INTO cue_plans (recording, body) VALUES (?, ?) ON CONFLICT (recording) DO UPDATE SET body = excluded.body', recording, JSON.stringify(plan));
  }
}
