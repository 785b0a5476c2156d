// Starts the studio for a browser on this machine and prints the address that lets one tab in.
//   serve [--library FOLDER] [--port NUMBER] [--renderer FOLDER]
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { randomIds } from '../../adapters/machine/random-ids.ts';
import { defaultLibraryFolder } from '../library-folder.ts';
import { openStudio } from '../node-studio.ts';
import { startTrouble } from '../start-trouble.ts';
import { version } from '../version.ts';
import { makeLoopbackHost } from './server.ts';

const usage = `Galley ${version}, served to a browser on this machine.

  --library FOLDER   the library to open (default ${defaultLibraryFolder()})
  --port NUMBER      the port on 127.0.0.1 (default: a free one)
  --renderer FOLDER  the built page (default: the one beside this program)
`;

const { values } = parseArgs({
  options: {
    library: { type: 'string' },
    port: { type: 'string' },
    renderer: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
    version: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else if (values.version) console.log(version);
else await serve();

async function serve(): Promise<void> {
  const libraryFolder = resolve(values.library ?? defaultLibraryFolder());
  const studio = await openStudio({ libraryFolder, hostKind: 'loopback', version, entry: import.meta.url }).catch((thrown: unknown) => {
    console.error(startTrouble(thrown, libraryFolder));
    process.exit(1);
  });
  const host = await makeLoopbackHost(studio, {
    rendererFolder: resolve(values.renderer ?? builtPage()),
    ids: randomIds,
    ...(values.port !== undefined && { port: portOf(values.port) }),
    announce: (url) => {
      console.log(`For another tab: ${url}`);
    },
  });
  console.log(`Galley is open at ${host.url}`);
  console.log('The address lets one tab in. Ctrl+C stops the studio; running jobs go on when it is started again.');
  let leaving = false;
  const leave = async (): Promise<void> => {
    if (leaving) return;
    leaving = true;
    await host.close();
    await studio.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave());
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`not a port: ${text}`);
  return port;
}

/** `out/renderer`, whether this runs from the bundle or from the sources. */
function builtPage(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../../out/renderer' : '../renderer', import.meta.url));
}
