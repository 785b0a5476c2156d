// Media too large for memory: what the process grows by while it is taken in (S14).
import { execFile } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { at, waveOf } from './sound-fixtures.ts';

const CHILD = fileURLToPath(new URL('./taking-in-child.ts', import.meta.url));
const GIGABYTE = 1024 ** 3;
/** Bytes of a plain WAV header. */
const HEADER = 44;
const RATE = 48_000;
const MOST_MEGABYTES = 150;

async function tookIn(how: 'file' | 'upload', what: string): Promise<{ grewMegabytes: number; duration?: number; buckets?: number; status?: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, how, what]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Awaited<ReturnType<typeof tookIn>>; // printed by our own program
}

/** A WAV of so many bytes of silence, most of which take no place on the disk. */
function sparseWave(size: number): string {
  const path = at('long.wav');
  const header = Buffer.from(waveOf(new Int16Array(0), RATE, 2)).subarray(0, HEADER);
  header.writeUInt32LE(size - 8, 4);
  header.writeUInt32LE(size - HEADER, 40);
  const file = openSync(path, 'w');
  writeSync(file, header);
  ftruncateSync(file, size);
  closeSync(file);
  return path;
}

describe('media too large for memory', () => {
  fault(
    'S14',
    'a recording of 2 GB taken in, fingerprinted, probed and drawn, in a process of its own',
    async (seen) => {
      const size = 2 * GIGABYTE;
      const { grewMegabytes, duration, buckets } = await tookIn('file', sparseWave(size));
      expect(duration).toBe(Math.round(((size - HEADER) / 4 / RATE) * 1000));
      expect(buckets).toBeGreaterThan(0);
      seen('its length told, its whole wave drawn');
      expect(grewMegabytes).toBeLessThan(MOST_MEGABYTES);
      seen(`the process grew by less than ${MOST_MEGABYTES} MB`);
    },
    { timeout: 180_000 },
  );

  fault(
    'S14',
    'an upload of 512 MB from a browser',
    async (seen) => {
      const { grewMegabytes, status } = await tookIn('upload', String(GIGABYTE / 2));
      expect(status).toBe(200);
      expect(grewMegabytes).toBeLessThan(MOST_MEGABYTES);
      seen(`goes to disk as it comes: the process grew by less than ${MOST_MEGABYTES} MB`);
    },
    { timeout: 180_000 },
  );
});
