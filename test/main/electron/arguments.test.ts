// What a command line may ask of the window: a library, files, nothing else (S34).
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src-main/hosts/electron/arguments.ts';

describe('window arguments', () => {
  it('take files relative to the folder they were typed in', () => {
    expect(readArguments(['a.mp3', '/b/c.srt', '../d.json'], '/home/ines')).toEqual({
      libraryFolder: null,
      files: ['/home/ines/a.mp3', '/b/c.srt', '/home/d.json'],
    });
  });

  it('take a library in both spellings', () => {
    expect(readArguments(['--library', 'x', 'a.mp3'], '/w')).toEqual({ libraryFolder: '/w/x', files: ['/w/a.mp3'] });
    expect(readArguments(['--library=/y'], '/w')).toEqual({ libraryFolder: '/y', files: [] });
    expect(readArguments(['--library'], '/w')).toEqual({ libraryFolder: null, files: [] });
  });

  it.each(['--no-sandbox', '-x', '--remote-debugging-port=1', 'https://evil.example/a.mp3', 'galley://studio/x', 'file:///etc/passwd', '', 'a\0b'])(
    'do nothing with %j',
    (arg) => {
      expect(readArguments([arg], '/w').files).toEqual([]);
    },
  );
});
