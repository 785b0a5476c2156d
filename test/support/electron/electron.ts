// In place of the module "electron" in the main process (register.ts): exactly what the studio imports of it, and nothing more.
// An import it lacks fails when the program is linked; a member it lacks throws when it is read.
import { hearCommands } from './control.ts';

export { app } from './app.ts';
export { ipcMain } from './ipc.ts';
export { net, protocol } from './scheme.ts';
export { crashReporter, dialog, Menu, nativeTheme, Notification, powerSaveBlocker, safeStorage, screen, session, shell } from './system.ts';
export { BrowserWindow } from './window.ts';

hearCommands();
