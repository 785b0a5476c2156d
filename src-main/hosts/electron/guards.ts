// What no page may do, whatever is loaded: leave, open windows, embed, download, ask for devices (S29, checklist 5, 11–14).
import { app, session, shell } from 'electron';

import { outsideLink } from './outside-links.ts';
import { PAGE_ORIGIN, PAGE_URL } from './page-route.ts';

/** Permissions our own page has: copying text, and the picture full screen. Everything else is denied. */
const GRANTED: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

/** Whether a page of this origin has a permission. */
export function isGranted(permission: string, origin: string): boolean {
  return GRANTED.includes(permission) && (origin === PAGE_ORIGIN || origin === `${PAGE_ORIGIN}/`);
}

/** To be called once the app is ready, before any window. */
export function guardPages(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isGranted(permission, contents.mainFrame.origin));
  });
  own.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => {
    event.preventDefault();
  });
  // The page is spelt by the person's system language; dictionaries are never fetched from anywhere.
  own.setSpellCheckerEnabled(false);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      const link = outsideLink(url);
      if (link !== null) void shell.openExternal(link);
      return { action: 'deny' };
    });
    contents.on('will-navigate', refuseToLeave);
    contents.on('will-redirect', refuseToLeave);
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

/** A page may load itself again, and go nowhere else. */
function refuseToLeave(event: { readonly url: string; preventDefault(): void }): void {
  if (event.url !== PAGE_URL) event.preventDefault();
}
