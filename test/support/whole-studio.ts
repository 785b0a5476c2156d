// A whole studio over a library of its own on the disk, without a host: what the services and adapters do together.
// Keeps AWS settings of whoever runs it out of this process.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fromWireError } from '../../src-core/contract/errors.ts';
import type { CallArgs, CallResult, ImportResult, StudioCall } from '../../src-core/contract/studio-api.ts';
import { openStudio } from '../../src-main/hosts/node-studio.ts';
import type { Studio } from '../../src-main/studio.ts';

const ENTRY = new URL('../../src-main/hosts/cli/main.ts', import.meta.url).href;

/** The studio, its folder, and everything it has said. */
export interface WholeStudio {
  readonly studio: Studio;
  /** Its library lies in `library` below; the rest is for files to take in. */
  readonly folder: string;
  readonly library: string;
  /** Every event so far. */
  readonly events: readonly { readonly event: string; readonly payload: unknown }[];
  /** The result of a call; rejects with what went wrong. */
  readonly call: <C extends StudioCall>(name: C, args: CallArgs<C>) => Promise<CallResult<C>>;
  /** Offers a file under a name, its own unless given, and imports it. */
  readonly take: (path: string, name?: string) => Promise<ImportResult>;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
}

/** Opens a studio over an empty library. `under` names the folder all of it lies in. */
export async function openWholeStudio(under = 'galley-whole'): Promise<WholeStudio> {
  for (const name of Object.keys(process.env)) if (name.toUpperCase().startsWith('AWS_')) delete process.env[name];
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'galley-'))), under);
  mkdirSync(folder);
  const none = join(folder, 'no-aws');
  Object.assign(process.env, { AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none, AWS_EC2_METADATA_DISABLED: 'true' });
  const library = join(folder, 'library');
  const studio = await openStudio({ libraryFolder: library, hostKind: 'cli', version: '0.0.0', entry: ENTRY });
  const events: { event: string; payload: unknown }[] = [];
  studio.subscribe((event, payload) => void events.push({ event, payload }));
  const call = async <C extends StudioCall>(name: C, args: CallArgs<C>): Promise<CallResult<C>> => {
    const reply = await studio.dispatch(name, args);
    if (!reply.ok) throw fromWireError(reply.error);
    return reply.value as CallResult<C>; // checked by the contract
  };
  return {
    studio,
    folder,
    library,
    events,
    call,
    take: async (path, name = basename(path)) => call('library.import', { offer: await studio.offer(path, name, false), into: null }),
    async close() {
      await studio.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
