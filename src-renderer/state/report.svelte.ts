// A report of trouble on its way: made by the studio, looked at here, saved where the person says. It is sent nowhere.
import { zipFile } from '../../src-core/archive/zip-file.ts';
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { Host } from '../host/host.ts';

export class ReportState {
  readonly #client: StudioClient;
  readonly #host: Host;
  #report = $state.raw<CallResult<'report.make'> | null>(null);
  #error = $state.raw<unknown>(null);
  #asked = 0;

  constructor(client: StudioClient, host: Host) {
    this.#client = client;
    this.#host = host;
  }

  /** What would be saved, part by part; null until it is made. */
  get report(): CallResult<'report.make'> | null {
    return this.#report;
  }
  /** Why it could not be made. */
  get error(): unknown {
    return this.#error;
  }

  /** Makes it anew; with the words of a recording when one is named. The newest wish counts. */
  async make(recording: string | null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const report = await this.#client.call('report.make', { recording });
      if (asked === this.#asked) this.#report = report;
      this.#error = null;
    } catch (thrown) {
      if (asked === this.#asked) this.#error = thrown;
    }
  }

  /** Saves exactly the parts that are shown; false when the person thought better of it. Throws what the host throws. */
  async save(now: number): Promise<boolean> {
    if (this.#report === null) return false;
    const utf8 = new TextEncoder();
    const files = this.#report.parts.map(({ name, text }) => ({ name, bytes: utf8.encode(text) }));
    return this.#host.keep(this.#report.fileName, zipFile(files, now), 'application/zip');
  }
}

/** "812 bytes", "12 kB". */
export function sizeText(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`;
}
