// Every version ever shipped opens with all it holds, and a step that fails leaves the version before it.
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { latestVersion, migrations, type Migration } from '../../../src-main/adapters/disk/library-migrations.ts';
import { readEverything } from '../../fixtures/library/read-everything.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/library');
const latest = latestVersion(migrations);
const next = latest + 1;
const step = (sql: string): Migration[] => [...migrations, { to: next, sql }];

/** A folder with a copy of a shipped library. */
function folderOf(version: number): string {
  const folder = passingFolder();
  copyFileSync(join(fixtures, `version-${version}.db`), join(folder, 'library.db'));
  return folder;
}

function versionIn(path: string): unknown {
  const db = new DatabaseSync(path, { readOnly: true });
  const row = db.prepare('PRAGMA user_version').get();
  db.close();
  return row?.['user_version'];
}

const byVersion = (a: string, b: string): number => Number(/v(\d+)/.exec(a)?.[1]) - Number(/v(\d+)/.exec(b)?.[1]);

describe('migrations', () => {
  it('are numbered from 1 without a gap, and each has its library to prove it', () => {
    expect(migrations.map(({ to }) => to)).toEqual(migrations.map((_, index) => index + 1));
    for (const { to } of migrations) expect(existsSync(join(fixtures, `version-${to}.db`)), `version-${to}.db`).toBe(true);
  });

  it.each(migrations.map(({ to }) => to))('open a library of version %i with everything in it', async (version) => {
    const library = diskLibrary({ folder: folderOf(version) });
    const expected: unknown = JSON.parse(readFileSync(join(fixtures, `version-${version}.json`), 'utf8'));
    // What later versions added reads as its default.
    expect(JSON.parse(JSON.stringify(await readEverything(library)))).toMatchObject(expected as object); // a fixture
  });

  it('keep a copy of the library as it was before', async () => {
    const folder = folderOf(1);
    const library = diskLibrary({ folder, steps: step('ALTER TABLE recordings ADD COLUMN note TEXT') });
    expect(versionIn(library.path)).toBe(next);
    const [copy = ''] = readdirSync(join(folder, 'backups'));
    expect(copy).toMatch(/^library-v1-g0-2026-11-22T12-00-00-000Z\.db$/);
    const kept = passingFolder();
    copyFileSync(join(folder, 'backups', copy), join(kept, 'library.db'));
    const expected: unknown = JSON.parse(readFileSync(join(fixtures, 'version-1.json'), 'utf8'));
    expect(JSON.parse(JSON.stringify(await readEverything(diskLibrary({ folder: kept }))))).toMatchObject(expected as object); // a fixture
  });

  it('leave the version before when a step fails halfway', () => {
    const folder = folderOf(latest);
    const halfway = step('DROP TABLE settings; CREATE TABLE settings (name TEXT) STRICT; INSERT INTO nowhere VALUES (1)');
    expect(() => diskLibrary({ folder, steps: halfway })).toThrow('nowhere');
    const library = diskLibrary({ folder });
    expect(versionIn(library.path)).toBe(latest);
    expect(library.settings.get().bucket).toBe('ada-transcripts');
  });

  it('leave the old version or the new one when the process is killed within them', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 3; round += 1) {
      const folder = folderOf(latest);
      const child = startChild('migrating-child.ts', [folder]);
      await child.heard(1);
      await child.kill();
      expect(versionIn(join(folder, 'library.db'))).toBe(latest);
      expect(diskLibrary({ folder }).settings.get().bucket).toBe('ada-transcripts');
      expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
    }
  });

  it('keep the five newest copies', async () => {
    const folder = passingFolder();
    const clock = new ManualClock();
    diskLibrary({ folder, clock }).close();
    for (let more = 1; more <= 7; more += 1) {
      const steps = [
        ...migrations,
        ...Array.from({ length: more }, (_, index) => ({ to: next + index, sql: `CREATE TABLE extra${index} (a INTEGER) STRICT` })),
      ];
      await clock.advance(1000);
      diskLibrary({ folder, clock, steps }).close();
    }
    expect(
      readdirSync(join(folder, 'backups'))
        .sort(byVersion)
        .map((name) => name.replace(/-g0-2026.*/, '')),
    ).toEqual([3, 4, 5, 6, 7].map((more) => `library-v${latest + more - 1}`));
  });

  it('make a new library at once in the latest version', () => {
    const library = diskLibrary();
    expect(versionIn(library.path)).toBe(latestVersion(migrations));
    expect(existsSync(join(dirname(library.path), 'backups'))).toBe(false);
  });
});
