// The built loopback host under test: its own process, its page in a browser tab.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { dropFiles } from '../support/electron/drop-files.ts';
import { serveStudio, type ServedStudio } from '../support/served-studio.ts';
import { openPage } from '../support/test-browser.ts';
import type { StudioUnderTest, Surroundings } from './studio-under-test.ts';

/** Starts the host over a library and opens its page. */
export async function startLoopbackStudio(browser: Browser, { library, env, folder }: Surroundings): Promise<StudioUnderTest> {
  const earlier: string[] = [];
  const open = async (): Promise<{ host: ServedStudio; page: Page; complaints: string[] }> => {
    const host = await serveStudio({ library, env });
    const opened = await openPage(browser);
    await opened.page.goto(host.url);
    return { host, ...opened };
  };
  let now = await open();
  return {
    kind: 'loopback',
    library,
    get complaints() {
      return [...earlier, ...now.complaints];
    },
    get page() {
      return now.page;
    },
    drop: (paths) => dropFiles(now.page, paths),
    async choose(paths, ask) {
      const [chooser] = await Promise.all([now.page.waitForEvent('filechooser'), ask()]);
      await chooser.setFiles([...paths]);
    },
    async saved(ask) {
      const [download] = await Promise.all([now.page.waitForEvent('download'), ask()]);
      const path = join(folder, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    },
    async restart(how) {
      // what a page says of a studio that is gone is no complaint
      earlier.push(...now.complaints);
      if (how === 'kill') await now.host.kill();
      else await now.host.end();
      await now.page.context().close();
      now = await open();
    },
    async close() {
      await now.page.context().close();
      await now.host.end();
    },
  };
}
