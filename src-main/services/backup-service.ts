// Calls that concern the library's file as a whole: its backups, and what is put in its place.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { CallArgs, CallResult } from '../../src-core/contract/studio-api.ts';
import type { Library, LibraryKeeper } from '../ports/library.ts';

export interface BackupPorts {
  readonly keeper: LibraryKeeper;
  /** Null while it cannot be opened. */
  readonly library: Pick<Library, 'backUp' | 'readOnly'> | null;
}

export class BackupService {
  readonly #ports: BackupPorts;

  constructor(ports: BackupPorts) {
    this.#ports = ports;
  }

  /** Every backup, newest first, with what it holds. */
  async list(): Promise<CallResult<'library.backups'>> {
    return Promise.resolve(this.#ports.keeper.backups());
  }

  /** Makes a backup when something changed since the last one; answers the list as it is then. Throws `read-only` and the codes of the disk. */
  async make(): Promise<CallResult<'library.backUp'>> {
    const { library, keeper } = this.#ports;
    if (library?.readOnly != null) throw new StudioError('read-only', { reason: library.readOnly });
    const made = (await library?.backUp()) ?? false;
    return { made, backups: keeper.backups() };
  }

  /** Puts a backup in the library's place. Throws as LibraryKeeper.restore does. */
  async restore({ backup }: CallArgs<'library.restore'>): Promise<CallResult<'library.restore'>> {
    const { library, keeper } = this.#ports;
    // Another studio, or nobody, may write here; damage is what restoring is for.
    const reason = library?.readOnly ?? null;
    if (reason !== null && reason !== 'damaged') throw new StudioError('read-only', { reason });
    return { setAside: await keeper.restore(backup) };
  }

  /** Begins an empty library beside one that cannot be opened. */
  async startNew(): Promise<CallResult<'library.startNew'>> {
    return { setAside: await this.#ports.keeper.startNew() };
  }
}
