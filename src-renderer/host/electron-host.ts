// The host lent by Electron: calls and files cross the preload's one channel.
// Errors come back as values, because Electron keeps nothing of a thrown error but its message.
import { fromWireError, type WireError } from '../../src-core/contract/errors.ts';
import type { BridgeReply, StudioBridge } from '../../src-preload/bridge.d.ts';
import type { Host } from './host.ts';

/** The host over a preload's bridge, for the page at this address. */
export function makeElectronHost(bridge: StudioBridge, pageUrl: string): Host {
  return {
    kind: 'electron',
    wire: {
      invoke: async (call, args) => unwrap(await bridge.call(call, args)),
      subscribe: (listener) => bridge.subscribe(listener),
    },
    async offer(file, onProgress) {
      const offered = unwrap(await bridge.offer(file));
      onProgress?.(file.size, file.size);
      return offered;
    },
    choose: async (kind) => unwrap(await bridge.choose(kind)),
    keep: async (name, bytes, mediaType) => unwrap(await bridge.keep(name, bytes, mediaType)),
    mediaUrl: (token) => new URL(`/media/${encodeURIComponent(token)}`, pageUrl).href,
    // The main process and the page live and die together: there is no line to lose.
    onConnection: () => () => undefined,
  };
}

function unwrap<T>(reply: BridgeReply<T>): T {
  if (reply.ok) return reply.value;
  throw fromWireError(reply.error satisfies WireError);
}
