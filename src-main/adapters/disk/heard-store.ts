// What was listened to, one row a transcript: a list of stretches. It knows nothing of words but how many were told to be covered.
import * as v from 'valibot';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { HeardStore } from '../../ports/library.ts';
import type { LibraryDatabase } from './library-database.ts';
import { knownRecording, recordingNumber } from './recording-number.ts';
import { jsonOf } from './stored-row.ts';

const millis = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const spansShape = v.array(v.strictTuple([millis, millis]));

/** What was listened to in an open library. A row that cannot be read counts as nothing heard: listening again is no loss of work. */
export function makeHeardStore(db: LibraryDatabase): HeardStore {
  return {
    get(id) {
      const recording = recordingNumber(db, id);
      const row = recording === null ? null : db.first('SELECT spans FROM heard WHERE recording = ?', recording);
      const spans = row && v.safeParse(spansShape, jsonOf(row, 'spans'));
      return spans?.success ? spans.output.map(([start, end]) => ({ start, end })) : [];
    },
    put(id, spans, words) {
      db.write(() => {
        const recording = knownRecording(db, id);
        if (!db.first('SELECT 1 AS found FROM transcripts WHERE recording = ?', recording)) throw new StudioError('not-found', { what: 'transcript' });
        db.run(
          'INSERT INTO heard (recording, spans, words) VALUES (?, ?, ?) ON CONFLICT (recording) DO UPDATE SET spans = excluded.spans, words = excluded.words',
          recording,
          JSON.stringify(spans.map(({ start, end }) => [start, end])),
          words,
        );
      });
    },
  };
}
