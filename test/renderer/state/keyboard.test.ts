// Giving keys: what is pressed is kept and works, a key another command has is taken only when that is meant, and nobody is caught waiting.
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../src-core/contract/settings.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import type { KeyPress } from '../../../src-renderer/state/chord.ts';
import { CommandsState } from '../../../src-renderer/state/commands.svelte.ts';
import { KeyboardState } from '../../../src-renderer/state/keyboard.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { SettingsState } from '../../../src-renderer/state/settings.svelte.ts';
import { ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

function desk() {
  let kept: Settings = defaultSettings;
  const studio = new ScriptedStudio().answer('settings.set', (patch) => {
    kept = { ...kept, ...(patch as Partial<Settings>) }; // only whole values are set here
    return kept;
  });
  const notices = new NoticesState(new ManualPageClock());
  const settings = new SettingsState(studio.client, notices, new Scope());
  const commands = new CommandsState(
    () => false,
    () => settings.value,
  );
  const keyboard = new KeyboardState({ commands, settings, notices, isMac: () => false });
  const rows = () => keyboard.menus.flatMap((menu) => menu.rows);
  return { keyboard, commands, rows, own: () => kept.ownKeys, row: (id: string) => rows().find(({ command }) => command.id === id) };
}

describe('a key pressed while it is waited for', () => {
  it('is given to the command at once, and kept', () => {
    const { keyboard, commands, own } = desk();
    keyboard.wait({ id: 'playback.faster', at: null });
    expect(keyboard.press(press('8', { altKey: true, code: 'Digit8' }))).toBe(true);
    expect([commands.keysOf('playback.faster'), keyboard.waiting]).toEqual(['Ctrl+4', null]);
    expect(own()).toEqual({ 'playback.faster': ['Mod+4', 'Alt+8'] });
  });

  it('takes the place of the one it was to change', () => {
    const { keyboard, own } = desk();
    keyboard.wait({ id: 'playback.back', at: 0 });
    keyboard.press(press('F7'));
    expect(own()).toEqual({ 'playback.back': ['F7', 'Mod+1'] });
  });

  it('waits on while a modifier alone is held', () => {
    const { keyboard } = desk();
    keyboard.wait({ id: 'playback.back', at: 0 });
    expect(keyboard.press(press('Control', { ctrlKey: true }))).toBe(true);
    expect(keyboard.waiting).not.toBeNull();
  });

  it('changes nothing when it is Escape, and takes the chord away when it is Backspace', () => {
    const { keyboard, own, commands } = desk();
    keyboard.wait({ id: 'playback.toggle', at: 0 });
    keyboard.press(press('Escape'));
    expect([keyboard.waiting, own()]).toEqual([null, {}]);
    keyboard.wait({ id: 'playback.toggle', at: 0 });
    keyboard.press(press('Backspace'));
    expect(commands.keysOf('playback.toggle')).toBe('Ctrl+Space');
  });

  it('leaves Tab to the page, so that nobody is caught', () => {
    const { keyboard } = desk();
    keyboard.wait({ id: 'playback.toggle', at: 0 });
    expect(keyboard.press(press('Tab'))).toBe(false);
    keyboard.left();
    expect(keyboard.waiting).toBeNull();
  });

  it('is refused where it belongs to writing, and another is waited for', () => {
    const { keyboard, own } = desk();
    keyboard.wait({ id: 'playback.toggle', at: null });
    for (const taken of [press('c', { ctrlKey: true, code: 'KeyC' }), press('Enter'), press('z', { ctrlKey: true, code: 'KeyZ' })]) keyboard.press(taken);
    expect([keyboard.trouble?.kind, keyboard.waiting?.id, own()]).toEqual(['reserved', 'playback.toggle', {}]);
  });
});

describe('a key another command has', () => {
  const ctrlF = press('f', { ctrlKey: true, code: 'KeyF' });

  it('is not taken before that is said', () => {
    const { keyboard, own } = desk();
    keyboard.wait({ id: 'playback.faster', at: null });
    keyboard.press(ctrlF);
    keyboard.left(); // the field goes with the focus
    expect(keyboard.trouble).toMatchObject({ kind: 'held', text: 'Mod+F', holder: { id: 'edit.find' } });
    keyboard.stop();
    expect([keyboard.trouble, own()]).toEqual([null, {}]);
  });

  it('is taken from it when that is meant', () => {
    const { keyboard, own } = desk();
    keyboard.wait({ id: 'playback.faster', at: 0 });
    keyboard.press(ctrlF);
    keyboard.takeAnyway();
    expect(own()).toEqual({ 'edit.find': [], 'playback.faster': ['Mod+F'] });
  });

  it('is told of at the command that would have it, once that is reset', () => {
    const { keyboard, row, commands } = desk();
    keyboard.wait({ id: 'playback.faster', at: 0 });
    keyboard.press(ctrlF);
    keyboard.takeAnyway();
    keyboard.reset('edit.find');
    expect(row('edit.find')).toMatchObject({ chords: [], isOwn: false, lost: [{ text: 'Mod+F', holder: { id: 'playback.faster' } }] });
    keyboard.resetAll();
    expect([commands.keysOf('edit.find'), commands.keysOf('playback.faster'), keyboard.changed]).toEqual(['Ctrl+F', 'Ctrl+4', 0]);
  });
});

it('changes a whole set of keys with the keymap, and keeps a person’s own', () => {
  const { keyboard, commands } = desk();
  keyboard.wait({ id: 'playback.faster', at: 0 });
  keyboard.press(press('F6'));
  keyboard.chooseMap('express-scribe');
  expect([commands.keysOf('playback.back'), commands.keysOf('playback.faster')]).toEqual(['F7', 'F6']);
});

it('finds commands by their name, their menu and their keys', () => {
  const { keyboard, rows } = desk();
  const found = (text: string): string[] => {
    keyboard.search = text;
    return rows().map(({ command }) => command.id);
  };
  expect(found('Ctrl+Shift+F')).toEqual(['edit.search']);
  expect(found('loop')).toEqual(['playback.loop']);
  expect(found('playback')).toContain('playback.loop');
  expect(found('no such thing')).toEqual([]);
});

it('offers no other keys for undo', () => {
  expect(desk().row('edit.undo')).toMatchObject({ isFixed: true, chords: ['Mod+Z'] });
});
