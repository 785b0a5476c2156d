// A process that brings a library up to date, one statement at a time, and kills itself before the n-th.
// Arguments: the library's folder, n. It ends with 0 when there was no n-th.
import { DatabaseSync } from 'node:sqlite';
import { migrations } from '../../../src-main/adapters/disk/library-migrations.ts';
import { openLibrary } from '../../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';

const [folder = '', at = '0'] = process.argv.slice(2);
let left = Number(at);
const whole = new Set(migrations.map(({ sql }) => sql));
const real = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'exec')?.value as (this: DatabaseSync, sql: string) => void; // the class's own method

DatabaseSync.prototype.exec = function (sql: string): void {
  // Statements of a migration begin at the margin; those within a trigger do not.
  const statements = whole.has(sql) ? sql.split(/;\n(?=[A-Z])(?!END)/) : [sql];
  for (const statement of statements) {
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
    real.call(this, statement);
  }
};

openLibrary({ folder, clock: systemClock, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
process.exit(0);
