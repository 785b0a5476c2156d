// Where the library lies on each platform.
import { describe, expect, it } from 'vitest';
import { defaultLibraryFolder } from '../../../src-main/adapters/disk/library-folder.ts';

describe('the library’s folder', () => {
  it.each([
    ['linux', { HOME: '/home/ada', XDG_DATA_HOME: '/data' }, '/data/galley'],
    ['linux', { HOME: '/home/ada' }, '/home/ada/.local/share/galley'],
    ['linux', { HOME: '/home/ada', XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/galley'],
    ['linux', { HOME: '/home/ada', XDG_DATA_HOME: '' }, '/home/ada/.local/share/galley'],
    ['darwin', { HOME: '/Users/ada', XDG_DATA_HOME: '/data' }, '/Users/ada/Library/Application Support/Galley'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, 'C:\\Users\\ada\\AppData\\Local\\Galley'],
    ['win32', { USERPROFILE: 'C:\\Users\\ada' }, 'C:\\Users\\ada\\AppData\\Local\\Galley'],
  ])('on %s with %o is %s', (platform, env, folder) => {
    expect(defaultLibraryFolder(env, platform)).toBe(folder);
  });

  it('is asked for when the environment names no home', () => {
    for (const platform of ['linux', 'darwin', 'win32']) expect(() => defaultLibraryFolder({}, platform)).toThrow('--library');
  });
});
