// Speaks to a loopback host the way a page, or an attacker, would: raw requests with any header, and sockets with any first message.
import { request, type IncomingHttpHeaders } from 'node:http';

import { WebSocket } from 'ws';

import { decodeFrame, encodeFrame } from '../../src-core/contract/wire.ts';
import { makeLoopbackHost, type LoopbackHost, type LoopbackOptions } from '../../src-main/hosts/loopback/server.ts';
import { utf8 } from '../../src-main/hosts/loopback/socket.ts';
import { randomIds } from '../../src-main/adapters/machine/random-ids.ts';
import { makeMemoryStudio, type MemoryOptions, type MemoryStudio } from '../fakes/memory-studio.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A host over a studio in memory, with the token of its address. */
export interface Served {
  readonly studio: MemoryStudio;
  readonly host: LoopbackHost;
  readonly token: () => string;
  close(): Promise<void>;
}

export async function serveMemory(memory: MemoryOptions = {}, options: Partial<LoopbackOptions> = {}): Promise<Served> {
  const studio = makeMemoryStudio(memory);
  const host = await makeLoopbackHost(studio, { rendererFolder: '/nonexistent', ids: randomIds, ...options });
  return { studio, host, token: () => new URL(host.url).hash.slice(1), close: () => host.close() };
}

/** One request with exactly these headers; Host is ours unless given. */
export function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string | string[]>; body?: Buffer } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A socket whose frames wait in a queue until asked for. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  readonly #opened: Promise<void>;
  readonly #frames: unknown[] = [];
  #wake: () => void = () => undefined;
  #over = false;

  constructor(port: number, options: { origin?: string; path?: string; headers?: Record<string, string> } = {}) {
    const { origin = `http://127.0.0.1:${port}`, path = '/wire', headers = {} } = options;
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { ...(origin !== '' && { origin }), ...headers }, perMessageDeflate: false });
    this.socket.on('message', (frame: Buffer) => {
      this.#frames.push(decodeFrame(frame, utf8));
      this.#wake();
    });
    this.socket.on('error', () => undefined);
    this.#opened = new Promise((resolve, reject) => {
      this.socket.once('open', () => {
        resolve();
      });
      this.socket.once('unexpected-response', (_request, response) => {
        reject(new Error(`refused with ${response.statusCode}`));
        response.resume();
      });
    });
    this.#opened.catch(() => undefined); // whoever waits for it hears of it
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        this.#over = true;
        this.#wake();
        resolve(code);
      });
    });
  }

  /** Resolves once open; rejects with the status when the upgrade was refused. */
  opened(): Promise<void> {
    return this.#opened;
  }

  send(value: unknown): void {
    this.socket.send(encodeFrame(value, utf8));
  }

  /** The next frame, or null when the socket closed first. */
  async next(): Promise<unknown> {
    while (this.#frames.length === 0 && !this.#over) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#frames.shift() ?? null;
  }

  /** Opens, shows the token or key, and answers the session key. */
  async enter(hello: { token: string } | { session: string }): Promise<string | null> {
    await this.opened();
    this.send(hello);
    const welcome = (await this.next()) as { session: string } | null; // the studio's first frame, or none
    return welcome?.session ?? null;
  }
}
