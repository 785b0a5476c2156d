// The encodings a recording's kept file may be read in, and the choice of another. Knows nothing of how it looks.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallResult, ImportResult } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';

export type Reading = CallResult<'library.readings'>[number];

export class ReadingsState {
  readonly #client: StudioClient;
  readonly #recording: RecordingId;
  #all = $state.raw<readonly Reading[]>([]);
  #chosen = $state<Reading['encoding'] | null>(null);
  #busy = $state(false);

  constructor(client: StudioClient, recording: RecordingId) {
    this.#client = client;
    this.#recording = recording;
  }

  /** The likeliest first; those that read the very same letters are left out. Empty until loaded. */
  get all(): readonly Reading[] {
    return this.#all;
  }
  get chosen(): Reading['encoding'] | null {
    return this.#chosen;
  }
  get busy(): boolean {
    return this.#busy;
  }

  choose(encoding: Reading['encoding']): void {
    this.#chosen = encoding;
  }

  /** Throws what the studio throws. */
  async load(): Promise<void> {
    const found = await this.#client.call('library.readings', { recording: this.#recording });
    const seen = new Set<string>();
    this.#all = found.filter(({ lines }) => {
      const text = lines.join('\n');
      return !seen.has(text) && seen.add(text);
    });
    this.#chosen = this.#all[0]?.encoding ?? null;
  }

  /** Has the file read in the chosen encoding; null when none is chosen. Throws what the studio throws. */
  async apply(): Promise<ImportResult | null> {
    if (this.#chosen === null || this.#busy) return null;
    this.#busy = true;
    try {
      return await this.#client.call('library.readAs', { recording: this.#recording, encoding: this.#chosen });
    } finally {
      this.#busy = false;
    }
  }
}
