// What the studio in memory holds: recordings, jobs, open transcripts, offers; and who hears when it changes.
import { createHash } from 'node:crypto';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { defaultSettings, type Settings } from '../../../src-core/contract/settings.ts';
import type { CallResult, EmitEvent, ReadingPlace, StudioHandlers } from '../../../src-core/contract/studio-api.ts';
import type { UpdateStatus } from '../../../src-core/contract/updates.ts';
import { isKnownExtension } from '../../../src-core/library/file-kinds.ts';
import type { Job } from '../../../src-core/library/job.ts';
import type { Recording } from '../../../src-core/library/recording.ts';
import type { PackedTrack } from '../../../src-core/subtitles/packed-track.ts';
import type { PackedHighlight } from '../../../src-core/transcript/highlight.ts';
import { lastEnd, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { SaveParts } from '../../../src-main/services/save-parts.ts';
import { answerBytes, peaksOf, wavOf } from '../memory-media.ts';
import { errorShelf, fullShelf, MEMORY_NOW, type Shelf } from '../memory-recordings.ts';
import { interviewTranscript, longTranscript } from '../memory-transcript.ts';
import { summaryOf } from './recordings.ts';

export type Scenario = 'empty' | 'full' | 'errors';

/** What a studio in memory begins with. */
export interface StudioStart {
  readonly scenario?: Scenario;
  /** Adds a recording "long" of so many words. */
  readonly words?: number;
}

interface Open {
  transcript: Transcript;
  revision: number;
  place: ReadingPlace | null;
  highlights?: readonly PackedHighlight[];
  cues?: PackedTrack;
}

export type Version = CallResult<'library.versions'>[number];

export type Group<P extends string> = { readonly [C in keyof StudioHandlers as C extends `${P}.${string}` ? C : never]: StudioHandlers[C] };

export class Memory {
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

  constructor({ scenario = 'full', words }: StudioStart) {
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
