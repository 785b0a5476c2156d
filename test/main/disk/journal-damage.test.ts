// The write-ahead log cut, zeroed, flipped or gone: the library opens at a whole earlier commit, and says how far it went back (F14).
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording } from './library-samples.ts';
import { beginning, editOf, RECORDING, turnsAt } from './scripted-edits.ts';

const SAVES = 30;
const FRAME_BYTES = 24 + 4096;
const LOG_HEADER_BYTES = 32;

/** The files of a library whose writer was killed after so many saves since it last emptied its log. */
function killedLibrary(): { db: Buffer; log: Buffer; mark: Buffer } {
  const first = diskLibrary();
  first.recordings.put(aRecording(RECORDING));
  first.transcripts.replace(RECORDING, beginning, 'SRT', { problems: [] });
  first.close();
  const folder = dirname(first.path);
  const library = diskLibrary({ folder });
  for (let revision = 1; revision <= SAVES; revision += 1) library.transcripts.save(RECORDING, revision, editOf(revision));
  const files = {
    db: readFileSync(library.path),
    log: readFileSync(`${library.path}-wal`),
    mark: readFileSync(join(folder, 'library.mark')),
  };
  library.close();
  return files;
}

/** Opens the files with a spoiled log (null: none); answers the revision found and the changes said to be lost. */
function found({ db, mark }: ReturnType<typeof killedLibrary>, log: Buffer | null): { revision: number; lost: number } {
  const folder = passingFolder();
  const path = join(folder, 'library.db');
  writeFileSync(path, db);
  writeFileSync(join(folder, 'library.mark'), mark);
  if (log) writeFileSync(`${path}-wal`, log);
  const library = diskLibrary({ folder });
  const loaded = library.transcripts.load(RECORDING);
  const revision = loaded?.revision ?? 0;
  expect(library.readOnly).toBeNull();
  expect(loaded?.problems).toEqual([]);
  expect(loaded?.transcript.turns).toEqual(turnsAt(revision));
  const [note] = library.notes;
  library.close();
  const again = diskLibrary({ folder });
  expect(again.transcripts.summary(RECORDING)?.revision).toBe(revision);
  again.close();
  rmSync(folder, { recursive: true });
  return { revision, lost: note?.kind === 'went-back' ? note.changes : 0 };
}

fault('F14', `${SAVES} saves lie in the log of a killed writer; it is cut at twenty places, in and between frames`, (seen) => {
  const files = killedLibrary();
  expect(found(files, files.log)).toEqual({ revision: SAVES + 1, lost: 0 });
  const cuts = Array.from({ length: 20 }, (_, at) => Math.floor((files.log.length * at) / 20));
  const revisions = cuts.map((cut) => {
    const { revision, lost } = found(files, files.log.subarray(0, cut));
    expect(lost, `cut at ${cut}`).toBe(SAVES + 1 - revision);
    return revision;
  });
  expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
  expect(new Set(revisions).size).toBeGreaterThan(10);
  seen('opens at a whole earlier save each time, and says how many changes it is behind');
});

fault('F14', 'forty times a stretch of the log is zeroed or a byte of it flipped', (seen) => {
  const files = killedLibrary();
  for (let round = 0; round < 40; round += 1) {
    const log = Buffer.from(files.log);
    const at = LOG_HEADER_BYTES + Math.floor(((files.log.length - LOG_HEADER_BYTES) * (round + 0.5)) / 40);
    if (round % 2 === 0) log.fill(0, at, at + FRAME_BYTES);
    else log[at] = (log[at] ?? 0) ^ 0x40;
    const { revision, lost } = found(files, log);
    expect(lost, `at ${at}`).toBe(SAVES + 1 - revision);
  }
  seen('opens at the last save whose frames are whole, and says how many changes it is behind');
});

fault('F14', 'the log of a killed writer is deleted', (seen) => {
  const files = killedLibrary();
  const { revision, lost } = found(files, null);
  expect([revision, lost]).toEqual([1, SAVES]);
  seen('opens as it was last written to the file, and says that all later changes are missing');
});

fault('F14', 'an older copy of the library file is put in its place', (seen) => {
  const first = diskLibrary();
  first.recordings.put(aRecording('a'));
  first.close();
  const folder = dirname(first.path);
  const older = join(passingFolder(), 'older.db');
  copyFileSync(first.path, older);
  const later = diskLibrary({ folder });
  later.recordings.put(aRecording('b'));
  later.recordings.put(aRecording('c'));
  later.close();
  copyFileSync(older, first.path);
  expect(diskLibrary({ folder }).notes).toEqual([{ kind: 'went-back', changes: 2 }]);
  seen('opens, and says that it is behind where it was');
});
