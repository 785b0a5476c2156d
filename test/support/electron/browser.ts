// The stand-in's engine: one Chromium with one profile per application, as Electron has; tests drive its page over a DevTools port.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type BrowserContext } from 'playwright';

import { profileFolder, windows } from './app.ts';

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--remote-debugging-port=0',
];

let context: Promise<BrowserContext> | null = null;

/** The browser, started when the first window needs it. */
export function browser(): Promise<BrowserContext> {
  context ??= chromium.launchPersistentContext(profileFolder(), {
    executablePath: process.env['GALLEY_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: process.env['GALLEY_STAND_IN_HEADED'] === undefined,
    viewport: null,
    args: SWITCHES,
    acceptDownloads: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return context;
}

/** The port a test connects to. */
export function devToolsPort(): number {
  return Number(readFileSync(join(profileFolder(), 'DevToolsActivePort'), 'utf8').split('\n')[0]);
}

windows.beforeExit = async () => {
  await (await context)?.close();
};
