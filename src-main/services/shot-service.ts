// Calls `media.shots` and `media.setShots`: where the picture cuts, found in the background when somebody first asks, or set by hand.
// One film at a time, apart from the lane of peaks and proxies; what was found is kept by media fingerprint. How it is found is the reader's.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { CallArgs, CallResult, EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import { shotList } from '../../src-core/media/shot-list.ts';
import type { Millis } from '../../src-core/span.ts';
import type { Library, StoredRecording } from '../ports/library.ts';
import type { Clock, Log } from '../ports/machine.ts';
import type { MediaReader } from '../ports/media.ts';
import { MediaLane } from './media-lane.ts';
import type { RecordingShelf } from './recording-shelf.ts';

export interface ShotPorts {
  readonly library: Library;
  readonly shelf: RecordingShelf;
  readonly reader: Pick<MediaReader, 'shots'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: EmitEvent;
}

type ShotsView = CallResult<'media.shots'>;
type ShotsBar = NonNullable<ShotsView['bar']>;

/** A look through a film, under way. */
interface Search {
  readonly cancel: AbortController;
  readonly ended: Promise<void>;
  readonly shots: Millis[];
  until: Millis;
}

/** Events of a growing list: at most one a second. */
const TELL_EVERY_MS = 1_000;

/** Shot changes of the recordings. Its calls may throw `not-found`. */
export class ShotService {
  readonly #ports: ShotPorts;
  readonly #lane = new MediaLane(1);
  readonly #searches = new Map<RecordingId, Search>();
  /** Recordings nothing was found for in this run of the studio, and why: not tried again by themselves. */
  readonly #gaveUp = new Map<RecordingId, ShotsBar>();

  constructor(ports: ShotPorts) {
    this.#ports = ports;
  }

  /** What is known now. Asking for a film nobody has looked through has it looked through. */
  async shots({ recording }: CallArgs<'media.shots'>): Promise<ShotsView> {
    const stored = this.#ports.shelf.stored(recording);
    if (this.#barOf(stored) === null && !this.#foundOf(stored)) this.#search(stored);
    this.#lane.promote(recording);
    return Promise.resolve(this.#view(stored));
  }

  /** Puts a list of somebody's own in place of the found one, or with null takes it back. Throws `read-only`. */
  async setShots({ recording, shots }: CallArgs<'media.setShots'>): Promise<ShotsView> {
    const { library, shelf, emit } = this.#ports;
    shelf.mustBeWritable();
    const stored = shelf.stored(recording);
    library.shots.putEdited(recording, shots === null ? null : shotList(shots));
    const view = this.#view(stored);
    emit('media.shotsChanged', { recording, ...view });
    return Promise.resolve(view);
  }

  /** Something has changed that may help, as ffmpeg was installed: what wanted for it is begun anew, and whoever waits hears of it. */
  hopeAgain(): void {
    for (const [recording, bar] of [...this.#gaveUp]) {
      this.#gaveUp.delete(recording);
      const stored = this.#ports.library.recordings.get(recording);
      if (stored && bar === 'no-ffmpeg' && this.#barOf(stored) === null) this.#search(stored);
    }
  }

  /** Ends the search through a recording's film; resolves when none of it can write any more. */
  async leave(recording: RecordingId): Promise<void> {
    const search = this.#searches.get(recording);
    search?.cancel.abort();
    await search?.ended;
    this.#gaveUp.delete(recording);
  }

  /** Ends all searches. */
  async stop(): Promise<void> {
    await Promise.all([...this.#searches.keys()].map((recording) => this.leave(recording)));
  }

  #view(stored: StoredRecording): ShotsView {
    const edited = this.#ports.library.shots.edited(stored.id);
    const found = this.#foundOf(stored);
    const search = this.#searches.get(stored.id);
    const complete = found !== null;
    return {
      shots: edited ?? found ?? (search ? shotList(search.shots) : []),
      edited: edited !== null,
      complete,
      until: complete ? (stored.media.facts?.duration ?? 0) : (search?.until ?? 0),
      bar: complete ? null : this.#barOf(stored),
    };
  }

  #foundOf({ media }: StoredRecording): Millis[] | null {
    return media.fingerprint === null ? null : this.#ports.library.shots.found(media.fingerprint);
  }

  /** Why a film cannot be looked through, or null. */
  #barOf({ id, media }: StoredRecording): ShotsBar | null {
    if (media.facts !== null && media.facts.video === null) return 'no-picture';
    if (media.path === null || media.facts === null || media.fingerprint === null || media.state === 'missing' || media.state === 'replaced') return 'no-media';
    if (this.#ports.library.readOnly !== null) return 'read-only';
    return this.#gaveUp.get(id) ?? null;
  }

  #search({ id, media: { path, facts, fingerprint } }: StoredRecording): void {
    if (path === null || facts === null || fingerprint === null || this.#searches.has(id)) return;
    const cancel = new AbortController();
    const shots: Millis[] = [];
    const work = this.#lane.run(id, () => this.#look(id, { path, facts, fingerprint }, cancel.signal), cancel.signal);
    const ended = work
      .catch((thrown: unknown) => {
        if (!(thrown instanceof CancelledError)) this.#failed(id, thrown);
      })
      .finally(() => {
        this.#searches.delete(id);
        if (!cancel.signal.aborted) this.#tell(id);
      });
    this.#searches.set(id, { cancel, ended, shots, until: 0 });
  }

  async #look(recording: RecordingId, media: { path: string; facts: MediaFacts; fingerprint: string }, signal: AbortSignal): Promise<void> {
    const { library, reader, clock } = this.#ports;
    const { path, facts, fingerprint } = media;
    // Another recording of the same film may have been looked through while this one waited.
    if (library.shots.found(fingerprint) !== null) return;
    let toldAt = clock.monotonic();
    const isPossible = await reader.shots(
      path,
      facts,
      ({ shots, until }) => {
        const search = this.#searches.get(recording);
        if (signal.aborted || !search) throw new CancelledError();
        search.shots.push(...shots);
        search.until = until;
        if (clock.monotonic() - toldAt < TELL_EVERY_MS) return;
        toldAt = clock.monotonic();
        this.#tell(recording);
      },
      signal,
    );
    if (signal.aborted) throw new CancelledError();
    if (isPossible) library.shots.keepFound(fingerprint, shotList(this.#searches.get(recording)?.shots ?? []));
    else this.#gaveUp.set(recording, 'no-ffmpeg');
  }

  #failed(recording: RecordingId, thrown: unknown): void {
    this.#gaveUp.set(recording, 'failed');
    if (thrown instanceof StudioError) this.#ports.log.warn('shot changes could not be found', { recording, code: thrown.code, ...thrown.details });
    else this.#ports.log.error('shot changes could not be found', thrown);
  }

  #tell(recording: RecordingId): void {
    const stored = this.#ports.library.recordings.get(recording);
    if (stored) this.#ports.emit('media.shotsChanged', { recording, ...this.#view(stored) });
  }
}
