// The two ends of Electron's IPC in one process, in place of the module "electron": for tests of ipc.ts and the preload alone.
// As faithful as the channel is: structured clones both ways, and of a thrown error only its message.
import type { contextBridge as RealBridge, ipcMain as RealMain, ipcRenderer as RealRenderer, IpcMainInvokeEvent, webUtils as RealUtils } from 'electron';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();
const listeners = new Set<(event: unknown, ...args: unknown[]) => void>();
const exposed = new Map<string, unknown>();

/** Who the next messages come from: tests set it to a stranger. */
export const sender: { frame: { parent: object | null; origin: string } | null } = { frame: null };

/** Path of each file a test lends; "" for a file that never lay on a disk. */
export const paths = new WeakMap<object, string>();

export const ipcMain = {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
} satisfies Partial<Record<keyof typeof RealMain, unknown>>;

export const ipcRenderer = {
  invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`);
    const sent = structuredClone(args);
    try {
      const event = { senderFrame: sender.frame } as IpcMainInvokeEvent; // all our handler reads of it
      return structuredClone(await handler(event, ...sent));
    } catch (thrown) {
      // eslint-disable-next-line preserve-caught-error -- Electron keeps nothing but the message
      throw new Error(`Error invoking remote method '${channel}': ${String(thrown)}`);
    }
  },
  on: (_channel: string, listener: (event: unknown, ...args: unknown[]) => void) => void listeners.add(listener),
  off: (_channel: string, listener: (event: unknown, ...args: unknown[]) => void) => void listeners.delete(listener),
} satisfies Partial<Record<keyof typeof RealRenderer, unknown>>;

export const contextBridge = {
  exposeInMainWorld: (key: string, api: unknown) => void exposed.set(key, api),
} satisfies Partial<Record<keyof typeof RealBridge, unknown>>;

export const webUtils = {
  getPathForFile: (file: object): string => paths.get(file) ?? '',
} satisfies Partial<Record<keyof typeof RealUtils, unknown>>;

/** What the main side sends, as `webContents.send` would. */
export function sendToPage(...args: unknown[]): void {
  const sent = structuredClone(args);
  for (const listener of [...listeners]) listener({}, ...sent);
}

/** What the preload gave the page under a name. */
export function exposedAs(name: string): unknown {
  return exposed.get(name);
}

/** Forgets handlers and listeners between tests; what the preload exposed stays. */
export function resetIpc(): void {
  handlers.clear();
  listeners.clear();
}
