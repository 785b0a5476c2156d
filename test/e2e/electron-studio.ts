// The built Electron application under test: on the real binary where it is, otherwise on the stand-in for Electron.
import { join } from 'node:path';
import { complaintsOf } from '../support/test-browser.ts';
import { launchApplication, type Application } from '../support/electron/real.ts';
import type { StudioUnderTest, Surroundings } from './studio-under-test.ts';

/** Starts the application over a library. */
export async function startElectronStudio({ library, env, folder }: Surroundings, launch = launchApplication): Promise<StudioUnderTest> {
  const complaints: string[] = [];
  const configFolder = join(folder, 'config');
  const open = async (): Promise<Application> => {
    const application = await launch({ argv: ['--library', library], env: stringsOf(env), configFolder });
    const heard = complaintsOf(application.page);
    application.page.on('close', () => complaints.push(...heard));
    return application;
  };
  let now = await open();
  let saves = 0;
  return {
    kind: 'electron',
    library,
    complaints,
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
      return path;
    },
    async restart(how) {
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
