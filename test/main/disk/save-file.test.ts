// A saved file is whole or not there; the old one stays until then.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SaveFile } from '../../../src-main/adapters/disk/save-file.ts';
import { safeFileName } from '../../../src-main/hosts/electron/safe-file-name.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-save-'));
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('saving a file', () => {
  it('puts all parts in place at once', async () => {
    const path = join(folder, 'a.srt');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    const file = await SaveFile.begin(path, 'draft');
    await file.write(bytes('new '));
    expect(readFileSync(path, 'utf8')).toBe('old');
    await file.write(bytes('words'));
    await file.finish();
    expect([readFileSync(path, 'utf8'), readdirSync(folder), statSync(path).mode & 0o777]).toEqual(['new words', ['a.srt'], 0o640]);
  });

  it('leaves the old file and nothing else when it is abandoned', async () => {
    const path = join(folder, 'a.srt');
    writeFileSync(path, 'old');
    const file = await SaveFile.begin(path, 'draft');
    await file.write(bytes('half'));
    await file.abandon();
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a.srt']]);
  });

  it('writes through a link and leaves it one', async () => {
    const real = join(folder, 'real.srt');
    const link = join(folder, 'link.srt');
    writeFileSync(real, 'old');
    symlinkSync(real, link);
    const file = await SaveFile.begin(link, 'draft');
    await file.write(bytes('new'));
    await file.finish();
    expect([readFileSync(real, 'utf8'), lstatSync(link).isSymbolicLink()]).toEqual(['new', true]);
  });

  it('says that the disk refused, and why, when the folder is not there', async () => {
    await expect(SaveFile.begin(join(folder, 'none', 'a.srt'), 'draft')).rejects.toMatchObject({ code: 'disk-refused', details: { reason: 'ENOENT' } });
  });

  it('leaves no draft behind when the target cannot be replaced', async () => {
    const path = join(folder, 'a.srt');
    const file = await SaveFile.begin(path, 'draft');
    await file.write(bytes('x'));
    mkdirSync(path);
    await expect(file.finish()).rejects.toMatchObject({ code: 'disk-refused' });
    expect(readdirSync(folder)).toEqual(['a.srt']);
  });
});

describe('a proposed file name', () => {
  it.each([
    ['Interview.srt', 'Interview.srt'],
    ['a/b\\c:d*e?.srt', 'a-b-c-d-e-.srt'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['con.srt', '_con.srt'],
    ['COM1', '_COM1'],
    ['name. ', 'name'],
    ['.hidden.srt', 'hidden.srt'],
    ['\u0000\u0007', 'export'],
    ['', 'export'],
    ['مقابلة 東京.vtt', 'مقابلة 東京.vtt'],
  ])('%j becomes %j', (proposed, safe) => {
    expect(safeFileName(proposed)).toBe(safe);
  });

  it('is cut between characters, never within one, and keeps its ending', () => {
    const safe = safeFileName(`${'🎙'.repeat(200)}.srt`);
    expect(safe).toBe(`${'🎙'.repeat(45)}.srt`);
  });
});
