// A process that dies within a migration, at any statement of it, leaves the version before or the one after (F6).
import { copyFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { latestVersion, migrations } from '../../../src-main/adapters/disk/library-migrations.ts';
import { fault } from '../../faults/fault.ts';
import { readEverything } from '../../fixtures/library/read-everything.ts';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/library');

function versionIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  db.close();
  return version;
}

fault(
  'F6',
  'a library of the first version is brought up to date; the process kills itself before each statement in turn',
  async (seen) => {
    const folder = passingFolder();
    copyFileSync(join(fixtures, 'version-1.db'), join(folder, 'library.db'));
    const versions: number[] = [];
    const copies: number[] = [];
    // Opening takes some statements before the first of a migration: those are stations, too.
    for (let stop = 0; ; stop += 1) {
      const copy = passingFolder();
      cpSync(folder, copy, { recursive: true });
      const child = startChild('migrating-in-steps-child.ts', [copy, String(stop)]);
      const code = await child.ended;
      const version = versionIn(join(copy, 'library.db'));
      versions.push(version);
      const kept = readdirSync(copy).includes('backups') ? readdirSync(join(copy, 'backups')).filter((name) => name.endsWith('.db')) : [];
      copies.push(kept.length);
      if (version > 1) expect(kept.length, 'the copy from before is kept').toBe(1);
      const library = diskLibrary({ folder: copy });
      expect(versionIn(library.path)).toBe(latestVersion(migrations));
      expect(library.settings.get().bucket).toBe('ada-transcripts');
      expect((await readEverything(library))['found']).toEqual(
        (JSON.parse(readFileSync(join(fixtures, 'version-1.json'), 'utf8')) as Record<string, unknown>)['found'],
      );
      library.close();
      if (code === 0) break;
    }
    expect(new Set(versions)).toEqual(new Set(Array.from({ length: latestVersion(migrations) }, (_, index) => index + 1)));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    seen('the file is whole in one version or the next, opens with all it held, and the copy from before is kept');
  },
  { timeout: 600_000 },
);
