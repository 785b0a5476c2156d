// Libraries in temporary folders, closed and removed when the test that made them ends.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Library } from '../../../src-main/ports/library.ts';
import type { Log } from '../../../src-main/ports/machine.ts';
import { openLibrary, type LibraryChoice } from '../../../src-main/adapters/disk/open-library.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';

/** What a log was told. */
export interface HeardLog extends Log {
  readonly lines: string[];
}

/** A log that can be read back. */
export function heardLog(): HeardLog {
  const lines: string[] = [];
  const hear = (level: string) => (message: string, facts?: unknown) => void lines.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`);
  return { lines, info: hear('info'), warn: hear('warn'), error: hear('error') };
}

/** A new folder that is gone after the test. */
export function passingFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a library, by default in a new folder; closed after the test. */
export function diskLibrary(choice: Partial<LibraryChoice> = {}): Library {
  const folder = choice.folder ?? passingFolder();
  const library = openLibrary({ folder, clock: new ManualClock(), log: heardLog(), ...choice });
  onTestFinished(() => library.close());
  return library;
}

/** Closes a library and opens it again. */
export function reopened(library: Library): Library {
  library.close();
  return diskLibrary({ folder: dirname(library.path) });
}
