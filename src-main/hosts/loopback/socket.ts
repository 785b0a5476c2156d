// The studio's socket on loopback: who may speak (first message), how much (S44), and which frame goes to the dispatcher.
// It knows nothing of calls: their arguments are the dispatcher's business.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import * as v from 'valibot';
import { WebSocketServer, type WebSocket } from 'ws';

import { callFrameShape, CALLS_IN_FLIGHT, helloShape, SOCKET_CLOSE } from '../../../src-core/contract/socket-frames.ts';
import { decodeFrame, encodeFrame, MESSAGE_LIMIT_BYTES, REPLY_LIMIT_BYTES, type Utf8 } from '../../../src-core/contract/wire.ts';
import type { Studio } from '../../studio.ts';
import type { LoopbackKeys } from './keys.ts';

const SOCKETS = 4;
const HELLO_WITHIN_MILLIS = 5000;

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();
/** Strict UTF-8: broken text is a broken frame. */
export const utf8: Utf8 = { encode: (text) => encoder.encode(text), decode: (bytes) => decoder.decode(bytes) };

export interface SocketOptions {
  readonly studio: Studio;
  readonly keys: LoopbackKeys;
  /** Hears that a token was used up and the next one is waiting. */
  readonly onTokenUsed: () => void;
  /** Milliseconds a socket may take to say who it is. */
  readonly helloWithin?: number;
}

/** All sockets of one host. */
export class LoopbackSockets {
  readonly #options: SocketOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES, perMessageDeflate: false, clientTracking: true });
  readonly #welcome = new Set<WebSocket>();

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  /** Takes over a connection the gate has let through. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    // Those who have not yet shown a key are counted apart, so that they cannot keep a page with a key out.
    if (this.#server.clients.size - this.#welcome.size >= SOCKETS) {
      connection.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, connection, head, (socket) => {
      this.#receive(socket);
    });
  }

  close(): void {
    for (const socket of this.#server.clients) {
      socket.close(SOCKET_CLOSE.leaving);
      socket.terminate();
    }
    this.#server.close();
  }

  #receive(socket: WebSocket): void {
    const patience = setTimeout(() => {
      socket.close(SOCKET_CLOSE.tooLate);
    }, this.#options.helloWithin ?? HELLO_WITHIN_MILLIS);
    // ws reports broken frames and oversized messages here and closes by itself.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(patience);
    });
    socket.once('message', (frame: Buffer, isBinary) => {
      clearTimeout(patience);
      const session = isBinary ? this.#admit(frame) : null;
      if (session === null) socket.close(SOCKET_CLOSE.refused);
      else if (this.#welcome.size >= SOCKETS) socket.close(SOCKET_CLOSE.tooMany);
      else this.#serve(socket, session);
    });
  }

  /** The session key a first message earns, or null. */
  #admit(frame: Buffer): string | null {
    const hello = parseFrame(helloShape, frame);
    if (hello === null) return null;
    const { keys, onTokenUsed } = this.#options;
    if ('session' in hello) return keys.knows(hello.session) ? hello.session : null;
    const session = keys.swap(hello.token);
    if (session !== null) onTokenUsed();
    return session;
  }

  #serve(socket: WebSocket, session: string): void {
    const { studio } = this.#options;
    this.#welcome.add(socket);
    let waiting = 0;
    const unsubscribe = studio.subscribe((event, payload) => {
      send(socket, { event, payload });
    });
    socket.on('close', () => {
      this.#welcome.delete(socket);
      unsubscribe();
    });
    socket.on('message', (frame: Buffer, isBinary) => {
      if (socket.readyState !== socket.OPEN) return; // closing: what still arrives is not heard
      const message = isBinary ? parseFrame(callFrameShape, frame) : null;
      if (message === null || waiting >= CALLS_IN_FLIGHT) {
        socket.close(SOCKET_CLOSE.badFrame);
        return;
      }
      waiting += 1;
      void studio.dispatch(message.call, message.args).then((reply) => {
        waiting -= 1;
        send(socket, { id: message.id, ...reply });
      });
    });
    send(socket, { session });
  }
}

function parseFrame<S extends v.GenericSchema>(shape: S, frame: Uint8Array): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(shape, decodeFrame(frame, utf8));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // not a frame at all: the caller closes the socket
  }
}

function send(socket: WebSocket, value: unknown): void {
  if (socket.readyState !== socket.OPEN) return;
  // A page that stopped reading must not fill our memory.
  if (socket.bufferedAmount > REPLY_LIMIT_BYTES) socket.terminate();
  else socket.send(encodeFrame(value, utf8));
}
