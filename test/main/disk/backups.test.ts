// Backups: made while it is open, five kept, restored whole; what was there is set aside; nothing loops, nothing is deleted (F12, F16, F18, F31).
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { makeClosedStudio } from '../../../src-main/closed-studio.ts';
import { makeReopeningStudio } from '../../../src-main/reopening-studio.ts';
import { listBackups } from '../../../src-main/adapters/disk/library-backups.ts';
import { latestVersion, migrations } from '../../../src-main/adapters/disk/library-migrations.ts';
import { restoreBackup, startNew } from '../../../src-main/adapters/disk/library-restore.ts';
import type { Library, LibraryKeeper } from '../../../src-main/ports/library.ts';
import type { Studio } from '../../../src-main/studio.ts';
import { fault } from '../../faults/fault.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { makeMemoryStudio } from '../../fakes/memory-studio.ts';
import { startChild } from './child-process.ts';
import { diskLibrary, heardLog, passingFolder } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const latest = latestVersion(migrations);
const names = (library: Library): string[] => library.recordings.all().map(({ id }) => id);

/** Puts a recording in, makes a backup, closes. */
async function backedUp(folder: string, id: string, clock = new ManualClock()): Promise<void> {
  const library = diskLibrary({ folder, clock });
  library.recordings.put(aRecording(id));
  library.transcripts.replace(id, aTranscript([`${id} says hello`, 'and more']), 'SRT', { problems: [] });
  expect(await library.backUp()).toBe(true);
  library.close();
}

describe('a backup', () => {
  it('is made only when something changed since the last', async () => {
    const folder = passingFolder();
    await backedUp(folder, 'a');
    const library = diskLibrary({ folder });
    expect(await library.backUp()).toBe(false);
    library.transcripts.keepPlace('a', { turn: 1, offset: 0, topTurn: 0, playhead: 5 });
    expect(await library.backUp()).toBe(false);
    library.recordings.put(aRecording('b'));
    expect(await library.backUp()).toBe(true);
    expect(listBackups(folder, latest).map(({ recordings, words, state }) => [recordings, words, state])).toEqual([
      [2, 5, 'whole'],
      [1, 5, 'whole'],
    ]);
  });

  it('is made beside edits that go on, and holds whole commits', async () => {
    const folder = passingFolder();
    const library = diskLibrary({ folder });
    library.recordings.put(aRecording('a'));
    for (let number = 0; number < 60; number += 1) await library.results.put('a', `${number}.bin`, crypto.getRandomValues(new Uint8Array(60_000)));
    let isDone = false;
    const done = library.backUp().then((made) => {
      isDone = true;
      return made;
    });
    let saved = 0;
    // Nobody edits faster than a disk copies for ever: without an end to it, a quick machine would never let the copy catch up.
    while (!isDone && saved < 300) {
      library.recordings.put(aRecording(`b${(saved += 1)}`));
      await new Promise(setImmediate);
    }
    expect(await done).toBe(true);
    expect(saved).toBeGreaterThan(1);
    const [kept] = listBackups(folder, latest);
    expect(kept?.state).toBe('whole');
    expect(kept?.recordings).toBeLessThanOrEqual(saved + 1);
    library.close();
    restoreBackup(folder, kept?.name ?? '', 0);
    const restored = diskLibrary({ folder });
    expect(restored.notes).toEqual([]);
    expect(names(restored)).toContain('a');
    expect((await restored.results.get('a'))?.bytes).toHaveLength(60_000);
  });

  it('is not made of a library that is open for reading only, or in which damage was met', async () => {
    const folder = passingFolder();
    const writer = diskLibrary({ folder });
    writer.recordings.put(aRecording('a'));
    expect(await diskLibrary({ folder }).backUp()).toBe(false);
    expect(readdirSync(folder)).not.toContain('backups');
  });

  it('comes back with everything, and the file from before is kept beside it', async () => {
    const folder = passingFolder();
    await backedUp(folder, 'a');
    const later = diskLibrary({ folder });
    later.recordings.remove('a');
    later.recordings.put(aRecording('c'));
    later.close();
    const [kept] = listBackups(folder, latest);
    const aside = restoreBackup(folder, kept?.name ?? '', 1_700_000_000_000);
    const restored = diskLibrary({ folder });
    expect([names(restored), restored.notes, restored.readOnly]).toEqual([['a'], [], null]);
    expect(restored.transcripts.search('hello', 5)).toHaveLength(1);
    const before = passingFolder();
    copyFileSync(join(folder, aside, 'library.db'), join(before, 'library.db'));
    expect(names(diskLibrary({ folder: before }))).toEqual(['c']);
    restored.recordings.put(aRecording('d'));
    expect(await restored.backUp()).toBe(true);
    expect(listBackups(folder, latest)[0]?.recordings).toBe(2);
  });

  it('is not needed once the file was put right by hand: the next page that asks finds the library open', async () => {
    const folder = passingFolder();
    await backedUp(folder, 'a');
    const path = join(folder, 'library.db');
    const whole = readFileSync(path);
    writeFileSync(path, 'garbage');
    const studio = studioOn(folder);
    expect(await studio.dispatch('session.hello', {})).toMatchObject({ ok: false });
    writeFileSync(path, whole);
    expect(await studio.dispatch('session.hello', {})).toMatchObject({ ok: true });
    await studio.stop();
  });

  it('is not put in the place of a library that is open', async () => {
    const folder = passingFolder();
    await backedUp(folder, 'a');
    const [kept] = listBackups(folder, latest);
    const holder = startChild('holding-child.ts', [folder]);
    await holder.heard(1);
    expect(() => restoreBackup(folder, kept?.name ?? '', 0)).toThrow(expect.objectContaining({ code: 'library-busy' }));
    expect(readdirSync(folder)).not.toContain('set-aside');
  });

  it.each(['../library.db', 'library.db', '/etc/passwd', 'library-v1-g0-2026-11-10T09-00-00-000Z.db', ''])('is never “%s”', async (name) => {
    const folder = passingFolder();
    await backedUp(folder, 'a');
    expect(() => restoreBackup(folder, name, 0)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

fault('F18', 'the clock jumps back and forth by a day between seven backups', async (seen) => {
  const folder = passingFolder();
  const clock = new ManualClock();
  const ids: string[] = [];
  for (const [round, jump] of [0, 86_400_000, -2 * 86_400_000, 3_600_000, -86_400_000, 5 * 86_400_000, -7 * 86_400_000].entries()) {
    clock.jumpWallClock(jump);
    ids.unshift(`r${round}`);
    await backedUp(folder, `r${round}`, clock);
  }
  expect(listBackups(folder, latest).map(({ recordings }) => recordings)).toEqual([7, 6, 5, 4, 3]);
  const library = diskLibrary({ folder, clock });
  expect([names(library), library.notes]).toEqual([ids, []]);
  seen('the five that were made last are kept, whatever their dates; recordings stand in the order they came');
});

/** A studio on a folder as hosts make it: it opens, or tells why not. */
function studioOn(folder: string, opened: (keeper: LibraryKeeper) => void = () => undefined): Studio {
  const open = (keeper: LibraryKeeper): Studio => {
    opened(keeper);
    const library = diskLibrary({ folder });
    return { ...makeMemoryStudio(), stop: () => Promise.resolve(library.close()) };
  };
  const file = {
    backups: () => listBackups(folder, latest),
    restore: (name: string) => restoreBackup(folder, name, 1_700_000_000_000),
    startNew: () => startNew(folder, 1_700_000_000_000),
  };
  return makeReopeningStudio({
    file,
    open,
    log: heardLog(),
    makeClosed: (failure, keeper) => makeClosedStudio({ failure, keeper, log: heardLog(), uploadFolder: join(folder, 'media') }),
  });
}

const spoiled = [
  ['garbage', Uint8Array.from({ length: 9000 }, (_, at) => (at * 7919) & 0xff), 'library-damaged'],
  ['a file of no bytes', new Uint8Array(0), 'library-damaged'],
  [
    'another program’s database',
    readFileSync(join(import.meta.dirname, '../../fixtures/library/version-1.db')).map((byte, at) => (at >= 68 && at < 72 ? 7 : byte)),
    'library-foreign',
  ],
] as const;

for (const [what, bytes, code] of spoiled)
  fault('F12', `the library file is ${what}`, async (seen) => {
    const folder = passingFolder();
    await backedUp(folder, 'a');
    const path = join(folder, 'library.db');
    writeFileSync(path, bytes);
    for (const start of [1, 2, 3]) {
      const studio = studioOn(folder);
      expect(await studio.dispatch('session.hello', {}), `start ${start}`).toMatchObject({ ok: false, error: { code } });
      expect(await studio.dispatch('library.list', {})).toMatchObject({ ok: false, error: { code } });
      expect(readFileSync(path).equals(Buffer.from(bytes))).toBe(true);
      await studio.stop();
    }
    seen('every start says so and changes nothing');
    const studio = studioOn(folder);
    const heard: string[] = [];
    studio.subscribe((event) => heard.push(event));
    const listed = await studio.dispatch('library.backups', {});
    const [kept] = listed.ok ? (listed.value as ReturnType<typeof listBackups>) : []; // the studio's own answer
    const reply = await studio.dispatch('library.restore', { backup: kept?.name });
    expect(reply).toEqual({ ok: true, value: { setAside: expect.stringMatching(/^set-aside/) as unknown } });
    expect(heard).toEqual(['library.replaced']);
    expect(await studio.dispatch('session.hello', {})).toMatchObject({ ok: true });
    await studio.stop();
    expect(names(diskLibrary({ folder }))).toEqual(['a']);
    const { setAside } = (reply as { value: { setAside: string } }).value; // just looked at
    expect(readFileSync(join(folder, setAside, 'library.db')).equals(Buffer.from(bytes))).toBe(true);
    seen('its backups are listed and one is restored; the file is kept, byte for byte, beside it');
  });

fault('F12', 'the library file is garbage and there is no backup', async (seen) => {
  const folder = passingFolder();
  writeFileSync(join(folder, 'library.db'), 'not a library at all, and longer than a header is'.repeat(9));
  const keepers: LibraryKeeper[] = [];
  const studio = studioOn(folder, (keeper) => keepers.push(keeper));
  expect(await studio.dispatch('library.backups', {})).toEqual({ ok: true, value: [] });
  const reply = await studio.dispatch('library.startNew', {});
  expect(reply).toMatchObject({ ok: true });
  await expect(keepers.at(-1)?.startNew()).rejects.toMatchObject({ code: 'bad-message' });
  await studio.stop();
  expect(names(diskLibrary({ folder }))).toEqual([]);
  const { setAside } = (reply as { value: { setAside: string } }).value; // just looked at
  expect(readFileSync(join(folder, setAside, 'library.db'), 'latin1')).toMatch(/^not a library/);
  seen('it is set aside when the person asks for a new library, never by itself; one that opens cannot be');
});

fault('F31', 'backups are garbage, cut off, empty, newer; a restore died half way; the mark is nonsense', async (seen) => {
  const folder = passingFolder();
  await backedUp(folder, 'a');
  const backups = join(folder, 'backups');
  const [whole = ''] = readdirSync(backups);
  const spoil = (generation: number, make: (path: string) => void): void =>
    make(join(backups, `library-v${latest}-g${generation}-2026-11-22T12-00-00-000Z.db`));
  spoil(90, (path) => writeFileSync(path, ''));
  spoil(91, (path) => writeFileSync(path, 'garbage'.repeat(3000)));
  spoil(92, (path) => {
    copyFileSync(join(backups, whole), path);
    truncateSync(path, 20_000);
  });
  spoil(93, (path) => {
    const bytes = readFileSync(join(backups, whole));
    bytes.writeUInt32BE(900, 60);
    writeFileSync(path, bytes);
  });
  writeFileSync(join(folder, 'library.db.restoring'), 'half');
  writeFileSync(join(backups, 'backup.unfinished'), 'half');
  writeFileSync(join(folder, 'library.mark'), 'Ⅷ');
  const states = listBackups(folder, latest).map(({ state }) => state);
  expect(states).toEqual(['newer', expect.stringMatching(/unreadable|whole/), 'unreadable', 'unreadable', 'whole']);
  for (const { name } of listBackups(folder, latest).slice(0, 4)) {
    expect(() => restoreBackup(folder, name, 0)).toThrow(StudioError);
    expect(existsSync(join(folder, 'set-aside'))).toBe(false);
  }
  seen('each is listed as what it is, and none of them takes the library’s place');
  const library = diskLibrary({ folder });
  expect([names(library), library.readOnly, library.notes]).toEqual([['a'], null, []]);
  library.recordings.put(aRecording('b'));
  library.close();
  restoreBackup(folder, whole, 0);
  expect(names(diskLibrary({ folder }))).toEqual(['a']);
  seen('the library opens as if they were not there, and the whole one is still restored');
});

fault('F31', 'the process is killed at any step of putting a backup in place', async (seen) => {
  const folder = passingFolder();
  await backedUp(folder, 'a');
  const later = diskLibrary({ folder });
  later.recordings.put(aRecording('b'));
  later.close();
  const [kept] = listBackups(folder, latest);
  const stops = new Set<string>();
  for (let step = 0; ; step += 1) {
    const copy = passingFolder();
    cpSync(folder, copy, { recursive: true });
    const child = startChild('restoring-child.ts', [copy, kept?.name ?? '', String(step)]);
    const code = await child.ended;
    const library = diskLibrary({ folder: copy });
    const held = names(library).join();
    expect(['a', 'b,a'], `killed at step ${step}`).toContain(held);
    expect(library.readOnly).toBeNull();
    stops.add(held);
    library.close();
    if (code === 0) break;
  }
  expect([...stops].sort()).toEqual(['a', 'b,a']);
  seen('the library opens, as it was or as the backup has it, never between');
});
