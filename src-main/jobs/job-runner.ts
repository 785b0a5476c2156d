// The durable queue: a row first, then the work. On start every job goes on from the state that is true.
import { CancelledError, StudioError, type ErrorCode } from '../../src-core/contract/errors.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';
import { isEnded, mayMove, type Job, type JobProgress, type JobState } from '../../src-core/library/job.ts';
import type { DocumentReader } from '../ports/documents.ts';
import type { Library, StoredJob } from '../ports/library.ts';
import type { Clock, Ids, Log } from '../ports/machine.ts';
import type { MediaFiles } from '../ports/media.ts';
import type { CloudConnection, SpeechJob } from '../ports/cloud.ts';
import { CallPace, pacedSpeech } from './call-pace.ts';
import { Gate } from './gate.ts';
import { clearUpload } from './media-upload.ts';
import { PartPace } from './part-pace.ts';
import { backOffMillis, retryAdvice, SIGN_IN_CHECK_MILLIS } from './retry.ts';
import { SERVICE_NAME_PREFIX, ServicePoller } from './service-poller.ts';
import { SubmitQueue } from './submit-queue.ts';
import { STEPS, type StepTools } from './transcription-job.ts';
import { TransferRate } from './transfer-rate.ts';

/** At most four uploads at a time, each of four parts (L1). */
const UPLOADS_AT_ONCE = 4;
/** Results fetched and read at a time: each may be large, and is in memory then. */
const RESULTS_AT_ONCE = 3;
/** Progress is thinned at the source. */
const TELL_EVERY_MILLIS = 250;
/** Passing trouble is retried for a day (A5). */
const GIVE_UP_AFTER_MILLIS = 24 * 60 * 60 * 1000;

/** Failures after which Transcribe has a job of that name which will never come to anything. */
const SPENT_NAMES: ReadonlySet<string> = new Set<ErrorCode>(['job-failed', 'job-expired']);

export interface RunnerPorts {
  readonly library: Library;
  readonly files: MediaFiles;
  readonly documents: DocumentReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly connect: (choice: { profile: string | null; region: string | null }) => Promise<CloudConnection>;
  /** A number in [0, 1) that spreads back-offs. */
  readonly chance: () => number;
  /** Hears every change of a job. */
  readonly changed: (job: Job) => void;
  /** Hears which recording a job has put a transcript into. */
  readonly transcribed: (recording: RecordingId) => void;
}

interface Lane {
  readonly stop: AbortController;
  readonly finished: Promise<void>;
  /** Ends the present wait early: signed in, back online, retry pressed. */
  wake: AbortController;
}

/** Runs every job to its end, across restarts. */
export class JobRunner {
  readonly #ports: RunnerPorts;
  readonly #lanes = new Map<string, Lane>();
  readonly #live = new Map<string, JobProgress>();
  readonly #uploads = new Gate(UPLOADS_AT_ONCE);
  readonly #results = new Gate(RESULTS_AT_ONCE);
  readonly #stopped = new AbortController();
  readonly #pace: CallPace;
  readonly #submits: SubmitQueue;
  readonly #parts: PartPace;
  readonly #poller: ServicePoller;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
    this.#pace = new CallPace(ports.clock);
    this.#submits = new SubmitQueue(ports.clock);
    this.#parts = new PartPace(ports);
    const speech = async (job: StoredJob) => (await this.#connect(job, this.#stopped.signal)).speech;
    this.#poller = new ServicePoller({ clock: ports.clock, log: ports.log, speech });
  }

  /** Takes up every job that has not ended. */
  start(): void {
    for (const job of this.#ports.library.jobs.all()) if (!isEnded(job.state)) this.#open(job);
  }

  /** Every job as views see it, newest first. */
  list(): Job[] {
    return this.#ports.library.jobs
      .all()
      .map((job) => this.#view(job))
      .sort((a, b) => b.createdAt - a.createdAt);
  }

  /** Saves a new job and starts on it. */
  add(job: StoredJob): Job {
    this.#ports.library.jobs.put(job);
    this.#open(job);
    return this.#view(job);
  }

  /** Stops a job for good and clears what it left in the bucket. Transcribe itself has no cancel: a submitted job is forgotten there. */
  async cancel(id: string): Promise<Job> {
    const lane = this.#lanes.get(id);
    lane?.stop.abort();
    await lane?.finished;
    const job = this.#get(id);
    if (job.state === 'done' || job.state === 'cancelled') return this.#view(job);
    const cancelled = this.#move(job, { state: 'cancelled', failure: null });
    await this.#clearBucket(job);
    return this.#view(cancelled);
  }

  /**
   * Goes on with a failed or cancelled job from the last state that was true. A `source` replaces a file that changed meanwhile,
   * a place the bucket of a job that uploads anew; other `options` make it a new job at Transcribe, from the upload that is there (A32).
   */
  retry(id: string, change: Partial<Pick<StoredJob, 'source' | 'options' | 'profile' | 'region' | 'bucket' | 'bucketOwner' | 'kmsKey'>> = {}): Job {
    const job = this.#get(id);
    if (!isEnded(job.state)) this.#lanes.get(id)?.wake.abort();
    if (job.state !== 'failed' && job.state !== 'cancelled') return this.#view(job);
    const again = this.#move(job, { ...this.#fresh(job, change.options !== undefined), ...change, failure: null, attempts: 0 });
    this.#open(again);
    return this.#view(again);
  }

  /** Ends present waits: somebody signed in, or the network came back. */
  hurry(): void {
    this.#poller.hurry();
    this.#submits.roomMade();
    for (const lane of this.#lanes.values()) lane.wake.abort();
  }

  /** Stops every lane and waits for them; states stay what they are. */
  async stop(): Promise<void> {
    this.#poller.stop();
    this.#stopped.abort();
    for (const lane of this.#lanes.values()) lane.stop.abort();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.finished));
  }

  /** Forgets a recording's jobs: stops their lanes. Rows go with the recording. */
  async dropRecording(recording: string): Promise<void> {
    for (const job of this.#ports.library.jobs.all()) if (job.recording === recording && !isEnded(job.state)) await this.cancel(job.id);
  }

  #open(job: StoredJob): void {
    if (this.#lanes.has(job.id)) return;
    const lane = { stop: new AbortController(), wake: new AbortController(), finished: Promise.resolve() };
    this.#lanes.set(job.id, lane);
    lane.finished = this.#run(job.id, lane).finally(() => {
      this.#lanes.delete(job.id);
      this.#live.delete(job.id);
    });
  }

  async #run(id: string, lane: Lane): Promise<void> {
    const { clock, library } = this.#ports;
    let troubleSince: number | null = null;
    for (let job = library.jobs.get(id); job && !isEnded(job.state) && !lane.stop.signal.aborted; job = library.jobs.get(id)) {
      try {
        this.#move(job, { ...(await this.#step(job, lane)), attempts: 0, failure: null });
        troubleSince = null;
      } catch (thrown) {
        if (lane.stop.signal.aborted || thrown instanceof CancelledError) continue;
        troubleSince ??= clock.monotonic();
        // The step may have saved another name for the job before it failed (A30).
        await this.#hold(library.jobs.get(id) ?? job, thrown, lane, clock.monotonic() - troubleSince);
      }
    }
  }

  async #step(job: StoredJob, lane: Lane): Promise<Partial<StoredJob> & { state: JobState }> {
    const step = STEPS[job.state];
    if (!step) throw new Error(`no step leads on from ${job.state}`);
    const work = (): ReturnType<typeof step> => step(job, this.#toolsFor(job, lane));
    if (job.state === 'queued') return this.#uploads.run(work, lane.stop.signal);
    return job.state === 'transcribed' || job.state === 'fetched' ? this.#results.run(work, lane.stop.signal) : work();
  }

  #toolsFor(job: StoredJob, lane: Lane): StepTools {
    const { signal } = lane.stop;
    const tell = this.#teller(job, signal);
    return {
      library: this.#ports.library,
      files: this.#ports.files,
      documents: this.#ports.documents,
      connect: (bucketOwner = job.bucketOwner) => this.#connect({ ...job, bucketOwner }, signal),
      held: (trouble) => this.#tellTrouble(job, trouble),
      clock: this.#ports.clock,
      pace: this.#parts,
      signal,
      tell,
      now: () => this.#ports.clock.now(),
      transcribed: this.#ports.transcribed,
      untilEnded: (waiting) => this.#untilEnded(waiting, lane),
      inTurn: (start) => this.#submits.submit(start, { signal, full: () => tell('service-full') }),
      renamed: (named) => this.#move(named, { state: named.state, serviceName: this.#newName() }),
    };
  }

  async #connect(job: StoredJob, signal: AbortSignal): Promise<CloudConnection> {
    const connection = await this.#ports.connect(job);
    return { ...connection, speech: pacedSpeech(connection.speech, this.#pace, signal) };
  }

  /** After a failure: wait and try again, wait for a sign-in, or fail the job with what a person can do. */
  async #hold(job: StoredJob, thrown: unknown, lane: Lane, troubledFor: number): Promise<void> {
    const { clock, log, chance } = this.#ports;
    if (!(thrown instanceof StudioError)) log.error(`job ${job.id} hit a bug`, thrown);
    const code = thrown instanceof StudioError ? thrown.code : 'bug';
    const advice = retryAdvice(code);
    if (advice === 'give-up' || (troubledFor > GIVE_UP_AFTER_MILLIS && !isPatience(code))) return void this.#fail(job, code, thrown);
    log.warn(`job ${job.id} waits`, { code });
    const attempts = job.attempts + 1;
    this.#ports.library.jobs.put({ ...job, attempts });
    this.#tellTrouble(job, thrown instanceof StudioError ? thrown : new StudioError('bug'));
    const wait = advice === 'sign-in' ? SIGN_IN_CHECK_MILLIS : backOffMillis(attempts, chance());
    await clock.delay(wait, AbortSignal.any([lane.stop.signal, lane.wake.signal])).catch(() => undefined);
    if (lane.wake.signal.aborted) lane.wake = new AbortController();
  }

  #fail(job: StoredJob, code: string, thrown: unknown): void {
    const details = thrown instanceof StudioError ? thrown.details : {};
    const text = (key: string): string | null => (typeof details[key] === 'string' ? details[key] : null);
    const message = text('reason') ?? text('message') ?? '';
    this.#move(job, {
      state: 'failed',
      resumeState: resumeAfter(job.state, code, details['uploadGone'] === true),
      failure: { code, message, advice: text('advice'), details },
    });
  }

  /** Transcribe's answer for one job, heard from the poller. Failures to ask go to the lane, which holds and asks again. */
  async #untilEnded(job: StoredJob, lane: Lane): Promise<SpeechJob | null> {
    const stop = lane.stop.signal;
    try {
      return await new Promise((resolve, reject) => {
        stop.addEventListener('abort', () => reject(new CancelledError()), { once: true });
        this.#poller.watch(job, {
          running: (state) => this.#tell(job, { step: state === 'queued' ? 'service-queue' : 'transcribing' }),
          ended: (told) => {
            this.#submits.roomMade();
            resolve(told);
          },
          failed: reject,
        });
      });
    } finally {
      this.#poller.forget(job.id);
    }
  }

  /** Thins what a step tells without losing its last word: what was held back follows when its time has come. */
  #teller(job: StoredJob, stop: AbortSignal): (step: JobProgress['step'], bytes?: { done: number; total: number }) => void {
    const { clock } = this.#ports;
    const rate = new TransferRate();
    let lastTold = -TELL_EVERY_MILLIS;
    let held: (() => void) | null = null;
    return (step, bytes) => {
      const time = clock.monotonic();
      const speed = bytes ? rate.note(time, bytes.done) : null;
      const tell = (): void => {
        held = null;
        lastTold = clock.monotonic();
        this.#tell(job, { step, bytesDone: bytes?.done ?? null, bytesTotal: bytes?.total ?? null, rate: speed });
      };
      const isNews = this.#live.get(job.id)?.step !== step || (bytes !== undefined && bytes.done === bytes.total);
      const rest = lastTold + TELL_EVERY_MILLIS - time;
      if (isNews || rest <= 0) return tell();
      if (held === null)
        void clock.delay(rest, stop).then(
          () => this.#live.get(job.id)?.step === step && held?.(),
          () => undefined,
        );
      held = tell;
    };
  }

  /** Why a job waits, with the facts its sentence needs. */
  #tellTrouble(job: StoredJob, { code, details }: StudioError): void {
    const isLine = code === 'network' || code === 'intercepted';
    const step = retryAdvice(code) === 'sign-in' ? 'needs-sign-in' : isLine ? 'offline' : 'service-trouble';
    this.#tell(job, { step, trouble: { code, details } });
  }

  #tell(job: StoredJob, news: Partial<JobProgress> & { step: JobProgress['step'] }): void {
    const before = this.#live.get(job.id);
    const since = before?.step === news.step ? before.since : this.#ports.clock.now();
    if (before?.step === news.step && before.trouble?.code === news.trouble?.code && news.bytesDone === undefined) return;
    this.#live.set(job.id, { bytesDone: null, bytesTotal: null, rate: null, ...news, since });
    const stored = this.#ports.library.jobs.get(job.id);
    if (stored) this.#ports.changed(this.#view(stored));
  }

  #move(job: StoredJob, change: Partial<StoredJob> & { readonly state: JobState }): StoredJob {
    if (job.state !== change.state && !mayMove(job.state, change.state)) throw new Error(`a job may not go from ${job.state} to ${change.state}`);
    const now = this.#ports.clock.now();
    const progress: JobProgress = { step: NEXT_STEP[change.state], bytesDone: null, bytesTotal: null, rate: null, since: now };
    const moved = { ...job, ...change, progress, changedAt: now };
    this.#live.delete(job.id);
    this.#ports.library.jobs.put(moved);
    this.#ports.changed(this.#view(moved));
    return moved;
  }

  /**
   * Where a retry begins. A job Transcribe ended or that asks for other things needs a new name there; a cancelled one also a new upload.
   * Any other keeps its name: it may have been started by a call whose answer was lost, and is found by that name instead of started twice (I5).
   */
  #fresh(job: StoredJob, otherOptions: boolean): Partial<StoredJob> & { state: JobState } {
    if (job.state === 'cancelled') return { state: 'queued', serviceName: this.#newName() };
    const state = job.resumeState;
    const isAtService = state === 'transcribed' || state === 'fetched' || state === 'submitted';
    if (otherOptions) return { state: isAtService ? 'uploaded' : state, serviceName: this.#newName() };
    const isSpent = job.failure !== null && SPENT_NAMES.has(job.failure.code);
    return isSpent && !isAtService ? { state, serviceName: this.#newName() } : { state };
  }

  #newName(): string {
    return `${SERVICE_NAME_PREFIX}${this.#ports.ids.uuid()}`;
  }

  async #clearBucket(job: StoredJob): Promise<void> {
    try {
      const connection = await this.#ports.connect(job);
      await clearUpload(job, { connection, jobs: this.#ports.library.jobs }, job.state !== 'queued');
      if (job.state === 'submitted') await connection.speech.remove(job.serviceName);
    } catch (thrown) {
      // The job is cancelled either way; what may be left is ours to name, not to hide.
      this.#ports.log.warn('the bucket could not be cleared', { key: job.key, code: thrown instanceof StudioError ? thrown.code : 'bug' });
    }
  }

  #get(id: string): StoredJob {
    const job = this.#ports.library.jobs.get(id);
    if (!job) throw new StudioError('not-found', { what: 'job' });
    return job;
  }

  #view(job: StoredJob): Job {
    const { id, recording, state, options, createdAt, changedAt, serviceName, region, bucket, failure } = job;
    return { id, recording, state, options, createdAt, changedAt, serviceName, region, bucket, failure, progress: this.#live.get(id) ?? job.progress };
  }
}

/** A job Transcribe ended or lost starts again from the upload, where that still is; everything else from where it stood. */
function resumeAfter(state: JobState, code: string, uploadGone: boolean): JobState {
  if (code === 'source-changed' || uploadGone) return 'queued';
  if (code === 'job-failed' || code === 'job-expired') return 'uploaded';
  return state;
}

/** Asked to wait is not failing, however long it takes (A8, A31). */
function isPatience(code: string): boolean {
  return code === 'throttled' || code === 'quota';
}

/** What a job in this state is about to do: shown until the step itself says more. */
const NEXT_STEP: Readonly<Record<JobState, JobProgress['step']>> = {
  queued: 'waiting',
  uploaded: 'submitting',
  submitted: 'service-queue',
  transcribed: 'fetching',
  fetched: 'reading',
  done: 'reading',
  failed: 'paused',
  cancelled: 'paused',
};
