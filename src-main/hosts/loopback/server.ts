// The studio served to a browser on this machine: page, media, offers and the socket, behind one gate (S40–S45).
// It knows nothing of what the studio does; the same dispatcher and media route stand behind the Electron host.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

import type { Ids } from '../../ports/machine.ts';
import type { Studio } from '../../studio.ts';
import { readPageFile } from '../page-files.ts';
import { contentSecurityPolicy, guardHeaders, withNonce } from '../page-policy.ts';
import { judgeKnock, type Knock } from './gate.ts';
import { LoopbackKeys } from './keys.ts';
import { answerOffer, clearAbandoned } from './offer-route.ts';
import { LoopbackSockets } from './socket.ts';

export interface LoopbackOptions {
  /** The built renderer. */
  readonly rendererFolder: string;
  /** A free port is taken when absent. */
  readonly port?: number;
  readonly ids: Ids;
  /** Hears the next address whenever the last one was used up: a token lets one tab in. */
  readonly announce?: (url: string) => void;
  /** Milliseconds a socket may take to show its key; 5,000 unless a test says otherwise. */
  readonly helloWithin?: number;
}

export interface LoopbackHost {
  /** The address that lets one tab in, its token in the fragment: never sent to any server, never in a log. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and drops every connection; the studio itself is stopped by who made it. */
  close(): Promise<void>;
}

/** Serves the studio on 127.0.0.1. Rejects when the port is taken. */
export async function makeLoopbackHost(studio: Studio, options: LoopbackOptions): Promise<LoopbackHost> {
  const keys = new LoopbackKeys(options.ids);
  await clearAbandoned(studio.uploadFolder, Date.now());
  const server = createServer({ requestTimeout: 0 });
  const port = await listen(server, options.port ?? 0);
  const url = (): string => `http://127.0.0.1:${port}/#${keys.token}`;
  const sockets = new LoopbackSockets({
    studio,
    keys,
    onTokenUsed: () => options.announce?.(url()),
    ...(options.helloWithin !== undefined && { helloWithin: options.helloWithin }),
  });
  const routes: Routes = { studio, keys, port, ids: options.ids, rendererFolder: options.rendererFolder };
  server.on('request', (request, response) => {
    answer(request, response, routes).catch(() => response.destroy());
  });
  server.on('upgrade', (request, connection, head) => {
    const verdict = judgeKnock(knockOf(request, true), port);
    if (verdict.allow) sockets.upgrade(request, connection, head);
    else connection.end(`HTTP/1.1 ${verdict.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return {
    get url() {
      return url();
    },
    port,
    close: () => stop(server, sockets),
  };
}

interface Routes {
  readonly studio: Studio;
  readonly keys: LoopbackKeys;
  readonly port: number;
  readonly ids: Ids;
  readonly rendererFolder: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<void> {
  for (const [name, value] of Object.entries(guardHeaders)) response.setHeader(name, value);
  response.setHeader('content-security-policy', contentSecurityPolicy({ nonce: null, connect: [] }));
  const knock = knockOf(request, false);
  const verdict = judgeKnock(knock, routes.port);
  if (!verdict.allow) {
    turnAway(response, verdict.status, `${verdict.reason}: open the address Galley printed by typing or pasting it.`);
  } else if (knock.path === '/offer') {
    if (routes.keys.knows(bearerOf(request))) await answerOffer(request, response, routes.studio, routes.ids);
    else turnAway(response, 403, 'no-key');
  } else if (knock.path.startsWith('/media/')) {
    await answerMedia(request, response, routes);
  } else {
    await answerPageFile(knock.path, request.method === 'HEAD', response, routes);
  }
}

/** The method, target and headers the gate judges; a header sent twice counts as absent. */
function knockOf(request: IncomingMessage, upgrade: boolean): Knock {
  const one = (name: string): string | null => {
    const values = request.headersDistinct[name];
    return values?.length === 1 ? (values[0] ?? null) : null;
  };
  const path = request.url ?? '';
  return {
    method: request.method ?? '',
    path,
    upgrade,
    host: one('host'),
    // Twice is not absent for Origin: it must not pass as a request without one.
    origin: request.headersDistinct['origin'] === undefined ? null : (one('origin') ?? 'twice'),
    fetchSite: request.headersDistinct['sec-fetch-site'] === undefined ? null : (one('sec-fetch-site') ?? 'twice'),
    fetchMode: one('sec-fetch-mode'),
  };
}

function bearerOf(request: IncomingMessage): string {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

async function answerMedia(request: IncomingMessage, response: ServerResponse, { studio, port }: Routes): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort();
  });
  const range = request.headers.range;
  const reply = await studio.mediaRoute(
    new Request(`http://127.0.0.1:${port}${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers: range === undefined ? {} : { range },
      signal: gone.signal,
    }),
  );
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  if (reply.body === null) response.end();
  // A media element drops most of its requests half way: that is no failure.
  else await pipeline(reply.body, response).catch(() => undefined);
}

async function answerPageFile(path: string, headOnly: boolean, response: ServerResponse, { rendererFolder, port }: Routes): Promise<void> {
  const file = await readPageFile(rendererFolder, path);
  if (file === null) {
    turnAway(response, 404, 'not-found');
    return;
  }
  let body: Buffer | string = file.body;
  if (file.isPage) {
    const nonce = randomBytes(16).toString('base64');
    const connect = [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`];
    response.setHeader('content-security-policy', contentSecurityPolicy({ nonce, connect }));
    body = withNonce(file.body.toString('utf8'), nonce);
  }
  response.writeHead(200, { 'content-type': file.type, 'content-length': Buffer.byteLength(body) });
  response.end(headOnly ? undefined : body);
}

function turnAway(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(reason);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port); // listening on TCP, so never a pipe's name
    });
  });
}

async function stop(server: Server, sockets: LoopbackSockets): Promise<void> {
  sockets.close();
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeAllConnections();
  await closed;
}
