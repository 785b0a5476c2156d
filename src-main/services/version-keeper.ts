// When versions are kept without being asked for: before the first edit after opening, and once an hour of editing.
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { Library } from '../ports/library.ts';
import type { Clock, Log } from '../ports/machine.ts';

/** An automatic version at most this often while somebody edits, milliseconds. Our choice: an hour's work is what people remember redoing. */
const HOUR = 60 * 60 * 1000;

/** Keeps automatic versions. A version that cannot be kept never stands in the way of saving words. */
export class VersionKeeper {
  readonly #ports: { readonly library: Library; readonly clock: Clock; readonly log: Log };
  readonly #opened = new Set<RecordingId>();

  constructor(ports: { readonly library: Library; readonly clock: Clock; readonly log: Log }) {
    this.#ports = ports;
  }

  /** Somebody opened the recording: what they found is worth keeping once they change it. */
  opened(recording: RecordingId): void {
    this.#opened.add(recording);
  }

  /** A save is about to change the transcript. Keeps what is stored until now, when it is time to. */
  beforeSave(recording: RecordingId): void {
    const { library, clock, log } = this.#ports;
    if (library.readOnly !== null) return;
    try {
      const [latest] = library.versions.list(recording);
      const isFresh = this.#opened.delete(recording);
      const revision = library.transcripts.summary(recording)?.revision;
      if (revision === undefined || latest?.revision === revision) return;
      const isDue = latest === undefined || clock.now() - latest.madeAt >= HOUR;
      if (isFresh) library.versions.keep(recording, 'opened', '', clock.now());
      else if (isDue) library.versions.keep(recording, 'hourly', '', clock.now());
    } catch (thrown) {
      log.error('an automatic version could not be kept', thrown);
    }
  }
}
