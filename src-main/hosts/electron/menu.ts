// Puts the menu up, again whenever the files opened last or the keys change. What is in it stands in menu-template.ts.
import { join } from 'node:path';

import { app, Menu, shell } from 'electron';

import type { KeysInForce } from '../../../src-core/contract/keys-in-force.ts';
import { menuTemplate } from './menu-template.ts';
import type { RecentFiles } from './recent-files.ts';

export interface MenuDeeds {
  /** Hears the id of every command picked. */
  readonly choose: (command: string) => void;
  readonly openRecent: (path: string) => void;
}

export interface MenuContents {
  readonly libraryFolder: string;
  readonly recent: RecentFiles;
  readonly keys: KeysInForce;
}

/** Installs the application menu. */
export function installMenu({ libraryFolder, recent, keys }: MenuContents, { choose, openRecent }: MenuDeeds): void {
  const template = menuTemplate({
    platform: process.platform,
    isDevelopment: !app.isPackaged,
    keys,
    choose,
    showLibraryFolder: () => {
      shell.showItemInFolder(libraryFolder);
    },
    showLog: () => {
      shell.showItemInFolder(join(libraryFolder, 'logs', 'galley.log'));
    },
    recent: recent.all(),
    openRecent,
    clearRecent: () => {
      app.clearRecentDocuments();
      recent.clear();
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
