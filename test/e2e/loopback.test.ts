// The journey in a browser tab, on the built loopback host.
import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../support/test-browser.ts';
import { journeySuite } from './journey.ts';
import { startLoopbackStudio } from './loopback-studio.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

journeySuite('a browser tab', (surroundings) => startLoopbackStudio(browser, surroundings));
