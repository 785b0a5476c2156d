// Wraps a built preload so that a page runs it before anything of its own: with a `require` that only knows electron,
// clones both ways between the two worlds, and errors of which only the message is left.
// What it cannot stand in for: the real membrane between the worlds (context isolation) and the process sandbox.

/** Names under which the page's wrapper and the stand-in find each other. */
export const BINDING = '__electronStandIn';
export const HEAR = '__electronStandInHear';
export const FILES = '__electronStandInFiles';
/** What getPathForFile answers until the message passes the stand-in, which knows the real path. */
export const PATH_MARK = 'electron-stand-in-file:';

/** The script for a page: the preload's text inside the wrapper. */
export function preloadScript(preload: string): string {
  if (/^\s*(import|export)\b/m.test(preload)) throw new Error('a sandboxed preload must be CommonJS');
  return `(() => {
  if (window !== window.top) return;
  (${wrapper.toString()})(${JSON.stringify({ BINDING, HEAR, FILES, PATH_MARK })}, (require, module, exports) => {
${preload}
  });
})();`;
}

/** Runs in the page. Everything it needs comes in; nothing of this file is in reach there. */
function wrapper(
  names: { BINDING: string; HEAR: string; FILES: string; PATH_MARK: string },
  run: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  const world = window as unknown as Record<string, unknown>; // names of our own on the page's global
  const tell = world[names.BINDING] as (...args: unknown[]) => Promise<{ value?: unknown; message?: string }>; // exposed by the stand-in
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  const files: File[] = [];
  world[names.FILES] = files;
  world[names.HEAR] = (channel: string, args: unknown[]) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...args);
  };
  window.close = () => void tell('close', [], []);
  // The one process that decides about new windows must hear their address before there is one.
  window.open = (url = 'about:blank') => {
    void tell('open', [new URL(url, location.href).href], []);
    return null;
  };
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (event.defaultPrevented || link?.target !== '_blank') return;
    event.preventDefault();
    window.open(link.href);
  });
  const missing = (name: string, object: object): object =>
    new Proxy(object, {
      get: (target, key) => {
        if (key in target || typeof key === 'symbol') return (target as Record<string | symbol, unknown>)[key];
        throw new Error(`the stand-in for electron has no ${name}.${key}`);
      },
    });
  const electron = missing('electron', {
    ipcRenderer: missing('ipcRenderer', {
      invoke: async (channel: string, ...args: unknown[]) => {
        const reply = await tell('invoke', [channel], structuredClone(args));
        if (reply.message !== undefined) throw new Error(`Error invoking remote method '${channel}': ${reply.message}`);
        return reply.value;
      },
      on: (channel: string, listener: (...args: unknown[]) => void) => {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      off: (channel: string, listener: (...args: unknown[]) => void) => {
        listeners.get(channel)?.delete(listener);
      },
    }),
    webUtils: missing('webUtils', {
      getPathForFile: (file: File) => {
        if (!(file instanceof File)) throw new TypeError('Value is not a File');
        return `${names.PATH_MARK}${files.push(file) - 1}`;
      },
    }),
    contextBridge: missing('contextBridge', {
      exposeInMainWorld: (key: string, api: object) => {
        if (key in window) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
        Object.defineProperty(window, key, { value: cross(api), writable: false, configurable: false, enumerable: true });
      },
    }),
  });
  // Values crossing the bridge are copies; functions are wrapped, files and promises pass.
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => crossResult((value as (...inner: unknown[]) => unknown)(...args.map(cross)));
    if (value instanceof File || value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(cross);
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cross(inner)])));
  };
  const crossResult = (result: unknown): unknown => (result instanceof Promise ? result.then((value: unknown) => structuredClone(value)) : cross(result));
  run(
    (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name} (a sandboxed preload has electron only)`);
      return electron;
    },
    { exports: {} },
    {},
  );
}
