// Galley as a desktop application: puts the studio, one window and the system's services together. No logic of its own.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { app, dialog, nativeTheme, type BrowserWindow } from 'electron';

import { randomIds } from '../../adapters/machine/random-ids.ts';
import type { Studio } from '../../studio.ts';
import { defaultLibraryFolder } from '../library-folder.ts';
import { openStudio } from '../node-studio.ts';
import { startTrouble } from '../start-trouble.ts';
import { version } from '../version.ts';
import { readArguments } from './arguments.ts';
import { FileDialogs } from './dialogs.ts';
import { guardPages } from './guards.ts';
import { answerPage, sendEvent, tellPage } from './ipc.ts';
import { installMenu } from './menu.ts';
import { notifyOfJobs } from './notifications.ts';
import { offerRules } from './offered-files.ts';
import { OpenedFiles } from './opened-files.ts';
import { showProgress } from './progress.ts';
import { declareScheme, servePage } from './protocol.ts';
import { openSecrets } from './secrets.ts';
import { openWindow } from './window.ts';

const ownArguments = (argv: readonly string[]): readonly string[] => argv.slice(app.isPackaged ? 1 : 2);
const given = readArguments(ownArguments(process.argv), process.cwd());
const libraryFolder = given.libraryFolder ?? defaultLibraryFolder();
const opened = new OpenedFiles();
let window: BrowserWindow | null = null;

declareScheme();
app.setAppUserModelId('app.galley.studio');
// A window on another library is another Galley: with its own lock, place and secrets.
if (given.libraryFolder !== null) app.setPath('userData', join(app.getPath('userData'), 'libraries', shortHash(given.libraryFolder)));

if (app.requestSingleInstanceLock()) {
  opened.take(given.files);
  app.on('second-instance', (_event, argv, workingFolder) => {
    opened.take(readArguments(ownArguments(argv), workingFolder).files);
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  // macOS, also before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    opened.take([path]);
  });
  void app.whenReady().then(start);
} else app.quit();

async function start(): Promise<void> {
  let studio: Studio;
  try {
    const hostSecrets = await openSecrets(join(app.getPath('userData'), 'secrets.json'));
    studio = await openStudio({ libraryFolder, hostKind: 'electron', hostSecrets, version, entry: import.meta.url });
  } catch (thrown) {
    dialog.showErrorBox('Galley cannot start', startTrouble(thrown, libraryFolder));
    app.exit(1);
    return;
  }
  guardPages();
  servePage({ studio, rendererFolder: beside('../renderer'), developmentUrl: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null) });
  const rules = offerRules(libraryFolder, homedir());
  const dialogs = new FileDialogs(studio, rules, randomIds, () => window);
  answerPage(studio, dialogs);
  installMenu(libraryFolder, (command) => {
    if (window) sendEvent(window, 'shell.command', { command });
  });
  followTheme(studio);
  showProgress(studio, () => window);
  await notifyOfJobs(studio, () => window);
  const show = (): void => {
    window = showWindow(studio, dialogs, rules);
  };
  show();
  app.on('activate', () => {
    if (window === null) show();
  });
  leaveInOrder(studio);
}

function showWindow(studio: Studio, dialogs: FileDialogs, rules: ReturnType<typeof offerRules>): BrowserWindow {
  const shown = openWindow({ preload: beside('../preload/preload.cjs'), boundsFile: join(app.getPath('userData'), 'window.json') });
  tellPage(studio, shown);
  // Each new page starts without the capabilities of the one before it.
  shown.webContents.on('did-navigate', () => void dialogs.revoke());
  shown.webContents.on('did-finish-load', () => {
    opened.begin(
      studio,
      rules,
      (offers) => {
        sendEvent(shown, 'shell.opened', { offers });
      },
      (path, thrown) => void dialog.showMessageBox(shown, { type: 'warning', message: `This file was not opened: ${path}`, detail: String(thrown) }),
    );
  });
  shown.on('closed', () => {
    window = null;
    opened.pause();
    void dialogs.revoke();
  });
  return shown;
}

/** The system's parts of the window (menus, dialogs) follow the appearance chosen in the settings. */
function followTheme(studio: Studio): void {
  const follow = (settings: unknown): void => {
    nativeTheme.themeSource = (settings as { theme: 'system' | 'light' | 'dark' }).theme; // the studio's own settings
  };
  void studio.dispatch('settings.get', {}).then((reply) => {
    if (reply.ok) follow(reply.value);
  });
  studio.subscribe((event, payload) => {
    if (event === 'settings.changed') follow(payload);
  });
}

/** Closes the last window, stops the studio, then ends: in this order, whatever asked for it. */
function leaveInOrder(studio: Studio): void {
  let isLeaving = false;
  let isStopped = false;
  app.on('before-quit', () => {
    isLeaving = true;
  });
  app.on('window-all-closed', () => {
    // On macOS the studio goes on without a window: uploads and jobs with it.
    if (process.platform !== 'darwin' || isLeaving) app.quit();
  });
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void studio.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}

function beside(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
