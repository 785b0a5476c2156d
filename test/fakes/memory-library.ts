// A Library in memory, held to the same laws as the one on disk (test/main/disk/library-laws.ts).
// It keeps what it is given until the process ends and can be told to be read-only.
import { StudioError } from '../../src-core/contract/errors.ts';
import { defaultSettings, type Settings } from '../../src-core/contract/settings.ts';
import type { CallResult, ReadingPlace } from '../../src-core/contract/studio-api.ts';
import { findHits, readQuery, snippet } from '../../src-core/library/search-terms.ts';
import type { Problem } from '../../src-core/problem.ts';
import { changeTrack, noTrack, type PackedTrack } from '../../src-core/subtitles/packed-track.ts';
import type { TurnSplice } from '../../src-core/transcript/edit.ts';
import type { PackedHighlight } from '../../src-core/transcript/highlight.ts';
import type { HistoryChange, HistoryRange, HistoryStep, NumberedStep } from '../../src-core/history/history-step.ts';
import { nearestSteps } from '../../src-core/history/step-window.ts';
import type { HeardSpans } from '../../src-core/transcript/heard.ts';
import { countWords, lastEnd, turnText, type Transcript, type Turn } from '../../src-core/transcript/transcript.ts';
import type {
  BegunUpload,
  BegunUploads,
  HeardStore,
  HistoryStore,
  JobStore,
  Library,
  PeakChunk,
  PeaksStore,
  ShotStore,
  ReadOnlyReason,
  RecordingStore,
  ResultStore,
  SettingsStore,
  StoredJob,
  StoredRecording,
  TranscriptStore,
  TranscriptSummary,
  VersionStore,
} from '../../src-main/ports.ts';

/** Most bytes of steps kept of one recording. */
const MOST_BYTES = 64 * 1024 * 1024;

interface KeptTranscript {
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

type TranscriptVersion = CallResult<'library.versions'>[number];

interface KeptVersion extends TranscriptVersion {
  readonly recording: string;
  readonly kept: { transcript: Transcript; highlights: PackedHighlight[]; cues: PackedTrack };
}

interface KeptUpload {
  readonly uploadId: string;
  readonly partSize: number;
  readonly parts: Map<number, { etag: string | null; checksum: string | null }>;
}

/** Everything the stores share. */
interface Shelf {
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

function newestFirst(shelf: Shelf): StoredRecording[] {
  return [...shelf.recordings.values()].reverse();
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

function summarise(recording: string, kept: KeptTranscript): TranscriptSummary {
  const { transcript, revision, origin } = kept;
  const { language, speakers, turns } = transcript;
  return {
    recording,
    revision,
    language,
    words: countWords(transcript),
    turns: turns.length,
    speakers: speakers.length,
    duration: lastEnd(transcript),
    origin,
    heard: Math.min(kept.heard?.words ?? 0, countWords(transcript)),
  };
}

function transcriptStore(shelf: Shelf): TranscriptStore {
  const mustHave = (recording: string): KeptTranscript => {
    shelf.mustKnow(recording);
    const kept = shelf.transcripts.get(recording);
    if (!kept) throw new StudioError('not-found', { what: 'transcript' });
    return kept;
  };
  return {
    summaries: () => [...shelf.transcripts].map(([recording, kept]) => summarise(recording, kept)),
    summary(recording) {
      const kept = shelf.transcripts.get(recording);
      return kept ? summarise(recording, kept) : null;
    },
    load(recording) {
      const kept = shelf.transcripts.get(recording);
      return kept ? { transcript: kept.transcript, revision: kept.revision, place: kept.place, problems: [...kept.problems] } : null;
    },
    replace(recording, transcript, origin, { problems, cues }) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      const revision = (shelf.transcripts.get(recording)?.revision ?? 0) + 1;
      shelf.transcripts.set(recording, { transcript, revision, origin, place: null, problems, ...(cues && { cues }) });
      return revision;
    },
    save(recording, base, change) {
      shelf.mayWrite();
      const kept = mustHave(recording);
      if (kept.revision !== base) throw new StudioError('conflict', { revision: kept.revision });
      const turns = spliced(kept.transcript.turns, change.splices, change.nextTurnId);
      kept.transcript = { ...kept.transcript, turns, nextTurnId: change.nextTurnId, speakers: change.speakers ?? kept.transcript.speakers };
      kept.place = change.place ?? kept.place;
      kept.revision += 1;
      for (const id of change.highlights?.remove ?? []) kept.highlights?.delete(id);
      for (const highlight of change.highlights?.put ?? []) (kept.highlights ??= new Map()).set(highlight.id, highlight);
      if (change.cues) kept.cues = changeTrack(kept.cues ?? noTrack(), change.cues);
      keepSteps(kept, change.history ?? null);
      const row = shelf.recordings.get(recording);
      if (row) shelf.recordings.set(recording, { ...row, editedAt: change.editedAt });
      return kept.revision;
    },
    keepPlace(recording, place) {
      shelf.mayWrite();
      mustHave(recording).place = place;
    },
    search: (words, limit) => searched(shelf, words, limit),
  };
}

function keepSteps(kept: KeptTranscript, change: HistoryChange | null): void {
  if (change === null) {
    kept.history = null;
    return;
  }
  const { first, last, done, put } = change;
  const steps = kept.history?.steps ?? new Map<number, HistoryStep>();
  for (const { number, step } of put) steps.set(number, step);
  for (const number of [...steps.keys()]) if (number < first || number > last) steps.delete(number);
  const whole = { first: Math.min(done + 1, ...steps.keys()), last: Math.max(done, ...steps.keys()), done };
  const range = nearestSteps(whole, (number) => Buffer.byteLength(JSON.stringify(steps.get(number) ?? null)), MOST_BYTES);
  for (const number of [...steps.keys()]) if (number < range.first || number > range.last) steps.delete(number);
  kept.history = { range, steps };
}

function historyStore(shelf: Shelf): HistoryStore {
  return {
    highlights: (recording) => [...(shelf.transcripts.get(recording)?.highlights?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    cues(recording) {
      const { pins, plan } = shelf.transcripts.get(recording)?.cues ?? noTrack();
      return { pins: pins.toSorted((a, b) => a.id - b.id), plan };
    },
    range(recording) {
      const range = shelf.transcripts.get(recording)?.history?.range;
      return range && range.last >= range.first ? range : { first: 1, last: 0, done: 0 };
    },
    steps: (recording, from, to) => readAtOnce(shelf.transcripts.get(recording)?.history?.steps ?? new Map<number, HistoryStep>(), from, to),
  };
}

/** The steps from `from` towards `to`, nearest first, that weigh 1 MB together, and the first in any case. */
function readAtOnce(steps: ReadonlyMap<number, HistoryStep>, from: number, to: number): NumberedStep[] {
  const found: NumberedStep[] = [];
  const stride = from <= to ? 1 : -1;
  let weight = 0;
  for (const number of [...steps.keys()].filter((one) => (one - from) * (one - to) <= 0).sort((a, b) => (a - b) * stride)) {
    const step = steps.get(number);
    weight += Buffer.byteLength(JSON.stringify(step));
    if (!step || (weight > 1024 * 1024 && found.length > 0)) break;
    found.push({ number, step });
  }
  return found;
}

function versionStore(shelf: Shelf): VersionStore {
  const find = (recording: string, version: number): KeptVersion => {
    shelf.mustKnow(recording);
    const found = shelf.versions.find((one) => one.recording === recording && one.number === version);
    if (!found) throw new StudioError('not-found', { what: 'version' });
    return found;
  };
  const bare = ({ number, kind, name, madeAt, revision, turns, words }: KeptVersion): TranscriptVersion => ({
    ...{ number, kind, name, madeAt, revision, turns, words },
  });
  return {
    list(recording) {
      shelf.mustKnow(recording);
      return shelf.versions
        .filter((one) => one.recording === recording)
        .map(bare)
        .toReversed();
    },
    keep(recording, kind, name, madeAt) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      const kept = shelf.transcripts.get(recording);
      if (!kept) throw new StudioError('not-found', { what: 'transcript' });
      const { transcript, revision } = kept;
      const highlights = [...(kept.highlights?.values() ?? [])];
      const number = (shelf.versions.at(-1)?.number ?? 0) + 1;
      const { turns, words } = summarise(recording, kept);
      const made: KeptVersion = {
        recording,
        number,
        kind,
        name,
        madeAt,
        revision,
        turns,
        words,
        kept: { transcript, highlights, cues: kept.cues ?? noTrack() },
      };
      shelf.versions = [...shelf.versions, made];
      return bare(made);
    },
    load: (recording, version) => find(recording, version).kept,
    rename(recording, version, name) {
      shelf.mayWrite();
      const found = find(recording, version);
      shelf.versions = shelf.versions.map((one) => (one === found ? { ...one, name, kind: 'named' } : one));
    },
    remove(recording, version) {
      shelf.mayWrite();
      shelf.versions = shelf.versions.filter((one) => one.recording !== recording || one.number !== version);
    },
  };
}

function spliced(turns: readonly Turn[], splices: readonly TurnSplice[], nextTurnId: number): Turn[] {
  const result: Turn[] = [];
  let at = 0;
  for (const { from, remove, turns: added } of splices) {
    if (from < at || from + remove > turns.length) throw new StudioError('bad-message', { reason: 'splice' });
    result.push(...turns.slice(at, from), ...added);
    at = from + remove;
  }
  result.push(...turns.slice(at));
  const ids = new Set(result.map((turn) => turn.id));
  const tooNew = splices.some((splice) => splice.turns.some((turn) => turn.id >= nextTurnId));
  if (ids.size !== result.length || tooNew) throw new StudioError('bad-message', { reason: 'turn id' });
  return result;
}

function searched(shelf: Shelf, words: string, limit: number): ReturnType<TranscriptStore['search']> {
  const phrases = readQuery(words);
  const found: ReturnType<TranscriptStore['search']> = [];
  for (const { id } of newestFirst(shelf)) {
    const turns = shelf.transcripts.get(id)?.transcript.turns ?? [];
    turns.forEach((turn, index) => {
      const text = turnText(turn);
      const hits = findHits(text, phrases);
      if (hits && found.length < limit) found.push({ recording: id, turn: index, time: timeAt(turn, hits[0]?.start ?? 0), snippet: snippet(text, hits) });
    });
  }
  return found;
}

function timeAt(turn: Turn, offset: number): number {
  let end = 0;
  for (const word of turn.words) {
    end += word.space.length + word.text.length;
    if (offset < end) return word.start;
  }
  return turn.words[0]?.start ?? 0;
}

function heardStore(shelf: Shelf): HeardStore {
  return {
    get: (recording) => shelf.transcripts.get(recording)?.heard?.spans ?? [],
    put(recording, spans, words) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      const kept = shelf.transcripts.get(recording);
      if (!kept) throw new StudioError('not-found', { what: 'transcript' });
      kept.heard = { spans, words };
    },
  };
}

function resultStore(shelf: Shelf): ResultStore {
  return {
    put(recording, fileName, bytes) {
      return Promise.resolve().then(() => {
        shelf.mayWrite();
        shelf.mustKnow(recording);
        shelf.results.set(recording, [...(shelf.results.get(recording) ?? []), { fileName, bytes: bytes.slice() }]);
      });
    },
    get(recording) {
      const latest = shelf.results.get(recording)?.at(-1);
      return Promise.resolve(latest ? { fileName: latest.fileName, bytes: latest.bytes.slice() } : null);
    },
    getFirst(recording) {
      const all = shelf.results.get(recording) ?? [];
      const first = all.find(({ fileName }) => fileName === all.at(-1)?.fileName);
      return Promise.resolve(first ? { fileName: first.fileName, bytes: first.bytes.slice() } : null);
    },
  };
}

function jobStore(shelf: Shelf): JobStore {
  const mustHaveUpload = (id: string): KeptUpload => {
    const upload = shelf.uploads.get(id);
    if (!upload) throw new StudioError('not-found', { what: 'upload' });
    return upload;
  };
  return {
    all: () => [...shelf.jobs.values()].sort((a, b) => a.createdAt - b.createdAt),
    get: (id) => shelf.jobs.get(id) ?? null,
    put(job) {
      shelf.mayWrite();
      shelf.mustKnow(job.recording);
      shelf.jobs.set(job.id, job);
    },
    upload(id) {
      const upload = shelf.uploads.get(id);
      if (!upload) return null;
      const parts = [...upload.parts]
        .sort(([a], [b]) => a - b)
        .flatMap(([number, { etag, checksum }]) => (etag !== null && checksum !== null ? [{ number, etag, checksum }] : []));
      return { uploadId: upload.uploadId, partSize: upload.partSize, parts };
    },
    beginUpload(id, uploadId, partSize) {
      shelf.mayWrite();
      if (!shelf.jobs.has(id)) throw new StudioError('not-found', { what: 'job' });
      shelf.uploads.set(id, { uploadId, partSize, parts: new Map() });
    },
    putPart(id, { number, etag, checksum }) {
      shelf.mayWrite();
      mustHaveUpload(id).parts.set(number, { etag, checksum });
    },
    endUpload(id) {
      shelf.mayWrite();
      shelf.uploads.delete(id);
    },
  };
}

function begunUploads(shelf: Shelf): BegunUploads {
  return {
    all: () => [...shelf.begun.values()].sort((a, b) => a.begunAt - b.begunAt),
    note(upload) {
      shelf.mayWrite();
      shelf.begun.set(`${upload.bucket}/${upload.key}`, upload);
    },
    forget(bucket, key) {
      shelf.mayWrite();
      shelf.begun.delete(`${bucket}/${key}`);
    },
  };
}

function shotStore(shelf: Shelf): ShotStore {
  const listOf = (shots: readonly number[] | undefined): number[] | null => (shots ? [...shots] : null);
  return {
    found: (fingerprint) => listOf(shelf.foundShots.get(fingerprint)),
    keepFound(fingerprint, shots) {
      shelf.mayWrite();
      shelf.foundShots.set(fingerprint, [...shots]);
    },
    edited: (recording) => listOf(shelf.editedShots.get(recording)),
    putEdited(recording, shots) {
      shelf.mayWrite();
      shelf.mustKnow(recording);
      if (shots === null) shelf.editedShots.delete(recording);
      else shelf.editedShots.set(recording, [...shots]);
    },
  };
}

function peaksStore(shelf: Shelf): PeaksStore {
  return {
    get(fingerprint) {
      const kept = shelf.peaks.get(fingerprint);
      return kept ? { channels: kept.channels, buckets: kept.bytes.length / (kept.channels * 2), complete: kept.complete } : null;
    },
    read(fingerprint, from) {
      const kept = shelf.peaks.get(fingerprint);
      return kept ? kept.bytes.slice(from * kept.channels * 2) : new Uint8Array(0);
    },
    append(fingerprint, chunk) {
      shelf.mayWrite();
      const kept = shelf.peaks.get(fingerprint) ?? { channels: chunk.channels, complete: false, bytes: new Uint8Array(0) };
      shelf.peaks.set(fingerprint, { ...kept, bytes: grown(kept, chunk) });
    },
    finish(fingerprint) {
      shelf.mayWrite();
      const kept = shelf.peaks.get(fingerprint);
      if (!kept) throw new StudioError('not-found', { what: 'peaks' });
      kept.complete = true;
    },
    remove(fingerprint) {
      shelf.mayWrite();
      shelf.peaks.delete(fingerprint);
    },
  };
}

function grown(kept: { channels: number; bytes: Uint8Array }, chunk: PeakChunk): Uint8Array {
  const width = kept.channels * 2;
  const buckets = kept.bytes.length / width;
  if (chunk.channels !== kept.channels) throw new RangeError('peaks change their channels');
  if (chunk.from > buckets) throw new RangeError('peaks leave a gap');
  if (chunk.bytes.length % width !== 0) throw new RangeError('peaks end within a bucket');
  const fresh = chunk.bytes.subarray(Math.min((buckets - chunk.from) * width, chunk.bytes.length));
  const bytes = new Uint8Array(kept.bytes.length + fresh.length);
  bytes.set(kept.bytes);
  bytes.set(fresh, kept.bytes.length);
  return bytes;
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
