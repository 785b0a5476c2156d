// Saving under fault: killed half way, a full disk, and places where no file belongs (F5, F27).
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished } from 'vitest';
import { SaveFile } from '../../../src-main/adapters/disk/save-file.ts';
import { fault } from '../../faults/fault.ts';
import { isWhole, versionOf } from './saved-version.ts';

const CHILD = join(import.meta.dirname, 'saving-file-child.ts');
const SIZE = 400_000;
const KILLS = 100;
const LANES = 4;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** A file of its own, whose saver is killed after a few whole saves, at whatever point of the next one it has reached. */
async function killSaver(path: string, kills: number): Promise<void> {
  writeFileSync(path, versionOf(0, SIZE));
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, [CHILD, path, String(SIZE)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let saves = 0;
    for await (const dots of child.stdout) {
      saves += String(dots).length;
      if (saves > kill % 5) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(isWhole(readFileSync(path), SIZE), `after kill ${kill}`).toBe(true);
  }
}

fault(
  'F5',
  `${KILLS} times kill -9 of a process that writes an export`,
  async (seen) => {
    await Promise.all(Array.from({ length: LANES }, (_, lane) => killSaver(join(folder, `cues-${lane}.srt`), KILLS / LANES)));
    seen('the file is the old one or a new one, whole, every time');
  },
  { timeout: 900_000 },
);

describe('a place where no file belongs', () => {
  const refusal = (path: string) => expect(SaveFile.begin(path, 'draft')).rejects;

  fault(
    'F27',
    'the target is a folder, a pipe, a device',
    async (seen) => {
      await refusal(folder).toMatchObject({ code: 'disk-refused', details: { reason: 'a folder is there' } });
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      await refusal(pipe).toMatchObject({ code: 'disk-refused', details: { reason: 'no ordinary file is there' } });
      expect(lstatSync(pipe).isFIFO()).toBe(true);
      await refusal('/dev/null').toMatchObject({ code: 'disk-refused' });
      expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
      seen('refused with what is there, which stays what it is; nobody waits for a reader');
    },
    { skip: process.platform === 'win32' && 'Windows has no pipes or devices in folders' },
  );

  fault('F27', 'the target is a link that leads nowhere, or to what is no file', async (seen) => {
    symlinkSync(join(folder, 'gone'), join(folder, 'dangling'));
    symlinkSync(folder, join(folder, 'to-folder'));
    await refusal(join(folder, 'dangling')).toMatchObject({ details: { reason: 'the link there leads nowhere' } });
    await refusal(join(folder, 'to-folder')).toMatchObject({ details: { reason: 'a folder is there' } });
    expect(lstatSync(join(folder, 'dangling')).isSymbolicLink()).toBe(true);
    seen('refused; the link stays a link');
  });

  fault('F27', 'the target was made read-only, in a folder that would let it be replaced', async (seen) => {
    const path = join(folder, 'final.srt');
    writeFileSync(path, 'final');
    chmodSync(path, 0o444);
    await refusal(path).toMatchObject({ code: 'disk-refused', details: { reason: 'the file there is read-only' } });
    expect(readFileSync(path, 'utf8')).toBe('final');
    seen('refused; the file is as it was');
  });

  fault('F27', 'the folder vanishes while the file is written, or was never there', async (seen) => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const file = await SaveFile.begin(join(gone, 'cues.srt'), 'draft');
    rmSync(gone, { recursive: true });
    await expect(file.write(versionOf(1, 100)).then(() => file.finish())).rejects.toMatchObject({ code: 'disk-refused', details: { reason: 'ENOENT' } });
    await refusal(join(folder, 'none', 'a.srt')).toMatchObject({ code: 'disk-refused' });
    expect(readdirSync(folder)).toEqual([]);
    seen('told as the disk’s refusal; nothing is left behind');
  });

  fault('F28', 'twenty exports to one name at once', async (seen) => {
    const path = join(folder, 'cues.srt');
    await Promise.all(
      Array.from({ length: 20 }, async (_, number) => {
        const file = await SaveFile.begin(path, `draft-${number}`);
        await file.write(versionOf(number, SIZE));
        await file.finish();
      }),
    );
    expect(isWhole(readFileSync(path), SIZE)).toBe(true);
    expect(readdirSync(folder)).toEqual(['cues.srt']);
    seen('one of them stands there, whole; no drafts beside it');
  });
});
