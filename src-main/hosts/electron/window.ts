// The studio's one window: its place on screen, its page, and what happens when the page breaks or will not let go.
import { BrowserWindow, dialog, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron';

import { PageBreaks } from './page-breaks.ts';
import { PAGE_ORIGIN, PAGE_URL, STOPPED_URL } from './page-route.ts';
import { stoppedDeed, type StoppedDeed } from './stopped-page.ts';
import { readBounds, SMALLEST, visibleBounds, writeBounds, type WindowBounds } from './window-bounds.ts';

export interface WindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** File that keeps the window's place. */
  readonly boundsFile: string;
  /** What a person asked of the page shown when the studio's own keeps breaking. Loading it again is the window's own business. */
  readonly onStopped: (deed: Exclude<StoppedDeed, 'again'>) => void;
}

/** How long a page may hold up closing while it saves before the person is asked, milliseconds. */
const LEAVE_WITHIN_MILLIS = 5000;

/** Opens the window and loads the page. The window shows itself once there is something to show. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = visibleBounds(readBounds(options.boundsFile), displays);
  const window = new BrowserWindow(windowPreferences(bounds, options.preload));
  if (bounds.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    writeBounds(options.boundsFile, { x, y, width, height, maximized: window.isMaximized() });
  });
  letGoInTime(window);
  recover(window, options.onStopped);
  void window.loadURL(PAGE_URL);
  return window;
}

function windowPreferences(bounds: WindowBounds, preload: string): BrowserWindowConstructorOptions {
  const { width, height, x, y } = bounds;
  return {
    width,
    height,
    ...(x !== null && y !== null && { x, y }),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Galley',
    // No white flash before the page has painted: the two themes' paper colours.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1a18' : '#fbfaf7',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Playback and autosave go on in the background.
      backgroundThrottling: false,
    },
  };
}

/** A page with unsaved words stops its closing, saves, and closes itself. When that takes too long, the person decides. */
function letGoInTime(window: BrowserWindow): void {
  let patience: NodeJS.Timeout | null = null;
  window.webContents.on('will-prevent-unload', () => {
    patience ??= setTimeout(() => {
      patience = null;
      void askToClose(window);
    }, LEAVE_WITHIN_MILLIS);
  });
  window.on('closed', () => {
    if (patience) clearTimeout(patience);
  });
}

async function askToClose(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The last words are not saved yet.',
    detail: 'Everything before them is. Close anyway, and they are lost.',
    buttons: ['Keep the window open', 'Close anyway'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1 && !window.isDestroyed()) window.destroy();
}

/** Loads a broken page again, twice; then shows the plain page, which asks. Nothing is lost but the second since the last save. */
function recover(window: BrowserWindow, onStopped: WindowOptions['onStopped']): void {
  const breaks = new PageBreaks();
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    if (breaks.remedy(performance.now()) === 'reload') webContents.reload();
    else void window.loadURL(STOPPED_URL);
  });
  webContents.on('will-navigate', (event) => {
    const deed = webContents.getURL() === STOPPED_URL ? stoppedDeed(event.url, PAGE_ORIGIN) : null;
    if (deed === 'again') void window.loadURL(PAGE_URL);
    else if (deed !== null) onStopped(deed);
  });
  window.on('unresponsive', () => {
    void askToReload(window, 'The page does not answer.');
  });
}

async function askToReload(window: BrowserWindow, message: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail: 'Everything up to the last second is saved. Uploads and jobs go on meanwhile.',
    buttons: ['Load the page again', 'Wait'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0 && !window.isDestroyed()) {
    window.webContents.forcefullyCrashRenderer();
    window.webContents.reload();
  }
}
