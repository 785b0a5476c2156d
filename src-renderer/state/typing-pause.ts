// The sound stops while somebody types and goes on by itself, for those who chose so. It knows playing and typing, not the text.
import type { Settings } from '../../src-core/contract/settings.ts';
import type { PageClock } from '../page-clock.ts';

/** What it needs of playback. */
export interface StoppableSound {
  readonly playing: boolean;
  /** Plays a span that ends by itself. */
  readonly isExcerpt: boolean;
  readonly play: () => void;
  readonly pause: () => void;
}

export interface TypingPauseParts {
  readonly sound: StoppableSound;
  readonly clock: PageClock;
  readonly settings: () => Pick<Settings, 'pauseWhileTyping' | 'resumeAfter'>;
}

export class TypingPause {
  readonly #parts: TypingPauseParts;
  /** Takes the waiting back; null while nothing waits. */
  #stopWaiting: (() => void) | null = null;
  #isResuming = false;

  constructor(parts: TypingPauseParts) {
    this.#parts = parts;
  }

  /** Whether the sound will go on by itself. */
  get isWaiting(): boolean {
    return this.#stopWaiting !== null;
  }

  /** Somebody types: stops what plays, or waits anew. A word or two played by themselves are let finish: they were asked for to be typed over. */
  typed(): void {
    const { sound, clock, settings } = this.#parts;
    const { pauseWhileTyping, resumeAfter } = settings();
    if (!pauseWhileTyping) {
      this.forget();
      return;
    }
    if (sound.isExcerpt || (!sound.playing && !this.isWaiting)) return;
    if (sound.playing) sound.pause();
    this.#stopWaiting?.();
    this.#stopWaiting = clock.after(resumeAfter, () => {
      this.#stopWaiting = null;
      if (sound.playing) return;
      this.#isResuming = true;
      sound.play();
    });
  }

  /** The sound has begun to play: nothing waits any longer. Answers whether it was begun from here. */
  played(): boolean {
    const isOwn = this.#isResuming;
    this.forget();
    return isOwn;
  }

  /** Lets the sound be: it was stopped by hand, or the transcript was left. */
  forget(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#isResuming = false;
  }
}
