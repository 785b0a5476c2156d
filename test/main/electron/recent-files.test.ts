// The list of files opened last: newest first, once each, ten of them, and never a reason to fail.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { RecentFiles, RECENT_KEPT } from '../../../src-main/hosts/electron/recent-files.ts';

let folder = '';
let changes = 0;
const open = (): RecentFiles => new RecentFiles(join(folder, 'recent.json'), () => (changes += 1));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-recent-'));
  changes = 0;
});

describe('recent files', () => {
  it('come newest first, once each, and outlive the window', () => {
    const recent = open();
    for (const path of ['/a/one.mp3', '/a/two.mp3', '/a/one.mp3']) recent.add(path);
    expect(
      open()
        .all()
        .map(({ path }) => path),
    ).toEqual(['/a/one.mp3', '/a/two.mp3']);
    expect(changes).toBe(3);
    recent.clear();
    expect(open().all()).toEqual([]);
  });

  it(`are ${RECENT_KEPT} at most`, () => {
    const recent = open();
    for (let number = 0; number < 30; number += 1) recent.add(`/a/${number}.mp3`);
    expect(recent.all()).toHaveLength(RECENT_KEPT);
    expect(recent.all()[0]?.label).toBe('29.mp3');
  });

  it('show the folder where two are called alike, and which are gone', () => {
    const recent = open();
    const here = join(folder, 'a.mp3');
    writeFileSync(here, '');
    recent.add('/elsewhere/a.mp3');
    recent.add(here);
    recent.add(join(folder, 'b.mp3'));
    expect(recent.all().map(({ label, isThere }) => [label, isThere])).toEqual([
      ['b.mp3', false],
      [here, true],
      ['/elsewhere/a.mp3', false],
    ]);
  });

  it.each(['', '{', '[1]', '{"a":1}', '[""]'])('start empty over a file that holds %j', (text) => {
    writeFileSync(join(folder, 'recent.json'), text);
    expect(open().all()).toEqual([]);
  });

  it('work on where nothing can be written', () => {
    const recent = open();
    rmSync(folder, { recursive: true });
    recent.add('/a/one.mp3');
    expect(recent.all()).toHaveLength(1);
    expect(() => readFileSync(join(folder, 'recent.json'))).toThrow();
  });
});
