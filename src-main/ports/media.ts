// Files and media as the services see them: read, never written, looked into and decoded. Adapters implement these; tests fake them.
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import type { Millis } from '../../src-core/span.ts';

/** What tells whether a file is still the same. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: number;
  readonly inode: string;
}

/** Reading the user's files. Nothing here writes: the user's media is never changed (I3). */
export interface MediaFiles {
  /** Throws `file-missing` when there is none, `bad-file` when it is not a regular file. */
  stamp(path: string): Promise<FileStamp>;
  /** Exactly the bytes `[start, end)`; throws `source-changed` when the file is shorter now. They may lie in `into`, when that is long enough. */
  read(path: string, start: number, end: number, into?: Uint8Array): Promise<Uint8Array>;
  /** The same bytes as a stream in bounded chunks, for playback. */
  stream(path: string, start: number, end: number, signal: AbortSignal): ReadableStream<Uint8Array>;
  /** Size and a hash of its first, middle and last megabyte: what relinking compares. */
  fingerprint(path: string): Promise<string>;
  /** Removes a file the studio itself made (a loopback upload, a proxy). */
  removeOwn(path: string): Promise<void>;
}

/** One stretch of peaks: int8 pairs (min, max), interleaved by channel, bucket by bucket. */
export interface PeakChunk {
  readonly channels: number;
  /** First bucket. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** Shot changes on their way: those found since the last time, rising, and how far the picture was looked through. */
export interface ShotsSoFar {
  readonly shots: readonly Millis[];
  readonly until: Millis;
}

/** Looks into media files. Two adapters: ffmpeg as a child process, and a page's WebCodecs. */
export interface MediaReader {
  /** Refuses with a code of the media group when nothing in it can be transcribed. */
  probe(path: string): Promise<MediaFacts>;
  /** Decodes the first audio track to peaks, in order, in bounded memory; resolves when all were handed over. */
  peaks(recording: RecordingId, path: string, facts: MediaFacts, onChunk: (chunk: PeakChunk) => void, signal: AbortSignal): Promise<void>;
  /** Makes a file the page can play; null when this machine cannot. Answers its path, under `folder`. */
  proxy(path: string, facts: MediaFacts, folder: string, signal: AbortSignal): Promise<string | null>;
  /** Hands over where the picture cuts, in order; resolves to false when this machine cannot tell. Throws CancelledError, `decoder-failed`. */
  shots(path: string, facts: MediaFacts, onShots: (found: ShotsSoFar) => void, signal: AbortSignal): Promise<boolean>;
  /** ffmpeg's version for display, or null. */
  describe(): Promise<string | null>;
}

/** Decodes in a page of the studio, where the machine has nothing that can: a MediaReader falls back on it. */
export interface PageDecoder {
  /** As MediaReader.peaks. Rejects with `decoder-failed` when no page answers. */
  peaks(recording: RecordingId, facts: MediaFacts, onChunk: (chunk: PeakChunk) => void, signal: AbortSignal): Promise<void>;
}
