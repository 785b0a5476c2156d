// A whole studio in memory: every call of the contract over plain maps, so that hosts and screens run without disk or network.
// It is typed by the contract; what it answers is believable, not computed.
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

import { policyFor, resourceOf, RIGHTS, type RightAction } from '../../src-core/library/aws-rights.ts';
import { makeDispatch } from '../../src-core/contract/dispatch.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import { defaultSettings, type Settings } from '../../src-core/contract/settings.ts';
import type { CallArgs, CallResult, CredentialsStatus, EmitEvent, ReadingPlace, StudioHandlers } from '../../src-core/contract/studio-api.ts';
import { readSave } from '../../src-core/contract/whole-save.ts';
import type { UpdateStatus } from '../../src-core/contract/updates.ts';
import { extensionOf, isKnownExtension } from '../../src-core/library/file-kinds.ts';
import type { Job } from '../../src-core/library/job.ts';
import type { Recording } from '../../src-core/library/recording.ts';
import { changeTrack, noTrack, type PackedTrack } from '../../src-core/subtitles/packed-track.ts';
import type { PackedHighlight } from '../../src-core/transcript/highlight.ts';
import { packTranscript, unpackTurn } from '../../src-core/transcript/pack.ts';
import { countWords, lastEnd, turnText, type Transcript } from '../../src-core/transcript/transcript.ts';
import { systemClock } from '../../src-main/adapters/machine/system-clock.ts';
import { SaveParts } from '../../src-main/services/save-parts.ts';
import type { Studio } from '../../src-main/studio.ts';
import { backupCallsOf, type BackupCall } from './memory-backups.ts';
import { answerBytes, peaksOf, PEAKS_PER_SECOND, wavOf } from './memory-media.ts';
import { memoryLicences, memoryReport } from './memory-report.ts';
import { errorShelf, fullShelf, MEMORY_NOW, type Shelf } from './memory-recordings.ts';
import { reviewCallsOf } from './memory-review.ts';
import { interviewTranscript, longTranscript } from './memory-transcript.ts';

export type Scenario = 'empty' | 'full' | 'errors';

export interface MemoryOptions {
  readonly scenario?: Scenario;
  /** Adds a recording "long" of so many words. */
  readonly words?: number;
  /** Handlers to put in place of the believable ones. */
  readonly overrides?: Partial<StudioHandlers>;
  /** Hears bugs the dispatcher caught; they are fatal in tests unless someone listens. */
  readonly report?: (call: string, bug: unknown) => void;
}

/** The studio, and what tests reach behind it. */
export interface MemoryStudio extends Studio {
  readonly emit: EmitEvent;
  readonly handlers: StudioHandlers;
  /** A hash of everything it holds, to see that nothing changed. */
  snapshot(): string;
  /** Moves uploads, jobs and peaks on by so many milliseconds. */
  tick(millis: number): void;
  readonly listeners: number;
}

interface Open {
  transcript: Transcript;
  revision: number;
  place: ReadingPlace | null;
  highlights?: readonly PackedHighlight[];
  cues?: PackedTrack;
}

type Version = CallResult<'library.versions'>[number];

/** A studio in memory. */
export function makeMemoryStudio(options: MemoryOptions = {}): MemoryStudio {
  const memory = new Memory(options);
  const handlers: StudioHandlers = { ...handlersOf(memory), ...options.overrides };
  return {
    handlers,
    dispatch: makeDispatch(handlers, options.report ?? throwLater),
    emit: memory.emit,
    mediaRoute: (request) => Promise.resolve(memory.answerMedia(request)),
    offer: (path, name) => Promise.resolve(memory.offer(path, name)),
    uploadFolder: mkdtempSync(join(tmpdir(), 'galley-memory-')),
    subscribe: (listener) => {
      memory.listeners.add(listener);
      return () => memory.listeners.delete(listener);
    },
    snapshot: () => memory.snapshot(),
    tick: (millis) => {
      memory.tick(millis);
    },
    get listeners() {
      return memory.listeners.size;
    },
    stop: () => Promise.resolve(),
  };
}

function throwLater(call: string, bug: unknown): void {
  queueMicrotask(() => {
    throw new Error(`a handler of the memory studio broke: ${call}`, { cause: bug });
  });
}

class Memory {
  readonly recordings = new Map<string, Recording>();
  readonly jobs = new Map<string, Job>();
  readonly opened = new Map<string, Open>();
  /** Transcripts as they were before the first save. */
  readonly originals = new Map<string, Transcript>();
  readonly offers = new Map<string, { path: string; name: string }>();
  readonly listeners = new Set<(event: string, payload: unknown) => void>();
  readonly #wav = new Map<string, Uint8Array>();
  settings: Settings = { ...defaultSettings, awsProfile: 'newsroom', awsRegion: 'eu-central-1', bucket: 'harbour-museum-recordings' };
  entered = false;
  updates: UpdateStatus = { phase: 'idle', bar: null, version: null, lookedAt: null };
  peaksShare = 0.4;
  /** Shot changes somebody set. */
  readonly shots = new Map<string, readonly number[]>();
  serial = 0;
  /** Heavy saves on their way. */
  readonly parts = new SaveParts(systemClock);
  versions: Version[] = [
    { number: 2, kind: 'before', name: 'Before replacing 4 × “pier”', madeAt: MEMORY_NOW - 3_600_000, revision: 2, turns: 12, words: 160 },
    { number: 1, kind: 'opened', name: '', madeAt: MEMORY_NOW - 26 * 3_600_000, revision: 1, turns: 12, words: 158 },
  ];

  constructor({ scenario = 'full', words }: MemoryOptions) {
    const shelf: Shelf = scenario === 'empty' ? { recordings: [], jobs: [] } : scenario === 'errors' ? errorShelf() : fullShelf();
    if (scenario === 'empty') this.settings = defaultSettings;
    for (const recording of shelf.recordings) {
      this.recordings.set(recording.id, recording);
      if (recording.transcript) this.opened.set(recording.id, { transcript: interviewTranscript(), revision: recording.transcript.revision, place: null });
    }
    for (const job of shelf.jobs) this.jobs.set(job.id, job);
    if (words !== undefined) this.addLong(words);
  }

  readonly emit: EmitEvent = (event, payload) => {
    for (const listener of [...this.listeners]) listener(event, payload);
  };

  tellUpdates(change: Partial<UpdateStatus>): UpdateStatus {
    this.updates = { ...this.updates, ...change };
    this.emit('updates.changed', this.updates);
    return this.updates;
  }

  recording(id: string): Recording {
    const found = this.recordings.get(id);
    if (!found) throw new StudioError('not-found', { recording: id });
    return found;
  }

  put(recording: Recording): Recording {
    this.recordings.set(recording.id, recording);
    this.emit('library.changed', { recordings: [recording], removed: [] });
    return recording;
  }

  job(id: string): Job {
    const found = this.jobs.get(id);
    if (!found) throw new StudioError('not-found', { job: id });
    return found;
  }

  putJob(job: Job): Job {
    this.jobs.set(job.id, job);
    this.emit('jobs.changed', { jobs: [...this.jobs.values()] });
    return job;
  }

  wav(recording: string): Uint8Array {
    let wav = this.#wav.get(recording);
    if (!wav) {
      wav = wavOf(this.opened.get(recording)?.transcript ?? interviewTranscript());
      this.#wav.set(recording, wav);
    }
    return wav;
  }

  offer(path: string, name: string): string {
    const offer = `offer-${++this.serial}`;
    this.offers.set(offer, { path, name });
    return offer;
  }

  take(offer: string): { path: string; name: string } {
    const taken = this.offers.get(offer);
    if (!taken) throw new StudioError('offer-expired');
    this.offers.delete(offer);
    if (!isKnownExtension(taken.name)) throw new StudioError('bad-file', { fileName: taken.name, reason: 'unknown-kind' });
    return taken;
  }

  answerMedia(request: Request): Response {
    const token = /^\/media\/play-([a-z-]+\d*)$/.exec(new URL(request.url).pathname)?.[1];
    if (token === undefined || !this.recordings.has(token)) return new Response('not found', { status: 404 });
    return answerBytes(request, this.wav(token), 'audio/wav');
  }

  snapshot(): string {
    const all = JSON.stringify([[...this.recordings], [...this.jobs], [...this.opened], [...this.offers], this.settings, this.entered]);
    return createHash('sha256').update(all).digest('hex');
  }

  tick(millis: number): void {
    if (this.peaksShare < 1 && this.recordings.has('peaks')) {
      this.peaksShare = Math.min(1, this.peaksShare + millis / 60_000);
      const complete = this.peaksShare === 1;
      this.emit('media.peaksGrew', { recording: 'peaks', buckets: Math.floor((peaksOf(this.wav('peaks')).length / 2) * this.peaksShare), complete });
    }
    const upload = this.jobs.get('job-uploading');
    if (upload?.progress.step !== 'uploading') return;
    const { bytesDone, bytesTotal, rate } = upload.progress;
    const done = Math.min(bytesTotal ?? 0, Math.round((bytesDone ?? 0) + ((rate ?? 0) * millis) / 1000));
    this.putJob(
      done === bytesTotal
        ? { ...upload, state: 'submitted', progress: { step: 'transcribing', bytesDone: null, bytesTotal: null, rate: null, since: Date.now() } }
        : { ...upload, progress: { ...upload.progress, bytesDone: done } },
    );
  }

  addLong(words: number): void {
    const transcript = longTranscript(words);
    this.opened.set('long', { transcript, revision: 1, place: null });
    const facts = { container: 'wav', size: 1, duration: lastEnd(transcript), audio: [], video: null, playable: true };
    this.recordings.set('long', {
      id: 'long',
      name: `A conversation of ${words} words`,
      fileName: 'long.wav',
      addedAt: MEMORY_NOW,
      editedAt: null,
      media: { state: 'ready', facts, trouble: null },
      transcript: summaryOf(transcript, 1),
    });
  }
}

function summaryOf(transcript: Transcript, revision: number, heard = 0): NonNullable<Recording['transcript']> {
  return {
    revision,
    language: transcript.language,
    words: countWords(transcript),
    turns: transcript.turns.length,
    speakers: transcript.speakers.length,
    duration: lastEnd(transcript),
    origin: 'Amazon Transcribe',
    heard,
  };
}

function handlersOf(memory: Memory): StudioHandlers {
  return {
    ...studioCallsOf(memory),
    ...careCallsOf(memory),
    ...libraryCallsOf(memory),
    ...backupCallsOf((id) => memory.recording(id)),
    ...reviewCallsOf({
      original: (id) => memory.originals.get(memory.recording(id).id) ?? memory.opened.get(id)?.transcript ?? null,
      heard: (id, words) => {
        const recording = memory.recording(id);
        if (recording.transcript) memory.put({ ...recording, transcript: { ...recording.transcript, heard: words } });
      },
    }),
    ...jobCallsOf(memory),
    ...mediaCallsOf(memory),
  };
}

type Group<P extends string> = { readonly [C in keyof StudioHandlers as C extends `${P}.${string}` ? C : never]: StudioHandlers[C] };

function statusOf(memory: Memory): CredentialsStatus {
  const endpoints = memory.settings.awsProfile === 'practice' ? [{ service: 's3' as const, url: 'http://127.0.0.1:4566', from: 'profile practice' }] : [];
  const { awsProfile: profile, awsRegion: region } = memory.settings;
  return {
    source: memory.entered ? 'entered' : profile === null ? 'none' : 'profile',
    profile,
    region,
    endpoints,
    network: networkOf(profile),
    keepsKeys: false,
  };
}

function careCallsOf(memory: Memory): Group<'report' | 'updates'> {
  return {
    'report.make': ({ recording }) => Promise.resolve(memoryReport(recording === null ? null : memory.recording(recording).name)),
    'updates.get': () => Promise.resolve(memory.updates),
    'updates.look': () => Promise.resolve(memory.tellUpdates({ phase: 'ready', version: '0.2.0', lookedAt: MEMORY_NOW })),
    'updates.install': () => {
      memory.tellUpdates({ phase: 'idle', version: null });
      return Promise.resolve({});
    },
  };
}

function studioCallsOf(memory: Memory): Group<'session' | 'settings' | 'credentials'> {
  const status = (): Promise<CredentialsStatus> => Promise.resolve(statusOf(memory));
  return {
    'session.hello': () =>
      Promise.resolve({ host: 'test', version: '0.1.0', platform: 'linux', libraryPath: '/home/ines/Galley', readOnly: null, notes: [], ffmpeg: '5.1.6' }),
    'session.licences': () => Promise.resolve(memoryLicences()),
    'settings.get': () => Promise.resolve(memory.settings),
    'settings.set': (patch) => {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      memory.settings = { ...memory.settings, ...given };
      memory.emit('settings.changed', memory.settings);
      return Promise.resolve(memory.settings);
    },
    'credentials.profiles': () =>
      Promise.resolve([
        { name: 'newsroom', kind: 'sso', region: 'eu-central-1' },
        { name: 'practice', kind: 'static', region: 'eu-west-1' },
        { name: 'archive', kind: 'assume-role', region: null },
        { name: 'vault', kind: 'process', region: 'us-east-1' },
      ]),
    'credentials.status': status,
    'credentials.enter': () => {
      memory.entered = true;
      return status();
    },
    'credentials.forget': () => {
      memory.entered = false;
      return status();
    },
    'credentials.test': () => {
      const { bucket, awsRegion, awsProfile } = memory.settings;
      if (awsProfile === null && !memory.entered) return Promise.reject(new StudioError('no-credentials'));
      if (awsProfile === 'archive') return Promise.reject(new StudioError('access-denied', { action: 'sts:AssumeRole' }));
      const region = awsRegion ?? 'eu-central-1';
      return Promise.resolve({
        account: '111122223333',
        user: 'ines.calloway',
        region,
        bucket: bucket === null ? null : { name: bucket, state: 'ready', region, owner: '111122223333', unfinished: false },
        ...rightsOn(bucket, region, awsProfile === 'vault' ? FORBIDDEN : []),
        clockAheadSeconds: awsProfile === 'vault' ? 540 : 1,
      });
    },
    'credentials.makeBucket': () => Promise.resolve({}),
  };
}

/** The desk of the profile "vault" sits behind a proxy. */
function networkOf(profile: string | null): CredentialsStatus['network'] {
  return profile === 'vault' ? [{ name: 'HTTPS_PROXY', value: 'http://…@proxy.newsroom.example:3128' }] : [];
}

/** What the profile "vault" may not do; the others may do everything. */
const FORBIDDEN: readonly RightAction[] = ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload', 'transcribe:DeleteTranscriptionJob'];

/** Rights as the studio finds them out: starting a job is never tried. */
function rightsOn(bucket: string | null, region: string, denied: readonly RightAction[]): Pick<CallResult<'credentials.test'>, 'rights' | 'policies'> {
  if (bucket === null) return { rights: null, policies: { missing: null, full: null } };
  const place = { bucket, prefix: 'galley/', region, kmsKey: null };
  const stateOf = (action: RightAction) => (denied.includes(action) ? 'denied' : action === 'transcribe:StartTranscriptionJob' ? 'untried' : 'allowed');
  const rights = RIGHTS.map(({ action, purpose }) => ({ action, purpose, resource: resourceOf(action, place), state: stateOf(action) }) as const);
  const all = RIGHTS.map(({ action }) => action);
  return { rights, policies: { missing: policyFor(place, denied), full: policyFor(place, all) } };
}

function libraryCallsOf(memory: Memory): Omit<Group<'library'>, BackupCall> {
  return {
    'library.list': () => Promise.resolve([...memory.recordings.values()]),
    'library.import': async ({ offer, into }) => {
      const { name } = memory.take(offer);
      const isText = ['json', 'srt', 'vtt'].includes(extensionOf(name));
      const base = into === null ? newRecording(`new-${++memory.serial}`, name) : memory.recording(into);
      if (isText) memory.opened.set(base.id, { transcript: interviewTranscript(), revision: 1, place: null });
      const opened = memory.opened.get(base.id);
      const recording = memory.put({ ...base, transcript: opened ? summaryOf(opened.transcript, opened.revision) : null });
      const outcome = isText ? 'transcript-imported' : into === null ? 'media-added' : 'media-attached';
      return Promise.resolve({ recording, outcome, described: isText ? 'Amazon Transcribe, 2 speakers' : 'MP3, 1 min 10 s', problems: [] });
    },
    'library.addSample': async () => {
      const known = memory.recordings.get('sample');
      memory.opened.set('sample', memory.opened.get('sample') ?? { transcript: interviewTranscript(), revision: 1, place: null });
      const opened = memory.opened.get('sample');
      const base = known ?? { ...newRecording('sample', 'sample-interview.wav'), name: 'Sample interview' };
      const recording = memory.put({ ...base, transcript: opened ? summaryOf(opened.transcript, opened.revision) : null });
      return Promise.resolve({ recording, outcome: known ? 'already-there' : 'transcript-imported', described: 'Amazon Transcribe, 2 speakers', problems: [] });
    },
    'library.open': async ({ recording: id }) => {
      const recording = memory.recording(id);
      const opened = memory.opened.get(id);
      if (!opened) return Promise.resolve({ recording, transcript: null, revision: 0, place: null, problems: [] });
      const { transcript, revision, place } = opened;
      return Promise.resolve({
        recording,
        transcript: packTranscript(transcript),
        revision,
        place,
        problems: [],
        highlights: [...(opened.highlights ?? [])],
        cues: opened.cues ?? noTrack(),
      });
    },
    'library.save': (args) => Promise.resolve({ revision: saved(memory, args) }),
    'library.savePart': (part) => {
      const whole = memory.parts.take(part);
      return Promise.resolve({ revision: whole && saved(memory, readSave(new TextDecoder().decode(whole))) });
    },
    'library.steps': () => Promise.resolve([]),
    'library.versions': () => Promise.resolve([...memory.versions]),
    'library.keepVersion': ({ recording, kind, name }) => {
      const { words, turns, revision } = memory.recording(recording).transcript ?? { words: 0, turns: 0, revision: 0 };
      const version: Version = { number: ++memory.serial + 100, kind, name, madeAt: MEMORY_NOW, revision, turns, words };
      memory.versions.unshift(version);
      return Promise.resolve(version);
    },
    'library.version': ({ recording }) => {
      const transcript = earlierTranscript(memory.opened.get(recording)?.transcript ?? interviewTranscript());
      return Promise.resolve({ transcript: packTranscript(transcript), highlights: [] });
    },
    'library.nameVersion': ({ version, name }) => {
      memory.versions = memory.versions.map((one) => (one.number === version ? { ...one, kind: 'named', name } : one));
      return Promise.resolve([...memory.versions]);
    },
    'library.removeVersion': ({ version }) => {
      memory.versions = memory.versions.filter((one) => one.number !== version);
      return Promise.resolve([...memory.versions]);
    },
    'library.keepPlace': ({ recording, place }) => {
      const opened = memory.opened.get(recording);
      if (opened) opened.place = place;
      return Promise.resolve({});
    },
    'library.rename': async ({ recording, name }) => Promise.resolve(memory.put({ ...memory.recording(recording), name })),
    'library.remove': async ({ recording }) => {
      memory.recordings.delete(memory.recording(recording).id);
      memory.opened.delete(recording);
      memory.emit('library.changed', { recordings: [], removed: [recording] });
      return Promise.resolve({});
    },
    'library.relink': async ({ recording: id, offer, anyway }) => {
      const recording = memory.recording(id);
      const { name } = memory.take(offer);
      if (!anyway && name !== recording.fileName) throw new StudioError('media-differs', { fileName: name });
      return Promise.resolve(memory.put({ ...recording, media: { ...recording.media, state: 'ready', trouble: null } }));
    },
    'library.search': ({ words, limit }) => Promise.resolve(searchIn(memory, words, limit)),
    'library.rawResult': async ({ recording }) => {
      const found = memory.recording(recording);
      if (!found.transcript) return Promise.resolve(null);
      return Promise.resolve({ fileName: `${found.name}.json`, bytes: new TextEncoder().encode('{"jobName":"practice","results":{}}') });
    },
  };
}

/** The transcript as it might have been before somebody corrected it: every ninth word reads otherwise. */
function earlierTranscript(transcript: Transcript): Transcript {
  const turns = transcript.turns.map((turn) => ({ ...turn, words: turn.words.map((word, at) => (at % 9 === 4 ? { ...word, text: `${word.text}s` } : word)) }));
  return { ...transcript, turns };
}

/** Saves as the library does; answers the new revision. */
function saved(memory: Memory, { recording: id, base, splices, nextTurnId, speakers, place, highlights, cues }: CallArgs<'library.save'>): number {
  const recording = memory.recording(id);
  const opened = memory.opened.get(id);
  if (!opened) throw new StudioError('not-found', { recording: id });
  if (base !== opened.revision) throw new StudioError('conflict', { revision: opened.revision });
  const turns = [...opened.transcript.turns];
  for (const { from, remove, turns: put } of splices.toReversed()) turns.splice(from, remove, ...put.map(unpackTurn));
  const transcript = { ...opened.transcript, turns, nextTurnId, speakers: speakers ?? opened.transcript.speakers };
  const revision = base + 1;
  const gone = new Set([...(highlights?.remove ?? []), ...(highlights?.put ?? []).map((highlight) => highlight.id)]);
  const lying = [...(opened.highlights ?? []).filter((highlight) => !gone.has(highlight.id)), ...(highlights?.put ?? [])];
  memory.opened.set(id, {
    transcript,
    revision,
    place: place ?? opened.place,
    highlights: lying,
    cues: cues ? changeTrack(opened.cues ?? noTrack(), cues) : (opened.cues ?? noTrack()),
  });
  memory.originals.set(id, memory.originals.get(id) ?? opened.transcript);
  memory.put({ ...recording, editedAt: Date.now(), transcript: summaryOf(transcript, revision, recording.transcript?.heard) });
  return revision;
}

function newRecording(id: string, fileName: string): Recording {
  const name = fileName.replace(/\.[^.]*$/, '');
  const facts = {
    container: 'wav',
    size: 1_120_000,
    duration: 70_000,
    audio: [{ codec: 'pcm', channels: 1, rate: 8000, language: null }],
    video: null,
    playable: true,
  };
  return { id, name, fileName, addedAt: Date.now(), editedAt: null, media: { state: 'ready', facts, trouble: null }, transcript: null };
}

function searchIn(memory: Memory, words: string, limit: number): { recording: string; turn: number; time: number; snippet: string }[] {
  const sought = words.trim().toLowerCase();
  if (sought === '') return [];
  const hits = [...memory.opened].flatMap(([recording, { transcript }]) =>
    transcript.turns.flatMap((turn, index) => {
      const text = turnText(turn);
      const at = text.toLowerCase().indexOf(sought);
      if (at < 0) return [];
      const snippet = `${text.slice(0, at)}\uE000${text.slice(at, at + sought.length)}\uE001${text.slice(at + sought.length)}`;
      return [{ recording, turn: index, time: turn.words[0]?.start ?? 0, snippet }];
    }),
  );
  return hits.slice(0, limit);
}

function jobCallsOf(memory: Memory): Group<'jobs'> {
  const waiting = { step: 'waiting', bytesDone: null, bytesTotal: null, rate: null } as const;
  return {
    'jobs.list': () => Promise.resolve([...memory.jobs.values()]),
    'jobs.start': async ({ recording, options }) => {
      const { id } = memory.recording(recording);
      const now = Date.now();
      const job: Job = {
        id: `job-${++memory.serial}`,
        recording: id,
        state: 'queued',
        options,
        progress: { ...waiting, since: now },
        createdAt: now,
        changedAt: now,
        serviceName: `galley-${memory.serial}`,
        region: memory.settings.awsRegion ?? 'eu-central-1',
        bucket: memory.settings.bucket ?? 'harbour-museum-recordings',
        failure: null,
      };
      return Promise.resolve(memory.putJob(job));
    },
    'jobs.cancel': async ({ job }) => Promise.resolve(memory.putJob({ ...memory.job(job), state: 'cancelled', changedAt: Date.now() })),
    'jobs.retry': async ({ job, options = memory.job(job).options }) =>
      Promise.resolve(memory.putJob({ ...memory.job(job), options, state: 'queued', failure: null, progress: { ...waiting, since: Date.now() } })),
  };
}

function mediaCallsOf(memory: Memory): Group<'media'> {
  return {
    'media.grant': async ({ recording }) => {
      const { media } = memory.recording(recording);
      if (media.state !== 'ready') throw new StudioError('media-missing', { recording });
      return Promise.resolve({ token: `play-${recording}` });
    },
    'media.peaks': async ({ recording, from }) => {
      memory.recording(recording);
      const all = peaksOf(memory.wav(recording));
      const share = recording === 'peaks' ? memory.peaksShare : 1;
      const there = Math.floor((all.length / 2) * share);
      return Promise.resolve({ perSecond: PEAKS_PER_SECOND, channels: 1, from, bytes: all.slice(from * 2, there * 2), complete: share === 1 });
    },
    'media.pushPeaks': () => Promise.resolve({}),
    'media.shots': ({ recording }) => Promise.resolve(shotsOf(memory, recording)),
    'media.setShots': ({ recording, shots }) => {
      if (shots === null) memory.shots.delete(recording);
      else memory.shots.set(recording, shots);
      const view = shotsOf(memory, recording);
      memory.emit('media.shotsChanged', { recording, ...view });
      return Promise.resolve(view);
    },
  };
}

/** A cut every four seconds and a bit, where there is a picture. */
function shotsOf(memory: Memory, recording: string): CallResult<'media.shots'> {
  const { facts } = memory.recording(recording).media;
  const edited = memory.shots.get(recording);
  const until = facts?.duration ?? 0;
  const found = Array.from({ length: Math.floor(until / 4120) }, (_, index) => (index + 1) * 4120);
  if (facts?.video == null)
    return { shots: [...(edited ?? [])], edited: edited !== undefined, complete: false, until: 0, bar: facts ? 'no-picture' : 'no-media' };
  return { shots: [...(edited ?? found)], edited: edited !== undefined, complete: true, until, bar: null };
}
