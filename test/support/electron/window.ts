// The stand-in's BrowserWindow: one page of Chromium, with the preload run first and the events Electron sends in their order.
import { readFileSync } from 'node:fs';

import type { BrowserWindow as RealWindow, BrowserWindowConstructorOptions, Rectangle, WebContents as RealContents } from 'electron';
import type { Page } from 'playwright';

import { allClosed, appEvents, windows } from './app.ts';
import { browser, devToolsPort } from './browser.ts';
import { onCommand, tell, type Shown } from './control.ts';
import { dropFiles } from './drop-files.ts';
import { StandInEmitter } from './emitter.ts';
import { frameOf, invoke } from './ipc.ts';
import { only } from './only.ts';
import { BINDING, HEAR, preloadScript } from './preload-script.ts';
import { fromBrowser, toBrowser } from './scheme.ts';

const WINDOW_EVENTS = ['ready-to-show', 'close', 'closed', 'unresponsive', 'focus', 'blur'];
const CONTENTS_EVENTS = [
  'will-prevent-unload',
  'render-process-gone',
  'did-navigate',
  'did-finish-load',
  'will-navigate',
  'will-redirect',
  'will-attach-webview',
];

/** A development server may have to make its page first. */
const LOAD_WITHIN_MILLIS = 120_000;

const open: Frame[] = [];
/** What sessions hear when a page downloads something; set by session.ts. */
export const downloads: { hear: () => boolean } = { hear: () => false };

/** What stands behind one BrowserWindow. */
class Frame {
  readonly events = new StandInEmitter('BrowserWindow', WINDOW_EVENTS);
  readonly contentsEvents = new StandInEmitter('WebContents', CONTENTS_EVENTS);
  readonly options: BrowserWindowConstructorOptions;
  readonly contents: object;
  page: Promise<Page>;
  loaded: Page | null = null;
  /** Where the top frame is, as Electron calls it. */
  url = '';
  loads = 0;
  /** The address the application itself is loading: no navigation of the page's. */
  #loading: string | null = null;
  /** What the page kept for this tab, taken before a crash: Chromium would give it back to the tab, Playwright's new one lacks it. */
  kept: Record<string, string> = {};
  #crashed: Page | null = null;
  bounds: Rectangle;
  progress = -1;
  isFocused = true;
  isMaximized = false;
  isMinimized = false;
  isDestroyed = false;
  isVisible = true;
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  constructor(options: BrowserWindowConstructorOptions) {
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options;
    this.bounds = { x, y, width, height };
    this.isVisible = show;
    this.contents = contentsOf(this);
    this.page = this.#open();
    open.push(this);
    appEvents.send('web-contents-created', [this.contents]);
  }

  async #open(): Promise<Page> {
    const context = await browser();
    const page = context.pages().find((blank) => blank.url() === 'about:blank') ?? (await context.newPage());
    await page.setViewportSize({ width: this.bounds.width, height: this.bounds.height });
    const preload = this.options.webPreferences?.preload;
    await page.exposeBinding(BINDING, ({ frame }, verb: string, names: string[], args: unknown[]) => {
      if (verb === 'close') return void this.close();
      if (verb === 'open') {
        if (this.openHandler({ url: fromBrowser(names[0] ?? '') }).action !== 'deny') throw new Error('the stand-in for electron opens no second window');
        return undefined;
      }
      return invoke(this.contents, page, frame, names[0] ?? '', args);
    });
    await page.addInitScript((kept) => {
      for (const [name, value] of Object.entries(kept)) if (sessionStorage.getItem(name) === null) sessionStorage.setItem(name, value);
    }, this.kept);
    if (preload !== undefined) await page.addInitScript(preloadScript(readFileSync(preload, 'utf8')));
    await this.#guard(page);
    this.#watch(page);
    return page;
  }

  #watch(page: Page): void {
    page.on('dialog', (dialog) => {
      // Electron asks nobody: a page that prevents its unloading stays, unless the application says otherwise.
      const leaves = dialog.type() !== 'beforeunload' || this.contentsEvents.send('will-prevent-unload');
      void (leaves ? dialog.accept() : dialog.dismiss());
    });
    page.on('crash', () => {
      this.#crashed = page;
      this.contentsEvents.send('render-process-gone', [{ reason: 'crashed', exitCode: 1 }]);
    });
    page.on('close', () => {
      if (page !== this.#crashed) this.gone();
    });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      this.url = fromBrowser(frame.url());
      this.contentsEvents.send('did-navigate', [this.url, 200, 'OK']);
    });
    page.on('load', () => {
      this.loads += 1;
      this.contentsEvents.send('did-finish-load');
    });
    page.on('popup', (popup) => {
      // Past the handler: what Electron would never have made.
      void popup.close();
    });
    page.on('download', (download) => {
      if (!downloads.hear()) throw new Error('the stand-in for electron keeps no downloads');
      void download.cancel();
    });
  }

  /** Asks before every navigation of the top frame that the page itself began. */
  async #guard(page: Page): Promise<void> {
    await page.route('**/*', async (route) => {
      const request = route.request();
      const isOwn = request.frame() === page.mainFrame() && request.isNavigationRequest() && page.url() !== 'about:blank';
      const url = fromBrowser(request.url());
      if (isOwn && request.url() !== this.#loading && this.contentsEvents.send('will-navigate', [], { url })) await route.abort('aborted');
      else await route.fallback();
    });
  }

  async load(url: string): Promise<void> {
    const page = await this.#living();
    const address = await toBrowser(url);
    this.#loading = address;
    await page.goto(address, { timeout: LOAD_WITHIN_MILLIS });
    this.#loading = null;
    this.loaded = page;
    this.events.send('ready-to-show');
    tell({ news: 'window', port: devToolsPort() });
  }

  /** Loads the same page again: in a new tab where the old one's process is gone, for Playwright never leaves such a one. */
  async reload(): Promise<void> {
    if (this.#crashed !== null && this.#crashed === (await this.page)) await this.load(this.url);
    else await this.loaded?.reload();
  }

  async #living(): Promise<Page> {
    const dead = this.#crashed;
    if (dead === null || dead !== (await this.page)) return this.page;
    this.page = this.#open();
    const page = await this.page;
    await dead.close().catch(() => undefined); // it has no process that could object
    return page;
  }

  /** As if the person closed it. Answers whether it is gone. */
  async close(): Promise<boolean> {
    if (this.isDestroyed) return true;
    if (this.events.send('close')) return false;
    const page = await this.page;
    const gone = new Promise<boolean>((resolve) => {
      page.once('close', () => {
        resolve(true);
      });
      // The page's answer comes within the same turn of the browser; a page that stays says so by still being there.
      page.once('dialog', () =>
        setTimeout(() => {
          resolve(page.isClosed());
        }, 200),
      );
    });
    await page.close({ runBeforeUnload: true });
    return gone;
  }

  gone(): void {
    if (this.isDestroyed) return;
    this.isDestroyed = true;
    open.splice(open.indexOf(this), 1);
    this.events.send('closed');
    if (open.length === 0) allClosed();
  }
}

function contentsOf(frame: Frame): object {
  return only('webContents', {
    on: (name: string, listener: (...args: never[]) => void) => void frame.contentsEvents.on(name, listener),
    once: (name: string, listener: (...args: never[]) => void) => void frame.contentsEvents.once(name, listener),
    get mainFrame() {
      if (!frame.loaded) return only('frame', { parent: null, origin: 'null', url: 'about:blank' });
      return frameOf(frame.loaded.mainFrame());
    },
    getURL: () => frame.url,
    send: (channel: string, ...args: unknown[]) => {
      const sent = structuredClone(args);
      void frame.loaded
        ?.evaluate(([hear, on, list]) => (window as unknown as Record<string, (on: string, list: unknown[]) => void>)[hear]?.(on, list), [
          HEAR,
          channel,
          sent,
        ] as const)
        .catch(() => undefined); // a page that is just leaving hears nothing, as in Electron
    },
    reload: () => void frame.reload().catch(() => undefined),
    // Its end is the application's own doing and no news to it; the page that follows comes from `reload`.
    forcefullyCrashRenderer: () => undefined,
    setWindowOpenHandler: (handler: Frame['openHandler']) => {
      frame.openHandler = handler;
    },
  } satisfies Partial<Record<keyof RealContents, unknown>>);
}

/** The stand-in's class; `new` answers an object that throws on every member it lacks. */
export const BrowserWindow = function standInWindow(options: BrowserWindowConstructorOptions): object {
  const frame = new Frame(options);
  return only('BrowserWindow', {
    webContents: frame.contents,
    on: (name: string, listener: (...args: never[]) => void) => void frame.events.on(name, listener),
    once: (name: string, listener: (...args: never[]) => void) => void frame.events.once(name, listener),
    loadURL: (url: string) => frame.load(url),
    show: () => {
      frame.isVisible = true;
    },
    focus: () => {
      frame.isFocused = true;
    },
    restore: () => {
      frame.isMinimized = false;
    },
    maximize: () => {
      frame.isMaximized = true;
    },
    close: () => void frame.close(),
    destroy: () => void frame.page.then((page) => page.close()),
    isFocused: () => frame.isFocused,
    isMinimized: () => frame.isMinimized,
    isMaximized: () => frame.isMaximized,
    isDestroyed: () => frame.isDestroyed,
    getNormalBounds: () => frame.bounds,
    setProgressBar: (progress: number) => {
      frame.progress = progress;
    },
  } satisfies Partial<Record<keyof RealWindow, unknown>>);
} as unknown as new (options: BrowserWindowConstructorOptions) => object; // a function that answers an object is a class to `new`

/** What is to be told of the first window. */
export function windowShown(): Pick<Shown, 'progress' | 'webPreferences' | 'pageUrl' | 'pageLoads'> {
  return {
    pageUrl: open[0]?.url ?? '',
    pageLoads: open[0]?.loads ?? 0,
    progress: open[0]?.progress ?? -1,
    webPreferences: { ...open[0]?.options.webPreferences },
  };
}

function first(): Frame {
  const [frame] = open;
  if (!frame) throw new Error('there is no window');
  return frame;
}

windows.closeAll = async () => {
  for (const frame of [...open]) if (!(await frame.close())) return false;
  return true;
};
onCommand('close-window', () => first().close());
onCommand('focus', ({ isFocused }) => {
  first().isFocused = isFocused;
});
onCommand('drop', async ({ paths }) => dropFiles(await first().page, paths));
onCommand('attach-webview', () => first().contentsEvents.send('will-attach-webview', [{}, {}]));
onCommand('hang-page', () => {
  first().events.send('unresponsive');
});
onCommand('crash-page', async () => {
  const frame = first();
  const page = await frame.page;
  frame.kept = await page.evaluate(() => ({ ...sessionStorage }));
  await page.goto('chrome://crash').catch(() => undefined);
});
