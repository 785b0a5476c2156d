// Which requests stand for a file of the page, and that none leads out of its folder (S12, S32).
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { liesInside, readPageFile } from '../../../src-main/hosts/page-files.ts';
import { fault } from '../../faults/fault.ts';

let base = '';
let folder = '';

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-page-')));
  folder = join(base, 'lib');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(base, 'lib-evil'));
  writeFileSync(join(folder, 'index.html'), '<head></head>');
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {}');
  writeFileSync(join(folder, 'notes.txt'), 'not part of a page');
  writeFileSync(join(folder, '.env.js'), 'secret');
  writeFileSync(join(base, 'secret.js'), 'secret');
  writeFileSync(join(base, 'lib-evil', 'secret.js'), 'secret');
  symlinkSync(join(base, 'secret.js'), join(folder, 'linked.js'));
  symlinkSync(join(base, 'lib-evil'), join(folder, 'linked'));
});

describe('a page file', () => {
  it('is the page at "/", and a script with its type elsewhere', async () => {
    expect(await readPageFile(folder, '/')).toMatchObject({ isPage: true, type: 'text/html; charset=utf-8' });
    expect(await readPageFile(folder, '/assets/main.js')).toMatchObject({ isPage: false, type: 'text/javascript; charset=utf-8' });
  });

  const escapes = [
    '/../secret.js',
    '/..%2fsecret.js',
    '/..%2Fsecret.js',
    '/%2e%2e/secret.js',
    '/%252e%252e/secret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/assets/../../secret.js',
    '/../lib-evil/secret.js',
    '//etc/passwd.js',
    '/linked.js',
    '/linked/secret.js',
    '/assets/main.js%00',
    '/assets/main.js%00.js',
    '/%',
    '/%zz.js',
    '/.env.js',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/C:/secret.js',
    '/?main.js',
    'secret.js',
    '',
  ];
  fault('S12', 'page files asked for by .., encoded and twice encoded, by backslash, NUL, drive, links that lead out, hidden names', async (seen) => {
    for (const path of escapes) expect(await readPageFile(folder, path), path).toBeNull();
    seen(`none of ${escapes.length} names a file`);

    expect(liesInside('/lib', '/lib-evil/x')).toBe(false);
    expect(liesInside('/lib', '/lib')).toBe(false);
    expect(liesInside('/lib', '/lib/..x')).toBe(true);
    expect(liesInside('/lib', '/')).toBe(false);
    seen('a folder that only begins alike is outside');
  });
});
