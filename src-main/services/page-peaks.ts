// Peaks decoded by a page, where the machine has no ffmpeg: the page is asked by an event, fetches the media, and pushes stretches.
// What a page sends is checked like anything from outside. A page that dies or hangs costs a message, not the studio.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import { MAX_PEAK_CHANNELS } from '../../src-core/media/peak-stretches.ts';
import { bucketsOfMillis } from '../../src-core/media/peaks.ts';
import { endedEarly } from '../../src-core/media/playability.ts';
import type { Clock } from '../ports/machine.ts';
import type { PageDecoder, PeakChunk } from '../ports/media.ts';

/** One push of a page, as the contract's `media.pushPeaks` has parsed it. */
export interface PushedPeaks {
  readonly recording: RecordingId;
  readonly channels: number;
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly complete: boolean;
  readonly failure: string | null;
}

/** A silent page may have been reloaded, or only now be open: it is asked again after so long. */
const ASK_AGAIN_MS = 10_000;
/** So often asked in vain, and the decoding is given up: a minute of silence, or a page that hangs at the same place again and again. */
const MOST_ASKED = 6;

interface Wanted {
  readonly facts: MediaFacts;
  readonly onChunk: (chunk: PeakChunk) => void;
  readonly settle: (failure: Error | null) => void;
  channels: number | null;
  /** The bucket that is due. */
  next: number;
  /** When a page was last heard of. */
  heardAt: number;
  /** How often pages were asked since anything new came. */
  asked: number;
}

/** The studio's side of decoding in pages. */
export class PagePeaks implements PageDecoder {
  readonly #clock: Clock;
  readonly #ask: (recording: RecordingId) => void;
  readonly #wanted = new Map<RecordingId, Wanted>();

  /** `ask` publishes media.decodeWanted with a fresh token for the recording's media. */
  constructor(clock: Clock, ask: (recording: RecordingId) => void) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /** Asks pages for the peaks and hands them on in order. Throws CancelledError, `decoder-failed`, and `truncated-media` after the last. */
  async peaks(recording: RecordingId, facts: MediaFacts, onChunk: (chunk: PeakChunk) => void, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CancelledError();
    const ended = new AbortController();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const settle = (failure: Error | null): void => (failure === null ? resolve() : reject(failure));
    const wanted: Wanted = { facts, onChunk, settle, channels: null, next: 0, heardAt: this.#clock.monotonic(), asked: 0 };
    const onAbort = (): void => settle(new CancelledError());
    this.#wanted.set(recording, wanted);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#watch(recording, wanted, ended.signal).catch(settle);
    try {
      await promise;
      if (endedEarly(facts, wanted.next * 10)) throw new StudioError('truncated-media', { expected: facts.duration, found: wanted.next * 10 });
    } finally {
      ended.abort();
      signal.removeEventListener('abort', onAbort);
      if (this.#wanted.get(recording) === wanted) this.#wanted.delete(recording);
    }
  }

  /** Takes a push. Throws `not-found` when nobody wants it (any more), which tells the page to stop, and `bad-message` when it does not fit. */
  take(push: PushedPeaks): void {
    const wanted = this.#wanted.get(push.recording);
    if (!wanted) throw new StudioError('not-found', { what: 'decoding' });
    wanted.heardAt = this.#clock.monotonic();
    if (push.failure !== null) return wanted.settle(new StudioError('decoder-failed', { reason: push.failure.slice(0, 200) }));
    if (push.bytes.byteLength > 0) this.#accept(wanted, push);
    if (push.complete) wanted.settle(wanted.next === 0 ? new StudioError('decoder-failed', { reason: 'no-sound' }) : null);
  }

  /** Two pages may both decode: what one has sent already is passed over. */
  #accept(wanted: Wanted, push: PushedPeaks): void {
    const { channels, from, bytes } = push;
    const width = channels * 2;
    const isShape = channels >= 1 && channels <= MAX_PEAK_CHANNELS && bytes.byteLength % width === 0 && (wanted.channels ?? channels) === channels;
    const end = from + bytes.byteLength / width;
    if (!isShape || from > wanted.next || end > mostBuckets(wanted.facts))
      throw new StudioError('bad-message', { call: 'media.pushPeaks', reason: 'peaks do not fit' });
    if (end <= wanted.next) return;
    wanted.channels = channels;
    const fresh = bytes.subarray((wanted.next - from) * width);
    const chunk = { channels, from: wanted.next, bytes: fresh };
    wanted.next = end;
    wanted.asked = 0;
    try {
      wanted.onChunk(chunk);
    } catch (thrown) {
      wanted.settle(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  }

  async #watch(recording: RecordingId, wanted: Wanted, ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      if (wanted.asked >= MOST_ASKED) throw new StudioError('decoder-failed', { reason: wanted.next === 0 ? 'no-page' : 'stalled' });
      wanted.asked += 1;
      this.#ask(recording);
      do await this.#clock.delay(ASK_AGAIN_MS, ended).catch(() => {});
      while (!ended.aborted && this.#silence(wanted) < ASK_AGAIN_MS);
    }
  }

  #silence(wanted: Wanted): number {
    return this.#clock.monotonic() - wanted.heardAt;
  }
}

/** A page may not fill the disk: a tenth more than the media is long, and a minute. */
function mostBuckets(facts: MediaFacts): number {
  return Math.ceil(bucketsOfMillis(facts.duration) * 1.1) + 6000;
}
