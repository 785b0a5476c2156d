// Where the picture of the open recording cuts: as the studio finds it, and as somebody sets it. It asks when a recording is opened, and never twice at once.
// How to use: one a desk; `open` when its recording has a picture and shots are wanted, `close` when it goes. Commands: shot-commands.ts.
import { CancelledError } from '../../src-core/contract/errors.ts';
import type { StudioClient } from '../../src-core/contract/client.ts';
import type { CallResult } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { nearestShot, shotFrom, withoutShot, withShot } from '../../src-core/media/shot-list.ts';
import type { Millis } from '../../src-core/span.ts';

type Shots = CallResult<'media.shots'>;

export interface ShotsParts {
  readonly client: StudioClient;
  /** Tells a person what failed. */
  readonly fail: (thrown: unknown, what: string) => void;
}

const NONE: Shots = { shots: [], edited: false, complete: false, until: 0, bar: null };

export class ShotsState {
  readonly #parts: ShotsParts;
  #recording: RecordingId | null = null;
  #duration: Millis = 0;
  #known = $state.raw<Shots>(NONE);
  #asked = $state(false);
  #stopHearing: (() => void) | null = null;
  /** Lists on their way to the studio: what it tells meanwhile is older. */
  #sending = 0;

  constructor(parts: ShotsParts) {
    this.#parts = parts;
  }

  /** Rising times, milliseconds. */
  get list(): readonly Millis[] {
    return this.#known.shots;
  }
  /** Whether the list is somebody's own. */
  get edited(): boolean {
    return this.#known.edited;
  }
  /** What a person should know of the search; null when all is found or nothing was asked. */
  get story(): string | null {
    return this.#asked ? shotsStory(this.#known, this.#duration) : null;
  }

  /** Asks for the shot changes of a recording and hears of more. `duration` is its length, for the share looked through. */
  async open(recording: RecordingId, duration: Millis): Promise<void> {
    this.close();
    this.#recording = recording;
    this.#duration = duration;
    this.#stopHearing = this.#parts.client.on('media.shotsChanged', ({ recording: changed, ...shots }) => {
      if (changed === this.#recording && this.#sending === 0) this.#known = shots;
    });
    try {
      const shots = await this.#parts.client.call('media.shots', { recording });
      if (this.#recording !== recording) return;
      this.#known = shots;
      this.#asked = true;
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) this.#parts.fail(thrown, 'Finding shot changes');
    }
  }

  close(): void {
    this.#stopHearing?.();
    this.#stopHearing = null;
    this.#recording = null;
    this.#known = NONE;
    this.#asked = false;
  }

  /** Takes away the shot change within `reach` of a time, or adds one there. */
  toggle(time: Millis, reach: Millis): void {
    const near = nearestShot(this.list, time, reach);
    this.#set(near === null ? withShot(this.list, Math.max(0, Math.round(time))) : withoutShot(this.list, near));
  }

  /** Moves a shot change. */
  move(from: Millis, to: Millis): void {
    this.#set(withShot(withoutShot(this.list, from), Math.max(0, Math.round(to))));
  }

  /** Goes back to what was found. */
  takeBack(): void {
    if (this.edited) this.#set(null);
  }

  /** The first shot change behind a time, or the last before it; null where there is none. `reach` is how near counts as being on it. */
  next(time: Millis, reach: Millis): Millis | null {
    return this.list[shotFrom(this.list, time + reach + 1)] ?? null;
  }
  previous(time: Millis, reach: Millis): Millis | null {
    return this.list[shotFrom(this.list, time - reach) - 1] ?? null;
  }

  #set(shots: readonly Millis[] | null): void {
    const recording = this.#recording;
    if (recording === null || shots === this.list) return;
    const before = this.#known;
    if (shots !== null) this.#known = { ...before, shots: [...shots], edited: true };
    this.#sending += 1;
    this.#parts.client
      .call('media.setShots', { recording, shots: shots === null ? null : [...shots] })
      .then(
        (known) => {
          if (this.#recording === recording && this.#sending === 1) this.#known = known;
        },
        (thrown: unknown) => {
          if (this.#recording === recording) this.#known = before;
          this.#parts.fail(thrown, 'Keeping the shot changes');
        },
      )
      .finally(() => {
        this.#sending -= 1;
      });
  }
}

/** One sentence on the search, or null when there is nothing to say. */
export function shotsStory({ complete, until, bar, edited }: Shots, duration: Millis): string | null {
  if (complete || edited) return null;
  if (bar === null) return `Looking for shot changes: ${duration > 0 ? Math.min(99, Math.floor((until * 100) / duration)) : 0} %`;
  return BARS[bar];
}

const BARS: Readonly<Record<NonNullable<Shots['bar']>, string | null>> = {
  'no-picture': null,
  'no-media': 'Shot changes can be looked for once the film is there again.',
  'no-ffmpeg':
    'Shot changes are found with FFmpeg, which is not on this computer. Install it, or name its place in the settings. Marking them by hand works without.',
  'read-only': 'The library is open for reading only: shot changes are not looked for.',
  failed: 'The picture could not be looked through for shot changes. Marking them by hand works.',
};
