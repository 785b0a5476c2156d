// The stand-in's parts of the system around the window: dialogs, menu, notifications, theme, screen, keyring, permissions.
// Each shows itself to the test (control.ts) instead of to a person, and waits for the test's answer.
import type {
  crashReporter as RealReporter,
  dialog as RealDialog,
  Menu as RealMenu,
  MenuItemConstructorOptions,
  nativeTheme as RealTheme,
  Notification as RealNotification,
  powerSaveBlocker as RealBlocker,
  safeStorage as RealStorage,
  screen as RealScreen,
  session as RealSession,
  Session,
  shell as RealShell,
} from 'electron';

import { recentDocuments, relaunches } from './app.ts';
import { onCommand, type DialogKind, type MenuShown, type Shown } from './control.ts';
import { StandInEmitter } from './emitter.ts';
import { only } from './only.ts';
import { downloads, windowShown } from './window.ts';

const answers: Record<DialogKind, unknown[]> = { open: [], save: [], message: [], error: [] };
const dialogsShown: Shown['dialogs'][number][] = [];

function ask(kind: DialogKind, args: readonly unknown[]): unknown {
  dialogsShown.push({ kind, options: structuredClone(args.at(-1)) });
  if (answers[kind].length === 0) throw new Error(`a dialog to ${kind} was shown that no test answers`);
  return answers[kind].shift();
}

export const dialog = only('dialog', {
  showOpenDialog: async (...args: readonly unknown[]) => {
    const paths = ask('open', args) as string[] | null; // a test's answer to this kind
    return { canceled: paths === null, filePaths: paths ?? [] };
  },
  showSaveDialog: async (...args: readonly unknown[]) => {
    const path = ask('save', args) as string | null; // a test's answer to this kind
    return { canceled: path === null, filePath: path ?? '' };
  },
  showMessageBox: async (...args: readonly unknown[]) => ({ response: ask('message', args) as number, checkboxChecked: false }), // see above
  showErrorBox: (title: string, content: string) => {
    dialogsShown.push({ kind: 'error', options: { title, content } });
    console.error(`${title}: ${content}`);
  },
} satisfies Partial<Record<keyof typeof RealDialog, unknown>>);

let template: readonly MenuItemConstructorOptions[] = [];

export const Menu = only('Menu', {
  buildFromTemplate: (items: MenuItemConstructorOptions[]) => items,
  setApplicationMenu: (items: MenuItemConstructorOptions[]) => {
    template = items;
  },
} satisfies Partial<Record<keyof typeof RealMenu, unknown>>);

function menuShown(items: readonly MenuItemConstructorOptions[]): MenuShown[] {
  return items
    .filter((item) => item.type !== 'separator')
    .map((item) => ({
      id: item.id ?? null,
      label: item.label ?? `<${item.role ?? ''}>`,
      accelerator: item.accelerator ?? null,
      items: Array.isArray(item.submenu) ? menuShown(item.submenu) : [],
    }));
}

function findItem(items: readonly MenuItemConstructorOptions[], id: string): MenuItemConstructorOptions | null {
  for (const item of items) {
    if (item.id === id || item.label === id) return item;
    const found = Array.isArray(item.submenu) ? findItem(item.submenu, id) : null;
    if (found) return found;
  }
  return null;
}

interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly events: StandInEmitter;
}
const notifications: ShownNotification[] = [];

export const Notification = Object.assign(
  function standInNotification({ title, body }: { title: string; body: string }): object {
    const events = new StandInEmitter('Notification', ['click', 'close', 'failed', 'show']);
    return only('Notification', {
      on: (name: string, listener: (...args: never[]) => void) => void events.on(name, listener),
      show: () => void notifications.push({ id: notifications.length + 1, title, body, events }),
    } satisfies Partial<Record<keyof RealNotification, unknown>>);
  },
  { isSupported: () => true },
) as unknown as new (options: { title: string; body: string }) => object; // a function that answers an object is a class to `new`

let themeSource = 'system';
export const nativeTheme = only('nativeTheme', {
  get shouldUseDarkColors() {
    return themeSource === 'dark';
  },
  get themeSource() {
    return themeSource;
  },
  set themeSource(theme: string) {
    themeSource = theme;
  },
} satisfies Partial<Record<keyof typeof RealTheme, unknown>>);

export const screen = only('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
} satisfies Partial<Record<keyof typeof RealScreen, unknown>>);

const openedLinks: string[] = [];
export const shell = only('shell', {
  showItemInFolder: () => undefined,
  openExternal: (url: string) => {
    openedLinks.push(url);
    return Promise.resolve();
  },
} satisfies Partial<Record<keyof typeof RealShell, unknown>>);

const reporterStarts: unknown[] = [];
export const crashReporter = only('crashReporter', {
  start: (options: object) => void reporterStarts.push(structuredClone(options)),
} satisfies Partial<Record<keyof typeof RealReporter, unknown>>);

/** Without a desktop there is no keyring: Chromium says basic_text, which is none (S20). */
export const safeStorage = only('safeStorage', {
  getSelectedStorageBackend: () => 'basic_text',
  isEncryptionAvailable: () => true,
} satisfies Partial<Record<keyof typeof RealStorage, unknown>>);

let blockers = 0;
export const powerSaveBlocker = only('powerSaveBlocker', {
  start: () => {
    blockers += 1;
    return blockers;
  },
  stop: () => {
    blockers -= 1;
  },
} satisfies Partial<Record<keyof typeof RealBlocker, unknown>>);

const sessionEvents = new StandInEmitter('Session', ['will-download']);
let checkPermission: ((contents: null, permission: string, origin: string, details: object) => boolean) | null = null;
const set: string[] = [];
downloads.hear = () => sessionEvents.send('will-download');

export const session = only('session', {
  defaultSession: only('defaultSession', {
    on: (name: string, listener: (...args: never[]) => void) => void sessionEvents.on(name, listener),
    setPermissionRequestHandler: () => void set.push('request'),
    setPermissionCheckHandler: (handler: typeof checkPermission) => {
      checkPermission = handler;
      set.push('check');
    },
    setDevicePermissionHandler: () => void set.push('device'),
    setSpellCheckerEnabled: () => undefined,
  } satisfies Partial<Record<keyof Session, unknown>>),
} satisfies Partial<Record<keyof typeof RealSession, unknown>>);

onCommand('shown', (): Shown => ({
  ...windowShown(),
  notifications: notifications.map(({ id, title, body }) => ({ id, title, body })),
  dialogs: dialogsShown,
  menu: menuShown(template),
  themeSource,
  recentDocuments,
  isAwake: blockers > 0,
  openedLinks,
  crashReporter: reporterStarts,
  relaunches: relaunches.count,
}));
onCommand('answer-dialog', ({ kind, answer }) => void answers[kind].push(answer));
onCommand('menu', ({ id }) => {
  const item = findItem(template, id);
  if (!item) throw new Error(`the menu has no ${id}`);
  (item.click as (() => void) | undefined)?.(); // our own template's items take no arguments
});
onCommand('click-notification', ({ id }) => {
  const shown = notifications.find((notification) => notification.id === id);
  if (!shown) throw new Error(`there is no notification ${id}`);
  shown.events.send('click');
});
onCommand('ask-permission', ({ permission, origin }) => {
  if (!set.includes('request') || !set.includes('device') || !checkPermission) throw new Error('not every permission handler is set');
  return checkPermission(null, permission, origin, {});
});
