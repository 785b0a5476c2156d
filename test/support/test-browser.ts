// The Chromium of the journeys: one for a test file, a fresh profile for every studio that is opened in it.
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { expect } from 'playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './machine.ts';

/** Looks at a page until it is so. A busy machine is given time. */
export const see = expect.configure({ timeout: 20_000 });

/** The window the studio is designed for first. */
export const WINDOW = { width: 1280, height: 820 } as const;

/** As narrow as a telephone. */
export const NARROW_WINDOW = { width: 360, height: 740 } as const;

/** Starts the browser. Rejects with a sentence when the machine has none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium on this machine: npm test installs it');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
}

/** A page of its own profile. What the page complains of is kept in the list handed back. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: WINDOW, acceptDownloads: true, locale: 'en-GB', timezoneId: 'Europe/London', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, complaints: complaintsOf(page) };
}

/** Errors of a page from now on: exceptions nobody caught, console errors, refused loads. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}
