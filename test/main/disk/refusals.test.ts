// Files that are no library of ours, or no longer: refused in a code, and not a byte of them changed (F12, F13, F16).
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { startTrouble } from '../../../src-main/hosts/start-trouble.ts';
import { fault } from '../../faults/fault.ts';
import { latestVersion, migrations } from '../../../src-main/adapters/disk/library-migrations.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const PAGE = 4096;

/** A folder with a library of some substance, closed. */
function filledFolder(): { folder: string; path: string } {
  const library = diskLibrary();
  library.recordings.put(aRecording('a'));
  const texts = Array.from({ length: 200 }, (_, turn) => `Turn ${turn} says hello to everybody in the room`);
  library.transcripts.replace('a', aTranscript(texts), 'SRT', { problems: [] });
  library.close();
  return { folder: join(library.path, '..'), path: library.path };
}

function changed(path: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(path);
  change(db);
  db.close();
}

/** A library whose writer was killed: the file and its log as they lay at that moment. */
function killedFolder(change: (db: DatabaseSync) => void): { folder: string; path: string } {
  const { path: from } = filledFolder();
  const folder = passingFolder();
  const path = join(folder, 'library.db');
  const db = new DatabaseSync(from);
  change(db);
  copyFileSync(from, path);
  copyFileSync(`${from}-wal`, `${path}-wal`);
  db.close();
  return { folder, path };
}

function fingerprints(path: string): Record<string, string> {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  return Object.fromEntries(files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

function expectRefusal(folder: string, path: string, refusal: { code: string; details?: unknown }): void {
  const before = fingerprints(path);
  for (const attempt of [1, 2]) expect(() => diskLibrary({ folder }), `attempt ${attempt}`).toThrow(expect.objectContaining(refusal));
  expect(fingerprints(path)).toMatchObject(before);
}

describe('a library this program must not open', () => {
  fault('F16', 'a newer Galley made the library', (seen) => {
    const { folder, path } = filledFolder();
    changed(path, (db) => db.exec('PRAGMA user_version = 900'));
    expectRefusal(folder, path, { code: 'library-newer', details: { path, version: 900, known: latestVersion(migrations) } });
    const said = startTrouble(new StudioError('library-newer', { version: 900 }), folder);
    expect(said).toMatch(/newer Galley.*untouched.*update Galley/);
    seen('refused each time with both versions, not a byte changed, nothing offered that would delete it');
  });

  fault('F16', 'only the library’s journal knows of the newer version', (seen) => {
    const { folder, path } = killedFolder((db) => db.exec('PRAGMA user_version = 900'));
    expectRefusal(folder, path, { code: 'library-newer' });
    seen('refused; file and journal as they were');
  });

  it('is refused when it is another program’s database', () => {
    const { folder, path } = filledFolder();
    changed(path, (db) => db.exec('PRAGMA application_id = 252006674'));
    expectRefusal(folder, path, { code: 'library-foreign' });
  });

  it.each([
    ['a file of no bytes', new Uint8Array(0)],
    ['a file of other bytes', Uint8Array.from({ length: 9000 }, (_, at) => (at * 7919) & 0xff)],
    ['a text', new TextEncoder().encode('SQLite format 3 is what this is not, though it begins so.')],
  ])('is refused when it is %s', (_, bytes) => {
    const folder = passingFolder();
    const path = join(folder, 'library.db');
    writeFileSync(path, bytes);
    expectRefusal(folder, path, { code: 'library-damaged' });
    expect(readFileSync(path).equals(Buffer.from(bytes))).toBe(true);
  });

  it('is refused when its schema is overwritten', () => {
    const { folder, path } = filledFolder();
    const bytes = readFileSync(path);
    bytes.fill(0xaa, 100, 900);
    writeFileSync(path, bytes);
    expectRefusal(folder, path, { code: 'library-damaged' });
  });

  it('opens for reading only when a page of the turns is gone and its writer was killed', () => {
    const { folder, path } = killedFolder((db) => db.exec("UPDATE recordings SET name = 'in the log'"));
    const bytes = readFileSync(path);
    const root = rootPageOf(path, 'turns');
    bytes.fill(0, (root - 1) * PAGE, root * PAGE);
    writeFileSync(path, bytes);
    const library = diskLibrary({ folder });
    expect(library).toMatchObject({ readOnly: 'damaged', notes: [{ kind: 'damaged', tables: 'turns' }] });
    expect(library.recordings.all().map(({ name }) => name)).toEqual(['in the log']);
    expect(() => library.transcripts.load('a')).toThrow(expect.objectContaining({ code: 'library-damaged' }));
    expect(() => library.recordings.put(aRecording('b'))).toThrow(expect.objectContaining({ code: 'read-only' }));
  });
});

describe('a log that was cut off', () => {
  it('opens at a whole earlier commit wherever the cut is', () => {
    const named = (folder: string): string => {
      const library = diskLibrary({ folder });
      const name = library.recordings.get('a')?.name ?? '';
      library.close();
      return name;
    };
    for (const share of [0, 0.1, 0.35, 0.6, 0.85, 0.99]) {
      const { folder, path } = killedFolder((db) => {
        for (let save = 1; save <= 20; save += 1) db.exec(`UPDATE recordings SET name = 'save ${save}'`);
      });
      const size = readFileSync(`${path}-wal`).length;
      truncateSync(`${path}-wal`, Math.floor(size * share));
      expect(named(folder)).toMatch(/^(Interview a|save \d+)$/);
    }
  });
});

function rootPageOf(path: string, table: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const root = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.['rootpage']);
  db.close();
  return root;
}
