// A small disk of its own for a test, where the machine lets one be made.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { passingFolder } from './disk-library.ts';

/** Why no small disk can be made here, or null when one can. Tried once, for good. */
export const noTinyDisk: string | null = (() => {
  try {
    // As root of a mount namespace that ends with the command: nothing is left of it.
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this machine lets no test mount a small disk (needs root on Linux)';
  }
})();

/** Mounts a disk of so many kilobytes; gone after the test. */
export function tinyDisk(kilobytes: number): string {
  const disk = join(passingFolder(), 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'ignore' });
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  return disk;
}
