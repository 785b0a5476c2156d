// Files the system hands over wait for a page, pass the same door as dropped ones, and are told once (S34).
import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offerRules } from '../../../src-main/hosts/electron/offered-files.ts';
import { OpenedFiles, type OpenedFile } from '../../../src-main/hosts/electron/opened-files.ts';
import { makeMemoryStudio } from '../../fakes/memory-studio.ts';

describe('opened files', () => {
  it('wait for a page, come as one batch, and those refused are named', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-opened-')));
    const [good, late, bad] = ['a.mp3', 'b.srt', 'c.exe'].map((name) => join(folder, name)) as [string, string, string]; // three names in, three out
    for (const path of [good, late, bad]) writeFileSync(path, 'x');
    const opened = new OpenedFiles();
    const told: OpenedFile[][] = [];
    const taken: string[] = [];
    const refused: string[] = [];
    const begin = (): void => {
      opened.begin(makeMemoryStudio(), offerRules('/nonexistent', '/nonexistent'), {
        told: (files) => told.push(files),
        taken: (path) => taken.push(path),
        refused: (path) => refused.push(path),
      });
    };
    opened.take([bad, good]);
    begin();
    await expect.poll(() => [told.length, refused]).toEqual([1, [bad]]);
    expect(told[0]?.map(({ name }) => name)).toEqual(['a.mp3']);
    opened.pause();
    opened.take([late]);
    begin();
    await expect.poll(() => told.length).toBe(2);
    expect(told[1]?.map(({ name }) => name)).toEqual(['b.srt']);
    expect(taken).toEqual([good, late]);
  });
});
