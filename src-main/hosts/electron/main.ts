// Galley as a desktop application: puts the studio, one window and the system's services together. No logic of its own.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { app, crashReporter, dialog, nativeTheme, type BrowserWindow } from 'electron';

import { errorSentence } from '../../../src-core/contract/error-text.ts';
import { DEFAULT_KEYS, keysInForce } from '../../../src-core/contract/keys-in-force.ts';
import type { Settings } from '../../../src-core/contract/settings.ts';
import { randomIds } from '../../adapters/machine/random-ids.ts';
import type { Studio } from '../../studio.ts';
import { defaultLibraryFolder } from '../library-folder.ts';
import { openStudio } from '../node-studio.ts';
import { startTrouble } from '../start-trouble.ts';
import { version } from '../version.ts';
import { readArguments } from './arguments.ts';
import { CRASH_REPORTER, pruneDumps } from './crash-dumps.ts';
import { FileDialogs } from './dialogs.ts';
import { guardPages } from './guards.ts';
import { answerPage, sendEvent, tellPage } from './ipc.ts';
import { installMenu } from './menu.ts';
import { notifyOfJobs } from './notifications.ts';
import { offerRules, type OfferRules } from './offered-files.ts';
import { OpenedFiles } from './opened-files.ts';
import { PAGE_URL } from './page-route.ts';
import { showProgress } from './progress.ts';
import { declareScheme, servePage } from './protocol.ts';
import { RecentFiles } from './recent-files.ts';
import { saveReport } from './save-report.ts';
import { openSecrets } from './secrets.ts';
import { openUpdateSource } from './update-source.ts';
import { openWindow } from './window.ts';

const ownArguments = (argv: readonly string[]): readonly string[] => argv.slice(app.isPackaged ? 1 : 2);
const given = readArguments(ownArguments(process.argv), process.cwd());
const libraryFolder = given.libraryFolder ?? defaultLibraryFolder();
const opened = new OpenedFiles();
let window: BrowserWindow | null = null;

// Before anything can crash: what crashes leaves a dump on this computer and nowhere else (S24).
crashReporter.start(CRASH_REPORTER);
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
    const updates = await openUpdateSource(() => window);
    studio = await openStudio({ libraryFolder, hostKind: 'electron', hostSecrets, version, entry: import.meta.url, updates });
  } catch (thrown) {
    dialog.showErrorBox('Galley cannot start', startTrouble(thrown, libraryFolder));
    app.exit(1);
    return;
  }
  pruneDumps(app.getPath('crashDumps'));
  guardPages();
  servePage({ studio, rendererFolder: beside('../renderer'), developmentUrl: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null) });
  const rules = offerRules(libraryFolder, homedir());
  const remember = keepMenu(studio);
  const dialogs = new FileDialogs({ studio, rules, ids: randomIds, window: () => window, remember });
  answerPage(studio, dialogs);
  followTheme(studio);
  showProgress(studio, () => window);
  await notifyOfJobs(studio, () => window);
  const show = (): void => {
    window = showWindow({ studio, dialogs, rules, remember });
  };
  show();
  app.on('activate', () => {
    if (window === null) show();
  });
  leaveInOrder(studio);
}

interface WindowParts {
  readonly studio: Studio;
  readonly dialogs: FileDialogs;
  readonly rules: OfferRules;
  readonly remember: (path: string) => void;
}

function showWindow({ studio, dialogs, rules, remember }: WindowParts): BrowserWindow {
  const shown = openWindow({
    preload: beside('../preload/preload.cjs'),
    boundsFile: join(app.getPath('userData'), 'window.json'),
    onStopped: (deed) => {
      if (deed === 'report') void saveReport(studio, shown);
      else {
        app.relaunch();
        app.quit();
      }
    },
  });
  tellPage(studio, shown);
  // Each new page starts without the capabilities of the one before it.
  shown.webContents.on('did-navigate', () => void dialogs.revoke());
  shown.webContents.on('did-finish-load', () => {
    // The page that stands in for a broken one opens nothing.
    if (shown.webContents.getURL() !== PAGE_URL) opened.pause();
    else
      opened.begin(studio, rules, {
        told: (offers) => {
          sendEvent(shown, 'shell.opened', { offers });
        },
        taken: remember,
        refused: (path, thrown) =>
          void dialog.showMessageBox(shown, { type: 'warning', message: `This file was not opened: ${path}`, detail: errorSentence(thrown) }),
      });
  });
  shown.on('closed', () => {
    window = null;
    opened.pause();
    void dialogs.revoke();
  });
  return shown;
}

/** The menu with the keys in force and the files opened last, which stand in the system's own list too; answers what adds a file to both. */
function keepMenu(studio: Studio): (path: string) => void {
  let keys = keysInForce(DEFAULT_KEYS);
  const recent = new RecentFiles(join(app.getPath('userData'), 'recent.json'), () => {
    show();
  });
  const show = (): void => {
    installMenu(
      { libraryFolder, recent, keys },
      {
        choose: (command) => {
          if (window) sendEvent(window, 'shell.command', { command });
        },
        openRecent: (path) => {
          opened.take([path]);
        },
      },
    );
  };
  show();
  let shownFor = '';
  followSettings(studio, ({ keymap, ownKeys }) => {
    const choice = JSON.stringify([keymap, ownKeys]);
    if (choice === shownFor) return;
    shownFor = choice;
    keys = keysInForce({ keymap, ownKeys });
    show();
  });
  return (path) => {
    app.addRecentDocument(path);
    recent.add(path);
  };
}

/** The system's parts of the window (menus, dialogs) follow the appearance chosen in the settings. */
function followTheme(studio: Studio): void {
  followSettings(studio, ({ theme }) => {
    nativeTheme.themeSource = theme;
  });
}

/** Hears the settings as they are, and whenever they change. */
function followSettings(studio: Studio, hear: (settings: Settings) => void): void {
  const follow = (settings: unknown): void => {
    hear(settings as Settings); // the studio's own
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
