// Starting the studio over a library of 1,000 recordings: from the command to a list that can be clicked in the page.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serveStudio } from '../test/support/served-studio.ts';
import { launchBrowser, openPage } from '../test/support/test-browser.ts';
import type { Bench } from './bench.ts';
import { openAt, stockedLibrary } from './stocked-library.ts';
import { peakMegabytes } from './process-memory.ts';

const RECORDINGS = 1000;
const WORDS = 100;

interface Start {
  /** Until the studio prints its address. */
  readonly served: number;
  /** Until the first recording is on the page. */
  readonly usable: number;
  /** The most the main process had in memory meanwhile, MB. */
  readonly memory: number;
}

/** Start. */
export const start: Bench = {
  name: 'start',
  against: 'a library of one recording; the browser itself is running already',
  async measure({ cache, scratch, program, runs, say }) {
    const one = folderOf(scratch, 'one', stockedLibrary(cache, 1, WORDS, say));
    const many = folderOf(scratch, 'many', stockedLibrary(cache, RECORDINGS, WORDS, say));
    const browser = await launchBrowser();
    const starts = { one: [] as Start[], many: [] as Start[] };
    try {
      for (let run = 0; run < (runs ?? 5); run += 1) {
        starts.one.push(await timedStart(browser, program, one));
        starts.many.push(await timedStart(browser, program, many));
      }
    } finally {
      await browser.close();
    }
    const figure = (what: string, of: 'served' | 'usable') => ({
      what,
      unit: 'ms' as const,
      ours: starts.many.map((each) => each[of]),
      beside: { name: 'one recording', values: starts.one.map((each) => each[of]) },
    });
    return [
      figure('1,000 recordings: command to address', 'served'),
      { ...figure('1,000 recordings: command to a list on the page', 'usable'), target: { most: 2000 } },
      { what: '… the studio’s main process, at most', unit: 'MB', ours: starts.many.map(({ memory }) => memory) },
    ];
  },
};

async function timedStart(browser: Awaited<ReturnType<typeof launchBrowser>>, program: string, library: string): Promise<Start> {
  const begun = performance.now();
  const studio = await serveStudio({ library, env: process.env, program: join(program, 'main', 'serve.js') });
  const served = performance.now() - begun;
  const { page } = await openPage(browser);
  try {
    await page.goto(studio.url);
    await page.locator('[data-recording] .main').first().click({ trial: true }); // waits until it could be clicked
    return { served, usable: performance.now() - begun, memory: peakMegabytes(studio.pid) };
  } finally {
    await page.context().close();
    await studio.end();
  }
}

/** A copy that may be written to; a migration must not fall into the first run. */
function folderOf(scratch: string, name: string, kept: string): string {
  const folder = join(scratch, `start-${name}`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(kept, 'library.db'), join(folder, 'library.db'));
  openAt(folder).close();
  return folder;
}
