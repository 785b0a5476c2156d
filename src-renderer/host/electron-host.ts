// The host lent by Electron: calls and files cross the preload's one channel.
// Errors come back as values, because Electron keeps nothing of a thrown error but its message.
import { fromWireError, type WireError } from '../../src-core/contract/errors.ts';
import type { BridgeReply, StudioBridge } from '../../src-preload/bridge.d.ts';
import type { Host } from './host.ts';

const PART_BYTES = 4 * 1024 * 1024;

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
    chooseFolder: async (sizes) => unwrap(await bridge.chooseFolder([...sizes])),
    async keep(name, bytes, mediaType) {
      const capability = unwrap(await bridge.keep(name, mediaType));
      if (capability === null) return false;
      await writeParts(bridge, capability, bytes);
      return true;
    },
    mediaUrl: (token) => new URL(`/media/${encodeURIComponent(token)}`, pageUrl).href,
    // The main process and the page live and die together: there is no line to lose.
    onConnection: () => () => undefined,
  };
}

/** In parts, because the main side takes no message over 8 MB (S26). */
async function writeParts(bridge: StudioBridge, capability: string, bytes: Uint8Array): Promise<void> {
  let from = 0;
  do {
    const part = bytes.slice(from, from + PART_BYTES);
    from += PART_BYTES;
    unwrap(await bridge.write(capability, part, from >= bytes.byteLength));
  } while (from < bytes.byteLength);
}

function unwrap<T>(reply: BridgeReply<T>): T {
  if (reply.ok) return reply.value;
  throw fromWireError(reply.error satisfies WireError);
}
