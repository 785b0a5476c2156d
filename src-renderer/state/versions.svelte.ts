// The kept versions of the open recording: the list, the one being compared, and bringing one back. It knows nothing of the editor.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { MarkedTranscript } from '../../src-core/history/history-step.ts';
import { unpackMarked } from '../../src-core/history/marked-transcript.ts';
import type { NoticesState } from './notices.svelte.ts';

export type Version = CallResult<'library.versions'>[number];

export class VersionsState {
  readonly #client: StudioClient;
  readonly #notices: NoticesState;
  #recording: RecordingId | null = null;
  #all = $state.raw<readonly Version[]>([]);
  #phase = $state<'loading' | 'ready'>('loading');
  #compared = $state.raw<{ readonly version: Version; readonly marked: MarkedTranscript } | null>(null);

  constructor(client: StudioClient, notices: NoticesState) {
    this.#client = client;
    this.#notices = notices;
  }

  /** Newest first. */
  get all(): readonly Version[] {
    return this.#all;
  }
  get phase(): 'loading' | 'ready' {
    return this.#phase;
  }
  /** The version being compared with what is on screen, or null. */
  get compared(): { readonly version: Version; readonly marked: MarkedTranscript } | null {
    return this.#compared;
  }

  /** Shows the versions of a recording. */
  async load(recording: RecordingId): Promise<void> {
    if (recording !== this.#recording) {
      this.#all = [];
      this.#compared = null;
      this.#phase = 'loading';
    }
    this.#recording = recording;
    await this.#change('Reading the versions', () => this.#client.call('library.versions', { recording }));
    this.#phase = 'ready';
  }

  /** Keeps what is stored now under a name. Everything typed must be saved before. */
  async keep(recording: RecordingId, name: string): Promise<boolean> {
    return this.#add(recording, 'named', name);
  }

  /** Keeps what is stored now before a change of many places; words of the change are its name. A failure is told and does not hold the change up. */
  async keepBefore(recording: RecordingId, name: string): Promise<void> {
    await this.#add(recording, 'before', name);
  }

  async rename(version: number, name: string): Promise<void> {
    const recording = this.#recording;
    if (recording !== null) await this.#change('Naming the version', () => this.#client.call('library.nameVersion', { recording, version, name }));
  }

  async remove(version: number): Promise<void> {
    const recording = this.#recording;
    if (recording === null) return;
    if (this.#compared?.version.number === version) this.#compared = null;
    await this.#change('Removing the version', () => this.#client.call('library.removeVersion', { recording, version }));
  }

  /** Fetches a version's words to be compared. */
  async compare(version: Version): Promise<void> {
    const marked = await this.words(version);
    if (marked) this.#compared = { version, marked };
  }

  endComparing(): void {
    this.#compared = null;
  }

  /** A version's words, highlights and cues, or null when they cannot be read; the reason is told. */
  async words({ number: version }: Version): Promise<MarkedTranscript | null> {
    const recording = this.#recording;
    if (recording === null) return null;
    try {
      return unpackMarked(await this.#client.call('library.version', { recording, version }));
    } catch (thrown) {
      this.#notices.fail(thrown, 'Reading the version');
      return null;
    }
  }

  async #add(recording: RecordingId, kind: 'named' | 'before', name: string): Promise<boolean> {
    try {
      const version = await this.#client.call('library.keepVersion', { recording, kind, name: name.slice(0, 200) });
      if (recording === this.#recording) this.#all = [version, ...this.#all];
      return true;
    } catch (thrown) {
      this.#notices.fail(thrown, 'Keeping a version');
      return false;
    }
  }

  async #change(doing: string, ask: () => Promise<readonly Version[]>): Promise<void> {
    const recording = this.#recording;
    try {
      const all = await ask();
      if (recording === this.#recording) this.#all = all;
    } catch (thrown) {
      this.#notices.fail(thrown, doing);
    }
  }
}
