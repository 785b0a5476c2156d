// A job engine on a bench: memory library, fake cloud, a clock moved by hand. `restart` is what quitting and starting again does.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { Job, JobOptions } from '../../../src-core/library/job.ts';
import { readAlternatives } from '../../../src-core/import/aws-alternatives.ts';
import { readJsonDocument } from '../../../src-core/import/document.ts';
import { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import type { DocumentReader } from '../../../src-main/ports/documents.ts';
import type { Library, StoredJob, StoredRecording } from '../../../src-main/ports/library.ts';
import { TranscriptionService } from '../../../src-main/services/transcription-service.ts';
import { FakeCloud, type FakeCloudSetup } from '../../fakes/fake-cloud.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';
import { MemoryFiles } from '../../fakes/memory-files.ts';

export const MIB = 1024 * 1024;
export const OPTIONS: JobOptions = { language: { kind: 'one', code: 'en-US' }, maxSpeakers: 2, channels: false, maxAlternatives: null };

/** Reads results on this thread. */
export const plainDocuments: DocumentReader = {
  async read(bytes) {
    const read = readJsonDocument(new TextDecoder().decode(bytes));
    if (read.kind === 'refused') throw new StudioError('bad-file', { reason: read.reason });
    return read;
  },
  readings: () => Promise.resolve([]),
  inUtf8: (bytes) => Promise.resolve(bytes),
  alternatives: async (bytes) => Promise.resolve(readAlternatives(new TextDecoder().decode(bytes))),
};

export class JobBench {
  readonly clock = new ManualClock();
  readonly files = new MemoryFiles();
  readonly library: Library = makeMemoryLibrary();
  readonly cloud: FakeCloud;
  readonly heard: Job[] = [];
  readonly logged: string[] = [];
  readonly transcribed: string[] = [];
  runner: JobRunner;
  service: TranscriptionService;
  #uuids = 0;

  constructor(setup: Partial<FakeCloudSetup> = {}) {
    this.cloud = new FakeCloud({ now: () => this.clock.now(), buckets: ['newsroom'], queueMillis: 4_000, workMillis: 20_000, ...setup });
    this.library.settings.put({ ...this.library.settings.get(), bucket: 'newsroom', awsRegion: this.cloud.region });
    this.runner = this.#makeRunner();
    this.service = this.#makeService();
  }

  /** A recording with a media file of so many bytes. */
  addRecording(id: string, bytes: number): void {
    this.files.write(`/media/${id}.wav`, new Uint8Array(bytes).fill(id.charCodeAt(0)));
    const media: StoredRecording['media'] = {
      state: 'ready',
      path: `/media/${id}.wav`,
      owned: false,
      fingerprint: id,
      proxyPath: null,
      facts: null,
      trouble: null,
    };
    this.library.recordings.put({ id, name: id, fileName: `${id}.wav`, addedAt: this.clock.now(), editedAt: null, media });
  }

  /** Starts a job on a new recording. */
  async start(id: string, bytes = 3 * MIB): Promise<Job> {
    this.addRecording(id, bytes);
    return this.service.start({ recording: id, options: OPTIONS });
  }

  /** The process dies: lanes are abandoned, rows stay. A new engine takes them up. */
  async restart(): Promise<void> {
    await this.runner.stop();
    this.runner = this.#makeRunner();
    this.service = this.#makeService();
    this.runner.start();
    await settle();
  }

  /** Moves time on until the job ends, at most ten minutes. */
  async untilEnded(id: string): Promise<StoredJob> {
    for (let seconds = 0; seconds < 600; seconds += 1) {
      const job = this.job(id);
      if (['done', 'failed', 'cancelled'].includes(job.state)) return job;
      await this.clock.advance(1_000);
    }
    throw new Error(`job ${id} is still ${this.job(id).state}`);
  }

  job(id: string): StoredJob {
    const job = this.library.jobs.get(id);
    if (!job) throw new Error(`no job ${id}`);
    return job;
  }

  /** The last progress told of a job. */
  step(id: string): string | undefined {
    return this.heard.findLast((job) => job.id === id)?.progress.step;
  }

  #makeRunner(): JobRunner {
    return new JobRunner({
      library: this.library,
      files: this.files,
      documents: plainDocuments,
      clock: this.clock,
      ids: { uuid: () => `0000-${(this.#uuids += 1)}`, token: () => 'token' },
      log: {
        info: () => undefined,
        warn: (message) => this.logged.push(message),
        error: (message, thrown) => this.logged.push(`${message} ${String(thrown)}`),
      },
      connect: (choice) => this.cloud.connect(choice),
      chance: () => 0.5,
      changed: (job) => this.heard.push(job),
      transcribed: (recording) => this.transcribed.push(recording),
    });
  }

  #makeService(): TranscriptionService {
    return new TranscriptionService({
      library: this.library,
      files: this.files,
      cloud: this.cloud,
      runner: this.runner,
      clock: this.clock,
      ids: { uuid: () => `0000-${(this.#uuids += 1)}`, token: () => 'token' },
    });
  }
}
