// A Library in memory, held to the same laws as the one on disk (test/main/disk/library-laws.ts).
// It keeps what it is given until the process ends and can be told to be read-only.
import { StudioError } from '../../src-core/contract/errors.ts';
import { defaultSettings } from '../../src-core/contract/settings.ts';
import type { Library, ReadOnlyReason, RecordingStore, SettingsStore } from '../../src-main/ports/library.ts';
import { newestFirst, type Shelf } from './library/shelf.ts';
import { historyStore } from './library/history.ts';
import { jobStore, begunUploads } from './library/jobs.ts';
import { resultStore, shotStore, peaksStore } from './library/findings.ts';
import { transcriptStore, heardStore } from './library/transcripts.ts';
import { versionStore } from './library/versions.ts';

/** An empty library. `readOnly` refuses every write the way a second process' library does. */
export function makeMemoryLibrary(options: { readonly readOnly?: ReadOnlyReason; readonly mediaFolder?: string } = {}): Library {
  let closed = false;
  const shelf: Shelf = {
    recordings: new Map(),
    transcripts: new Map(),
    results: new Map(),
    jobs: new Map(),
    uploads: new Map(),
    begun: new Map(),
    peaks: new Map(),
    foundShots: new Map(),
    editedShots: new Map(),
    versions: [],
    settings: defaultSettings,
    mayWrite() {
      if (closed) throw new Error('the library is closed');
      if (options.readOnly) throw new StudioError('read-only', { reason: options.readOnly });
    },
    mustKnow(recording) {
      if (!shelf.recordings.has(recording)) throw new StudioError('not-found', { what: 'recording' });
    },
  };
  return {
    path: '/memory/library.db',
    readOnly: options.readOnly ?? null,
    mediaFolder: options.mediaFolder ?? '/memory/media',
    recordings: recordingStore(shelf),
    transcripts: transcriptStore(shelf),
    history: historyStore(shelf),
    versions: versionStore(shelf),
    heard: heardStore(shelf),
    results: resultStore(shelf),
    jobs: jobStore(shelf),
    begunUploads: begunUploads(shelf),
    peaks: peaksStore(shelf),
    shots: shotStore(shelf),
    settings: settingsStore(shelf),
    notes: [],
    freeBytes: () => null,
    backUp: () => Promise.resolve(false),
    close() {
      closed = true;
    },
  };
}

function recordingStore(shelf: Shelf): RecordingStore {
  return {
    all: () => newestFirst(shelf),
    get: (id) => shelf.recordings.get(id) ?? null,
    put(recording) {
      shelf.mayWrite();
      shelf.recordings.set(recording.id, recording);
    },
    remove(id) {
      shelf.mayWrite();
      const fingerprint = shelf.recordings.get(id)?.media.fingerprint ?? null;
      shelf.recordings.delete(id);
      shelf.transcripts.delete(id);
      shelf.versions = shelf.versions.filter(({ recording }) => recording !== id);
      shelf.results.delete(id);
      shelf.editedShots.delete(id);
      for (const job of shelf.jobs.values()) {
        if (job.recording !== id) continue;
        shelf.jobs.delete(job.id);
        shelf.uploads.delete(job.id);
      }
      const shared = [...shelf.recordings.values()].some((other) => other.media.fingerprint === fingerprint);
      if (fingerprint === null || shared) return;
      shelf.peaks.delete(fingerprint);
      shelf.foundShots.delete(fingerprint);
    },
  };
}

function settingsStore(shelf: Shelf): SettingsStore {
  return {
    get: () => shelf.settings,
    put(settings) {
      shelf.mayWrite();
      shelf.settings = settings;
    },
  };
}
