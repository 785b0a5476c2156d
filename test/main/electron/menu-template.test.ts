// The application menu: every command once, native habits of each platform, no key taken from the page.
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src-core/contract/commands.ts';
import { DEFAULT_KEYS, keysInForce, type KeyChoice } from '../../../src-core/contract/keys-in-force.ts';
import { menuTemplate } from '../../../src-main/hosts/electron/menu-template.ts';

const build = (platform: NodeJS.Platform, isDevelopment = false, chosen: string[] = [], keys: KeyChoice = DEFAULT_KEYS): MenuItemConstructorOptions[] =>
  menuTemplate({
    keys: keysInForce(keys),
    platform,
    isDevelopment,
    choose: (command) => chosen.push(command),
    showLibraryFolder: () => chosen.push('folder'),
    showLog: () => chosen.push('log'),
    recent: [
      { path: '/a/R&D.mp3', label: 'R&D.mp3', isThere: true },
      { path: '/a/gone.mp3', label: 'gone.mp3', isThere: false },
    ],
    openRecent: (path) => chosen.push(path),
    clearRecent: () => chosen.push('clear'),
  });

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it('holds every command exactly once, and choosing one says which', () => {
    const chosen: string[] = [];
    const items = flat(build(platform, false, chosen));
    for (const command of COMMANDS) {
      const found = items.filter((item) => item.id === command.id);
      expect(found.map(({ label }) => label)).toEqual([command.label]);
      (found[0]?.click as () => void)(); // our items take no arguments
    }
    expect(chosen).toEqual(COMMANDS.map(({ id }) => id));
  });

  it('registers no key of a command itself: the page knows whether somebody is typing', () => {
    for (const item of flat(build(platform))) if (item.click) expect(item.registerAccelerator === false || item.accelerator === undefined).toBe(true);
  });

  it('lets no role take a key that belongs to a command', () => {
    const taken = new Set(COMMANDS.map(({ accelerator }) => accelerator));
    const roleKeys: Record<string, string> = {
      resetZoom: 'Mod+0',
      zoomIn: 'Mod+Plus',
      zoomOut: 'Mod+-',
      close: 'Mod+W',
      quit: 'Mod+Q',
      pasteAndMatchStyle: 'Mod+Shift+V',
      togglefullscreen: 'F11',
      toggleDevTools: 'Mod+Shift+I',
    };
    for (const item of flat(build(platform, true))) {
      const key = item.role === undefined ? undefined : roleKeys[item.role];
      if (key !== undefined && item.accelerator === undefined) expect(taken.has(key), item.role).toBe(false);
    }
  });

  it('lists the files opened last below Open, greys what is gone, and clears the list', () => {
    const chosen: string[] = [];
    const file = build(platform, false, chosen).find(({ id }) => id === 'file');
    const items = flat([file ?? {}]);
    expect(items.map(({ id }) => id).slice(1, 4)).toEqual(['file.open', 'recent', 'recent.0']);
    expect(items.filter(({ id }) => id?.startsWith('recent.')).map(({ label, enabled }) => [label, enabled])).toEqual([
      ['R&&D.mp3', true],
      ['gone.mp3', false],
      ['Clear list', undefined],
    ]);
    for (const id of ['recent.0', 'recent.clear']) (items.find((item) => item.id === id)?.click as () => void)(); // our items take no arguments
    expect(chosen).toEqual(['/a/R&D.mp3', 'clear']);
  });

  it('has what a writer expects of an edit menu', () => {
    const roles = flat(build(platform)).map(({ role }) => role);
    for (const role of ['cut', 'copy', 'paste', 'selectAll'] as const) expect(roles).toContain(role);
    const edit = build(platform).find(({ id }) => id === 'edit');
    expect(
      flat([edit ?? {}])
        .map(({ id }) => id)
        .slice(1, 3),
    ).toEqual(['edit.undo', 'edit.redo']);
  });
});

describe('the menu', () => {
  it('keeps the colours of letters together in one of their own', () => {
    const edit = build('linux').find(({ id }) => id === 'edit');
    const items = Array.isArray(edit?.submenu) ? edit.submenu : [];
    const at = items.findIndex(({ id }) => id === 'colours');
    expect(items[at - 1]?.id).toBe('edit.underline');
    expect(items.filter(({ id }) => id?.startsWith('edit.colour'))).toEqual([]);
    expect(flat([items[at] ?? {}]).map(({ id }) => id)).toEqual(['colours', ...COMMANDS.map(({ id }) => id).filter((id) => id.startsWith('edit.colour'))]);
  });

  it('has the application and window menus on macOS only, and quits from the file menu elsewhere', () => {
    expect(build('darwin').map(({ role }) => role)).toEqual(expect.arrayContaining(['appMenu', 'windowMenu']));
    expect(flat(build('darwin')).some(({ role }) => role === 'quit')).toBe(false);
    expect(build('linux').some(({ role }) => role === 'appMenu')).toBe(false);
    expect(flat(build('linux')).some(({ role }) => role === 'quit')).toBe(true);
  });

  it('shows no bare key on macOS, where a shown key is a taken one', () => {
    for (const { accelerator } of flat(build('darwin'))) if (accelerator) expect(accelerator).toMatch(/^CommandOrControl\+/);
  });

  it('shows the chords in force: of the chosen keymap, and a person’s own', () => {
    const shown = (keys: KeyChoice) => new Map(flat(build('linux', false, [], keys)).map(({ id, accelerator }) => [id, accelerator]));
    const changed = shown({ keymap: 'otranscribe', ownKeys: { 'file.export': ['Mod+Alt+Plus'], 'edit.find': [] } });
    expect(changed.get('playback.goTo')).toBe('CommandOrControl+K');
    expect(changed.get('file.export')).toBe('CommandOrControl+Alt+Plus');
    expect(changed.get('edit.find')).toBeUndefined();
    expect(shown(DEFAULT_KEYS).get('playback.goTo')).toBe('CommandOrControl+G');
  });

  it('leaves out a key Electron has no name for, which would cost the whole menu', () => {
    const items = flat(build('linux', false, [], { keymap: 'galley', ownKeys: { 'playback.toggle': ['MediaPlayPause'] } }));
    expect(items.find(({ id }) => id === 'playback.toggle')).not.toHaveProperty('accelerator');
  });

  it('shows the developer tools in a checkout only', () => {
    expect(flat(build('linux', false)).some(({ role }) => role === 'toggleDevTools')).toBe(false);
    expect(flat(build('linux', true)).some(({ role }) => role === 'toggleDevTools')).toBe(true);
  });
});
