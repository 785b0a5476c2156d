// What of the open recording was listened to: gathered while it plays, kept by the library, drawn by others.
// Playing counts at up to twice the speed and with the volume on; seeking and silence of the speakers do not.
import { untrack } from 'svelte';
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { Millis } from '../../src-core/span.ts';
import { FASTEST_HEARD, HeardCount, mergedHeard, withHeard, type HeardSpans } from '../../src-core/transcript/heard.ts';
import { countWords, type Transcript } from '../../src-core/transcript/transcript.ts';
import type { PageClock } from '../page-clock.ts';
import type { Scope } from '../scope.ts';

/** What was heard is shown and counted so often while playing, milliseconds: an underestimate by that much for as long. */
const SHOW_EVERY: Millis = 1_000;
/** What was heard is sent to the library so long after it was, milliseconds. */
const KEEP_AFTER: Millis = 4_000;
/** Playing that runs ahead of the clock by more was a seek, milliseconds. */
const SEEK_FROM: Millis = 250;

/** The sound, as far as listening goes. */
export interface HeardSound {
  readonly playing: boolean;
  readonly speed: number;
  readonly volume: number;
  onTime(listener: (time: Millis) => void): () => void;
}

export interface HearingParts {
  readonly client: StudioClient;
  readonly clock: PageClock;
  readonly sound: HeardSound;
  /** The transcript on screen. */
  readonly transcript: () => Transcript | null;
}

export class HearingState {
  readonly #parts: HearingParts;
  readonly #count = new HeardCount();
  #recording: RecordingId | null = null;
  #spans = $state.raw<HeardSpans>([]);
  /** What was heard since it was last shown, as playing goes: one stretch. */
  #since: { start: Millis; end: Millis } | null = null;
  #last: { readonly time: Millis; readonly at: number } | null = null;
  #shownAt = 0;
  /** Heard but not yet kept. */
  #unkept: HeardSpans = [];
  #stopKeeping: (() => void) | null = null;

  readonly #words = $derived.by(() => {
    const transcript = this.#parts.transcript();
    return transcript === null ? 0 : this.#count.of(transcript, this.#spans);
  });
  readonly #all = $derived.by(() => {
    const transcript = this.#parts.transcript();
    return transcript === null ? 0 : countWords(transcript);
  });

  constructor(parts: HearingParts, scope: Scope) {
    this.#parts = parts;
    scope.add(
      parts.sound.onTime((time) => {
        this.#hear(time);
      }),
    );
  }

  /** Stretches of the open recording that were listened to. */
  get spans(): HeardSpans {
    return this.#spans;
  }
  /** How many words on screen they cover. */
  get words(): number {
    return this.#words;
  }
  /** The share of the words on screen that was listened to, 0 to 1; null where there are none. */
  get share(): number | null {
    return this.#all === 0 ? null : this.#words / this.#all;
  }

  /** Begins with a recording: asks what was heard of it before. */
  async open(recording: RecordingId): Promise<void> {
    void this.close();
    this.#recording = recording;
    try {
      const before = await this.#parts.client.call('review.heard', { recording });
      if (this.#recording !== recording) return;
      const known = before.map(([start, end]) => ({ start, end }));
      this.#spans = mergedHeard(known, this.#spans);
    } catch {
      // Nothing known of it: what is heard from now on is still gathered, and joined to what the library has.
    }
  }

  /** Lets go at once: the next recording may be opened before this one's listening is kept. Resolves when it is. */
  async close(): Promise<void> {
    this.#show();
    const kept = this.#keep();
    this.#recording = null;
    this.#last = null;
    this.#spans = [];
    this.#unkept = [];
    await kept;
  }

  #hear(time: Millis): void {
    const { sound, clock } = this.#parts;
    const now = clock.now();
    const { playing, speed, volume } = untrack(() => ({ playing: sound.playing, speed: sound.speed, volume: sound.volume }));
    const last = this.#last;
    this.#last = playing ? { time, at: now } : null;
    if (this.#recording === null || last === null || speed > FASTEST_HEARD || volume === 0) return;
    const moved = time - last.time;
    // A page in the background is told of the time seldom, but the sound goes on: it is the clock that tells playing from seeking.
    if (moved > 0 && moved <= (now - last.at) * speed + SEEK_FROM) this.#add(last.time, time);
    else this.#show();
    if (!playing || now - this.#shownAt >= SHOW_EVERY) this.#show();
  }

  #add(start: Millis, end: Millis): void {
    if (this.#since?.end === start) this.#since.end = end;
    else {
      this.#show();
      this.#since = { start, end };
    }
  }

  /** Puts what was heard since into what is shown, and has it kept soon. */
  #show(): void {
    this.#shownAt = this.#parts.clock.now();
    const since = this.#since;
    if (since === null) return;
    this.#since = null;
    const before = untrack(() => this.#spans);
    const after = withHeard(before, since);
    if (after === before) return;
    this.#spans = after;
    this.#unkept = withHeard(this.#unkept, since);
    this.#stopKeeping ??= this.#parts.clock.after(KEEP_AFTER, () => {
      this.#stopKeeping = null;
      void this.#keep();
    });
  }

  async #keep(): Promise<void> {
    this.#stopKeeping?.();
    this.#stopKeeping = null;
    const [recording, unkept] = [this.#recording, this.#unkept];
    if (recording === null || unkept.length === 0) return;
    this.#unkept = [];
    try {
      const spans = unkept.map(({ start, end }): [number, number] => [start, end]);
      await this.#parts.client.call('review.hear', { recording, spans, words: untrack(() => this.#words) });
    } catch {
      // Sent again with what is heard next; losing it loses no work.
      if (this.#recording === recording) this.#unkept = mergedHeard(unkept, this.#unkept);
    }
  }
}
