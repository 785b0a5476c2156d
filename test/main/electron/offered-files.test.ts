// Which paths the window lets into the library (S28, S12).
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { admitFile, offerRules, type OfferRules } from '../../../src-main/hosts/electron/offered-files.ts';

let home = '';
let rules: OfferRules;

beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'galley-home-')));
  for (const folder of ['.ssh', '.aws', 'library', 'library-old', 'media', 'folder.mp3']) mkdirSync(join(home, folder));
  for (const file of ['media/a.mp3', 'media/notes.exe', '.ssh/id.txt', '.aws/credentials.json', 'library/x.mp3', 'library-old/x.mp3'])
    writeFileSync(join(home, file), 'x');
  symlinkSync(join(home, '.ssh/id.txt'), join(home, 'media/innocent.mp3'));
  symlinkSync(join(home, '.aws'), join(home, 'media/config'));
  symlinkSync(join(home, 'media/a.mp3'), join(home, 'media/link.mp3'));
  rules = offerRules(join(home, 'library'), home);
});

describe('an offered path', () => {
  it('is admitted when it is a regular file of a known kind, under its real path and its own name', async () => {
    expect(await admitFile(join(home, 'media/link.mp3'), rules, false)).toEqual({ path: join(home, 'media/a.mp3'), name: 'link.mp3' });
    expect(await admitFile(join(home, 'library-old/x.mp3'), rules, false)).toMatchObject({ name: 'x.mp3' });
  });

  it.each([
    ['of an unknown kind', 'media/notes.exe', 'bad-file'],
    ['that is a folder', 'folder.mp3', 'bad-file'],
    ['that leads to a key through a link', 'media/innocent.mp3', 'bad-file'],
    ['that leads to credentials through a linked folder', 'media/config/credentials.json', 'bad-file'],
    ['of the library itself', 'library/x.mp3', 'bad-file'],
    ['that climbs into the library', 'media/../library/x.mp3', 'bad-file'],
    ['that is not there', 'media/gone.mp3', 'file-missing'],
    ['with a NUL in it', 'media/a.mp3\0.mp3', 'bad-file'],
  ])('%s is refused, chosen or not', async (_name, path, code) => {
    await expect(admitFile(`${home}/${path}`, rules, false)).rejects.toMatchObject({ code });
    if (!path.endsWith('.exe')) await expect(admitFile(`${home}/${path}`, rules, true)).rejects.toMatchObject({ code });
  });

  it.each(['', 'a.mp3', './a.mp3', 'http://x/a.mp3'])('that is no absolute path (%j) is refused: a page made it up', async (path) => {
    await expect(admitFile(path, rules, false)).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('of any kind is admitted when a person chose it by name in the system’s dialog', async () => {
    expect(await admitFile(join(home, 'media/notes.exe'), rules, true)).toMatchObject({ name: 'notes.exe' });
  });
});
