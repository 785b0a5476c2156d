// Makes `galley://` a scheme of its own: a secure origin for page and media, with no port and no file:// (checklist 18).
import { protocol } from 'electron';

import { answerPageRequest, SCHEME, type PageRoute } from './page-route.ts';

/** To be called once, before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false, bypassCSP: false } },
  ]);
}

/** Answers every request to the scheme from now on. */
export function servePage(route: PageRoute): void {
  protocol.handle(SCHEME, (request) => answerPageRequest(request, route));
}
