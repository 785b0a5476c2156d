// Files that are not read on a page's word.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeOffLimits } from '../../../src-main/adapters/disk/off-limits.ts';
import { passingFolder } from './disk-library.ts';

function home(): { folder: string; isOffLimits: (path: string) => Promise<boolean> } {
  const folder = passingFolder();
  for (const name of ['.ssh', '.aws', 'library', 'library-evil', 'Music']) mkdirSync(join(folder, name));
  for (const file of ['.ssh/id_rsa', '.aws/credentials', 'library/library.db', 'library-evil/talk.wav', 'Music/talk.wav'])
    writeFileSync(join(folder, file), 'x');
  symlinkSync(join(folder, '.aws/credentials'), join(folder, 'Music/innocent.json'));
  symlinkSync(join(folder, '.ssh'), join(folder, 'Music/album'));
  return { folder, isOffLimits: makeOffLimits(join(folder, 'library'), folder) };
}

describe('off limits', () => {
  it.each(['.ssh/id_rsa', '.aws/credentials', 'library/library.db', 'Music/innocent.json', 'Music/album/id_rsa', 'Music/../.aws/credentials'])(
    'is %s',
    async (file) => {
      const { folder, isOffLimits } = home();
      expect(await isOffLimits(`${folder}/${file}`)).toBe(true);
    },
  );

  it.each(['Music/talk.wav', 'library-evil/talk.wav', 'nowhere.wav', '..talk.wav'])('is not %s', async (file) => {
    const { folder, isOffLimits } = home();
    expect(await isOffLimits(join(folder, file))).toBe(false);
  });
});
