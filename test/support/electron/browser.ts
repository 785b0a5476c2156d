// The stand-in's engine: one Chromium with one profile per application, as Electron has; tests drive its page over a DevTools port.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type BrowserContext } from 'playwright';

import { CHROMIUM_FLAGS, findChromium } from '../machine.ts';
import { profileFolder, windows } from './app.ts';

const SWITCHES = [...CHROMIUM_FLAGS, '--remote-debugging-port=0'];

let context: Promise<BrowserContext> | null = null;

/** The browser, started when the first window needs it. */
export function browser(): Promise<BrowserContext> {
  context ??= chromium.launchPersistentContext(profileFolder(), {
    ...executable(),
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

function executable(): { executablePath: string } {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium on this machine: npm test installs it');
  return { executablePath };
}

/** The port a test connects to. */
export function devToolsPort(): number {
  return Number(readFileSync(join(profileFolder(), 'DevToolsActivePort'), 'utf8').split('\n')[0]);
}

windows.beforeExit = async () => {
  await (await context)?.close();
};
