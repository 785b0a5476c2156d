// Starts the built application for a test: with the real Electron where its binary is, otherwise through the stand-in.
// The process is a real one, so it can be killed; the test drives its page with Playwright and is the person at the machine.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium, type Browser, type Page } from 'playwright';

import { electronBinary } from '../../../src-main/hosts/launch.ts';
import type { Command, News, Shown } from './control.ts';

export interface LaunchOptions {
  /** The application's own arguments: `--library FOLDER`, files. */
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where this application keeps what is its own between starts (window, profile); a fresh folder when absent. */
  readonly configFolder?: string;
  /** The checkout whose out/ is run; this one when absent. */
  readonly root?: string;
}

/** A running application. */
export interface StandIn {
  readonly page: Page;
  /** The page there is now: another one after a crash. */
  pageNow(): Promise<Page>;
  readonly pid: number;
  readonly configFolder: string;
  /** Everything it has printed so far. */
  output(): string;
  /** Does what a person or the system would do. */
  act(command: Command): Promise<unknown>;
  shown(): Promise<Shown>;
  /** Resolves with the exit code once the process has ended; null when it was killed. */
  readonly ended: Promise<number | null>;
  /** Quits as from the menu and waits for the end. */
  close(): Promise<void>;
  /** kill -9, browser and all. */
  kill(): Promise<void>;
}

const ROOT = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const START_WITHIN_MILLIS = 60_000;

/** The real binary, or null: then tests run on the stand-in and say so. */
export function findElectronBinary(): string | null {
  return electronBinary();
}

/** Starts the built application through the stand-in. Rejects with its output when no window comes. */
export async function launchStandIn(options: LaunchOptions = {}): Promise<StandIn> {
  const root = options.root ?? ROOT;
  const entry = join(root, 'out', 'main', 'index.js');
  if (!existsSync(entry)) throw new Error(`${entry} is not there: build first (npm run build)`);
  const configFolder = options.configFolder ?? mkdtempSync(join(tmpdir(), 'galley-config-'));
  const child = startStandIn(root, entry, configFolder, options);
  const process_ = new Process(child);
  try {
    const port = await process_.window;
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = pageOf(browser);
    return running(process_, browser, page, configFolder);
  } catch (thrown) {
    child.kill('SIGKILL');
    throw new Error(`the application opened no window\n${process_.output}`, { cause: thrown });
  }
}

/** Starts it where no window is to come: a second instance, a library that is refused. Answers exit code and output. */
export async function runStandIn(options: LaunchOptions): Promise<{ code: number | null; output: string }> {
  const root = options.root ?? ROOT;
  const configFolder = options.configFolder ?? mkdtempSync(join(tmpdir(), 'galley-config-'));
  const process_ = new Process(startStandIn(root, join(root, 'out', 'main', 'index.js'), configFolder, options));
  const code = await process_.ended;
  return { code, output: process_.output };
}

function startStandIn(root: string, entry: string, configFolder: string, { argv = [], env = {} }: LaunchOptions): ChildProcess {
  const register = fileURLToPath(new URL('./register.ts', import.meta.url));
  return spawn(process.execPath, ['--import', register, entry, ...argv], {
    cwd: root,
    env: { ...process.env, XDG_CONFIG_HOME: configFolder, XDG_DATA_HOME: join(configFolder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own: killing it takes its browser along.
    detached: true,
  });
}

/** The child and its side of the control wire. */
class Process {
  output = '';
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly window: Promise<number>;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #nextNumber = 0;

  constructor(child: ChildProcess) {
    this.child = child;
    const note = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    this.ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error('the application has ended'));
        resolve(code);
      });
    });
    this.window = new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error('no window within a minute'));
      }, START_WITHIN_MILLIS);
      void this.ended.then((code) => {
        clearTimeout(late);
        reject(new Error(`ended with ${code}`));
      });
      child.on('message', (news: News) => {
        if (news.news === 'window') {
          clearTimeout(late);
          resolve(news.port);
        } else this.#settle(news);
      });
    });
    this.window.catch(() => undefined); // whoever waits for a window hears of it
  }

  act(command: Command): Promise<unknown> {
    const number = this.#nextNumber++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.child.send({ number, command });
    });
  }

  #settle(news: Exclude<News, { news: 'window' }>): void {
    const waiting = this.#waiting.get(news.number);
    this.#waiting.delete(news.number);
    if (news.news === 'reply') waiting?.resolve(news.value);
    else waiting?.reject(new Error(news.message));
  }
}

function pageOf(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the browser has no page');
  return listened(page);
}

/** Somebody must listen, or Playwright answers dialogs by itself; the stand-in is the one that answers. */
function listened(page: Page): Page {
  page.on('dialog', () => undefined);
  return page;
}

function running(process_: Process, browser: Browser, page: Page, configFolder: string): StandIn {
  const { child, ended } = process_;
  const [context] = browser.contexts();
  // A page whose process has ended is not closed before the stand-in has noticed.
  const crashed = new WeakSet<Page>();
  const watch = (other: Page): unknown => other.on('crash', () => crashed.add(other));
  context?.pages().forEach(watch);
  context?.on('page', watch);
  return {
    page,
    async pageNow() {
      for (;;) {
        const living = context?.pages().find((other) => other !== page && !other.isClosed() && !crashed.has(other));
        if (living) return listened(living);
        await new Promise((resolve) => context?.once('page', resolve));
      }
    },
    pid: child.pid ?? 0,
    configFolder,
    output: () => process_.output,
    act: (command) => process_.act(command),
    shown: async () => (await process_.act({ do: 'shown' })) as Shown, // the stand-in's own answer
    ended,
    async close() {
      child.kill('SIGTERM');
      await ended;
      await browser.close().catch(() => undefined); // gone with the process
    },
    async kill() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}
