// What a page learns when it arrives: who serves it, which library, what this machine can do.
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { LibraryNote } from '../../src-core/library/backup.ts';
import type { Library } from '../ports/library.ts';
import type { PackageList } from '../ports/machine.ts';
import type { MediaReader } from '../ports/media.ts';

export interface SessionPorts {
  readonly library: Library;
  /** What is to be known of the library as a whole. */
  readonly notes: () => LibraryNote[];
  readonly reader: MediaReader;
  readonly host: CallResult<'session.hello'>['host'];
  readonly version: string;
  readonly platform: string;
  readonly packages: PackageList;
}

/** Calls of the group `session`. */
export class SessionService {
  readonly #ports: SessionPorts;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  /** Facts about this studio, for the page that has just opened. */
  async hello(): Promise<CallResult<'session.hello'>> {
    const { library, notes, reader, host, version, platform } = this.#ports;
    return { host, version, platform, libraryPath: library.path, readOnly: library.readOnly, notes: notes(), ffmpeg: await reader.describe() };
  }

  /** The packages in this build and their licences. */
  async licences(): Promise<CallResult<'session.licences'>> {
    return this.#ports.packages();
  }
}
