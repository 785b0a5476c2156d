// The library as the services see it, store by store, and its file as a whole. Adapters implement these; tests fake them.
import type { Job, JobId } from '../../src-core/library/job.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { MediaState, RecordingId } from '../../src-core/library/recording.ts';
import type { CallResult, ReadingPlace } from '../../src-core/contract/studio-api.ts';
import type { Settings } from '../../src-core/contract/settings.ts';
import type { Backup, LibraryNote } from '../../src-core/library/backup.ts';
import type { PackedTrack, TrackChange } from '../../src-core/subtitles/packed-track.ts';
import type { Problem } from '../../src-core/problem.ts';
import type { Millis } from '../../src-core/span.ts';
import type { HeardSpans } from '../../src-core/transcript/heard.ts';
import type { Speaker, Transcript, TurnId } from '../../src-core/transcript/transcript.ts';
import type { TurnSplice } from '../../src-core/transcript/edit.ts';
import type { HighlightChange, HistoryChange, HistoryRange, NumberedStep } from '../../src-core/history/history-step.ts';
import type { FileStamp, PeakChunk } from './media.ts';

/** Why a library is open for reading only. */
export type ReadOnlyReason = 'busy' | 'folder' | 'newer' | 'damaged';

/** A recording's row. `mediaPath` never leaves the main side. */
export interface StoredRecording {
  readonly id: RecordingId;
  readonly name: string;
  readonly fileName: string;
  readonly addedAt: number;
  readonly editedAt: number | null;
  readonly media: {
    readonly state: MediaState;
    readonly path: string | null;
    /** Whether the file is our own copy (a loopback upload), to be removed with the recording. */
    readonly owned: boolean;
    readonly fingerprint: string | null;
    readonly proxyPath: string | null;
    readonly facts: MediaFacts | null;
    readonly trouble: string | null;
  };
}

/** Facts about a stored transcript, cheap to list. */
export interface TranscriptSummary {
  readonly recording: RecordingId;
  readonly revision: number;
  readonly language: string | null;
  readonly words: number;
  readonly turns: number;
  readonly speakers: number;
  readonly duration: number;
  readonly origin: string;
  /** How many of its words were listened to, as last told. */
  readonly heard: number;
}

export interface RecordingStore {
  all(): StoredRecording[];
  get(id: RecordingId): StoredRecording | null;
  /** Writes the row, new or not; durable on return. */
  put(recording: StoredRecording): void;
  /** Removes the recording with its transcript, result, jobs and peaks. */
  remove(id: RecordingId): void;
}

export interface TranscriptStore {
  summaries(): TranscriptSummary[];
  summary(recording: RecordingId): TranscriptSummary | null;
  load(recording: RecordingId): { transcript: Transcript; revision: number; place: ReadingPlace | null; problems: Problem[] } | null;
  /** Puts a whole transcript in place (import, finished job) with the cues its file gave; answers its revision. */
  replace(
    recording: RecordingId,
    transcript: Transcript,
    origin: string,
    found: { readonly problems: readonly Problem[]; readonly cues?: PackedTrack | null },
  ): number;
  /** Applies splices to the rows they touch and nothing else; `conflict` when `base` is not current. Durable on return; answers the new revision. */
  save(recording: RecordingId, base: number, change: TranscriptChange): number;
  keepPlace(recording: RecordingId, place: ReadingPlace): void;
  search(words: string, limit: number): { recording: RecordingId; turn: number; time: number; snippet: string }[];
}

/** What one save writes. */
export interface TranscriptChange {
  readonly splices: readonly TurnSplice[];
  readonly nextTurnId: TurnId;
  readonly speakers: readonly Speaker[] | null;
  readonly place: ReadingPlace | null;
  /** When the transcript was corrected; null for a change that corrects nothing (history/correction.ts). */
  readonly editedAt: number | null;
  /** Highlights and cues where they changed, and the steps of this change: without steps the history kept so far no longer leads here and is void. */
  readonly highlights?: HighlightChange | null;
  readonly cues?: TrackChange | null;
  readonly history?: HistoryChange | null;
}

/** Reading what lies over and behind a transcript. Written by TranscriptStore.save, with the words in one transaction. */
export interface HistoryStore {
  highlights(recording: RecordingId): HighlightChange['put'];
  /** The cue track; the empty one of a transcript nobody has made cues of. */
  cues(recording: RecordingId): PackedTrack;
  range(recording: RecordingId): HistoryRange;
  /**
   * The kept steps from `from` towards `to`, rising or falling as those lie, nearest first: as many as weigh 1 MB together, and always the first. They
   * end before one that cannot be read, for what lies beyond it leads nowhere.
   */
  steps(recording: RecordingId, from: number, to: number): NumberedStep[];
}

type Version = CallResult<'library.versions'>[number];
/** Whole copies of transcripts. They outlive a transcript that is replaced. */
export interface VersionStore {
  /** Newest first. */
  list(recording: RecordingId): CallResult<'library.versions'>;
  /** Copies what is stored now. Throws `not-found` without a transcript. Older automatic versions beyond a bound go, named ones and the first stay. */
  keep(recording: RecordingId, kind: Version['kind'], name: string, madeAt: number): Version;
  /** Throws `not-found`, or `library-damaged` when its hash no longer fits. */
  load(recording: RecordingId, version: number): { transcript: Transcript; highlights: HighlightChange['put']; cues?: PackedTrack };
  /** Gives a version a name, which also keeps it from being thinned out. Throws `not-found`. */
  rename(recording: RecordingId, version: number, name: string): void;
  /** Removes one; one that is not there is no failure. */
  remove(recording: RecordingId, version: number): void;
}

/** What of each transcript's sound was listened to. It goes when another transcript takes its place. */
export interface HeardStore {
  get(recording: RecordingId): HeardSpans;
  /** Puts these stretches in place of those before; durable on return. `words` is how many words they cover. Throws `not-found` without a transcript. */
  put(recording: RecordingId, spans: HeardSpans, words: number): void;
}

/** Engine results exactly as they came: compressed, hashed, never changed (I6). */
export interface ResultStore {
  put(recording: RecordingId, fileName: string, bytes: Uint8Array): Promise<void>;
  /** The latest one; throws `library-damaged` when its hash no longer fits. */
  get(recording: RecordingId): Promise<{ fileName: string; bytes: Uint8Array } | null>;
  /** The first one of the latest one's name: a file as it came, before it was kept in another encoding. Throws as `get`. */
  getFirst(recording: RecordingId): Promise<{ fileName: string; bytes: Uint8Array } | null>;
}

/** A job's row: what views see, and what only the runner needs. */
export interface StoredJob extends Job {
  /** Object key of the upload: prefix + UUID + extension. */
  readonly key: string;
  /** The media as it was when the job was queued. */
  readonly source: { readonly path: string; readonly stamp: FileStamp };
  /** Chosen connection at the time: a job goes on with it even if settings change. */
  readonly profile: string | null;
  /** The account its bucket must belong to, once that was asked (S17). */
  readonly bucketOwner: string | null;
  /** The KMS key its upload is encrypted with; null leaves it to the bucket. */
  readonly kmsKey: string | null;
  /** How often the present step has failed in a row. */
  readonly attempts: number;
  /** The state to go back to on retry. */
  readonly resumeState: Job['state'];
}

export interface JobStore {
  all(): StoredJob[];
  get(id: JobId): StoredJob | null;
  put(job: StoredJob): void;
  /** The multipart upload of a job and its finished parts, or null. */
  upload(id: JobId): { uploadId: string; partSize: number; parts: readonly FinishedPart[] } | null;
  beginUpload(id: JobId, uploadId: string, partSize: number): void;
  /** Written before the request (`etag` null) and again when it is answered. */
  putPart(id: JobId, part: { number: number; etag: string | null; checksum: string | null }): void;
  endUpload(id: JobId): void;
}

/** An upload of ours that may still lie unfinished in a bucket. */
export interface BegunUpload {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly profile: string | null;
  readonly bucketOwner: string | null;
  readonly job: JobId;
  /** S3's id; null when its answer never came, or has not come yet. */
  readonly uploadId: string | null;
  readonly begunAt: number;
}

/** Every multipart upload we began, noted before S3 is asked. It outlives job and recording, until nothing unfinished is left of it (A13). */
export interface BegunUploads {
  all(): BegunUpload[];
  /** Writes the row of this bucket and key, new or not; durable on return. */
  note(upload: BegunUpload): void;
  forget(bucket: string, key: string): void;
}

/** A part S3 has confirmed. */
export interface FinishedPart {
  /** From 1. */
  readonly number: number;
  readonly etag: string;
  /** Base64 CRC32. */
  readonly checksum: string;
}

/** The peaks cache, by media fingerprint. */
export interface PeaksStore {
  get(fingerprint: string): { channels: number; buckets: number; complete: boolean } | null;
  read(fingerprint: string, from: number): Uint8Array;
  append(fingerprint: string, chunk: PeakChunk): void;
  finish(fingerprint: string): void;
  remove(fingerprint: string): void;
}

/** Shot changes, rising times of the media. */
export interface ShotStore {
  /** What was found in the media of a fingerprint; null when it was not looked through yet. */
  found(fingerprint: string): Millis[] | null;
  keepFound(fingerprint: string, shots: readonly Millis[]): void;
  /** The list somebody made for a recording, or null. */
  edited(recording: RecordingId): Millis[] | null;
  /** Durable on return; null takes the list back. Throws `not-found`. */
  putEdited(recording: RecordingId, shots: readonly Millis[] | null): void;
}

export interface SettingsStore {
  get(): Settings;
  put(settings: Settings): void;
}

/** One open library. */
export interface Library {
  readonly path: string;
  readonly readOnly: ReadOnlyReason | null;
  /** Folder for proxies and loopback uploads; exists. */
  readonly mediaFolder: string;
  readonly recordings: RecordingStore;
  readonly transcripts: TranscriptStore;
  readonly history: HistoryStore;
  readonly versions: VersionStore;
  readonly heard: HeardStore;
  readonly results: ResultStore;
  readonly jobs: JobStore;
  readonly begunUploads: BegunUploads;
  readonly peaks: PeaksStore;
  readonly shots: ShotStore;
  readonly settings: SettingsStore;
  /** What was found when it was opened that a person should know. */
  readonly notes: readonly LibraryNote[];
  /** Bytes free on its disk; null where the system does not tell. */
  freeBytes(): number | null;
  /**
   * Keeps a backup when something changed since the last one, beside whatever else is being written; answers whether it made one.
   * A library in which damage was met, or that is open for reading only, is not copied.
   */
  backUp(): Promise<boolean>;
  close(): void;
}

/** The library's file as a whole, open or not: its backups, and what may be put in its place. */
export interface LibraryKeeper {
  /** Newest first. */
  backups(): Backup[];
  /** Puts a backup in the library's place and opens it; answers where, within the library's folder, the former file lies. Throws `not-found`, `library-damaged`, `library-newer`, `library-busy`, `read-only`, and the codes of the disk. */
  restore(name: string): Promise<string>;
  /** Sets a library that cannot be opened aside and opens a new one; answers as `restore`. Throws `bad-message` when it can be opened. */
  startNew(): Promise<string>;
}
