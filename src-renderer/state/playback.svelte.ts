// The one media element of the page: playing, seeking, speed, and the time for those who draw it.
// The playhead is not reactive: who needs it every frame listens with onTime. What changes rarely is state.
import { untrack } from 'svelte';
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { millisFromSeconds, secondsFromMillis, type Millis, type Span } from '../../src-core/span.ts';
import type { Host } from '../host/host.ts';
import type { PageClock } from '../page-clock.ts';
import { Scope } from '../scope.ts';
import type { SettingsState } from './settings.svelte.ts';

/** Speeds the keys step through; 1 is among them. */
export const SPEEDS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3] as const;

export type PlaybackPhase = 'none' | 'loading' | 'ready' | 'failed';

export interface PlaybackParts {
  readonly client: StudioClient;
  readonly host: Host;
  readonly clock: PageClock;
  readonly settings: SettingsState;
}

export class PlaybackState {
  readonly #parts: PlaybackParts;
  #element: HTMLMediaElement | null = null;
  #elementScope: Scope | null = null;
  #recording: RecordingId | null = null;
  #grant = 0;
  #regranted = false;
  #phase = $state<PlaybackPhase>('none');
  #playing = $state(false);
  #duration = $state<Millis>(0);
  #speed = $state(1);
  #volume = $state(1);
  #wordIndex = $state<number | null>(null);
  #pausedAt: Millis | null = null;
  #stopAt: Millis | null = null;
  #loop = $state.raw<Span | null>(null);
  /** Where to begin once the element can seek. */
  #pending: Millis | null = null;
  #stopFrames: (() => void) | null = null;
  readonly #listeners = new Set<(time: Millis) => void>();

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
  }

  get phase(): PlaybackPhase {
    return this.#phase;
  }
  get playing(): boolean {
    return this.#playing;
  }
  /** Length of the media as the element tells it, milliseconds; 0 until known. */
  get duration(): Millis {
    return this.#duration;
  }
  get speed(): number {
    return this.#speed;
  }
  /** 0 to 1, apart from the system's volume. */
  get volume(): number {
    return this.#volume;
  }
  /** The playhead now, milliseconds. Not reactive. */
  get time(): Millis {
    if (this.#pending !== null) return this.#pending;
    return this.#element === null ? 0 : millisFromSeconds(this.#element.currentTime);
  }
  /** Index of the spoken word among all words, set by who knows them; null between words. Changes once a word. */
  get wordIndex(): number | null {
    return this.#wordIndex;
  }
  setWordIndex(index: number | null): void {
    this.#wordIndex = index;
  }

  /** Hears the playhead: every frame while playing, and after every seek. Answers what stops hearing. */
  onTime(listener: (time: Millis) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes over the element a view has put on the page; null when the view goes. The element is never started by this.
   * Called inside effects, which must not come to depend on speed or volume: they would take the element over again.
   */
  attach(element: HTMLMediaElement | null): void {
    untrack(() => {
      this.#attach(element);
    });
  }

  /** Opens the media of a recording, silent and paused at `from`. */
  async open(recording: RecordingId, from: Millis = 0): Promise<void> {
    this.#recording = recording;
    this.#regranted = false;
    this.#pausedAt = null;
    this.#wordIndex = null;
    await this.#load(recording, from);
  }

  /** Lets go of the media. */
  close(): void {
    this.#grant += 1;
    this.#recording = null;
    this.#pending = null;
    this.#stopAt = null;
    this.#loop = null;
    this.#phase = 'none';
    this.#duration = 0;
    this.#wordIndex = null;
    if (this.#element === null) return;
    this.#element.pause();
    this.#element.removeAttribute('src');
    this.#element.load();
  }

  /** Plays on; after a pause in place, from a little before (settings.rewindOnResume). */
  play(): void {
    if (this.#element === null || this.#phase !== 'ready') return;
    const here = this.time;
    if (this.#pausedAt !== null && Math.abs(this.#pausedAt - here) < 50)
      this.#move(Math.max(here - this.#parts.settings.value.rewindOnResume, this.#loop?.start ?? 0));
    if (this.#duration > 0 && here >= this.#duration - 50) this.#move(0);
    this.#stopAt = null;
    this.#start(this.#element);
  }

  pause(): void {
    if (this.#element === null || this.#element.paused) return;
    this.#element.pause();
    this.#pausedAt = this.time;
  }

  /** Asks the element itself: `playing` follows its events, and lags behind two quick presses. */
  toggle(): void {
    if (this.#element?.paused === false) this.pause();
    else this.play();
  }

  /** Moves the playhead; playing goes on. */
  seek(time: Millis): void {
    if (this.#loop && (time < this.#loop.start || time >= this.#loop.end)) this.#loop = null;
    this.#pausedAt = null;
    this.#stopAt = null;
    this.#move(time);
  }

  /** Back (negative) or on by so many milliseconds. */
  skip(by: Millis): void {
    this.seek(this.time + by);
  }

  /** Stops, and moves by so many milliseconds: one picture, say. */
  step(by: Millis): void {
    this.pause();
    this.skip(by);
  }

  /** Plays; asked again while playing, faster. */
  shuttleOn(): void {
    if (this.#element?.paused === false) this.faster();
    else this.play();
  }

  /** Takes back what shuttling on made faster; at normal speed, goes back by so many milliseconds. No browser plays backwards. */
  shuttleBack(by: Millis): void {
    if (this.#element?.paused === false && this.#speed > 1) this.slower();
    else this.skip(-by);
  }

  /** Plays from a place on, without going back first: what a click on a word does. */
  playFrom(time: Millis): void {
    this.seek(time);
    if (this.#element !== null && this.#phase === 'ready') this.#start(this.#element);
  }

  /** Plays a span and stops at its end. */
  playSpan(span: Span): void {
    this.playFrom(span.start);
    this.#stopAt = span.end;
  }

  /** Whether what plays stops by itself at the end of a span. */
  get isExcerpt(): boolean {
    return this.#stopAt !== null;
  }

  /** The span that is played over and over, or null. */
  get loop(): Span | null {
    return this.#loop;
  }

  /** Plays a span over and over until it is null again, or somebody seeks out of it. An empty span is none. */
  setLoop(span: Span | null): void {
    this.#loop = span && span.end > span.start ? span : null;
    if (this.#loop) this.playFrom(this.#loop.start);
  }

  setSpeed(speed: number): void {
    this.#speed = Math.min(Math.max(speed, 0.5), 3);
    if (this.#element !== null) this.#element.playbackRate = this.#speed;
  }
  slower(): void {
    this.setSpeed(SPEEDS.findLast((speed) => speed < this.#speed - 0.001) ?? SPEEDS[0]);
  }
  faster(): void {
    this.setSpeed(SPEEDS.find((speed) => speed > this.#speed + 0.001) ?? 3);
  }
  setVolume(volume: number): void {
    this.#volume = Math.min(Math.max(volume, 0), 1);
    if (this.#element !== null) this.#element.volume = this.#volume;
  }

  #attach(element: HTMLMediaElement | null): void {
    this.#elementScope?.end();
    this.#elementScope = null;
    this.#endFrames();
    this.#element = element;
    this.#playing = false;
    if (element === null) return;
    element.preload = 'auto';
    element.preservesPitch = true;
    element.playbackRate = this.#speed;
    element.volume = this.#volume;
    this.#listen(element, (this.#elementScope = new Scope()));
    if (this.#recording !== null) void this.#load(this.#recording, this.#pending);
  }

  async #load(recording: RecordingId, from: Millis | null): Promise<void> {
    const grant = ++this.#grant;
    this.#phase = 'loading';
    this.#pending = from;
    try {
      const { token } = await this.#parts.client.call('media.grant', { recording });
      if (grant !== this.#grant || this.#element === null) return;
      this.#element.src = this.#parts.host.mediaUrl(token);
      this.#element.load();
    } catch {
      // Why the media is not there is told by the recording's own media state.
      if (grant === this.#grant) this.#phase = 'failed';
    }
  }

  #listen(element: HTMLMediaElement, scope: Scope): void {
    scope.listen(element, 'loadedmetadata', () => {
      this.#phase = 'ready';
      this.#duration = Number.isFinite(element.duration) ? millisFromSeconds(element.duration) : 0;
      element.playbackRate = this.#speed;
      const from = this.#pending;
      this.#pending = null;
      if (from !== null && from > 0) this.#move(from);
    });
    scope.listen(element, 'durationchange', () => {
      if (Number.isFinite(element.duration)) this.#duration = millisFromSeconds(element.duration);
    });
    scope.listen(element, 'play', () => {
      this.#playing = true;
      this.#nextFrame();
    });
    scope.listen(element, 'pause', () => {
      this.#playing = false;
      this.#endFrames();
      this.#tell();
    });
    scope.listen(element, 'seeked', () => {
      this.#tell();
    });
    scope.listen(element, 'error', () => {
      this.#recover();
    });
  }

  /** A capability lives for a short time only: ask for a new one once, then give up. */
  #recover(): void {
    if (this.#recording === null || this.#element === null || !this.#element.hasAttribute('src')) return;
    if (this.#regranted) {
      this.#phase = 'failed';
      return;
    }
    this.#regranted = true;
    void this.#load(this.#recording, this.time);
  }

  #start(element: HTMLMediaElement): void {
    element.play().then(
      () => {
        this.#regranted = false;
      },
      () => {
        this.#playing = !element.paused; // paused before it began (and perhaps started again), or a gesture is wanted first
      },
    );
  }

  #move(time: Millis): void {
    const goal = Math.max(0, this.#duration > 0 ? Math.min(time, this.#duration) : time);
    if (this.#element === null || this.#phase !== 'ready') {
      this.#pending = goal;
      return;
    }
    this.#element.currentTime = secondsFromMillis(goal);
    this.#tell();
  }

  #nextFrame(): void {
    this.#endFrames();
    this.#stopFrames = this.#parts.clock.frame(() => {
      if (this.#stopAt !== null && this.time >= this.#stopAt) {
        this.#stopAt = null;
        this.#element?.pause();
        return;
      }
      if (this.#loop !== null && this.time >= this.#loop.end) this.#move(this.#loop.start);
      this.#tell();
      if (this.#playing) this.#nextFrame();
    });
  }

  #endFrames(): void {
    this.#stopFrames?.();
    this.#stopFrames = null;
  }

  #tell(): void {
    const now = this.time;
    for (const listener of this.#listeners) listener(now);
  }
}
