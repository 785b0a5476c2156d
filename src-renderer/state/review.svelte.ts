// The doubtful words of the open transcript: which count, how many are left, and what else the engine might have heard there.
// It asks the studio for alternatives when they are first wanted; the editor shows them.
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { AlternativeIndex } from '../../src-core/transcript/alternatives.ts';
import { DoubtCount, type DoubtQuestion } from '../../src-core/transcript/doubt.ts';
import type { SpeakerId, Transcript } from '../../src-core/transcript/transcript.ts';
import type { NoticesState } from './notices.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

export interface ReviewParts {
  readonly client: StudioClient;
  readonly settings: SettingsState;
  readonly notices: NoticesState;
  /** The transcript on screen. */
  readonly transcript: () => Transcript | null;
}

/** Whose words are asked about: everybody's, or one speaker's (null: of turns without one). */
export type DoubtSpeaker = { readonly id: SpeakerId | null } | 'everybody';

export class ReviewState {
  readonly #parts: ReviewParts;
  readonly #count = new DoubtCount();
  #recording: RecordingId | null = null;
  #shown = $state(false);
  #speaker = $state.raw<DoubtSpeaker>('everybody');
  /** A threshold being tried out: the slider is still held. */
  #tried = $state<number | null>(null);
  #alternatives = $state.raw<AlternativeIndex | null>(null);
  #asked: Promise<void> | null = null;

  readonly #left = $derived.by(() => {
    const transcript = this.#parts.transcript();
    return transcript === null ? 0 : this.#count.of(transcript, this.question);
  });

  constructor(parts: ReviewParts) {
    this.#parts = parts;
  }

  /** Whether the review bar is shown. */
  get shown(): boolean {
    return this.#shown;
  }
  toggle(): void {
    this.#shown = !this.#shown;
  }

  /** Words less sure than this, 0 to 1, are doubtful. */
  get below(): number {
    return this.#tried ?? this.#parts.settings.value.doubtBelow;
  }
  get speaker(): DoubtSpeaker {
    return this.#speaker;
  }
  /** What is asked about. */
  get question(): DoubtQuestion {
    return this.#speaker === 'everybody' ? { below: this.below } : { below: this.below, speaker: this.#speaker.id };
  }
  /** How many words are doubtful, of those asked about. */
  get left(): number {
    return this.#left;
  }
  /** What else might have been heard; null until it is known. */
  get alternatives(): AlternativeIndex | null {
    return this.#alternatives;
  }

  /** Shows another threshold without keeping it. */
  tryBelow(below: number): void {
    this.#tried = below;
  }
  /** Keeps a threshold for every recording. */
  async setBelow(below: number): Promise<void> {
    this.#tried = below;
    await this.#parts.settings.set({ doubtBelow: below });
    this.#tried = null;
  }

  setSpeaker(speaker: DoubtSpeaker): void {
    this.#speaker = speaker;
  }

  /** Begins with a recording, or with its transcript loaded afresh. */
  open(recording: RecordingId): void {
    if (recording !== this.#recording) this.#speaker = 'everybody';
    this.#recording = recording;
    this.#alternatives = null;
    this.#asked = null;
  }

  /** Asks for the alternatives once. Resolves when they are known or could not be had, which is said once. */
  fetchAlternatives(): Promise<void> {
    this.#asked ??= this.#fetch();
    return this.#asked;
  }

  async #fetch(): Promise<void> {
    const recording = this.#recording;
    if (recording === null) return;
    try {
      const found = await this.#parts.client.call('review.alternatives', { recording });
      if (this.#recording !== recording) return;
      this.#alternatives = new AlternativeIndex(found.map(([sources, heard, text]) => ({ sources, heard, text })));
    } catch (thrown) {
      if (this.#recording !== recording) return;
      this.#alternatives = new AlternativeIndex([]);
      this.#parts.notices.fail(thrown, 'Reading the alternatives');
    }
  }
}
