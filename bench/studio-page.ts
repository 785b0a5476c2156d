// The built studio in a process of its own and its page in Chromium, with what the browser can tell of both.
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright';
import { serveStudio } from '../test/support/served-studio.ts';
import { launchBrowser, openPage } from '../test/support/test-browser.ts';
import { installProbe } from './page-probe.ts';
import { residentMegabytes } from './process-memory.ts';

const OPEN_WITHIN_MILLIS = 60_000;

/** A studio that serves a page. */
export interface ServingStudio {
  /** Lets one tab in. */
  readonly url: string;
  /** Process of its main side. */
  readonly pid: number;
  end(): Promise<unknown>;
}

/** A page of a studio, and its gauges. */
export class StudioPage {
  readonly page: Page;
  readonly studioPid: number;
  readonly #browser: Browser;
  readonly #studio: ServingStudio;
  readonly #session: CDPSession;

  constructor(parts: { browser: Browser; studio: ServingStudio; page: Page; session: CDPSession }) {
    this.page = parts.page;
    this.studioPid = parts.studio.pid;
    this.#browser = parts.browser;
    this.#studio = parts.studio;
    this.#session = parts.session;
  }

  /** Clicks a recording in the list; answers milliseconds to its text's first paint: from the click, and from the arrival of its words. */
  async openRecording(name: string): Promise<{ fromClick: number; fromArrival: number }> {
    await this.page.evaluate(() => window.galleyProbe.watch());
    await this.page.locator('[data-recording] .main', { hasText: name }).click();
    await this.page.waitForFunction(() => window.galleyProbe.painted > 0, null, { timeout: OPEN_WITHIN_MILLIS });
    return this.page.evaluate(() => {
      const { arrived, clicked, painted } = window.galleyProbe;
      return { fromClick: painted - clicked, fromArrival: painted - arrived };
    });
  }

  /** Waits for a wave to be seen; answers when it was, milliseconds since 1970. */
  waveSeen(): Promise<number> {
    return this.page.evaluate(() => window.galleyProbe.waveSeen());
  }

  /** Milliseconds of processor time the page's main thread has worked. */
  async mainThreadMillis(): Promise<number> {
    return (await this.#metric('TaskDuration')) * 1000;
  }

  /** Elements and text nodes on the page. */
  nodeCount(): Promise<number> {
    return this.page.evaluate(() => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      let count = 0;
      while (walker.nextNode()) count += 1;
      return count;
    });
  }

  /** Live JavaScript objects after a collection, MB. */
  async heapMegabytes(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.#metric('JSHeapUsedSize')) / 1e6;
  }

  /** Resident memory of the page's process, MB. */
  async rendererMegabytes(): Promise<number> {
    const browser = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
    await browser.detach();
    // A spare process waits for pages to come: ours is the large one.
    return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMegabytes(id)));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#studio.end();
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? NaN;
  }
}

/** Starts the built studio over a library and opens its page. */
export async function openStudioPage(program: string, library: string): Promise<StudioPage> {
  return pageOf(await serveStudio({ library, env: process.env, program: join(program, 'main', 'serve.js') }));
}

/** Opens the page of a running studio; closing it ends the studio. Its library must hold a recording. */
export async function pageOf(studio: ServingStudio): Promise<StudioPage> {
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(installProbe);
    await page.goto(studio.url);
    await page.locator('[data-recording]').first().waitFor();
    return new StudioPage({ browser, studio, page, session });
  } catch (thrown) {
    await browser.close();
    await studio.end();
    throw thrown;
  }
}
