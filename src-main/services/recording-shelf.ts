// Recordings as views see them: rows and transcript figures joined, and told about whenever they change.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { Recording, RecordingId } from '../../src-core/library/recording.ts';
import type { Library, StoredRecording, TranscriptSummary } from '../ports/library.ts';

/** A recording without its paths. */
export function recordingView(stored: StoredRecording, summary: TranscriptSummary | null): Recording {
  const { id, name, fileName, addedAt, editedAt, media } = stored;
  return {
    id,
    name,
    fileName,
    addedAt,
    editedAt,
    media: { state: media.state, facts: media.facts, trouble: media.trouble },
    transcript: summary && {
      revision: summary.revision,
      language: summary.language,
      words: summary.words,
      turns: summary.turns,
      speakers: summary.speakers,
      duration: summary.duration,
      origin: summary.origin,
      heard: summary.heard,
    },
  };
}

/** The recordings of a library, with the event that belongs to every change. All services change them through this. */
export class RecordingShelf {
  readonly #library: Library;
  readonly #emit: EmitEvent;

  constructor(library: Library, emit: EmitEvent) {
    this.#library = library;
    this.#emit = emit;
  }

  /** Throws `read-only` when nothing here may be changed. */
  mustBeWritable(): void {
    const { readOnly } = this.#library;
    if (readOnly) throw new StudioError('read-only', { reason: readOnly });
  }

  /** The row. Throws `not-found`. */
  stored(id: RecordingId): StoredRecording {
    const stored = this.#library.recordings.get(id);
    if (!stored) throw new StudioError('not-found', { what: 'recording' });
    return stored;
  }

  /** Every recording, newest first. */
  views(): Recording[] {
    const summaries = new Map(this.#library.transcripts.summaries().map((summary) => [summary.recording, summary]));
    return this.#library.recordings.all().map((stored) => recordingView(stored, summaries.get(stored.id) ?? null));
  }

  /** One recording. Throws `not-found`. */
  view(id: RecordingId): Recording {
    return recordingView(this.stored(id), this.#library.transcripts.summary(id));
  }

  /** Stores a row and tells of it. */
  put(stored: StoredRecording): Recording {
    this.#library.recordings.put(stored);
    return this.tell(stored.id);
  }

  /** Removes the row with everything that hangs on it, and tells of it. */
  remove(id: RecordingId): void {
    this.#library.recordings.remove(id);
    this.#emit('library.changed', { recordings: [], removed: [id] });
  }

  /** Tells that a recording has changed, and answers what it is now. Throws `not-found`. */
  tell(id: RecordingId): Recording {
    const view = this.view(id);
    this.#emit('library.changed', { recordings: [view], removed: [] });
    return view;
  }
}
