// The open transcript beside the original it was made from: what was changed, and how wrong the machine was. Works only while it is shown.
import { untrack } from 'svelte';
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { compareTranscripts, type Change, type ComparedTurn, type Comparison } from '../../src-core/transcript/compare.ts';
import { unpackTranscript } from '../../src-core/transcript/pack.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { transcriptErrors, type WordErrors } from '../../src-core/transcript/word-error-rate.ts';
import type { PageClock } from '../page-clock.ts';

/** How the two are laid out. */
export type CompareLayout = 'inline' | 'sides';

export interface ComparingParts {
  readonly client: StudioClient;
  readonly clock: PageClock;
  /** The transcript on screen. */
  readonly transcript: () => Transcript | null;
}

const NOTHING: Comparison = { turns: [], changes: [], relettered: 0 };

export class ComparingState {
  readonly #parts: ComparingParts;
  #recording: RecordingId | null = null;
  #shown = $state(false);
  #phase = $state<'loading' | 'ready' | 'none' | 'failed'>('none');
  #error = $state.raw<unknown>(null);
  #original = $state.raw<Transcript | null>(null);
  #errors = $state.raw<WordErrors | null>(null);
  #stopCounting: (() => void) | null = null;
  #at = $state(0);
  layout = $state<CompareLayout>('inline');
  /** Whether turns nobody changed are shown, too. */
  all = $state(false);

  readonly #comparison = $derived.by(() => {
    const now = this.#parts.transcript();
    return this.#shown && this.#original !== null && now !== null ? compareTranscripts(this.#original, now) : NOTHING;
  });
  readonly #rows = $derived(this.all ? this.#comparison.turns : this.#comparison.turns.filter(isChanged));

  constructor(parts: ComparingParts) {
    this.#parts = parts;
  }

  get shown(): boolean {
    return this.#shown;
  }
  get phase(): 'loading' | 'ready' | 'none' | 'failed' {
    return this.#phase;
  }
  /** Why the original could not be had. */
  get error(): unknown {
    return this.#error;
  }
  get original(): Transcript | null {
    return this.#original;
  }
  get changes(): readonly Change[] {
    return this.#comparison.changes;
  }
  /** In how many unchanged words the letters look otherwise than in the original. */
  get relettered(): number {
    return this.#comparison.relettered;
  }
  /** The turns to show. */
  get rows(): readonly ComparedTurn[] {
    return this.#rows;
  }
  /** The chosen change, or null when there is none. */
  get chosen(): Change | null {
    return this.changes[Math.min(this.#at, this.changes.length - 1)] ?? null;
  }
  /** Its number from 0. */
  get at(): number {
    return Math.max(0, Math.min(this.#at, this.changes.length - 1));
  }
  /** The machine's errors, measured against what stands now; null until they are counted. */
  get errors(): WordErrors | null {
    return this.#errors;
  }

  /** Lets go of the original of another recording, or of one that came anew. */
  open(recording: RecordingId): void {
    this.#recording = recording;
    this.hide();
    this.#original = null;
    this.#phase = 'none';
  }

  async show(): Promise<void> {
    this.#shown = true;
    this.#at = 0;
    if (this.#phase !== 'ready') await this.load();
    else this.count();
  }

  hide(): void {
    this.#shown = false;
    this.#stopCounting?.();
    this.#stopCounting = null;
  }

  choose(at: number): void {
    this.#at = Math.max(0, Math.min(at, untrack(() => this.changes.length) - 1));
  }

  /** Asks for the original, again after a failure. */
  async load(): Promise<void> {
    const recording = this.#recording;
    if (recording === null || this.#phase === 'loading') return;
    this.#phase = 'loading';
    this.#error = null;
    try {
      const original = await this.#parts.client.call('review.original', { recording });
      if (this.#recording !== recording) return;
      this.#original = original && unpackTranscript(original);
      this.#phase = original === null ? 'none' : 'ready';
      this.count();
    } catch (thrown) {
      if (this.#recording !== recording) return;
      this.#error = thrown;
      this.#phase = 'failed';
    }
  }

  /** Counts the machine's errors once the page has drawn: in four hours of speech that takes a moment. */
  count(): void {
    this.#stopCounting?.();
    this.#errors = null;
    this.#stopCounting = this.#parts.clock.after(50, () => {
      this.#stopCounting = null;
      const now = this.#parts.transcript();
      if (this.#original !== null && now !== null) this.#errors = transcriptErrors(now, this.#original);
    });
  }
}

function isChanged({ parts, speakerBefore }: ComparedTurn): boolean {
  return speakerBefore !== undefined || parts.some((part) => part.kind === 'change');
}
