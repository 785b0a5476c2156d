// Electron's one channel: only our own page's top frame is heard, and hears (S26, checklist 17).
import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron';

import { StudioError, toWireError } from '../../../src-core/contract/errors.ts';
import type { Studio } from '../../studio.ts';
import { answerMessage, CHANNEL, type HostVerbs } from './ipc-message.ts';
import { PAGE_ORIGIN } from './page-route.ts';

/** Answers the page's messages from now on. */
export function answerPage(studio: Studio, verbs: HostVerbs): void {
  ipcMain.handle(CHANNEL, async (event, message: unknown) => {
    if (!isOurs(event.senderFrame)) return { ok: false, error: toWireError(new StudioError('bad-message', { reason: 'sender' })) };
    return answerMessage(message, studio.dispatch, verbs);
  });
}

/** Sends the window every event of the studio until it is closed. */
export function tellPage(studio: Studio, window: BrowserWindow): void {
  const unsubscribe = studio.subscribe((event, payload) => {
    sendEvent(window, event, payload);
  });
  window.on('closed', unsubscribe);
}

/** Sends one event to the page, if it is still ours. */
export function sendEvent(window: BrowserWindow, event: string, payload: unknown): void {
  if (window.isDestroyed() || !isOurs(window.webContents.mainFrame)) return;
  window.webContents.send(CHANNEL, event, payload);
}

/** The top frame of our own page: exact origin, no frame within. */
export function isOurs(frame: Pick<WebFrameMain, 'parent' | 'origin'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === PAGE_ORIGIN;
}
