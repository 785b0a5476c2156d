// Rows that are one JSON body each, by recording and id: highlights, pinned cues. Written inside the transaction that saves the words they lie on.
import * as v from 'valibot';
import type { Log } from '../../ports/machine.ts';
import type { LibraryDatabase } from './library-database.ts';
import { jsonOf } from './stored-row.ts';

/** The tables of such rows. */
type BodyTable = 'highlights' | 'cue_pins';

/** What each table's rows are called in the log. */
const NAMES: Readonly<Record<BodyTable, string>> = { highlights: 'a highlight', cue_pins: 'a pinned cue' };

/** The bodies of a recording, by id. One that cannot be read is left out with a line in the log. */
export function readBodies<Shape extends v.GenericSchema>(
  db: LibraryDatabase,
  table: BodyTable,
  { recording, shape, log }: { readonly recording: number; readonly shape: Shape; readonly log: Log },
): v.InferOutput<Shape>[] {
  return db.all(`SELECT body FROM ${table} WHERE recording = ? ORDER BY id`, recording).flatMap((row) => {
    const body = v.safeParse(shape, jsonOf(row, 'body'));
    if (!body.success) log.warn(`${NAMES[table]} cannot be read`, { recording });
    return body.success ? [body.output] : [];
  });
}

/** Writes what came, changed or went. */
export function writeBodies<Id extends string | number>(
  db: LibraryDatabase,
  table: BodyTable,
  { recording, put, remove }: { readonly recording: number; readonly put: readonly { readonly id: Id }[]; readonly remove: readonly Id[] },
): void {
  for (const id of remove) db.run(`DELETE FROM ${table} WHERE recording = ? AND id = ?`, recording, id);
  for (const body of put) {
    db.run(
      `INSERT INTO ${table} (recording, id, body) VALUES (?, ?, ?) ON CONFLICT (recording, id) DO UPDATE SET body = excluded.body`,
      recording,
      body.id,
      JSON.stringify(body),
    );
  }
}
