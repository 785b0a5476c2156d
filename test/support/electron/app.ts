// The stand-in's `app`: life, folders, one instance, and the order in which an application ends.
import { mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { App } from 'electron';

import { onCommand } from './control.ts';
import { StandInEmitter } from './emitter.ts';
import { only } from './only.ts';

const EVENTS = ['ready', 'activate', 'before-quit', 'will-quit', 'quit', 'window-all-closed', 'second-instance', 'open-file', 'web-contents-created'];

export const appEvents = new StandInEmitter('app', EVENTS);

/** Ways to close every window, set by window.ts: answers whether all let themselves be closed. */
export const windows: { closeAll: () => Promise<boolean>; beforeExit: () => Promise<void> } = {
  closeAll: () => Promise.resolve(true),
  beforeExit: () => Promise.resolve(),
};

const paths: Record<string, string> = {
  home: homedir(),
  userData: join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Galley'),
};
export const recentDocuments: string[] = [];
/** How often the application asked to be started again. */
export const relaunches = { count: 0 };
let hasLock = false;
let isReady = false;
const ready = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
  isReady = true;
  appEvents.send('ready');
});

/** Ends as Electron does: windows first, then `will-quit`, and only then the process. */
export async function quit(): Promise<void> {
  if (appEvents.send('before-quit')) return;
  if (!(await windows.closeAll())) return;
  await finish();
}

/** All windows are gone, or never were. */
async function finish(): Promise<void> {
  if (appEvents.send('will-quit')) return;
  appEvents.send('quit', [0]);
  await exit(0);
}

/** The last window was closed: without a listener that is the end. */
export function allClosed(): void {
  if (appEvents.isHeard('window-all-closed')) appEvents.send('window-all-closed');
  else void quit();
}

let keepsRunning = false;
onCommand('keep-running', () => {
  keepsRunning = true;
});

async function exit(code: number): Promise<void> {
  if (keepsRunning) return;
  await windows.beforeExit();
  if (hasLock) rmSync(lockFile(), { force: true });
  process.exit(code);
}

const lockFile = (): string => join(paths['userData'] ?? '', 'stand-in.lock');
const secondFolder = (): string => join(paths['userData'] ?? '', 'second-instances');

function requestSingleInstanceLock(): boolean {
  mkdirSync(secondFolder(), { recursive: true });
  try {
    writeFileSync(lockFile(), String(process.pid), { flag: 'wx' });
  } catch {
    if (isAlive(Number(readFileSync(lockFile(), 'utf8')))) {
      writeFileSync(join(secondFolder(), `${process.pid}.json`), JSON.stringify({ argv: process.argv, folder: process.cwd() }));
      return false;
    }
    writeFileSync(lockFile(), String(process.pid)); // left behind by a process that was killed
  }
  hasLock = true;
  watch(secondFolder(), hearSecond).unref();
  return true;
}

function hearSecond(): void {
  for (const name of readdirSync(secondFolder())) {
    const path = join(secondFolder(), name);
    const text = readFileSync(path, 'utf8');
    if (text === '') continue; // still being written; another event follows
    rmSync(path);
    const { argv, folder } = JSON.parse(text) as { argv: string[]; folder: string }; // written by this file
    appEvents.send('second-instance', [argv, folder, undefined]);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const members = {
  isPackaged: false,
  on: (name: string, listener: (...args: never[]) => void) => {
    appEvents.on(name, listener);
    return members;
  },
  once: (name: string, listener: (...args: never[]) => void) => {
    appEvents.once(name, listener);
    return members;
  },
  isReady: () => isReady,
  whenReady: () => ready,
  quit: () => void quit(),
  exit: (code = 0) => void exit(code),
  getPath: (name: string) => {
    const path = name === 'crashDumps' ? join(paths['userData'] ?? '', 'Crashpad') : paths[name];
    if (path === undefined) throw new Error(`the stand-in for electron has no path "${name}"`);
    return path;
  },
  setPath: (name: string, path: string) => {
    paths[name] = path;
  },
  requestSingleInstanceLock,
  setAppUserModelId: () => undefined,
  addRecentDocument: (path: string) => void recentDocuments.push(path),
  clearRecentDocuments: () => void recentDocuments.splice(0),
  relaunch: () => {
    relaunches.count += 1;
  },
} satisfies Partial<Record<keyof App, unknown>>;

export const app = only('app', members);

/** Where the stand-in's browser keeps its profile. */
export function profileFolder(): string {
  return join(paths['userData'] ?? '', 'chromium');
}

process.on('SIGTERM', () => void quit());
process.on('SIGINT', () => void quit());
onCommand('quit', () => quit());
onCommand('open-file', ({ path }) => {
  appEvents.send('open-file', [path]);
});
