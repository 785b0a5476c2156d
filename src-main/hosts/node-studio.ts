// The studio on this machine: the Node adapters, for whichever host mounts it.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCloud } from '../adapters/aws/connection.ts';
import { makeOffLimits } from '../adapters/disk/off-limits.ts';
import { openLibrary } from '../adapters/disk/open-library.ts';
import { makeDocumentReader } from '../adapters/documents/document-reader.ts';
import { openLogFile } from '../adapters/machine/log-file.ts';
import { randomIds } from '../adapters/machine/random-ids.ts';
import { SessionSecrets } from '../adapters/machine/session-secrets.ts';
import { systemClock } from '../adapters/machine/system-clock.ts';
import { chooseReader } from '../adapters/media/choose-reader.ts';
import { makeMediaFiles } from '../adapters/media/media-files.ts';
import type { SecretStore } from '../ports.ts';
import type { SampleFiles } from '../services/library-import.ts';
import { makeStudio, type Studio } from '../studio.ts';
import { documentWorkerOf } from './worker-files.ts';

export interface NodeStudioOptions {
  readonly libraryFolder: string;
  readonly hostKind: 'electron' | 'loopback' | 'cli';
  readonly version: string;
  /** `import.meta.url` of the host's main module: worker threads and the sample lie beside it, bundled or not. */
  readonly entry: string;
  /** The system's keyring, where the host has one; otherwise entered keys last as long as the process. */
  readonly hostSecrets?: SecretStore;
}

/** Opens the library and puts the studio together. Throws the codes of openLibrary. */
export async function openStudio({ libraryFolder, hostKind, version, entry, hostSecrets }: NodeStudioOptions): Promise<Studio> {
  const log = openLogFile(join(libraryFolder, 'logs', 'galley.log'));
  const library = openLibrary({ folder: libraryFolder, clock: systemClock, log });
  const secrets = hostSecrets ?? new SessionSecrets();
  const cloud = makeCloud({ secrets, log, env: process.env });
  const studio = makeStudio({
    library,
    files: makeMediaFiles(library.mediaFolder),
    makeReader: (page) =>
      chooseReader({ chosen: () => library.settings.get().ffmpegPath, path: process.env['PATH'] ?? '', platform: process.platform }, systemClock, page),
    documents: makeDocumentReader(documentWorkerOf(entry)),
    cloud,
    secrets,
    clock: systemClock,
    ids: randomIds,
    log,
    chance: () => Math.random(),
    host: hostKind,
    version,
    platform: process.platform,
    sample: sampleBeside(entry),
    isOffLimits: makeOffLimits(libraryFolder, homedir()),
  });
  return {
    ...studio,
    async stop() {
      await studio.stop();
      cloud.close();
    },
  };
}

/** The sample interview: in the checkout's assets, or among the packed application's resources. */
function sampleBeside(entry: string): SampleFiles | null {
  const folders = [new URL(entry.endsWith('.ts') ? '../../../assets/sample/' : '../../assets/sample/', entry), new URL('../../../sample/', entry)];
  const folder = folders.map((url) => fileURLToPath(url)).find((path) => existsSync(join(path, 'interview.json')));
  if (!folder) return null;
  return { name: 'Sample interview', media: join(folder, 'interview.ogg'), result: join(folder, 'interview.json') };
}
