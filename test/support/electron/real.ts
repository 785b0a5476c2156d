// The same handle over the real Electron, for machines that have its binary. Not run where it is absent.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { _electron } from 'playwright';

import type { Command } from './control.ts';
import { dropFiles } from './drop-files.ts';
import { findElectronBinary, launchStandIn, type LaunchOptions, type StandIn } from './launch.ts';

const ROOT = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** What e2e needs of an application: a page, and a hand for what is not a page. */
export type Application = Pick<StandIn, 'page' | 'act' | 'close' | 'kill' | 'configFolder'>;

/** Which of the two `launchApplication` starts; to be printed with the results. */
export function applicationKind(): 'electron' | 'stand-in' {
  return findElectronBinary() === null ? 'stand-in' : 'electron';
}

/** The real application where its binary is, otherwise the stand-in. */
export function launchApplication(options: LaunchOptions = {}): Promise<Application> {
  return findElectronBinary() === null ? launchStandIn(options) : launchReal(options);
}

async function launchReal(options: LaunchOptions): Promise<Application> {
  const configFolder = options.configFolder ?? mkdtempSync(join(tmpdir(), 'galley-config-'));
  const app = await _electron.launch({
    executablePath: findElectronBinary() ?? '',
    args: [options.root ?? ROOT, `--user-data-dir=${configFolder}`, ...(options.argv ?? [])],
    env: { ...stringsOf(process.env), XDG_CONFIG_HOME: configFolder, XDG_DATA_HOME: join(configFolder, 'data'), ...options.env },
  });
  const page = await app.firstWindow();
  return {
    page,
    configFolder,
    act: (command) => actOnReal(app, page, command),
    close: () => app.close(),
    kill: async () => {
      app.process().kill('SIGKILL');
      await new Promise((resolve) => app.process().once('exit', resolve));
    },
  };
}

/** The commands a test may give both; the others only the stand-in can do. */
async function actOnReal(app: Awaited<ReturnType<typeof _electron.launch>>, page: StandIn['page'], command: Command): Promise<unknown> {
  switch (command.do) {
    case 'drop':
      return dropFiles(page, command.paths);
    case 'menu':
      return app.evaluate(({ Menu }, id) => {
        Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
      }, command.id);
    case 'answer-dialog':
      return app.evaluate(
        ({ dialog }, { kind, answer }) => {
          if (kind === 'open')
            dialog.showOpenDialog = () => Promise.resolve({ canceled: answer === null, filePaths: Array.isArray(answer) ? (answer as string[]) : [] }); // a list is one of paths
          if (kind === 'save') dialog.showSaveDialog = () => Promise.resolve({ canceled: answer === null, filePath: typeof answer === 'string' ? answer : '' });
        },
        { kind: command.kind, answer: command.answer },
      );
    case 'quit':
      return app.evaluate(({ app: inside }) => {
        inside.quit();
      });
    default:
      throw new Error(`only the stand-in can ${command.do}`);
  }
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
