// Saving under fault: killed half way, a full disk, and places where no file belongs (F5, F27).
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { SaveFile } from '../../../src-main/adapters/disk/save-file.ts';
import { isWhole, versionOf } from './saved-version.ts';

const CHILD = join(import.meta.dirname, 'saving-file-child.ts');
const SIZE = 400_000;
const KILLS = 25;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

describe('a file being saved when the process is killed', () => {
  it(`is whole, the old one or a new one, ${KILLS} times out of ${KILLS}`, { timeout: 120_000 }, async () => {
    const path = join(folder, 'cues.srt');
    writeFileSync(path, versionOf(0, SIZE));
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [CHILD, path, String(SIZE)], { stdio: ['ignore', 'pipe', 'inherit'] });
      // After a few whole saves, at whatever point of the next one it has reached.
      let saves = 0;
      for await (const dots of child.stdout) {
        saves += String(dots).length;
        if (saves > kill % 5) break;
      }
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      expect(isWhole(readFileSync(path), SIZE), `after kill ${kill}`).toBe(true);
    }
  });
});

describe('a full disk', () => {
  it('is told as such, and the old file stays', async ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('this machine lets no test mount a small disk (needs root on Linux)');
    }
    onTestFinished(() => void execFileSync('umount', [disk]));
    const path = join(disk, 'cues.srt');
    writeFileSync(path, 'old');
    const file = await SaveFile.begin(path, 'draft');
    await expect(file.write(versionOf(1, SIZE)).then(() => file.finish())).rejects.toMatchObject({ code: 'disk-full' });
    expect([readFileSync(path, 'utf8'), readdirSync(disk)]).toEqual(['old', ['cues.srt']]);
  });
});

describe('a place where no file belongs', () => {
  const refusal = (path: string) => expect(SaveFile.begin(path, 'draft')).rejects;

  it('refuses a folder', async () => {
    await refusal(folder).toMatchObject({ code: 'disk-refused', details: { reason: 'a folder is there' } });
  });

  it('refuses a pipe and leaves it one, without waiting for a reader', async ({ skip }) => {
    const pipe = join(folder, 'pipe');
    try {
      execFileSync('mkfifo', [pipe]);
    } catch {
      skip('this system has no pipes in folders');
    }
    await refusal(pipe).toMatchObject({ code: 'disk-refused', details: { reason: 'no ordinary file is there' } });
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('refuses a device', async ({ skip }) => {
    if (process.platform === 'win32') skip('Windows has no device files');
    await refusal('/dev/null').toMatchObject({ code: 'disk-refused' });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('refuses a link that leads nowhere, or to what is no file', async () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'dangling'));
    symlinkSync(folder, join(folder, 'to-folder'));
    await refusal(join(folder, 'dangling')).toMatchObject({ details: { reason: 'the link there leads nowhere' } });
    await refusal(join(folder, 'to-folder')).toMatchObject({ details: { reason: 'a folder is there' } });
    expect(lstatSync(join(folder, 'dangling')).isSymbolicLink()).toBe(true);
  });

  it('refuses a file made read-only, though its folder would let it be replaced', async () => {
    const path = join(folder, 'final.srt');
    writeFileSync(path, 'final');
    chmodSync(path, 0o444);
    await refusal(path).toMatchObject({ code: 'disk-refused', details: { reason: 'the file there is read-only' } });
    expect(readFileSync(path, 'utf8')).toBe('final');
  });

  it('is told when the folder vanishes while the file is being written', async () => {
    const gone = join(folder, 'gone');
    mkdirSync(gone);
    const file = await SaveFile.begin(join(gone, 'cues.srt'), 'draft');
    rmSync(gone, { recursive: true });
    await expect(file.write(versionOf(1, 100)).then(() => file.finish())).rejects.toMatchObject({ code: 'disk-refused', details: { reason: 'ENOENT' } });
  });

  it('is nothing left behind in, after a refusal', async () => {
    await refusal(join(folder, 'none', 'a.srt')).toMatchObject({ code: 'disk-refused' });
    await refusal(folder).toMatchObject({ code: 'disk-refused' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
