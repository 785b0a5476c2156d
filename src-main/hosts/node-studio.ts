// The studio on this machine: the Node adapters, for whichever host mounts it.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCloud } from '../adapters/aws/connection.ts';
import { makeOffLimits } from '../adapters/disk/off-limits.ts';
import { openLibrary } from '../adapters/disk/open-library.ts';
import { makeDocumentReader } from '../adapters/documents/document-reader.ts';
import { libraryFindings } from '../adapters/disk/library-findings.ts';
import { makeDiagnosis } from '../adapters/machine/diagnosis.ts';
import { openLogFile } from '../adapters/machine/log-file.ts';
import { packagesIn } from '../adapters/machine/package-list.ts';
import { randomIds } from '../adapters/machine/random-ids.ts';
import { SessionSecrets } from '../adapters/machine/session-secrets.ts';
import { systemClock } from '../adapters/machine/system-clock.ts';
import { chooseReader } from '../adapters/media/choose-reader.ts';
import { makeMediaFiles } from '../adapters/media/media-files.ts';
import type { SecretStore, UpdateSource } from '../ports.ts';
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
  /** Where newer versions come from, where the host can replace itself. */
  readonly updates?: UpdateSource;
}

/** Opens the library and puts the studio together. Throws the codes of openLibrary. */
export async function openStudio({ libraryFolder, hostKind, version, entry, hostSecrets, updates }: NodeStudioOptions): Promise<Studio> {
  const logPath = join(libraryFolder, 'logs', 'galley.log');
  const log = openLogFile(logPath);
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
    diagnosis: makeDiagnosis(logPath, () => libraryFindings(libraryFolder)),
    packages: () => packagesIn(fileURLToPath(new URL('..', entry))),
    updates: updates ?? NO_UPDATES,
  });
  return {
    ...studio,
    async stop() {
      await studio.stop();
      cloud.close();
    },
  };
}

/** Whoever started a server or a command line replaces it, too. */
const NO_UPDATES: UpdateSource = {
  bar: 'host',
  look: () => Promise.resolve(null),
  fetch: () => Promise.resolve(),
  install: () => undefined,
};

/** The sample interview: in the checkout's assets, or among the packed application's resources. */
function sampleBeside(entry: string): SampleFiles | null {
  const folders = [new URL(entry.endsWith('.ts') ? '../../../assets/sample/' : '../../assets/sample/', entry), new URL('../../../sample/', entry)];
  const folder = folders.map((url) => fileURLToPath(url)).find((path) => existsSync(join(path, 'interview.json')));
  if (!folder) return null;
  return { name: 'Sample interview', media: join(folder, 'interview.ogg'), result: join(folder, 'interview.json') };
}
