// A real studio in this process, spoken to through the contract. Benches that need no page use it.
import { createStudioClient, type StudioClient } from '../src-core/contract/client.ts';
import { fromWireError } from '../src-core/contract/errors.ts';
import { openStudio } from '../src-main/hosts/node-studio.ts';
import type { Studio } from '../src-main/studio.ts';

/** An open studio and the client a page would have. */
export interface StudioHere {
  readonly studio: Studio;
  readonly client: StudioClient;
  /** Takes a file in as dropping it does; answers the recording's id. */
  readonly take: (path: string, name: string, into?: string) => Promise<string>;
}

const entry = new URL('../src-main/hosts/loopback/main.ts', import.meta.url).href;

/** Opens the studio over a library. Stop it by `studio.stop()`. */
export async function openStudioHere(libraryFolder: string): Promise<StudioHere> {
  const studio = await openStudio({ libraryFolder, hostKind: 'cli', version: 'bench', entry });
  const client = createStudioClient(
    {
      async invoke(call, args) {
        const reply = await studio.dispatch(call, args);
        if (!reply.ok) throw fromWireError(reply.error);
        return reply.value;
      },
      subscribe: (listener) => studio.subscribe(listener),
    },
    (event, reason) => console.error(`${event} does not fit the contract: ${reason}`),
  );
  return {
    studio,
    client,
    async take(path, name, into) {
      const offer = await studio.offer(path, name, false);
      return (await client.call('library.import', { offer, into: into ?? null })).recording.id;
    },
  };
}
