// Commands: the view on top does it, the rest step back; the palette offers only what can be done.
import { describe, expect, it } from 'vitest';
import { Scope } from '../../../src-renderer/scope.ts';
import { CommandsState } from '../../../src-renderer/state/commands.svelte.ts';
import { LibraryState } from '../../../src-renderer/state/library.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { matchScore, PaletteState } from '../../../src-renderer/state/palette.svelte.ts';
import { ManualPageClock, recordingOf, ScriptedStudio } from '../page-fakes.ts';

const NOTHING = (): void => undefined;

it('lets the latest view do it, and gives it back', () => {
  const commands = new CommandsState(() => false);
  const done: string[] = [];
  commands.provide('edit.find', { run: () => done.push('page') });
  const leave = commands.provide('edit.find', { run: () => done.push('view') });
  commands.run('edit.find');
  leave();
  commands.run('edit.find');
  expect(done).toEqual(['view', 'page']);
});

it('does nothing that cannot be done, and nothing nobody knows', () => {
  const commands = new CommandsState(() => false);
  let possible = false;
  let runs = 0;
  commands.provide('file.export', { run: () => runs++, can: () => possible });
  expect([commands.run('file.export'), commands.run('file.transcribe'), commands.run('rm -rf')]).toEqual([false, false, false]);
  possible = true;
  expect(commands.run('file.export')).toBe(true);
  expect(runs).toBe(1);
});

it('writes keys as this system prints them', () => {
  expect(new CommandsState(() => false).keysOf('view.palette')).toBe('Ctrl+K');
  expect(new CommandsState(() => true).keysOf('view.palette')).toBe('⌘K');
});

describe('the palette', () => {
  async function palette() {
    const studio = new ScriptedStudio().answer('library.list', () => [
      recordingOf('a', { name: 'Settlers of the coast' }),
      recordingOf('b', { name: 'Other' }),
    ]);
    const clock = new ManualPageClock();
    const library = new LibraryState(studio.client, clock, new NoticesState(clock), new Scope());
    await library.load();
    const commands = new CommandsState(() => false);
    commands.provideAll({ 'file.settings': NOTHING, 'file.open': NOTHING, 'playback.slower': { run: NOTHING, can: () => false } });
    return new PaletteState(commands, library);
  }

  it('offers what can be done now, then the recordings', async () => {
    const state = await palette();
    expect(state.entries.map(({ words }) => words)).toEqual(['Open files…', 'Settings…', 'Settlers of the coast', 'Other']);
  });

  it('puts what begins with the letters first', async () => {
    const state = await palette();
    state.type('set');
    expect(state.entries.map(({ words }) => words)).toEqual(['Settings…', 'Settlers of the coast']);
  });

  it('goes round its ends, and marks the first again after typing', async () => {
    const state = await palette();
    state.move(-1);
    expect(state.marked).toBe(3);
    state.move(1);
    expect(state.marked).toBe(0);
    state.mark(2);
    state.type('o');
    expect(state.marked).toBe(0);
    state.type('zzz');
    expect([state.entries, state.marked]).toEqual([[], -1]);
  });

  it('prefers the start of a label, then of a word, then letters inside, then letters in order', () => {
    const scores = ['export…', 'go export', 'reexport', 'examine port', 'nothing'].map((label) => matchScore(label, 'export'));
    expect(scores.slice(0, 4)).toEqual([...scores.slice(0, 4)].sort((a, b) => (b ?? 0) - (a ?? 0)));
    expect(new Set(scores).size).toBe(5);
    expect(scores[4]).toBeNull();
  });
});
