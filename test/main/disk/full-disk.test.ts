// A disk that is full: told at once and as such, everything acknowledged stays, nothing half there is left (F9).
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SaveFile } from '../../../src-main/adapters/disk/save-file.ts';
import { SpaceWatch } from '../../../src-main/services/space-watch.ts';
import { fault } from '../../faults/fault.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { diskLibrary, heardLog } from './disk-library.ts';
import { aChange, aRecording, aTranscript, aTurn } from './library-samples.ts';
import { noTinyDisk, tinyDisk } from './tiny-disk.ts';

const MIB = 1024 * 1024;
const skip = noTinyDisk ?? false;

/** Leaves no byte free. */
function fill(disk: string): void {
  const path = join(disk, 'ballast');
  for (let size = 4 * MIB; size >= 512; size /= 2)
    for (;;) {
      try {
        writeFileSync(path, new Uint8Array(size), { flag: 'a' });
      } catch {
        break;
      }
    }
}

fault(
  'F9',
  'edits are saved on a disk of 4 MB until it is full',
  (seen) => {
    const disk = tinyDisk(4096);
    const library = diskLibrary({ folder: join(disk, 'library') });
    library.recordings.put(aRecording('a'));
    library.transcripts.replace('a', aTranscript(['one', 'two', 'three']), 'SRT', { problems: [] });
    let revision = 1;
    const save = (): void => {
      revision = library.transcripts.save('a', revision, aChange([{ from: 1, remove: 1, turns: [aTurn(1, `${revision} ${'word '.repeat(2000)}`)] }]));
    };
    save();
    fill(disk);
    const failure = (() => {
      for (let tries = 0; tries < 500; tries += 1) {
        try {
          save();
        } catch (thrown) {
          return thrown;
        }
      }
      return null;
    })();
    expect(failure).toMatchObject({ code: 'disk-full' });
    seen('the save that does not fit is refused as “disk full”');
    expect(library.transcripts.load('a')).toMatchObject({ revision, problems: [] });
    expect(library.recordings.all()).toHaveLength(1);
    seen('what was saved can still be read');
    rmSync(join(disk, 'ballast'));
    save();
    expect(library.transcripts.load('a')).toMatchObject({ revision, problems: [] });
    seen('saving goes on once there is room');
  },
  { skip },
);

fault(
  'F9',
  'an export, and a backup, for which there is no room',
  async (seen) => {
    const disk = tinyDisk(2048);
    const library = diskLibrary({ folder: join(disk, 'library') });
    library.recordings.put(aRecording('a'));
    library.transcripts.replace('a', aTranscript(['one', 'two']), 'SRT', { problems: [] });
    const path = join(disk, 'cues.srt');
    writeFileSync(path, 'old');
    fill(disk);
    const file = SaveFile.begin(path, 'draft').then(async (draft) => {
      await draft.write(new Uint8Array(400_000));
      await draft.finish();
    });
    await expect(file).rejects.toMatchObject({ code: 'disk-full' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(disk).sort()).toEqual(['ballast', 'cues.srt', 'library']);
    seen('the export is refused as “disk full”; the old file stays, no draft is left');
    await expect(library.backUp()).rejects.toThrow(/^disk-/);
    expect(library.transcripts.load('a')).toMatchObject({ problems: [] });
    rmSync(join(disk, 'ballast'));
    expect(readdirSync(join(disk, 'library', 'backups'))).toEqual([]);
    expect(await library.backUp()).toBe(true);
    seen('the backup is refused, leaves nothing half, and is made once there is room');
  },
  { skip },
);

fault('F9', 'the disk has less than 2 GB left while the studio runs', async (seen) => {
  const clock = new ManualClock();
  let free = 3 * 1024 ** 3;
  const told: unknown[] = [];
  const watch = new SpaceWatch({
    library: { notes: [], freeBytes: () => free },
    clock,
    log: heardLog(),
    emit: (event, payload) => told.push([event, payload]),
  });
  watch.start();
  expect(watch.notes()).toEqual([]);
  await clock.advance(120_000);
  expect(told).toEqual([]);
  free = 900_000_000;
  await clock.advance(60_000);
  expect(told).toEqual([['library.notes', { notes: [{ kind: 'low-space', bytes: free }] }]]);
  await clock.advance(120_000);
  expect(told).toHaveLength(1);
  free = 3 * 1024 ** 3;
  await clock.advance(60_000);
  expect(told.at(-1)).toEqual(['library.notes', { notes: [] }]);
  watch.stop();
  seen('told once within a minute, with what is left; taken back when there is room again');
});
