// Damage SQLite does not see: digests name it, and the rest stays usable (F13, reliability.md §0.9).
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { dirname } from 'node:path';
import { diskLibrary, heardLog } from './disk-library.ts';
import { aChange, aRecording, aTranscript, aTurn } from './library-samples.ts';
import type { Library } from '../../../src-main/ports/library.ts';

const texts = ['one hello', 'two hello', 'three hello'];

async function damagedLibrary(damage: string): Promise<{ library: Library; log: ReturnType<typeof heardLog> }> {
  const first = diskLibrary();
  for (const id of ['a', 'b']) {
    first.recordings.put(aRecording(id));
    first.transcripts.replace(id, aTranscript(texts), 'SRT', { problems: [] });
    await first.results.put(id, 'raw.json', new TextEncoder().encode('{"results": {}}'));
  }
  first.close();
  const db = new DatabaseSync(first.path);
  db.enableDefensive(false); // the index's own tables are closed to SQL otherwise
  db.exec(damage);
  db.close();
  const log = heardLog();
  return { library: diskLibrary({ folder: dirname(first.path), log }), log };
}

describe('a transcript changed on the disk', () => {
  it('opens with the changed turn named and every turn at its place', async () => {
    const { library, log } = await damagedLibrary("UPDATE turns SET packed = replace(packed, 'two', 'tvo') WHERE recording = 1 AND packed LIKE '%two%'");
    const loaded = library.transcripts.load('a');
    expect(loaded?.problems).toEqual([expect.objectContaining({ code: 'damaged-turns', severity: 'loss', count: 1, places: [{ time: 10_000 }] })]);
    expect(loaded?.transcript.turns).toHaveLength(3);
    expect(loaded?.transcript.turns[1]?.words[0]?.text).toBe('tvo');
    expect(library.transcripts.load('b')?.problems).toEqual([]);
    expect(log.lines.join()).toContain('damaged-turns 1');
  });

  it('shows a turn that can no longer be read as an empty line, which can be typed again', async () => {
    const { library } = await damagedLibrary("UPDATE turns SET packed = 'xxx' WHERE recording = 1 AND packed LIKE '%two%'");
    const loaded = library.transcripts.load('a');
    expect(loaded?.transcript.turns[1]).toEqual({ id: 1, speaker: null, words: [], tail: '' });
    library.transcripts.save('a', 1, aChange([{ from: 1, remove: 1, turns: [aTurn(1, 'two again')] }]));
    expect(library.transcripts.load('a')).toMatchObject({ problems: [], transcript: { turns: aTranscript(['one hello', 'two again', 'three hello']).turns } });
  });

  it('tells of turns that are gone', async () => {
    const { library } = await damagedLibrary("DELETE FROM turns WHERE recording = 1 AND packed LIKE '%two%'");
    expect(library.transcripts.load('a')?.problems).toEqual([expect.objectContaining({ code: 'missing-turns', severity: 'loss', count: 1 })]);
  });
});

describe('a damaged text index', () => {
  const damages = [
    'UPDATE turn_terms_data SET block = zeroblob(length(block))',
    'DELETE FROM turn_terms_data',
    'DELETE FROM turn_terms_docsize',
    "UPDATE turn_terms_data SET block = x'ffffffffffff'",
  ];

  it.each(damages)('never stands in the way of a save or a removal (%s)', async (damage) => {
    const { library } = await damagedLibrary(damage);
    library.transcripts.save('a', 1, aChange([{ from: 1, remove: 1, turns: [aTurn(1, 'two again'), aTurn(7, 'seven')] }]));
    library.transcripts.replace('b', aTranscript(['b again']), 'SRT', { problems: [] });
    expect(library.transcripts.load('a')?.transcript.turns.map(({ id }) => id)).toEqual([0, 1, 7, 2]);
    library.recordings.remove('b');
    expect(library.recordings.all().map(({ id }) => id)).toEqual(['a']);
  });

  it('is made anew when searching meets the damage, and then finds everything', async () => {
    const { library, log } = await damagedLibrary("UPDATE turn_terms_data SET block = x'ffffffffffff'");
    expect(library.transcripts.search('hello', 10)).toHaveLength(6);
    expect(library.transcripts.search('three', 10)).toHaveLength(2);
    expect(log.lines.join()).toContain('made anew');
  });
});

describe('a result changed on the disk', () => {
  it('is refused, and those of other recordings are not', async () => {
    const { library } = await damagedLibrary('DROP TRIGGER results_never_change; UPDATE results SET bytes = zeroblob(length(bytes)) WHERE recording = 1');
    await expect(library.results.get('a')).rejects.toThrow(expect.objectContaining({ code: 'library-damaged' }));
    expect(await library.results.get('b')).toMatchObject({ fileName: 'raw.json' });
  });

  it('cannot be changed through the library’s own file without breaking its rule', async () => {
    await expect(damagedLibrary("UPDATE results SET file_name = 'other.json'")).rejects.toThrow('a result never changes');
  });
});

describe('every version of a result', () => {
  it('is kept, and the same bytes twice are one version', async () => {
    const library = diskLibrary();
    library.recordings.put(aRecording('a'));
    for (const byte of [1, 1, 2, 1]) await library.results.put('a', 'raw.json', new Uint8Array([byte]));
    library.close();
    const db = new DatabaseSync(library.path, { readOnly: true });
    expect(db.prepare('SELECT count(*) AS versions FROM results').get()).toEqual({ versions: 3 });
    db.close();
  });
});

describe('settings and jobs that cannot be read', () => {
  it('give defaults and are passed over, each with a line in the log', async () => {
    const { library, log } = await damagedLibrary(`
      INSERT INTO settings (name, value) VALUES ('fontOfTomorrow', '"x"'), ('theme', '"purple"'), ('bucket', '"mine"');
      INSERT INTO jobs (id, recording, state, created_at, body) VALUES ('j', 1, 'queued', 1, '{"id": "j"}');`);
    expect(library.settings.get()).toMatchObject({ theme: 'system', bucket: 'mine' });
    expect(library.settings.get()).not.toHaveProperty('fontOfTomorrow');
    expect(library.jobs.all()).toEqual([]);
    const warnings = log.lines.filter((line) => line.startsWith('warn')).join('\n');
    for (const name of ['fontOfTomorrow', 'theme', 'stored job']) expect(warnings).toContain(name);
  });
});
