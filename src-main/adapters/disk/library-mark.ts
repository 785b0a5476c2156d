// How far the library got, noted outside it after every commit: a library found behind its mark has lost what came after (F14).
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../ports/machine.ts';
import { systemCode } from './disk-errors.ts';

/** The mark of an open library. */
export interface LibraryMark {
  /** Notes a generation that is on the disk. Never throws: a mark left behind only tells of less. */
  note(generation: number): void;
  close(): void;
}

const NAME = 'library.mark';
const DIGITS = 16;

/** The generation last noted in a folder; null when there is no mark that can be read. */
export function readMark(folder: string): number | null {
  try {
    const text = readFileSync(join(folder, NAME), 'latin1').trim();
    return /^\d{1,16}$/.test(text) ? Number(text) : null;
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown;
    return null;
  }
}

/**
 * Opens a folder's mark for writing. It is always the same length and written over in place, so a full disk does not hinder it,
 * and never synced: after a power cut it may be behind the library, which raises no alarm, and never ahead of it.
 */
export function openMark(folder: string, log: Log): LibraryMark {
  let file: number | null = null;
  const fail = (thrown: unknown): void => {
    log.error('the library’s mark could not be written', thrown);
    close();
  };
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  try {
    file = openSync(join(folder, NAME), readMark(folder) === null ? 'w' : 'r+', 0o600);
  } catch (thrown) {
    fail(thrown);
  }
  return {
    note(generation) {
      if (file === null) return;
      try {
        writeSync(file, `${String(generation).padStart(DIGITS, '0')}\n`, 0, 'latin1');
      } catch (thrown) {
        fail(thrown);
      }
    },
    close,
  };
}
