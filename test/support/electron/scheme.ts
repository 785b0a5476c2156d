// The stand-in's `protocol`: our scheme served on loopback as http://HOST.SCHEME.localhost:PORT, a secure origin of its own,
// and the translation of addresses between the two. `net.fetch` of a file ignores Range, as Electron's does (electron#38749).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

import type { CustomScheme, net as RealNet, protocol as RealProtocol } from 'electron';

import { app } from './app.ts';
import { only } from './only.ts';

const declared = new Map<string, CustomScheme>();
const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
let port = 0;

const listening = new Promise<void>((resolve) => {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1', () => {
    port = (server.address() as AddressInfo).port; // a TCP server's
    server.unref();
    resolve();
  });
});

export const protocol = only('protocol', {
  registerSchemesAsPrivileged: (schemes: CustomScheme[]) => {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const scheme of schemes) declared.set(scheme.scheme, scheme);
  },
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
    if (!app.isReady()) throw new Error('protocol.handle cannot be called before app is ready');
    if (handlers.has(scheme)) throw new Error(`scheme ${scheme} is already handled`);
    const privileges = declared.get(scheme)?.privileges;
    if (privileges?.standard !== true || privileges.secure !== true) throw new Error(`${scheme} is neither standard nor secure: the stand-in cannot serve it`);
    handlers.set(scheme, handler);
  },
} satisfies Partial<Record<keyof typeof RealProtocol, unknown>>);

export const net = only('net', {
  fetch: async (url: string): Promise<Response> => {
    if (!url.startsWith('file:')) throw new Error('the stand-in for electron fetches files only');
    return new Response(new Uint8Array(await readFile(fileURLToPath(url))));
  },
} satisfies Partial<Record<keyof typeof RealNet, unknown>>);

/** `galley://studio/x` as the browser has to be told it. */
export async function toBrowser(url: string): Promise<string> {
  await listening;
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/.exec(url);
  if (!parts || !handlers.has(parts[1] ?? '')) throw new Error(`the stand-in for electron cannot load ${url}`);
  return `http://${parts[2]}.${parts[1]}.localhost:${port}${parts[3] === '' ? '/' : parts[3]}`;
}

/** What the browser calls a page, as Electron would have called it. */
export function fromBrowser(url: string): string {
  const parts = /^http:\/\/([^/:]+)\.([a-z0-9+-]+)\.localhost:(\d+)(.*)$/.exec(url);
  return parts && Number(parts[3]) === port ? `${parts[2]}://${parts[1]}${parts[4]}` : url;
}

/** The origin of such a page. */
export function originOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*:\/\/[^/?#]+)/.exec(fromBrowser(url))?.[1] ?? 'null';
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = fromBrowser(`http://${request.headers.host ?? ''}${request.url ?? ''}`);
  const handler = handlers.get(/^([a-z0-9+-]+):/.exec(url)?.[1] ?? '');
  if (!handler) {
    response.writeHead(404).end();
    return;
  }
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort();
  });
  const { range } = request.headers;
  const reply = await handler(new Request(url, { method: request.method ?? 'GET', headers: range === undefined ? {} : { range }, signal: gone.signal }));
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  if (reply.body === null) response.end();
  else await pipeline(reply.body, response).catch(() => undefined); // a media element drops most requests half way
}
