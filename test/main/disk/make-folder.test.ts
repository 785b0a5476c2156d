// Folders made with those above them, wherever a person may point.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFolder, makeFolderNow } from '../../../src-main/adapters/disk/make-folder.ts';

const made: string[] = [];
const place = (): string => {
  made.push(mkdtempSync(join(tmpdir(), 'galley-folder-')));
  return made.at(-1) ?? '';
};
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A system that says "no such folder" of making one in a folder that is there. */
const PROC = '/proc/galley/exports';
const HAS_PROC = existsSync('/proc/self');

describe.each([
  ['in a while', makeFolder],
  ['at once', async (path: string) => Promise.resolve().then(() => makeFolderNow(path))],
] as const)('A folder made %s', (_, make) => {
  it('is there with all above it, and is left alone when it is there already', async () => {
    const path = join(place(), 'a', 'b', 'c');
    await make(path);
    writeFileSync(join(path, 'kept.srt'), '');
    await make(path);
    expect(existsSync(join(path, 'kept.srt'))).toBe(true);
  });

  it('is made once by however many make it at the same moment', async () => {
    const root = place();
    const paths = ['b', 'c', 'b', 'c', 'b/d'].map((name) => join(root, 'a', name));
    await Promise.all(paths.map((path) => make(path)));
    for (const path of paths) expect(statSync(path).isDirectory()).toBe(true);
  });

  it('is refused where a file is in the way', async () => {
    const path = join(place(), 'a.srt');
    writeFileSync(path, '');
    await expect(make(path)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(make(join(path, 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(!HAS_PROC)(`is refused, and not tried for ever, where none can be made${HAS_PROC ? '' : ' (skipped: this system has no /proc)'}`, async () => {
    // Who may not even ask is told so instead.
    await expect(make(PROC)).rejects.toMatchObject({ code: expect.stringMatching(/^E(?:NOENT|ACCES|PERM|ROFS)$/) as string }); // a matcher
  });
});

it.skipIf(process.platform === 'win32')(
  `A folder of one’s own is nobody else’s, nor are those made above it${process.platform === 'win32' ? ' (skipped: Windows has no modes)' : ''}`,
  () => {
    const root = place();
    makeFolderNow(join(root, 'a', 'b'), 0o700);
    expect([join(root, 'a'), join(root, 'a', 'b')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  },
);
