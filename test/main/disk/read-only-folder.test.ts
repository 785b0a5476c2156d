// A library in a folder that cannot be written is read through a passing copy (F10). Root may write everywhere, so as
// root the reading is done by a child that runs as nobody.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { startChild } from './child-process.ts';
import { diskLibrary } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const NOBODY = 65_534;
const isWindows = process.platform === 'win32';

/** A library with one finding, in a folder nobody may write. `open` leaves its log in place, as a killed writer does. */
function lockedFolder(open: boolean): string {
  const library = diskLibrary();
  library.recordings.put(aRecording('a'));
  library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
  const folder = dirname(library.path);
  if (!open) library.close();
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), name === 'media' ? 0o555 : 0o444);
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
  return folder;
}

describe.skipIf(isWindows)(`a library in a folder that cannot be written${isWindows ? ' (skipped: Windows has no such mode)' : ''}`, () => {
  const cases = [
    ['after it was closed in order', false],
    ['with the log of a writer that was killed', true],
  ] as const;
  for (const [when, open] of cases)
    fault(
      'F10',
      `an ordinary user opens a library in a folder that cannot be written, ${when}`,
      async (seen) => {
        const folder = lockedFolder(open);
        const before = readdirSync(folder);
        const bytes = readFileSync(join(folder, 'library.db'));
        const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY, env: { PATH: process.env['PATH'] } } : {};
        const child = startChild('holding-child.ts', [folder, 'once'], asNobody);
        expect(await child.ended).toBe(0);
        expect(child.lines).toEqual(['folder 1 1']);
        expect(readdirSync(folder)).toEqual(before);
        expect(readFileSync(join(folder, 'library.db')).equals(bytes)).toBe(true);
        seen('opens for reading with the reason, finds and lists everything; nothing beside it changes');
      },
      { timeout: 60_000 },
    );

  it('leaves no copy of it behind', { timeout: 60_000 }, async () => {
    const temporary = join(dirname(lockedFolder(false)), `galley-temporary-${process.pid}`);
    mkdirSync(temporary, { recursive: true, mode: 0o777 });
    chmodSync(temporary, 0o777);
    onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
    const folder = lockedFolder(false);
    const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const child = startChild('holding-child.ts', [folder, 'once'], { ...asNobody, env: { PATH: process.env['PATH'] ?? '', TMPDIR: temporary } });
    expect(await child.ended).toBe(0);
    expect(child.lines).toEqual(['folder 1 1']);
    expect(readdirSync(temporary)).toEqual([]);
    expect(dirname(temporary)).toBe(tmpdir());
  });
});
