// Shot changes by media fingerprint, as found, and by recording, as set by hand. It knows lists of times; not pictures.
import * as v from 'valibot';
import { shotList } from '../../../src-core/media/shot-list.ts';
import type { Millis } from '../../../src-core/span.ts';
import type { ShotStore } from '../../ports/library.ts';
import type { LibraryDatabase, Row } from './library-database.ts';
import { knownRecording, recordingNumber } from './recording-number.ts';
import { jsonOf } from './stored-row.ts';

const timesShape = v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** The shot changes of an open library. A row that cannot be read counts as none: found ones are looked for again, edited ones give way to found ones. */
export function makeShotStore(db: LibraryDatabase): ShotStore {
  return {
    found: (fingerprint) => timesOf(db.first('SELECT times FROM found_shots WHERE fingerprint = ?', fingerprint)),
    keepFound(fingerprint, shots) {
      const put = 'INSERT INTO found_shots (fingerprint, times) VALUES (?, ?) ON CONFLICT (fingerprint) DO UPDATE SET times = excluded.times';
      db.writePassing(() => db.run(put, fingerprint, JSON.stringify(shots)));
    },
    edited(id) {
      const recording = recordingNumber(db, id);
      return recording === null ? null : timesOf(db.first('SELECT times FROM edited_shots WHERE recording = ?', recording));
    },
    putEdited(id, shots) {
      db.write(() => {
        const recording = knownRecording(db, id);
        const put = 'INSERT INTO edited_shots (recording, times) VALUES (?, ?) ON CONFLICT (recording) DO UPDATE SET times = excluded.times';
        if (shots === null) db.run('DELETE FROM edited_shots WHERE recording = ?', recording);
        else db.run(put, recording, JSON.stringify(shots));
      });
    },
  };
}

function timesOf(row: Row | null): Millis[] | null {
  const times = row && v.safeParse(timesShape, jsonOf(row, 'times'));
  return times?.success ? shotList(times.output) : null;
}
