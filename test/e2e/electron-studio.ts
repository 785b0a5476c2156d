// The built Electron application under test: on the real binary where it is, otherwise on the stand-in for Electron.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { complaintsOf } from '../support/test-browser.ts';
import { launchApplication, type Application } from '../support/electron/real.ts';
import type { StudioUnderTest, Surroundings } from './studio-under-test.ts';

/** Starts the application over a library. */
export async function startElectronStudio({ library, env, folder }: Surroundings, launch = launchApplication): Promise<StudioUnderTest> {
  const earlier: string[] = [];
  const configFolder = join(folder, 'config');
  const open = async (): Promise<Application & { complaints: string[] }> => {
    const application = await launch({ argv: ['--library', library], env: stringsOf(env), configFolder });
    return Object.assign(application, { complaints: complaintsOf(application.page) });
  };
  let now = await open();
  let saves = 0;
  return {
    kind: 'electron',
    library,
    get complaints() {
      return [...earlier, ...now.complaints];
    },
    get page() {
      return now.page;
    },
    drop: async (paths) => void (await now.act({ do: 'drop', paths })),
    async choose(paths, ask) {
      await now.act({ do: 'answer-dialog', kind: 'open', answer: paths });
      await ask();
    },
    async saved(ask) {
      saves += 1;
      const path = join(folder, `saved-${saves}`);
      await now.act({ do: 'answer-dialog', kind: 'save', answer: path });
      await ask();
      // it gets its name once it is whole
      await expect.poll(() => existsSync(path)).toBe(true);
      return path;
    },
    async restart(how) {
      earlier.push(...now.complaints);
      if (how === 'kill') await now.kill();
      else await now.close();
      now = await open();
    },
    close: () => now.close(),
  };
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
