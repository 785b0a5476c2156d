// What a library in memory holds, shared by its stores, and who may change it.
import type { Settings } from '../../../src-core/contract/settings.ts';
import type { CallResult, ReadingPlace } from '../../../src-core/contract/studio-api.ts';
import type { Problem } from '../../../src-core/problem.ts';
import type { PackedTrack } from '../../../src-core/subtitles/packed-track.ts';
import type { PackedHighlight } from '../../../src-core/transcript/highlight.ts';
import type { HistoryRange, HistoryStep } from '../../../src-core/history/history-step.ts';
import type { HeardSpans } from '../../../src-core/transcript/heard.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import type { BegunUpload, StoredJob, StoredRecording } from '../../../src-main/ports/library.ts';

export interface KeptTranscript {
  transcript: Transcript;
  revision: number;
  origin: string;
  place: ReadingPlace | null;
  problems: readonly Problem[];
  heard?: { spans: HeardSpans; words: number };
  /** Highlights by id, and the steps by number that lead to `revision`. */
  highlights?: Map<string, PackedHighlight>;
  cues?: PackedTrack;
  history?: { range: HistoryRange; steps: Map<number, HistoryStep> } | null;
}

export type TranscriptVersion = CallResult<'library.versions'>[number];

export interface KeptVersion extends TranscriptVersion {
  readonly recording: string;
  readonly kept: { transcript: Transcript; highlights: PackedHighlight[]; cues: PackedTrack };
}

export interface KeptUpload {
  readonly uploadId: string;
  readonly partSize: number;
  readonly parts: Map<number, { etag: string | null; checksum: string | null }>;
}

/** Everything the stores share. */
export interface Shelf {
  readonly recordings: Map<string, StoredRecording>;
  readonly transcripts: Map<string, KeptTranscript>;
  readonly results: Map<string, { fileName: string; bytes: Uint8Array }[]>;
  readonly jobs: Map<string, StoredJob>;
  readonly uploads: Map<string, KeptUpload>;
  readonly begun: Map<string, BegunUpload>;
  readonly peaks: Map<string, { channels: number; complete: boolean; bytes: Uint8Array }>;
  readonly foundShots: Map<string, readonly number[]>;
  readonly editedShots: Map<string, readonly number[]>;
  versions: KeptVersion[];
  settings: Settings;
  /** Throws `read-only` or, after close, Error. */
  mayWrite(): void;
  mustKnow(recording: string): void;
}

export function newestFirst(shelf: Shelf): StoredRecording[] {
  return [...shelf.recordings.values()].reverse();
}
