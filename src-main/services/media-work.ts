// The work on recordings' media: looking into them, reading peaks, making proxies; one run a recording, cancelled and taken up again.
// It moves rows from state to state; views and tokens are the media service's.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import { mediaTrouble } from '../../src-core/media/media-trouble.ts';
import { MAX_PEAK_CHANNELS } from '../../src-core/media/peak-stretches.ts';
import { playabilityOf } from '../../src-core/media/playability.ts';
import type { Library, StoredRecording } from '../ports/library.ts';
import type { Clock, Log } from '../ports/machine.ts';
import type { MediaFiles, MediaReader, PeakChunk } from '../ports/media.ts';
import { MediaLane } from './media-lane.ts';
import type { RecordingShelf } from './recording-shelf.ts';

export interface MediaWorkPorts {
  readonly library: Library;
  readonly shelf: RecordingShelf;
  readonly files: MediaFiles;
  readonly reader: MediaReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: EmitEvent;
}

/** Decoders at once: each fills a processor. */
const DECODERS = 2;
/** Events of growing peaks: at most four a second for each recording. */
const TELL_EVERY_MS = 250;

interface Run {
  readonly cancel: AbortController;
  readonly ended: Promise<void>;
}

type MediaRow = StoredRecording['media'];

export class MediaWork {
  readonly #ports: MediaWorkPorts;
  readonly #lane = new MediaLane(DECODERS);
  readonly #runs = new Map<RecordingId, Run>();
  readonly #toldAt = new Map<RecordingId, number>();
  /** Recordings something of which failed in this run of the studio: not tried again by themselves. */
  readonly #gaveUp = new Set<RecordingId>();

  constructor(ports: MediaWorkPorts) {
    this.#ports = ports;
  }

  /** Looks into the media anew and goes on with what follows. Resolves when facts and state are stored; rejects when that fails. */
  async begin(recording: RecordingId): Promise<void> {
    while (this.#runs.has(recording)) await this.cancel(recording);
    this.#gaveUp.delete(recording);
    const cancel = new AbortController();
    const looked = this.#look(recording, cancel.signal);
    // Whoever asked hears of a failed look; there is nothing to go on with then.
    this.#track(
      recording,
      cancel,
      looked.then(
        () => this.#read(recording, cancel.signal),
        () => {},
      ),
    );
    await looked;
  }

  /** Goes on with what is not finished, if there is anything and it has not failed before. Answers at once. */
  goOn(recording: RecordingId): void {
    const { library } = this.#ports;
    this.#lane.promote(recording);
    const media = library.recordings.get(recording)?.media;
    if (!media || library.readOnly || this.#runs.has(recording) || this.#gaveUp.has(recording) || !this.#isUnfinished(media)) return;
    const cancel = new AbortController();
    const looked = media.facts === null ? this.#look(recording, cancel.signal) : Promise.resolve();
    this.#track(
      recording,
      cancel,
      looked.then(
        () => this.#read(recording, cancel.signal),
        (thrown: unknown) => this.#refused(recording, thrown),
      ),
    );
  }

  /** Forgets what failed, for something has changed that may help: ffmpeg was installed. */
  hopeAgain(): void {
    this.#gaveUp.clear();
  }

  /** Whether more peaks may come. */
  isReading(recording: RecordingId): boolean {
    return this.#runs.has(recording) && !this.#gaveUp.has(recording);
  }

  /** Ends the work on a recording; resolves when none of it can write any more. */
  async cancel(recording: RecordingId): Promise<void> {
    const run = this.#runs.get(recording);
    run?.cancel.abort();
    await run?.ended;
  }

  /** Ends all work. */
  async stop(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((recording) => this.cancel(recording)));
  }

  /** Changes the media of a row as it is now: it may have been renamed, or removed, since work began. */
  update(recording: RecordingId, change: Partial<MediaRow>): void {
    const stored = this.#ports.library.recordings.get(recording);
    if (!stored) return;
    const media = { ...stored.media, ...change };
    if (JSON.stringify(media) !== JSON.stringify(stored.media)) this.#ports.shelf.put({ ...stored, media });
  }

  #track(recording: RecordingId, cancel: AbortController, work: Promise<void>): void {
    const ended = work
      .catch((thrown: unknown) => {
        if (!(thrown instanceof CancelledError)) this.#ports.log.error('work on media failed', thrown);
      })
      .finally(() => this.#runs.delete(recording));
    this.#runs.set(recording, { cancel, ended });
  }

  #isUnfinished(media: MediaRow): boolean {
    if (media.path === null || media.state === 'missing' || media.state === 'replaced' || media.state === 'none') return false;
    return media.facts === null || !this.#hasPeaks(media) || (!media.facts.playable && media.proxyPath === null);
  }

  /** Stores facts, fingerprint and the state that follows from them. */
  async #look(recording: RecordingId, signal: AbortSignal): Promise<void> {
    const { shelf, files, reader } = this.#ports;
    const { media } = shelf.stored(recording);
    if (media.path === null) throw new StudioError('media-missing');
    const facts = await reader.probe(media.path);
    const fingerprint = media.fingerprint ?? (await files.fingerprint(media.path));
    if (signal.aborted) throw new CancelledError();
    const state = facts.playable || media.proxyPath !== null ? 'ready' : 'proxying';
    this.update(recording, { facts, fingerprint, state, trouble: null });
  }

  /** Peaks first: they are quick, and show that something happens. Then the proxy. */
  async #read(recording: RecordingId, signal: AbortSignal): Promise<void> {
    const { media } = this.#ports.shelf.stored(recording);
    const { path, facts, fingerprint } = media;
    if (path === null || facts === null || fingerprint === null) return;
    if (!this.#hasPeaks(media)) {
      const failed = await this.#attempt(recording, signal, () => this.#readPeaks(recording, { path, facts, fingerprint }, signal));
      this.#waveEnded(recording, failed, facts);
    }
    if (facts.playable || media.proxyPath !== null) return;
    const failed = await this.#attempt(recording, signal, () => this.#makeProxy(recording, path, facts, signal));
    if (failed !== null) this.#noProxy(recording, failed, facts);
  }

  /** Does work in the lane; answers its failure, or null. Throws CancelledError. */
  async #attempt(recording: RecordingId, signal: AbortSignal, work: () => Promise<void>): Promise<StudioError | null> {
    try {
      await this.#lane.run(recording, work, signal);
      return null;
    } catch (thrown) {
      if (signal.aborted) throw new CancelledError();
      const failure = thrown instanceof StudioError ? thrown : new StudioError('decoder-failed', {}, thrown);
      if (failure !== thrown) this.#ports.log.error('media could not be read', thrown);
      else this.#ports.log.warn('media could not be read', { recording, code: failure.code, ...failure.details });
      if (!isForWantOfPage(failure)) this.#gaveUp.add(recording);
      return failure;
    }
  }

  async #readPeaks(recording: RecordingId, media: { path: string; facts: MediaFacts; fingerprint: string }, signal: AbortSignal): Promise<void> {
    const { reader, library } = this.#ports;
    const { path, facts, fingerprint } = media;
    const kept = library.peaks.get(fingerprint);
    // Another recording of the same media may have had them read while this one waited.
    if (kept?.complete) return;
    if (kept && kept.channels !== keptChannels(facts)) library.peaks.remove(fingerprint);
    let buckets = 0;
    const keep = (chunk: PeakChunk): void => {
      if (signal.aborted) throw new CancelledError();
      library.peaks.append(fingerprint, chunk);
      buckets = chunk.from + chunk.bytes.byteLength / (2 * chunk.channels);
      this.#tellGrown(recording, buckets);
    };
    try {
      await reader.peaks(recording, path, facts, keep, signal);
      if (!signal.aborted) library.peaks.finish(fingerprint);
    } catch (thrown) {
      // All peaks there are were handed over: they are whole, only the file is not.
      if (thrown instanceof StudioError && thrown.code === 'truncated-media' && buckets > 0) library.peaks.finish(fingerprint);
      throw thrown;
    }
  }

  async #makeProxy(recording: RecordingId, path: string, facts: MediaFacts, signal: AbortSignal): Promise<void> {
    const { library, reader, files } = this.#ports;
    const proxyPath = await reader.proxy(path, facts, library.mediaFolder, signal);
    if (proxyPath === null) throw new StudioError('needs-ffmpeg', { container: facts.container });
    const stored = library.recordings.get(recording);
    if (signal.aborted || !stored) {
      await files.removeOwn(proxyPath);
      throw new CancelledError();
    }
    const trouble = stored.media.state === 'unplayable' ? null : stored.media.trouble;
    this.update(recording, { proxyPath, state: 'ready', trouble });
  }

  #waveEnded(recording: RecordingId, failed: StudioError | null, facts: MediaFacts): void {
    const { library, emit } = this.#ports;
    const media = library.recordings.get(recording)?.media;
    if (!media) return;
    if (failed !== null && !isForWantOfPage(failed)) this.update(recording, { trouble: mediaTrouble(failed.code, facts) });
    else if (media.state !== 'unplayable') this.update(recording, { trouble: null });
    const buckets = media.fingerprint === null ? 0 : (library.peaks.get(media.fingerprint)?.buckets ?? 0);
    this.#toldAt.delete(recording);
    emit('media.peaksGrew', { recording, buckets, complete: true });
  }

  /** Without a proxy the sound may still be heard, when only the picture is beyond the page. */
  #noProxy(recording: RecordingId, { code }: StudioError, facts: MediaFacts): void {
    if (playabilityOf(facts) === 'sound') this.update(recording, { state: 'ready' });
    else this.update(recording, { state: 'unplayable', trouble: mediaTrouble(code === 'decoder-failed' ? 'bad-media' : code, facts) });
  }

  /** A look into media that nobody waits for failed. */
  #refused(recording: RecordingId, thrown: unknown): void {
    if (thrown instanceof CancelledError) return;
    this.#gaveUp.add(recording);
    if (!(thrown instanceof StudioError)) this.#ports.log.error('media could not be looked into', thrown);
    const code = thrown instanceof StudioError ? thrown.code : 'bad-media';
    this.update(recording, { state: code === 'file-missing' ? 'missing' : 'unplayable', trouble: mediaTrouble(code, null) });
  }

  #hasPeaks({ fingerprint }: MediaRow): boolean {
    return fingerprint !== null && this.#ports.library.peaks.get(fingerprint)?.complete === true;
  }

  #tellGrown(recording: RecordingId, buckets: number): void {
    const now = this.#ports.clock.monotonic();
    if (now - (this.#toldAt.get(recording) ?? -Infinity) < TELL_EVERY_MS) return;
    this.#toldAt.set(recording, now);
    this.#ports.emit('media.peaksGrew', { recording, buckets, complete: false });
  }
}

/** Nothing is wrong with a medium that no page was there to decode: it is tried again when one is. */
function isForWantOfPage({ code, details }: StudioError): boolean {
  return code === 'decoder-failed' && details['reason'] === 'no-page';
}

/** How many channels of a sound peaks are kept of. */
export function keptChannels(facts: MediaFacts | null): number {
  return Math.min(facts?.audio[0]?.channels ?? 0, MAX_PEAK_CHANNELS);
}
