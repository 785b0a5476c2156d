// Uploads as they really run: the real runner and services, the real SDK, the stand-in on loopback. Only time is ours:
// it stands still while any request is under way and moves on while nothing is, so no test depends on how fast the machine is.
import { setImmediate as turn } from 'node:timers/promises';
import { errorText } from '../../../src-core/contract/error-text.ts';
import { StudioError, type ErrorCode } from '../../../src-core/contract/errors.ts';
import type { Job, JobOptions } from '../../../src-core/library/job.ts';
import { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import { UploadCleaner } from '../../../src-main/jobs/upload-cleaner.ts';
import type { Library, StoredJob, StoredRecording } from '../../../src-main/ports/library.ts';
import type { CloudChoice, CloudConnection } from '../../../src-main/ports/cloud.ts';
import { CredentialsService } from '../../../src-main/services/credentials-service.ts';
import { TranscriptionService } from '../../../src-main/services/transcription-service.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { MemoryFiles } from '../../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';
import { plainDocuments } from '../jobs/job-bench.ts';
import { openStandInCloud, type StandInCloud, type StandInCloudOptions } from './stand-in-cloud.ts';

export const MIB = 1024 * 1024;
export const PART = 8 * MIB;
const ENGLISH: JobOptions = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: null, channels: false, maxAlternatives: null };

/** Bytes of which no two parts are alike. */
export function mediaOf(bytes: number, seed = 1): Uint8Array {
  const media = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 4096) media.fill((at / 4096 + (at >> 23) + seed) & 255, at, at + 4096);
  return media;
}

export class UploadWorld {
  readonly clock: ManualClock;
  readonly files = new MemoryFiles();
  readonly library: Library = makeMemoryLibrary();
  readonly heard: { at: number; job: Job }[] = [];
  readonly aws: StandInCloud;
  readonly credentials: CredentialsService;
  runner: JobRunner;
  #underWay = 0;
  #uuids = 0;

  private constructor(aws: StandInCloud, clock: ManualClock) {
    this.aws = aws;
    this.clock = clock;
    this.library.settings.put({ ...this.library.settings.get(), bucket: 'newsroom', awsRegion: 'eu-west-1' });
    this.runner = this.#makeRunner();
    this.credentials = new CredentialsService({
      cloud: aws.cloud,
      secrets: aws.secrets,
      settings: this.library.settings,
      ids: this.#ids,
      settingsChanged: () => undefined,
    });
  }

  /** A world whose stand-in lives by the same clock as the studio. */
  static async open(options: StandInCloudOptions = {}): Promise<UploadWorld> {
    const clock = new ManualClock(Date.now());
    return new UploadWorld(await openStandInCloud({ now: () => clock.now(), ...options }), clock);
  }

  /** Starts a job on a new recording of so many bytes; answers its id. */
  async start(id: string, media: number | Uint8Array = 3 * PART): Promise<string> {
    const bytes = typeof media === 'number' ? mediaOf(media) : media;
    const path = `/media/${id}.wav`;
    this.files.write(path, bytes);
    const kept: StoredRecording['media'] = { state: 'ready', path, owned: false, fingerprint: id, proxyPath: null, facts: null, trouble: null };
    this.library.recordings.put({ id, name: id, fileName: `${id}.wav`, addedAt: this.clock.now(), editedAt: null, media: kept });
    const { library, files, clock, runner } = this;
    const service = new TranscriptionService({ library, files, clock, cloud: this.aws.cloud, runner, ids: this.#ids });
    return (await service.start({ recording: id, options: ENGLISH })).id;
  }

  /** The studio ends as by a kill: what was under way is abandoned, rows stay. Another takes them up. */
  async restart(): Promise<void> {
    await this.runner.stop();
    this.runner = this.#makeRunner();
    this.runner.start();
  }

  job(id: string): StoredJob {
    const job = this.library.jobs.get(id);
    if (!job) throw new Error(`no job ${id}`);
    return job;
  }

  /** Lets work go on, and time while nothing is under way, until the condition holds. */
  async until(condition: () => boolean): Promise<void> {
    const patience = this.clock.monotonic() + 26 * 60 * 60 * 1000;
    while (!condition()) {
      if (this.clock.monotonic() > patience) throw new Error(`a day has passed: ${JSON.stringify(this.heard.at(-1))}`);
      await turn();
      await turn();
      if (condition()) return;
      if (this.#underWay === 0) await this.clock.advance(250);
    }
  }

  /** Lets so many milliseconds pass, and everything that falls due in them happen. */
  async pass(millis: number): Promise<void> {
    const end = this.clock.monotonic() + millis;
    await this.until(() => this.clock.monotonic() >= end && this.#underWay === 0);
  }

  /** Whether the media arrives in the bucket, as the job has it; false when the job fails before. */
  async arrives(id: string): Promise<boolean> {
    await this.untilSent(id);
    return this.heard.some(({ job }) => job.id === id && job.state === 'uploaded');
  }

  /** Until the media lies in the bucket, or the job has failed. */
  async untilSent(id: string): Promise<StoredJob> {
    await this.until(() => this.job(id).state !== 'queued');
    return this.job(id);
  }

  /** Until the page was told this of a job, and nothing of it is under way any more. */
  async untilTold(id: string, code: ErrorCode): Promise<void> {
    await this.until(() => this.told(id).includes(code) && this.#underWay === 0);
  }

  /** The troubles told of a job, each once in a row. */
  told(id: string): string[] {
    const codes = this.heard.flatMap(({ job }) => (job.id === id && job.progress.trouble ? [job.progress.trouble.code] : []));
    return codes.filter((code, index) => code !== codes[index - 1]);
  }

  /** What a person reads of a job's latest trouble or failure. */
  sentence(id: string): string {
    const { failure } = this.job(id);
    const trouble = failure ?? this.heard.findLast(({ job }) => job.id === id && job.progress.trouble)?.job.progress.trouble;
    if (!trouble) throw new Error(`nothing was told of ${id}`);
    const { code, details } = trouble;
    const text = errorText(new StudioError(code as ErrorCode, details ?? {})); // jobs carry codes as text
    return text === null ? '' : `${text.happened} ${text.safe ?? ''} ${text.next}`;
  }

  /** Part numbers answered with success, in the order they were. */
  partsSent(): number[] {
    const { log } = this.aws.standIn;
    return log.all('UploadPart').flatMap(({ status, url, fault }) => (status === 200 && fault === null ? [Number(/partNumber=(\d+)/.exec(url)?.[1])] : []));
  }

  /** Requests of an operation that reached the service. */
  asked(operation?: string): number {
    return this.aws.standIn.log.all(operation).length;
  }

  /** Whether the object of a job is its media, byte by byte. */
  async isWhole(id: string): Promise<boolean> {
    const { bucket, key, source } = this.job(id);
    const { size } = source.stamp;
    const [stored, media] = [await this.aws.standIn.object(bucket, key), await this.files.read(source.path, 0, size)];
    return stored !== null && Buffer.compare(stored, media) === 0;
  }

  /** One sweep of the cleaner; answers whether every bucket could be asked. */
  sweep(): Promise<boolean> {
    const { library, clock, aws } = this;
    return new UploadCleaner({ library, clock, log: aws.log, connect: (choice) => this.#connect(choice) }).sweep();
  }

  /** The service goes first: a request it will never answer must not be waited for. */
  async close(): Promise<void> {
    const stopped = this.runner.stop();
    await this.aws.close();
    await stopped;
  }

  readonly #ids = {
    uuid: (): string => `00000000-0000-4000-8000-${String((this.#uuids += 1)).padStart(12, '0')}`,
    token: (): string => 'token',
  };

  #makeRunner(): JobRunner {
    const { library, files, clock, aws } = this;
    return new JobRunner({
      ...{ library, files, clock, documents: plainDocuments, ids: this.#ids, log: aws.log },
      connect: (choice) => this.#connect(choice),
      chance: () => 0.5,
      changed: (job) => this.heard.push({ at: clock.monotonic(), job }),
      transcribed: () => undefined,
    });
  }

  async #connect(choice: CloudChoice): Promise<CloudConnection> {
    const connection = await this.#counted(this.aws.cloud.connect(choice));
    return { ...connection, ...this.#countedGroups(connection) };
  }

  #countedGroups({ speech, objects, parts, account }: CloudConnection): Pick<CloudConnection, 'speech' | 'objects' | 'parts' | 'account'> {
    return { speech: this.#counting(speech), objects: this.#counting(objects), parts: this.#counting(parts), account: this.#counting(account) };
  }

  /** The same group of calls, each counted while it is under way. */
  #counting<T extends object>(group: T): T {
    const counted = Object.entries(group).map(([name, call]) => [
      name,
      (...args: unknown[]) => {
        const answer = (call as (...args: unknown[]) => unknown)(...args); // every member of a group is a call
        return answer instanceof Promise ? this.#counted(answer) : answer;
      },
    ]);
    return Object.fromEntries(counted) as T; // the same names over the same calls
  }

  async #counted<T>(call: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await call;
    } finally {
      this.#underWay -= 1;
    }
  }
}
