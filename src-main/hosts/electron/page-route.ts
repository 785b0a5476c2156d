// What `galley://studio/…` answers: the built page under its policy, and media through the studio's own route.
// A pure function of a Request: Electron hands it over, nothing here imports it.
import { randomBytes } from 'node:crypto';

import type { Studio } from '../../studio.ts';
import { readPageFile } from '../page-files.ts';
import { contentSecurityPolicy, guardHeaders, withNonce } from '../page-policy.ts';
import { STOPPED_PATH, stoppedPage } from './stopped-page.ts';

export const SCHEME = 'galley';
export const PAGE_ORIGIN = `${SCHEME}://studio`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;
/** The plain page in its place when it keeps breaking. */
export const STOPPED_URL = PAGE_ORIGIN + STOPPED_PATH;

export interface PageRoute {
  readonly studio: Pick<Studio, 'mediaRoute'>;
  readonly rendererFolder: string;
  /** The development server the page comes from instead, unpackaged only; null otherwise. */
  readonly developmentUrl: string | null;
}

/** Answers one request of the page. Never rejects. */
export async function answerPageRequest(request: Request, route: PageRoute): Promise<Response> {
  const isOurs = request.url.startsWith(`${PAGE_URL}media/`) || request.url === STOPPED_URL;
  if (route.developmentUrl !== null && !isOurs) return answerDevelopment(request.url, route.developmentUrl);
  const path = ownPath(request.url);
  if (path === null) return guarded(new Response('not found', { status: 404 }));
  if (request.method !== 'GET' && request.method !== 'HEAD') return guarded(new Response('method not allowed', { status: 405 }));
  try {
    // Ranges are answered by the media route itself: Electron's own file fetching ignores them (electron#38749).
    if (path.startsWith('/media/')) return guarded(await route.studio.mediaRoute(request));
    if (path === STOPPED_PATH) return guarded(answerStopped());
    return guarded(await answerFile(path, route.rendererFolder));
  } catch {
    return guarded(new Response('failed', { status: 500 }));
  }
}

/** The path of a URL of ours as it came, percent-encoded; null for another host, a query, or anything odd. */
export function ownPath(url: string): string | null {
  return /^galley:\/\/studio(\/[^?#]*)$/.exec(url)?.[1] ?? null;
}

async function answerFile(path: string, folder: string): Promise<Response> {
  const file = await readPageFile(folder, path);
  if (file === null) return new Response('not found', { status: 404 });
  const nonce = file.isPage ? randomBytes(16).toString('base64') : null;
  const body = nonce === null ? new Uint8Array(file.body) : withNonce(file.body.toString('utf8'), nonce);
  return new Response(body, { headers: { 'content-type': file.type, 'content-security-policy': contentSecurityPolicy({ nonce, connect: [] }) } });
}

function answerStopped(): Response {
  const nonce = randomBytes(16).toString('base64');
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy({ nonce, connect: [] }) };
  return new Response(stoppedPage(nonce), { headers });
}

/** The page from the development server, which needs its own socket, queries and inline styles: never in a packaged app. */
async function answerDevelopment(url: string, developmentUrl: string): Promise<Response> {
  const reply = await fetch(new URL(url.slice(PAGE_ORIGIN.length), developmentUrl)).catch(() => null);
  if (reply === null) return new Response('the development server does not answer', { status: 502 });
  return new Response(reply.body, { status: reply.status, headers: { 'content-type': reply.headers.get('content-type') ?? 'text/plain' } });
}

function guarded(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(guardHeaders)) headers.set(name, value);
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', contentSecurityPolicy({ nonce: null, connect: [] }));
  return new Response(response.body, { status: response.status, headers });
}
