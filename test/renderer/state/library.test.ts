// The list of recordings: found without accents, kept in order, in step with the studio, never behind the latest search.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { libraryRows, nextRow } from '../../../src-renderer/state/library-rows.ts';
import { LibraryState, type SearchHit } from '../../../src-renderer/state/library.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { ManualPageClock, recordingOf, ScriptedStudio } from '../page-fakes.ts';

const hit = (recording: string, turn = 0): SearchHit => ({ recording, turn, time: 100, snippet: 'x' });

async function libraryOf(...recordings: ReturnType<typeof recordingOf>[]) {
  const studio = new ScriptedStudio().answer('library.list', () => recordings);
  const clock = new ManualPageClock();
  const notices = new NoticesState(clock);
  const scope = new Scope();
  const library = new LibraryState(studio.client, clock, notices, scope);
  await library.load();
  return { studio, clock, notices, scope, library };
}

const names = (library: LibraryState): string[] => library.shown.map((recording) => recording.name);

it('shows the newest first, and by name with numbers in their order', async () => {
  const { library } = await libraryOf(
    recordingOf('a', { name: 'Tape 10', addedAt: 1 }),
    recordingOf('b', { name: 'tape 9', addedAt: 3 }),
    recordingOf('c', { name: 'Émile', addedAt: 2 }),
  );
  expect(names(library)).toEqual(['tape 9', 'Émile', 'Tape 10']);
  library.sortBy('name');
  expect(names(library)).toEqual(['Émile', 'tape 9', 'Tape 10']);
});

it('finds names without accents and case, and by file name', async () => {
  const { library } = await libraryOf(recordingOf('a', { name: 'Café Größe' }), recordingOf('b', { name: 'Other', fileName: 'CAFE.wav' }), recordingOf('c'));
  library.setFilter('cafe');
  expect(names(library)).toHaveLength(2);
  library.setFilter('große');
  expect(names(library)).toEqual(['Café Größe']);
});

it('follows what the studio tells: changed, new and removed', async () => {
  const { library, studio } = await libraryOf(recordingOf('a'), recordingOf('b'));
  studio.emit('library.changed', { recordings: [recordingOf('a', { name: 'New name' }), recordingOf('c')], removed: ['b'] });
  expect(new Set(library.shown.map(({ id }) => id))).toEqual(new Set(['a', 'c']));
  expect(library.find('a')?.name).toBe('New name');
});

it('keeps a failure to show, and recovers from it', async () => {
  const { library, studio } = await libraryOf();
  studio.answer('library.list', () => Promise.reject(new StudioError('library-damaged')));
  await library.load();
  expect([library.phase, (library.error as StudioError).code]).toEqual(['failed', 'library-damaged']);
  studio.answer('library.list', () => [recordingOf('a')]);
  await library.load();
  expect([library.phase, library.count]).toEqual(['ready', 1]);
});

describe('searching what was said', () => {
  it('waits for a pause in typing and for two letters', async () => {
    const { library, studio, clock } = await libraryOf();
    studio.answer('library.search', () => [hit('a')]);
    library.setFilter('l');
    await clock.pass(1000);
    library.setFilter('li');
    library.setFilter('lig');
    await clock.pass(1000);
    expect(studio.argsOf('library.search').map(({ words }) => words)).toEqual(['lig']);
    expect(library.hits).toHaveLength(1);
  });

  it('never shows the answer to an earlier question', async () => {
    const { library, studio, clock } = await libraryOf();
    const answers = new Map<string, (hits: SearchHit[]) => void>();
    studio.answer('library.search', ({ words }) => new Promise((resolve) => answers.set(words, resolve)));
    library.setFilter('first');
    await clock.pass(500);
    library.setFilter('second');
    await clock.pass(500);
    answers.get('second')?.([hit('second')]);
    await clock.pass(0);
    answers.get('first')?.([hit('first')]);
    await clock.pass(0);
    expect(library.hits.map(({ recording }) => recording)).toEqual(['second']);
    expect(library.searching).toBe(false);
  });

  it('forgets its hits when the box is emptied', async () => {
    const { library, studio, clock } = await libraryOf();
    studio.answer('library.search', () => [hit('a')]);
    library.setFilter('light');
    await clock.pass(500);
    library.setFilter('');
    expect([library.hits, library.searching]).toEqual([[], false]);
  });
});

it('tells a refused rename and keeps the name', async () => {
  const { library, studio, notices } = await libraryOf(recordingOf('a', { name: 'Old' }));
  studio.answer('library.rename', () => Promise.reject(new StudioError('read-only')));
  expect(await library.rename('a', 'New')).toBe(false);
  expect(library.find('a')?.name).toBe('Old');
  expect(notices.toasts).toHaveLength(1);
});

it('stops listening when its scope ends', async () => {
  const { scope, studio } = await libraryOf();
  scope.end();
  expect(studio.listeners).toBe(0);
});

describe('the rows', () => {
  const shown = [recordingOf('a'), recordingOf('b')];
  const nameOf = (id: string): string | null => (id === 'gone' ? null : id);

  it('count passages and recordings, and leave out what nobody knows any more', () => {
    const rows = libraryRows(shown, [hit('a', 1), hit('a', 2), hit('b'), hit('gone')], nameOf);
    expect(rows.map((row) => row.kind)).toEqual(['recording', 'recording', 'heading', 'hit', 'hit', 'hit']);
    expect(rows[2]).toMatchObject({ words: '3 passages in 2 recordings' });
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });

  it('are walked over headings, and stop at the ends', () => {
    const rows = libraryRows(shown, [hit('a')], nameOf);
    expect(nextRow(rows, 1, 1)).toBe(3);
    expect(nextRow(rows, 3, -1)).toBe(1);
    expect(nextRow(rows, 3, 1)).toBe(3);
    expect(nextRow(rows, 0, -1)).toBe(0);
  });
});
