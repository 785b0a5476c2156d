// Files that are not read on a page's word.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeOffLimits } from '../../../src-main/adapters/disk/off-limits.ts';
import { fault } from '../../faults/fault.ts';
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
  fault('S12', 'files of the library, .ssh and .aws by name, by .., by a link to the file and to its folder', async (seen) => {
    const { folder, isOffLimits } = home();
    for (const file of ['.ssh/id_rsa', '.aws/credentials', 'library/library.db', 'Music/innocent.json', 'Music/album/id_rsa', 'Music/../.aws/credentials'])
      expect(await isOffLimits(`${folder}/${file}`), file).toBe(true);
    seen('all off limits, wherever a link leads');
    for (const file of ['Music/talk.wav', 'library-evil/talk.wav', 'nowhere.wav', '..talk.wav'])
      expect(await isOffLimits(join(folder, file)), file).toBe(false);
    seen('a folder whose name only begins alike is not');
  });
});
