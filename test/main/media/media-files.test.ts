// Laws of reading the user's files: exact bytes, regular files only, nothing written, the same fingerprint wherever a file lies.
import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMediaFiles } from '../../../src-main/adapters/media/media-files.ts';
import { fault } from '../../faults/fault.ts';
import { at, fileOf, FOLDER } from './sound-fixtures.ts';

mkdirSync(at('own'));
const files = makeMediaFiles(at('own'));
const MIB = 1024 * 1024;

describe('reading', () => {
  it('answers exactly the bytes asked for', async () => {
    const content = Uint8Array.from({ length: 5000 }, (_, i) => i % 253);
    const path = fileOf('exact.bin', content);
    await fc.assert(
      fc.asyncProperty(fc.nat(5000), fc.nat(5000), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(await files.read(path, start, end)).toEqual(content.slice(start, end));
      }),
      { numRuns: 30 },
    );
  });

  it('reads into a buffer it is lent, and never past the bytes asked for', async () => {
    const path = fileOf(
      'lent.bin',
      Uint8Array.from({ length: 64 }, (_, i) => i + 1),
    );
    const lent = new Uint8Array(16);
    const read = await files.read(path, 8, 20, lent);
    expect(read.buffer).toBe(lent.buffer);
    expect([...read]).toEqual(Array.from({ length: 12 }, (_, i) => i + 9));
    expect([...lent.subarray(12)]).toEqual([0, 0, 0, 0]);
    expect(await files.read(path, 0, 17, lent)).toHaveLength(17);
  });

  it('says so when the file has become shorter', async () => {
    const path = fileOf('short.bin', new Uint8Array(100));
    await expect(files.read(path, 50, 101)).rejects.toMatchObject({ code: 'source-changed' });
    const stream = files.stream(path, 0, 200, new AbortController().signal);
    await expect(new Response(stream).arrayBuffer()).rejects.toMatchObject({ code: 'source-changed' });
  });

  it('streams in pieces of bounded size', async () => {
    const content = new Uint8Array(3 * MIB + 17).fill(7);
    const path = fileOf('stream.bin', content);
    let total = 0;
    for await (const piece of files.stream(path, 1, content.length, new AbortController().signal)) {
      expect(piece.length).toBeLessThanOrEqual(256 * 1024);
      total += piece.length;
    }
    expect(total).toBe(content.length - 1);
  });

  it('never reads a whole file at once', async () => {
    await expect(files.read(fileOf('any.bin', 'x'), 0, 65 * MIB)).rejects.toThrow(RangeError);
  });

  fault('S11', 'media called -i, concat:a|b, %05d, with quotes, with a newline', async (seen) => {
    for (const name of ['-i', 'a b', 'quo\'te".mp3', 'new\nline.mp3', '%05d.mp3', 'concat:a|b', 'ümläut ünd 日本.mp3', '..hidden']) {
      expect(await files.read(fileOf(name, 'hello'), 0, 5), name).toEqual(new TextEncoder().encode('hello'));
    }
    seen('each is read as the file it is');
  });
});

describe('refusal', () => {
  const places: readonly (readonly [string, () => string, object])[] = [
    ['nothing there', () => at('nobody.mp3'), { code: 'file-missing' }],
    ['a file as folder', () => join(fileOf('plain', 'x'), 'y'), { code: 'file-missing' }],
    ['a folder', () => FOLDER, { code: 'bad-file' }],
    ['a device', () => '/dev/zero', { code: 'bad-file' }],
    ['a name with NUL', () => at('a\0b'), { code: 'bad-file' }],
    ['a name too long', () => at('x'.repeat(300)), { code: 'file-missing' }],
  ];
  fault('S12', 'paths that are no ordinary file: nothing, a folder, a device, a NUL in the name, a name of 300 bytes', async (seen) => {
    for (const [name, path, code] of places) {
      await expect(files.stamp(path()), name).rejects.toMatchObject(code);
      await expect(files.fingerprint(path()), name).rejects.toMatchObject(code);
    }
    seen('each refused by a code with a sentence');
  });

  it('does not wait for a named pipe', async (context) => {
    if (process.platform === 'win32') return context.skip('Windows has no named pipes of this kind');
    execFileSync('mkfifo', [at('pipe')]);
    await expect(files.stamp(at('pipe'))).rejects.toMatchObject({ code: 'bad-file' });
  });
});

describe('a fingerprint', () => {
  const content = Uint8Array.from({ length: 5 * MIB }, (_, i) => (i * 31) % 249);

  it('is the same for the same content under another name, date and link', async () => {
    const path = fileOf('one.mp4', content);
    copyFileSync(path, at('two.mov'));
    utimesSync(at('two.mov'), 1, 1);
    symlinkSync(path, at('link.mp4'));
    const [one, two, link] = await Promise.all([path, at('two.mov'), at('link.mp4')].map((file) => files.fingerprint(file)));
    expect(two).toBe(one);
    expect(link).toBe(one);
  });

  it('differs in size, beginning, middle or end', async () => {
    const original = await files.fingerprint(fileOf('base.bin', content));
    for (const [name, place] of [
      ['first', 0],
      ['middle', content.length / 2],
      ['last', content.length - 1],
    ] as const) {
      const changed = content.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(await files.fingerprint(fileOf(`${name}.bin`, changed)), name).not.toBe(original);
    }
    appendFileSync(at('base.bin'), 'x');
    expect(await files.fingerprint(at('base.bin'))).not.toBe(original);
    truncateSync(at('base.bin'), 0);
    expect(await files.fingerprint(at('base.bin'))).toMatch(/^0-[0-9a-f]{64}$/);
  });
});

describe('removing', () => {
  it('removes files of the studio, and is content when they are gone', async () => {
    const path = join(at('own'), 'proxy.m4a');
    writeFileSync(path, 'x');
    await files.removeOwn(path);
    await files.removeOwn(path);
    expect(existsSync(path)).toBe(false);
  });

  fault('S12', 'removal asked for outside the studio’s folder: by .., through a link, in a folder that begins alike, the folder itself', async (seen) => {
    const precious = fileOf('precious.mp3', 'mine');
    mkdirSync(at('own-evil'));
    writeFileSync(join(at('own-evil'), 'x'), 'x');
    symlinkSync(FOLDER, join(at('own'), 'out'));
    const outside = [precious, join(at('own'), '..', 'precious.mp3'), join(at('own'), 'out', 'precious.mp3'), join(at('own-evil'), 'x'), at('own'), '/'];
    for (const path of outside) await expect(files.removeOwn(path), path).rejects.toThrow('only files of the studio');
    expect(readFileSync(precious, 'utf8')).toBe('mine');
    seen('refused each time, the files still there');
  });
});
