// A process that begins a migration which takes for ever, and says so from within it. Its parent kills it.
// Argument: the library's folder.
import { writeSync } from 'node:fs';
import { latestVersion, migrations } from '../../../src-main/adapters/disk/library-migrations.ts';
import { openLibrary } from '../../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';

const endless = `
  DROP TABLE settings;
  CREATE TABLE settings (name TEXT) STRICT;
  WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count) INSERT INTO settings SELECT 'row ' || n FROM count;`;
const log = { info: (message: string) => writeSync(1, message.includes('new version') ? 'begun\n' : ''), warn: () => undefined, error: () => undefined };
openLibrary({ folder: process.argv[2] ?? '', clock: systemClock, log, steps: [...migrations, { to: latestVersion(migrations) + 1, sql: endless }] });
