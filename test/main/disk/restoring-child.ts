// A process that puts a backup in the library's place and kills itself before the n-th change it would make on the disk.
// Arguments: the library's folder, the backup's name, n. It ends with 0 when there was no n-th.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const [folder = '', name = '', at = '0'] = process.argv.slice(2);
const fs = createRequire(import.meta.url)('node:fs') as Record<string, (...args: unknown[]) => unknown>; // to be wrapped, one function at a time
let left = Number(at);
for (const change of ['linkSync', 'copyFileSync', 'renameSync', 'rmSync', 'mkdirSync', 'fsyncSync', 'writeSync', 'chmodSync']) {
  const real = fs[change];
  fs[change] = (...args) => {
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    left -= 1;
    return real?.(...args);
  };
}
syncBuiltinESMExports();
const { restoreBackup } = await import('../../../src-main/adapters/disk/library-restore.ts');
restoreBackup(folder, name, 1_700_000_000_000);
