// An archive of files as they are, read back by a reader that is not ours.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, zipFile } from '../../../src-core/archive/zip-file.ts';

const READ = `
import base64, json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[entry.filename, list(entry.date_time), base64.b64encode(archive.read(entry)).decode()] for entry in archive.infolist()]))
`;

describe('an archive', () => {
  it('gives another reader the same names, bytes and date', () => {
    const files = [
      { name: 'a.txt', bytes: new TextEncoder().encode('Grüße') },
      { name: 'logs/b c.log', bytes: new Uint8Array() },
      { name: 'c.bin', bytes: Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7919) & 255) },
    ];
    const path = join(mkdtempSync(join(tmpdir(), 'galley-zip-')), 'x.zip');
    writeFileSync(path, zipFile(files, Date.UTC(2026, 10, 22, 13, 5, 9)));
    const read = JSON.parse(execFileSync('python3', ['-c', READ, path], { encoding: 'utf8' })) as [string, number[], string][]; // the script's own shape
    expect(read.map(([name, date]) => [name, date])).toEqual(files.map(({ name }) => [name, [2026, 11, 22, 13, 5, 8]]));
    expect(read.map(([, , bytes]) => bytes)).toEqual(files.map(({ bytes }) => Buffer.from(bytes).toString('base64')));
  });

  it('of nothing is one, too', () => {
    expect(zipFile([], 0)).toHaveLength(22);
  });

  it.each(['', '/etc/passwd', '../up', 'a/../../b', 'ü.txt', 'a\nb'])('takes no file called %j', (name) => {
    expect(() => zipFile([{ name, bytes: new Uint8Array() }], 0)).toThrow(RangeError);
  });

  it('counts the same checksum as everybody', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(crc32(bytes)).toBe(nodeCrc32(bytes));
      }),
    );
  });
});
