// What a host mounts while the library cannot be opened: every call answers why, but those that help.
import { makeDispatch } from '../src-core/contract/dispatch.ts';
import type { StudioError } from '../src-core/contract/errors.ts';
import { studioCalls, type CallArgs, type StudioHandlers } from '../src-core/contract/studio-api.ts';
import type { LibraryKeeper } from './ports/library.ts';
import type { Log } from './ports/machine.ts';
import { BackupService } from './services/backup-service.ts';
import type { Studio } from './studio.ts';

export interface ClosedStudioPorts {
  /** Why the library cannot be opened. */
  readonly failure: StudioError;
  readonly keeper: LibraryKeeper;
  readonly log: Log;
  readonly uploadFolder: string;
}

/** A studio without a library. Its backups can be listed and restored, and a new library begun. */
export function makeClosedStudio({ failure, keeper, log, uploadFolder }: ClosedStudioPorts): Studio {
  const backups = new BackupService({ keeper, library: null });
  const refuse = (): Promise<never> => Promise.reject(failure);
  const refusals = Object.fromEntries(Object.keys(studioCalls).map((call) => [call, refuse]));
  const handlers = {
    ...refusals,
    'library.backups': () => backups.list(),
    'library.restore': (args: CallArgs<'library.restore'>) => backups.restore(args),
    'library.startNew': () => backups.startNew(),
  } as unknown as StudioHandlers; // every call of the table is among the refusals
  return {
    dispatch: makeDispatch(handlers, (call, bug) => log.error(`${call} hit a bug`, bug)),
    mediaRoute: () => Promise.resolve(new Response('not found', { status: 404 })),
    offer: refuse,
    uploadFolder,
    subscribe: () => () => undefined,
    stop: () => Promise.resolve(),
  };
}
