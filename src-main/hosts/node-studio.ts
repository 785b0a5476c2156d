// The studio on this machine: the Node adapters, for whichever host mounts it.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCloud } from '../adapters/aws/connection.ts';
import { makeOffLimits } from '../adapters/disk/off-limits.ts';
import { listBackups } from '../adapters/disk/library-backups.ts';
import { restoreBackup, startNew } from '../adapters/disk/library-restore.ts';
import { latestVersion, migrations } from '../adapters/disk/library-migrations.ts';
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
import type { StudioError } from '../../src-core/contract/errors.ts';
import type { LibraryKeeper } from '../ports/library.ts';
import type { Clock, Log, UpdateSource } from '../ports/machine.ts';
import type { SecretStore } from '../ports/cloud.ts';
import type { SampleFiles } from '../services/library-import.ts';
import { makeClosedStudio } from '../closed-studio.ts';
import { makeReopeningStudio } from '../reopening-studio.ts';
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
  /** The machine's time, unless it has to pass faster. */
  readonly clock?: Clock;
}

/**
 * Opens the library and puts the studio together. Throws the codes of openLibrary; where a page can show it, a library that is
 * damaged or none of ours gives a studio that offers its backups instead.
 */
export async function openStudio(options: NodeStudioOptions): Promise<Studio> {
  const { libraryFolder, hostKind } = options;
  const logPath = join(libraryFolder, 'logs', 'galley.log');
  const log = openLogFile(logPath);
  const secrets = options.hostSecrets ?? new SessionSecrets();
  const cloud = makeCloud({ secrets, log, env: process.env });
  const open = (keeper: LibraryKeeper): Studio => studioOn(keeper, { ...options, log, logPath, cloud, secrets });
  const file = {
    backups: () => listBackups(libraryFolder, latestVersion(migrations)),
    restore: (name: string) => restoreBackup(libraryFolder, name, systemClock.now()),
    startNew: () => startNew(libraryFolder, systemClock.now()),
  };
  const makeClosed = (failure: StudioError, keeper: LibraryKeeper): Studio => {
    // A command line has nobody to ask.
    if (hostKind === 'cli') throw failure;
    return makeClosedStudio({ failure, keeper, log, uploadFolder: join(libraryFolder, 'media') });
  };
  const studio = makeReopeningStudio({ file, open, makeClosed, log });
  return {
    ...studio,
    async stop() {
      await studio.stop();
      cloud.close();
    },
  };
}

/** What outlives one library. */
interface Surroundings extends NodeStudioOptions {
  readonly log: Log;
  readonly logPath: string;
  readonly cloud: ReturnType<typeof makeCloud>;
  readonly secrets: SecretStore;
}

function studioOn(keeper: LibraryKeeper, { libraryFolder, hostKind, version, entry, updates, log, logPath, cloud, secrets, ...more }: Surroundings): Studio {
  const { clock = systemClock } = more;
  const library = openLibrary({ folder: libraryFolder, clock, log });
  return makeStudio({
    library,
    keeper,
    files: makeMediaFiles(library.mediaFolder),
    makeReader: (page) =>
      chooseReader({ chosen: () => library.settings.get().ffmpegPath, path: process.env['PATH'] ?? '', platform: process.platform }, clock, page),
    documents: makeDocumentReader(documentWorkerOf(entry)),
    cloud,
    secrets,
    clock,
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
