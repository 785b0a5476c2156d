// Amazon as the ports see it, in memory: buckets, multipart uploads and jobs that move with a clock.
// It obeys the same conformance suites as the real adapter. It knows nothing of HTTP or signatures.
import { crc32 } from 'node:zlib';
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type {
  Cloud,
  CloudAccount,
  CloudChoice,
  CloudConnection,
  FinishedPart,
  ObjectStore,
  PartStore,
  Speech,
  SpeechJob,
  SpeechRequest,
} from '../../src-main/ports.ts';

/** Every operation a test can watch, break or hold. */
export type FakeOperation =
  | 'cloud.connect'
  | 'account.whoAmI'
  | 'account.bucketState'
  | 'account.makeBucket'
  | 'objects.put'
  | 'objects.head'
  | 'objects.get'
  | 'objects.remove'
  | 'parts.create'
  | 'parts.put'
  | 'parts.list'
  | 'parts.complete'
  | 'parts.abort'
  | 'speech.start'
  | 'speech.get'
  | 'speech.list'
  | 'speech.result'
  | 'speech.remove';

/** What a job comes to. */
export type FakeOutcome = { readonly kind: 'completed'; readonly result: Uint8Array } | { readonly kind: 'failed'; readonly reason: string };

/** A call as it arrived, in order. */
export interface FakeCall {
  readonly operation: FakeOperation;
  /** Clock time of the call, milliseconds since 1970. */
  readonly at: number;
  /** Object key, job name, bucket or filter: whatever the call was about. */
  readonly about: string;
  /** Part number, for calls about a part. */
  readonly part: number | null;
}

export interface FakeCloudSetup {
  readonly now: () => number;
  readonly region?: string;
  readonly buckets?: readonly string[];
  /** How long a job waits in the service's queue, milliseconds. */
  readonly queueMillis?: number;
  /** How long a job is transcribed, milliseconds. */
  readonly workMillis?: number;
  /** Decides what a job comes to; by default it completes with a short transcript. */
  readonly outcome?: (request: SpeechRequest, media: Uint8Array) => FakeOutcome;
}

interface Fault {
  readonly operation: FakeOperation;
  readonly error: () => Error;
  /** Whether the call takes effect before its answer is lost. */
  readonly after: boolean;
  left: number;
}

interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly parts: Map<number, { readonly bytes: Uint8Array; readonly finished: FinishedPart }>;
}

interface FakeJob {
  readonly request: SpeechRequest;
  readonly startedAt: number;
  readonly outcome: FakeOutcome;
  resultWritten: boolean;
}

interface Bucket {
  readonly region: string;
  denied: boolean;
  readonly objects: Map<string, Uint8Array>;
}

/** S3 refuses smaller parts but the last one. */
const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

const DEFAULT_RESULT = new TextEncoder().encode(
  JSON.stringify({
    jobName: 'fake',
    accountId: '111122223333',
    status: 'COMPLETED',
    results: {
      language_code: 'en-US',
      transcripts: [{ transcript: 'Good evening.' }],
      items: [
        { type: 'pronunciation', start_time: '0.5', end_time: '0.9', alternatives: [{ confidence: '0.99', content: 'Good' }] },
        { type: 'pronunciation', start_time: '0.9', end_time: '1.4', alternatives: [{ confidence: '0.61', content: 'evening' }] },
        { type: 'punctuation', alternatives: [{ confidence: '0.0', content: '.' }] },
      ],
    },
  }),
);

/** An in-memory Cloud. Hand it to whatever takes the Cloud port. */
export class FakeCloud implements Cloud {
  readonly calls: FakeCall[] = [];
  readonly region: string;
  readonly #setup: FakeCloudSetup;
  readonly #buckets = new Map<string, Bucket>();
  readonly #uploads = new Map<string, Upload>();
  readonly #jobs = new Map<string, FakeJob>();
  readonly #holds = new Map<FakeOperation, Promise<void>>();
  #faults: Fault[] = [];
  #uploadCount = 0;

  constructor(setup: FakeCloudSetup) {
    this.#setup = setup;
    this.region = setup.region ?? 'eu-west-1';
    for (const name of setup.buckets ?? ['newsroom']) this.addBucket(name);
  }

  // -------------------------------------------------- what tests do to it

  /** Adds a bucket that lies in this or another region, open to us or not. */
  addBucket(name: string, more: { readonly region?: string; readonly denied?: boolean } = {}): void {
    this.#buckets.set(name, { region: more.region ?? this.region, denied: more.denied ?? false, objects: new Map() });
  }

  /** The next `times` calls of an operation throw instead of taking effect. */
  fail(operation: FakeOperation, error: Error | (() => Error), times = 1): void {
    this.#faults.push({ operation, error: typeof error === 'function' ? error : () => error, after: false, left: times });
  }

  /** The next call takes effect, but its answer is lost on the way. */
  loseAnswer(operation: FakeOperation, error: Error = new StudioError('network', { cause: 'ECONNRESET' })): void {
    this.#faults.push({ operation, error: () => error, after: true, left: 1 });
  }

  /** Calls of an operation wait until the answered function is called. */
  hold(operation: FakeOperation): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#holds.set(operation, promise);
    return () => {
      this.#holds.delete(operation);
      resolve();
    };
  }

  /** Takes every fault back: the network is well again. */
  heal(): void {
    this.#faults = [];
  }

  /** Forgets a job, as the service does after 90 days. */
  expireJob(name: string): void {
    this.#jobs.delete(name);
  }

  /** Forgets an upload, as a lifecycle rule does. */
  expireUploads(): void {
    this.#uploads.clear();
  }

  /** Bytes of a stored object, or null. */
  stored(bucket: string, key: string): Uint8Array | null {
    return this.#buckets.get(bucket)?.objects.get(key) ?? null;
  }

  /** Keys in a bucket. */
  keys(bucket: string): string[] {
    return [...(this.#buckets.get(bucket)?.objects.keys() ?? [])];
  }

  /** Uploads begun and neither completed nor aborted: what an owner would be billed for. */
  get openUploads(): number {
    return this.#uploads.size;
  }

  /** How many jobs were really started, adopted ones not counted twice. */
  get jobsStarted(): number {
    return this.#jobs.size;
  }

  /** How often an operation was called. */
  count(operation: FakeOperation): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  // -------------------------------------------------- the port

  async connect(choice: CloudChoice): Promise<CloudConnection> {
    const region = choice.region ?? this.region;
    await this.#call('cloud.connect', region, () => undefined);
    return { region, speech: this.#speech(region), objects: this.#objects(region), parts: this.#parts(region), account: this.#account(region) };
  }

  profiles(): ReturnType<Cloud['profiles']> {
    return Promise.resolve([{ name: 'default', kind: 'static', region: this.region }]);
  }

  endpoints(): ReturnType<Cloud['endpoints']> {
    return Promise.resolve([]);
  }

  source(choice: CloudChoice): ReturnType<Cloud['source']> {
    return Promise.resolve({ source: choice.profile === null ? 'environment' : 'profile', profile: choice.profile, region: choice.region ?? this.region });
  }

  #account(region: string): CloudAccount {
    return {
      whoAmI: () => this.#call('account.whoAmI', '', () => ({ account: '111122223333', user: 'arn:aws:iam::111122223333:user/reporter' })),
      bucketState: (name) =>
        this.#call('account.bucketState', name, () => {
          const bucket = this.#buckets.get(name);
          if (bucket === undefined) return { state: 'missing' as const, region: null };
          if (bucket.denied) return { state: 'denied' as const, region: bucket.region };
          return { state: bucket.region === region ? ('ready' as const) : ('other-region' as const), region: bucket.region };
        }),
      makeBucket: (name) =>
        this.#call('account.makeBucket', name, () => {
          const taken = this.#buckets.get(name);
          if (taken?.denied === true) throw new StudioError('bad-request', { action: 's3:CreateBucket', resource: name, reason: 'BucketAlreadyExists' });
          if (taken === undefined) this.addBucket(name, { region });
        }),
    };
  }

  #objects(region: string): ObjectStore {
    return {
      put: (bucket, key, bytes, signal) =>
        this.#call('objects.put', key, () => void this.#bucket(bucket, region, 's3:PutObject').objects.set(key, bytes.slice()), { signal }),
      head: (bucket, key) =>
        this.#call('objects.head', key, () => {
          const bytes = this.#bucket(bucket, region, 's3:GetObject').objects.get(key);
          return bytes === undefined ? null : { size: bytes.byteLength };
        }),
      get: (bucket, key) => this.#call('objects.get', key, () => this.#object(bucket, key, region)),
      remove: (bucket, key) => this.#call('objects.remove', key, () => void this.#bucket(bucket, region, 's3:DeleteObject').objects.delete(key)),
    };
  }

  #parts(region: string): PartStore {
    return {
      create: (bucket, key) =>
        this.#call('parts.create', key, () => {
          this.#bucket(bucket, region, 's3:PutObject');
          const uploadId = `upload-${(this.#uploadCount += 1)}`;
          this.#uploads.set(uploadId, { bucket, key, parts: new Map() });
          return uploadId;
        }),
      put: (bucket, key, uploadId, number, bytes, signal) =>
        this.#call(
          'parts.put',
          key,
          () => {
            const upload = this.#upload(bucket, key, uploadId);
            const sum = checksumOf(bytes);
            const finished: FinishedPart = { number, etag: `"${sum}-${bytes.byteLength}"`, checksum: sum };
            upload.parts.set(number, { bytes: bytes.slice(), finished });
            return finished;
          },
          { signal, part: number },
        ),
      list: (bucket, key, uploadId) =>
        this.#call('parts.list', key, () =>
          [...this.#upload(bucket, key, uploadId).parts.values()].map((part) => part.finished).sort((a, b) => a.number - b.number),
        ),
      complete: (bucket, key, uploadId, parts) => this.#call('parts.complete', key, () => this.#complete(bucket, key, uploadId, parts)),
      abort: (_bucket, key, uploadId) => this.#call('parts.abort', key, () => void this.#uploads.delete(uploadId)),
    };
  }

  #speech(region: string): Speech {
    return {
      start: (request) => this.#call('speech.start', request.name, () => this.#start(request, region)),
      get: (name) =>
        this.#call('speech.get', name, () => {
          const job = this.#jobs.get(name);
          return job === undefined ? null : this.#told(job);
        }),
      list: (nameContains) =>
        this.#call('speech.list', nameContains, () =>
          [...this.#jobs.values()]
            .filter((job) => job.request.name.toLowerCase().includes(nameContains.toLowerCase()))
            .reverse()
            .map((job) => ({ ...this.#told(job), mediaUri: null, resultUri: null })),
        ),
      result: (job, bucket) =>
        this.#call('speech.result', job.name, () => {
          if (job.resultUri === null) throw new StudioError('service', { what: 'no-result-link', job: job.name });
          const path = `/${bucket}/`;
          const at = job.resultUri.indexOf(path);
          if (at < 0) throw new StudioError('endpoint-refused', { what: 'result-link', reason: 'host' });
          return this.#object(bucket, job.resultUri.slice(at + path.length), region);
        }),
      remove: (name) =>
        this.#call('speech.remove', name, () => {
          const job = this.#jobs.get(name);
          if (job !== undefined && !isOver(this.#told(job))) throw new StudioError('bad-request', { reason: "You can't delete a job while it's in progress." });
          this.#jobs.delete(name);
        }),
    };
  }

  // -------------------------------------------------- how it behaves

  async #call<T>(operation: FakeOperation, about: string, act: () => T, more: { signal?: AbortSignal; part?: number } = {}): Promise<T> {
    this.calls.push({ operation, at: this.#setup.now(), about, part: more.part ?? null });
    await this.#held(operation, more.signal);
    if (more.signal?.aborted === true) throw new CancelledError();
    const fault = this.#faults.find((one) => one.operation === operation && one.left > 0);
    if (fault !== undefined) {
      fault.left -= 1;
      if (fault.after) act();
      throw fault.error();
    }
    return act();
  }

  #held(operation: FakeOperation, signal: AbortSignal | undefined): Promise<void> {
    const hold = this.#holds.get(operation);
    if (hold === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new CancelledError()), { once: true });
      hold.then(resolve, reject);
    });
  }

  #bucket(name: string, region: string, action: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw new StudioError('bucket-missing', { action, resource: name });
    if (bucket.denied) throw new StudioError('access-denied', { action, resource: name });
    if (bucket.region !== region) throw new StudioError('wrong-region', { action, resource: name, region: bucket.region });
    return bucket;
  }

  #object(bucket: string, key: string, region: string): Uint8Array {
    const bytes = this.#bucket(bucket, region, 's3:GetObject').objects.get(key);
    if (bytes === undefined) throw new StudioError('not-found', { what: 'object', action: 's3:GetObject', resource: `${bucket}/${key}` });
    return bytes.slice();
  }

  #upload(bucket: string, key: string, uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.bucket !== bucket || upload.key !== key) {
      throw new StudioError('not-found', { what: 'upload', action: 's3:PutObject', resource: `${bucket}/${key}` });
    }
    return upload;
  }

  #complete(bucket: string, key: string, uploadId: string, parts: readonly FinishedPart[]): void {
    const upload = this.#upload(bucket, key, uploadId);
    const chosen = parts.map((part) => {
      const stored = upload.parts.get(part.number);
      if (stored === undefined || stored.finished.etag !== part.etag) throw refused('One or more of the specified parts could not be found.');
      return stored.bytes;
    });
    if (chosen.length === 0) throw refused('You must specify at least one part');
    if (chosen.slice(0, -1).some((bytes) => bytes.byteLength < SMALLEST_PART_BYTES))
      throw refused('Your proposed upload is smaller than the minimum allowed size');
    this.#buckets.get(bucket)?.objects.set(key, new Uint8Array(Buffer.concat(chosen)));
    this.#uploads.delete(uploadId);
  }

  #start(request: SpeechRequest, region: string): void {
    const known = this.#jobs.get(request.name);
    if (known !== undefined) {
      if (mediaUriOf(known.request) === mediaUriOf(request)) return;
      throw new StudioError('conflict', { job: request.name });
    }
    const media = this.#bucket(request.bucket, region, 's3:GetObject').objects.get(request.key);
    if (media === undefined)
      throw refused("The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again.");
    const outcome = this.#setup.outcome?.(request, media) ?? { kind: 'completed', result: DEFAULT_RESULT };
    this.#jobs.set(request.name, { request, startedAt: this.#setup.now(), outcome, resultWritten: false });
  }

  #told(job: FakeJob): SpeechJob {
    const age = this.#setup.now() - job.startedAt;
    const queue = this.#setup.queueMillis ?? 0;
    const told = { name: job.request.name, mediaUri: mediaUriOf(job.request), resultUri: null, failureReason: null };
    if (age < queue) return { ...told, state: 'queued' };
    if (age < queue + (this.#setup.workMillis ?? 0)) return { ...told, state: 'running' };
    if (job.outcome.kind === 'failed') return { ...told, state: 'failed', failureReason: job.outcome.reason };
    if (!job.resultWritten) {
      job.resultWritten = true;
      this.#buckets.get(job.request.bucket)?.objects.set(job.request.outputKey, job.outcome.result.slice());
    }
    return { ...told, state: 'completed', resultUri: `https://s3.${this.region}.amazonaws.com/${job.request.bucket}/${job.request.outputKey}` };
  }
}

function isOver(job: SpeechJob): boolean {
  return job.state === 'completed' || job.state === 'failed';
}

function mediaUriOf(request: SpeechRequest): string {
  return `s3://${request.bucket}/${request.key}`;
}

function refused(reason: string): StudioError {
  return new StudioError('bad-request', { reason });
}

/** Base64 of the big-endian CRC32, as S3 writes it. */
function checksumOf(bytes: Uint8Array): string {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(crc32(bytes));
  return four.toString('base64');
}
