// electron-updater behind the port of updates. It is loaded only where updates may be; when to look and restart is not decided here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { app, type BrowserWindow } from 'electron';
import type { AppUpdater } from 'electron-updater';

import type { UpdateSource } from '../../ports/machine.ts';
import { updateBar } from './update-bar.ts';

/** What of electron-updater is used; a test drives its own. */
export type UsedUpdater = Pick<
  AppUpdater,
  'autoDownload' | 'autoInstallOnAppQuit' | 'allowDowngrade' | 'allowPrerelease' | 'logger' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'
>;

/** The source for this very program; the window is closed first, so that it can save. */
export async function openUpdateSource(window: () => BrowserWindow | null): Promise<UpdateSource> {
  const bar = updateBar({
    isPackaged: app.isPackaged,
    platform: process.platform,
    isSigned: app.isPackaged && isSigned(join(app.getAppPath(), 'package.json')),
    hasFeed: app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml')),
    isAppImage: process.env['APPIMAGE'] !== undefined,
  });
  if (bar !== null) return barredSource(bar);
  const { autoUpdater } = (await import('electron-updater')).default;
  return updaterSource(autoUpdater, (restart) => {
    const open = window();
    if (open === null) restart();
    else {
      open.once('closed', restart);
      open.close();
    }
  });
}

/** A source that never has anything. */
export function barredSource(bar: NonNullable<UpdateSource['bar']>): UpdateSource {
  const never = (): Promise<never> => Promise.reject(new Error(`updates are barred: ${bar}`));
  return { bar, look: never, fetch: never, install: () => undefined };
}

/** The port over an updater: nothing happens by itself, nothing older is ever taken (S35). `leave` closes the window, then runs what it is given. */
export function updaterSource(updater: UsedUpdater, leave: (restart: () => void) => void): UpdateSource {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.logger = null;
  return {
    bar: null,
    async look() {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null;
    },
    async fetch() {
      await updater.downloadUpdate();
    },
    install: () => {
      leave(() => {
        updater.quitAndInstall(false, true);
      });
    },
  };
}

function isSigned(packageFile: string): boolean {
  const parsed = JSON.parse(readFileSync(packageFile, 'utf8')) as { signed?: unknown }; // our own package.json
  return parsed.signed === true;
}
