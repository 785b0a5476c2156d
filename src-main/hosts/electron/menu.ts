// Puts the menu up. What is in it stands in menu-template.ts.
import { app, Menu, shell } from 'electron';

import { menuTemplate } from './menu-template.ts';

/** Installs the application menu; `choose` hears the id of every command picked. */
export function installMenu(libraryFolder: string, choose: (command: string) => void): void {
  const template = menuTemplate({
    platform: process.platform,
    isDevelopment: !app.isPackaged,
    choose,
    showLibraryFolder: () => {
      shell.showItemInFolder(libraryFolder);
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
