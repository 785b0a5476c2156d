// Calls of the group `media`: tokens for playing, peaks as far as they are read, peaks a page has decoded.
// The reading itself is MediaWork's; how files are read is the ports' business.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { CallArgs, CallResult } from '../../src-core/contract/studio-api.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { PEAKS_PER_SECOND } from '../../src-core/media/peaks.ts';
import type { StoredRecording } from '../ports/library.ts';
import type { MediaGrants } from './media-grants.ts';
import type { MediaIntake } from './media-intake.ts';
import { presentState } from './media-presence.ts';
import { MediaWork, keptChannels, type MediaWorkPorts } from './media-work.ts';
import type { PagePeaks } from './page-peaks.ts';

export interface MediaPorts extends MediaWorkPorts {
  /** Takes what pages push; the same one the reader falls back on. */
  readonly page: Pick<PagePeaks, 'take'>;
  readonly grants: MediaGrants;
}

/** What the media route serves for a token. */
export interface PlayableFile {
  readonly path: string;
  /** Container, in the words of MediaFacts. */
  readonly container: string;
  readonly hasPicture: boolean;
}

/** Everything the studio does with media. Its calls may throw `not-found`. */
export class MediaService implements MediaIntake {
  readonly #ports: MediaPorts;
  readonly #work: MediaWork;

  constructor(ports: MediaPorts) {
    this.#ports = ports;
    this.#work = new MediaWork(ports);
  }

  /**
   * Looks into the media of a stored recording, then reads peaks and makes a proxy in the background. Work on it that is still
   * under way is ended first. Throws the codes of MediaReader.probe, and CancelledError when the recording leaves meanwhile.
   */
  begin(recording: RecordingId): Promise<void> {
    return this.#work.begin(recording);
  }

  /** Takes up what is unfinished: at start, and when ffmpeg may have been found. Answers at once; the work goes on behind. */
  resume(): void {
    this.#work.hopeAgain();
    for (const { id, media } of this.#ports.library.recordings.all()) {
      // A waveform that failed before is tried again when somebody opens the recording.
      if (media.trouble === null || media.state !== 'ready') this.#work.goOn(id);
    }
  }

  /** Ends the work on a recording and every token of it; to be awaited before it is removed. */
  async leave(recording: RecordingId): Promise<void> {
    this.#ports.grants.revoke(recording);
    await this.#work.cancel(recording);
  }

  /** Ends all work; resolves when no decoder runs any more. */
  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** A token for playing the media. Throws `media-missing` when the file is gone, `media-differs` when another lies in its place. */
  async grant({ recording }: CallArgs<'media.grant'>): Promise<CallResult<'media.grant'>> {
    const { shelf, files, grants } = this.#ports;
    const stored = shelf.stored(recording);
    if (stored.media.path === null) throw new StudioError('media-missing');
    const state = await presentState(stored, files);
    if (state !== stored.media.state) this.#note(recording, { state });
    if (state === 'missing') throw new StudioError('media-missing');
    if (state === 'replaced') throw new StudioError('media-differs');
    await this.#missProxy(stored);
    this.#work.goOn(recording);
    return { token: grants.issue(recording) };
  }

  /** The peaks kept so far from a bucket on. Asking for unfinished ones has them read, ahead of others. */
  async peaks({ recording, from }: CallArgs<'media.peaks'>): Promise<CallResult<'media.peaks'>> {
    const { library, shelf } = this.#ports;
    const { fingerprint, facts } = shelf.stored(recording).media;
    const kept = fingerprint === null ? null : library.peaks.get(fingerprint);
    if (!kept?.complete) this.#work.goOn(recording);
    const first = Math.min(from, kept?.buckets ?? 0);
    return Promise.resolve({
      perSecond: PEAKS_PER_SECOND,
      channels: kept?.channels ?? keptChannels(facts),
      from: first,
      bytes: kept && fingerprint !== null ? new Uint8Array(library.peaks.read(fingerprint, first)) : new Uint8Array(0),
      complete: kept?.complete === true || !this.#work.isReading(recording),
    });
  }

  /** Takes peaks a page has decoded. Throws `not-found` when they are not wanted (any more), `bad-message` when they do not fit. */
  async pushPeaks(push: CallArgs<'media.pushPeaks'>): Promise<CallResult<'media.pushPeaks'>> {
    this.#ports.page.take(push);
    return Promise.resolve({});
  }

  /** The file a token plays: the proxy where there is one. Null for a token that stands for nothing. */
  locate(token: string): PlayableFile | null {
    const recording = this.#ports.grants.recordingOf(token);
    const media = recording === null ? null : (this.#ports.library.recordings.get(recording)?.media ?? null);
    if (media?.path == null) return null;
    const hasPicture = media.facts?.video != null;
    if (media.proxyPath === null) return { path: media.path, container: media.facts?.container ?? 'unknown', hasPicture };
    return { path: media.proxyPath, container: 'mp4', hasPicture: hasPicture && media.proxyPath.endsWith('.mp4') };
  }

  /** A proxy somebody deleted is made again. */
  async #missProxy({ id, media }: StoredRecording): Promise<void> {
    if (media.proxyPath === null) return;
    try {
      await this.#ports.files.stamp(media.proxyPath);
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown;
      this.#note(id, { proxyPath: null, state: 'proxying' });
    }
  }

  #note(recording: RecordingId, change: Partial<StoredRecording['media']>): void {
    if (!this.#ports.library.readOnly) this.#work.update(recording, change);
  }
}
