// Fetches a recording's peaks and keeps fetching while they are still being made. It draws nothing.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { peaksOfBytes } from '../../src-core/media/peaks.ts';
import { PeakPyramid } from '../../src-core/media/peak-pyramid.ts';
import { CancelledError } from '../../src-core/contract/errors.ts';

export interface FeedListener {
  /** More peaks are in the pyramid; `complete` when no more will come. */
  readonly grew: (pyramid: PeakPyramid, complete: boolean) => void;
  /** Fetching failed; what was fetched stays. */
  readonly failed: (thrown: unknown) => void;
}

/** Feeds the peaks of one recording until they are complete or `stop` is called. */
export class PeaksFeed {
  readonly #client: StudioClient;
  readonly #recording: RecordingId;
  readonly #listener: FeedListener;
  readonly #stopHearing: () => void;
  #pyramid: PeakPyramid | null = null;
  #fetching = false;
  #wanted = false;
  #stopped = false;

  constructor(client: StudioClient, recording: RecordingId, listener: FeedListener) {
    this.#client = client;
    this.#recording = recording;
    this.#listener = listener;
    this.#stopHearing = client.on('media.peaksGrew', (grown) => {
      if (grown.recording === recording) void this.fetch();
    });
  }

  /** Fetches what is there beyond what is known. Calls while one runs are joined. */
  async fetch(): Promise<void> {
    this.#wanted = true;
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      while (this.#wanted && !this.#stopped) {
        this.#wanted = false;
        await this.#fetchOnce();
      }
    } catch (thrown) {
      if (!(thrown instanceof CancelledError) && !this.#stopped) this.#listener.failed(thrown);
    } finally {
      this.#fetching = false;
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#stopHearing();
  }

  async #fetchOnce(): Promise<void> {
    const from = this.#pyramid?.buckets ?? 0;
    const answer = await this.#client.call('media.peaks', { recording: this.#recording, from });
    if (this.#stopped) return;
    // A medium begun afresh (relinked, another channel count) starts a new pyramid.
    if (!this.#pyramid || this.#pyramid.channels !== answer.channels) this.#pyramid = answer.channels > 0 ? new PeakPyramid(answer.channels) : null;
    if (answer.bytes.byteLength > 0) this.#pyramid?.append(peaksOfBytes(answer.bytes), answer.from);
    if (this.#pyramid) this.#listener.grew(this.#pyramid, answer.complete);
  }
}
