// The page's end of the loopback socket, run in Node: the same class a browser tab runs, over ws instead of the browser's WebSocket.
import { WebSocket as NodeSocket } from 'ws';

import { LoopbackSocket } from '../../src-renderer/host/loopback-socket.ts';

/** What a tab keeps, and its wire. */
export interface PageSocket {
  readonly wire: LoopbackSocket;
  /** The session key as sessionStorage would hold it. */
  readonly kept: { key: string | null };
  /** Timers the page has set and not yet stopped, to be run by hand; none runs by itself. */
  readonly timers: { readonly millis: number; readonly run: () => void }[];
  /** The sockets opened so far, the latest last. */
  readonly sockets: NodeSocket[];
}

/** Opens a page's socket to a port with a token, or with a key kept from before. */
export function pageSocket(port: number, token: string | null, keptKey: string | null = null): PageSocket {
  const kept = { key: keptKey };
  const timers: { millis: number; run: () => void }[] = [];
  const sockets: NodeSocket[] = [];
  const wire = new LoopbackSocket({
    url: `ws://127.0.0.1:${port}/wire`,
    token,
    keptKey: {
      read: () => kept.key,
      write: (key) => {
        kept.key = key;
      },
    },
    open: (url) => {
      const socket = new NodeSocket(url, { headers: { origin: `http://127.0.0.1:${port}` } });
      socket.on('error', () => undefined); // a browser tells of it by closing, which is heard
      sockets.push(socket);
      return socket as unknown as WebSocket; // ws has the browser's events and methods, in types of its own
    },
    later: (millis, then) => {
      const timer = {
        millis,
        run: () => {
          stop();
          then();
        },
      };
      const stop = (): void => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
      timers.push(timer);
      return stop;
    },
  });
  return { wire, kept, timers, sockets };
}
