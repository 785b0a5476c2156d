// Jobs as they really run, but for the clock: the real runner and services, the real SDK, the stand-in on loopback, a library in memory.
import { expect } from 'vitest';
import type { Job, JobOptions } from '../../../src-core/library/job.ts';
import { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import type { Library, StoredJob, StoredRecording } from '../../../src-main/ports/library.ts';
import { TranscriptionService } from '../../../src-main/services/transcription-service.ts';
import { FastClock } from '../../fakes/fast-clock.ts';
import { MemoryFiles } from '../../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';
import { plainDocuments } from '../jobs/job-bench.ts';
import { KNOWN_MEDIA, openStandInCloud, type StandInCloud, type StandInCloudOptions } from './stand-in-cloud.ts';

export const ENGLISH: JobOptions = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null };

/** How much faster than real the studio's clock runs; services and sockets keep real time. */
const SPEED = 50;

export interface JobWorldOptions extends StandInCloudOptions {
  readonly speed?: number;
  /** One in memory by default. */
  readonly library?: Library;
}

/** A studio's jobs over a stand-in. */
export class JobWorld {
  readonly clock: FastClock;
  readonly files = new MemoryFiles();
  readonly library: Library;
  readonly heard: Job[] = [];
  readonly aws: StandInCloud;
  runner: JobRunner;
  service: TranscriptionService;
  #uuids = 0;

  private constructor(aws: StandInCloud, speed: number, library: Library) {
    this.aws = aws;
    this.library = library;
    this.clock = new FastClock(speed);
    this.library.settings.put({ ...this.library.settings.get(), bucket: 'newsroom', awsRegion: 'eu-west-1' });
    this.runner = this.#makeRunner();
    this.service = this.#makeService();
  }

  /** A world whose service finishes jobs at once unless told otherwise. */
  static async open({ speed = SPEED, library = makeMemoryLibrary(), ...options }: JobWorldOptions = {}): Promise<JobWorld> {
    return new JobWorld(await openStandInCloud({ jobs: { running: 0 }, ...options }), speed, library);
  }

  /** A recording over media the service knows, or these bytes. */
  addRecording(id: string, bytes: Uint8Array = KNOWN_MEDIA, facts: StoredRecording['media']['facts'] = null, path = `/media/${id}.wav`): void {
    this.files.write(path, bytes);
    const media: StoredRecording['media'] = { state: 'ready', path, owned: false, fingerprint: id, proxyPath: null, facts, trouble: null };
    this.library.recordings.put({ id, name: id, fileName: `${id}.wav`, addedAt: this.clock.now(), editedAt: null, media });
  }

  async start(id: string, options: JobOptions = ENGLISH, bytes?: Uint8Array): Promise<Job> {
    this.addRecording(id, bytes);
    return this.service.start({ recording: id, options });
  }

  /** The studio ends; `meanwhile` happens; another one takes up its rows. */
  async restart(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    await this.runner.stop();
    await meanwhile();
    this.runner = this.#makeRunner();
    this.service = this.#makeService();
    this.runner.start();
  }

  job(id: string): StoredJob {
    const job = this.library.jobs.get(id);
    if (!job) throw new Error(`no job ${id}`);
    return job;
  }

  /** Resolves when the job has ended, whichever way. */
  async untilEnded(id: string): Promise<StoredJob> {
    await this.until(() => ['done', 'failed', 'cancelled'].includes(this.job(id).state));
    return this.job(id);
  }

  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    await expect.poll(condition, { timeout: 50_000, interval: 10 }).toBe(true);
  }

  /** What the page was told of a job, step by step, each once in a row. */
  steps(id: string): string[] {
    const steps = this.heard.filter((job) => job.id === id).map(({ progress }) => progress.step as string);
    return steps.filter((step, index) => step !== steps[index - 1]);
  }

  /** Requests of an operation that were answered with success. */
  answered(operation: string): number {
    return this.aws.standIn.log.all(operation).filter(({ status }) => status >= 200 && status < 300).length;
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.aws.close();
  }

  /** UUIDs count up, so that a test knows the next name. */
  readonly #ids = {
    uuid: (): string => `00000000-0000-4000-8000-${String((this.#uuids += 1)).padStart(12, '0')}`,
    token: (): string => 'token',
  };

  #makeRunner(): JobRunner {
    const { library, files, clock, aws } = this;
    return new JobRunner({
      ...{ library, files, clock, documents: plainDocuments, ids: this.#ids, log: aws.log },
      connect: (choice) => aws.cloud.connect(choice),
      chance: () => 0.5,
      changed: (job) => this.heard.push(job),
      transcribed: () => undefined,
    });
  }

  #makeService(): TranscriptionService {
    const { library, files, clock, aws, runner } = this;
    return new TranscriptionService({ library, files, clock, cloud: aws.cloud, runner, ids: this.#ids });
  }
}
