// The application menu as a value: the command table laid out the way each platform expects it.
// It says which command was chosen, never what it does.
import type { MenuItemConstructorOptions } from 'electron';

import { electronAccelerator } from '../../../src-core/contract/chord.ts';
import { COMMANDS, type CommandMenu } from '../../../src-core/contract/commands.ts';
import { chordsOf, type KeysInForce } from '../../../src-core/contract/keys-in-force.ts';
import type { RecentFile } from './recent-files.ts';

export interface MenuSurroundings {
  readonly platform: NodeJS.Platform;
  /** Whether this is a checkout, which gets the developer tools. */
  readonly isDevelopment: boolean;
  /** The chords shown beside the commands. */
  readonly keys: KeysInForce;
  readonly choose: (command: string) => void;
  readonly showLibraryFolder: () => void;
  readonly showLog: () => void;
  /** Files opened last, newest first. */
  readonly recent: readonly RecentFile[];
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The whole menu bar. */
export function menuTemplate(around: MenuSurroundings): MenuItemConstructorOptions[] {
  const isMac = around.platform === 'darwin';
  const of = (menu: CommandMenu): MenuItemConstructorOptions[] => commandItems(menu, around);
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { id: 'file', label: '&File', submenu: [...fileItems(of('file'), recentMenu(around)), separator, isMac ? { role: 'close' } : { role: 'quit' }] },
    { id: 'edit', label: '&Edit', submenu: editItems(of('edit')) },
    { id: 'view', label: '&View', submenu: [...of('view'), separator, ...viewRoles(around)] },
    { id: 'playback', label: '&Playback', submenu: of('playback') },
    { id: 'transcript', label: '&Transcript', submenu: of('transcript') },
    { id: 'subtitles', label: '&Subtitles', submenu: of('subtitles') },
    ...(isMac ? [{ role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      id: 'help',
      role: 'help',
      label: '&Help',
      submenu: [
        ...of('help'),
        separator,
        { label: 'Show library folder', click: around.showLibraryFolder },
        { id: 'shell.log', label: 'Show log file', click: around.showLog },
      ],
    },
  ];
}

/** "Open recent" stands where everybody looks for it: right below "Open". */
function fileItems(commands: readonly MenuItemConstructorOptions[], recent: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  const [open, ...others] = commands;
  return open === undefined ? [recent] : [open, recent, ...others];
}

/** Files that are gone are greyed, not hidden: that they are gone is worth seeing. */
function recentMenu({ recent, openRecent, clearRecent }: MenuSurroundings): MenuItemConstructorOptions {
  const lines = recent.map(({ path, label, isThere }, at): MenuItemConstructorOptions => ({
    id: `recent.${at}`,
    label: label.replaceAll('&', '&&'),
    enabled: isThere,
    click: () => {
      openRecent(path);
    },
  }));
  const clear: MenuItemConstructorOptions = { id: 'recent.clear', label: 'Clear list', click: clearRecent };
  return { id: 'recent', label: 'Open recent', enabled: lines.length > 0, submenu: [...lines, separator, clear] };
}

function commandItems(menu: CommandMenu, around: MenuSurroundings): MenuItemConstructorOptions[] {
  return COMMANDS.filter((command) => command.menu === menu).map((command) => {
    const [chord] = chordsOf(around.keys, command.id);
    const accelerator = chord === undefined ? null : acceleratorOf(chord, around.platform);
    return {
      id: command.id,
      label: command.label.replaceAll('&', '&&'),
      ...(accelerator !== null && { accelerator }),
      // Shown only: the page's own keymap answers the keys, because it knows whether somebody is typing.
      registerAccelerator: false,
      click: () => {
        around.choose(command.id);
      },
    };
  });
}

/** Electron's spelling of a chord. macOS registers whatever it shows, so bare keys are left to the page there. */
function acceleratorOf(chord: string, platform: NodeJS.Platform): string | null {
  return platform === 'darwin' && !chord.startsWith('Mod+') ? null : electronAccelerator(chord);
}

/** Undo and redo are the studio's own, which reach beyond this start; in fields the page hands them on. */
function editItems([undo, redo, ...others]: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return [...[undo, redo].filter((item) => item !== undefined), separator, ...editRoles(), separator, ...withColourMenu(others)];
}

/** Eight colours stand in a menu of their own, where the first of them lies. */
function withColourMenu(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  const isColour = ({ id }: MenuItemConstructorOptions): boolean => id?.startsWith('edit.colour') ?? false;
  const colours = items.filter(isColour);
  const menu: MenuItemConstructorOptions = { id: 'colours', label: 'Colour of the letters', submenu: colours };
  return items.flatMap((item) => (item === colours[0] ? [menu] : isColour(item) ? [] : [item]));
}

function editRoles(): MenuItemConstructorOptions[] {
  return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'pasteAndMatchStyle', accelerator: '' }, { role: 'delete' }, { role: 'selectAll' }];
}

function viewRoles({ isDevelopment }: MenuSurroundings): MenuItemConstructorOptions[] {
  return [
    // Without chords of their own: Mod+0 and Mod+Plus belong to playback and the waveform.
    { role: 'resetZoom', accelerator: '' },
    { role: 'zoomIn', accelerator: '' },
    { role: 'zoomOut', accelerator: '' },
    { role: 'togglefullscreen' },
    ...(isDevelopment ? [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions] : []),
  ];
}
