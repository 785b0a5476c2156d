// Amazon as the ports see it, in memory: buckets, multipart uploads and jobs that move with a clock.
// It obeys the same conformance suites as the real adapter, and lets a test lose, break or hold each call.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type {
  Cloud,
  CloudAccount,
  CloudChoice,
  CloudConnection,
  ObjectStore,
  PartStore,
  Speech,
  SpeechJob,
  SpeechRequest,
} from '../../src-main/ports/cloud.ts';
import { FakeAccount, type FakeOutcome } from './fake-account.ts';

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
  | 'parts.unfinished'
  | 'parts.abort'
  | 'speech.start'
  | 'speech.get'
  | 'speech.list'
  | 'speech.result'
  | 'speech.remove';

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

/** The account everything belongs to. */
const ACCOUNT = '111122223333';

/** Jobs Transcribe tells in one page of a list. */
const LIST_PAGE = 100;

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
  readonly #now: () => number;
  readonly #account: FakeAccount;
  readonly #holds = new Map<FakeOperation, Promise<void>>();
  #faults: Fault[] = [];

  constructor(setup: FakeCloudSetup) {
    this.#now = setup.now;
    this.region = setup.region ?? 'eu-west-1';
    this.#account = new FakeAccount({
      now: setup.now,
      region: this.region,
      queueMillis: setup.queueMillis ?? 0,
      workMillis: setup.workMillis ?? 0,
      outcome: setup.outcome ?? (() => ({ kind: 'completed', result: DEFAULT_RESULT })),
    });
    for (const name of setup.buckets ?? ['newsroom']) this.addBucket(name);
  }

  // -------------------------------------------------- what tests do to it

  /** Adds a bucket that lies in this or another region, open to us or not. */
  addBucket(name: string, more: { readonly region?: string; readonly denied?: boolean } = {}): void {
    this.#account.buckets.set(name, { region: more.region ?? this.region, denied: more.denied ?? false, objects: new Map() });
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
    this.#account.jobs.delete(name);
  }

  /** Forgets an upload, as a lifecycle rule does. */
  expireUploads(): void {
    this.#account.uploads.clear();
  }

  /** Bytes of a stored object, or null. */
  stored(bucket: string, key: string): Uint8Array | null {
    return this.#account.buckets.get(bucket)?.objects.get(key) ?? null;
  }

  /** Keys in a bucket. */
  keys(bucket: string): string[] {
    return [...(this.#account.buckets.get(bucket)?.objects.keys() ?? [])];
  }

  /** Uploads begun and neither completed nor aborted: what an owner would be billed for. */
  get openUploads(): number {
    return this.#account.uploads.size;
  }

  /** How many jobs were really started, adopted ones not counted twice. */
  get jobsStarted(): number {
    return this.#account.jobs.size;
  }

  /** How often an operation was called. */
  count(operation: FakeOperation): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  // -------------------------------------------------- the port

  async connect(choice: CloudChoice): Promise<CloudConnection> {
    const region = choice.region ?? this.region;
    await this.#call('cloud.connect', region, () => undefined);
    return {
      region,
      speech: this.#speech(region),
      objects: this.#objects(region),
      parts: this.#parts(region),
      account: this.#whose(region, choice.bucketOwner ?? null),
      bytesMoved: () => this.calls.length,
      clockAhead: () => null,
    };
  }

  profiles(): ReturnType<Cloud['profiles']> {
    return Promise.resolve([{ name: 'default', kind: 'static', region: this.region }]);
  }

  network(): ReturnType<Cloud['network']> {
    return [];
  }

  endpoints(): ReturnType<Cloud['endpoints']> {
    return Promise.resolve([]);
  }

  source(choice: CloudChoice): ReturnType<Cloud['source']> {
    return Promise.resolve({ source: choice.profile === null ? 'environment' : 'profile', profile: choice.profile, region: choice.region ?? this.region });
  }

  #whose(region: string, owner: string | null): CloudAccount {
    const { buckets } = this.#account;
    return {
      whoAmI: () => this.#call('account.whoAmI', '', () => ({ account: ACCOUNT, user: `arn:aws:iam::${ACCOUNT}:user/reporter` })),
      bucketState: (name) =>
        this.#call('account.bucketState', name, () => {
          const bucket = buckets.get(name);
          if (bucket === undefined) return { state: 'missing' as const, region: null };
          if (bucket.region !== region) return { state: 'other-region' as const, region: bucket.region };
          if (bucket.denied) return { state: 'denied' as const, region: bucket.region };
          return { state: owner === null || owner === ACCOUNT ? ('ready' as const) : ('other-owner' as const), region: bucket.region };
        }),
      makeBucket: (name) =>
        this.#call('account.makeBucket', name, () => {
          const taken = buckets.get(name);
          if (taken === undefined) return this.addBucket(name, { region });
          if (taken.region !== region) throw new StudioError('wrong-region', { bucket: name, region: taken.region });
          if (taken.denied) throw new StudioError('bad-request', { bucket: name, message: 'The bucket name is taken by another account.' });
        }),
    };
  }

  #objects(region: string): ObjectStore {
    const account = this.#account;
    return {
      put: (bucket, key, bytes, signal) =>
        this.#call('objects.put', key, () => void account.bucket(bucket, region, 's3:PutObject').objects.set(key, bytes.slice()), { signal }),
      head: (bucket, key) =>
        this.#call('objects.head', key, () => {
          const bytes = account.buckets.has(bucket) ? account.bucket(bucket, region, 's3:GetObject').objects.get(key) : undefined;
          return bytes === undefined ? null : { size: bytes.byteLength, checksum: null };
        }),
      get: (bucket, key) => this.#call('objects.get', key, () => account.object(bucket, key, region)),
      remove: (bucket, key) => this.#call('objects.remove', key, () => void account.bucket(bucket, region, 's3:DeleteObject').objects.delete(key)),
    };
  }

  #parts(region: string): PartStore {
    const account = this.#account;
    return {
      create: (bucket, key) => this.#call('parts.create', key, () => account.beginUpload(bucket, key, region)),
      put: (bucket, key, uploadId, number, bytes, signal) =>
        this.#call('parts.put', key, () => account.putPart(account.upload(bucket, key, uploadId), number, bytes), { signal, part: number }),
      list: (bucket, key, uploadId) =>
        this.#call('parts.list', key, () =>
          [...account.upload(bucket, key, uploadId).parts.values()].map((part) => part.finished).sort((a, b) => a.number - b.number),
        ),
      complete: (bucket, key, uploadId, parts) =>
        this.#call('parts.complete', key, () => account.completeUpload(uploadId, account.upload(bucket, key, uploadId), parts)),
      checksumOf: () => null,
      unfinished: (_bucket, prefix) => this.#call('parts.unfinished', prefix, () => account.unfinished(prefix)),
      abort: (_bucket, key, uploadId) => this.#call('parts.abort', key, () => void account.uploads.delete(uploadId)),
    };
  }

  #speech(region: string): Speech {
    const account = this.#account;
    return {
      start: (request) => this.#call('speech.start', request.name, () => account.startJob(request, region)),
      get: (name) =>
        this.#call('speech.get', name, () => {
          const job = account.jobs.get(name);
          return job === undefined ? null : account.told(job);
        }),
      list: async (nameContains, reading) => {
        const found: SpeechJob[] = [];
        for (let from = 0; ; from += LIST_PAGE) {
          await reading?.turn?.();
          const page = await this.#call('speech.list', nameContains, () => account.listed(nameContains).slice(from, from + LIST_PAGE));
          found.push(...page);
          if (reading?.enough(page) === true || page.length < LIST_PAGE) return found;
        }
      },
      result: (job, bucket) =>
        this.#call('speech.result', job.name, () => {
          const known = account.jobs.get(job.name);
          const uri = job.resultUri ?? (known === undefined ? null : account.told(known).resultUri);
          if (uri === null)
            throw known === undefined ? new StudioError('job-expired', { resource: job.name }) : new StudioError('result-withheld', { resource: job.name });
          const at = uri.indexOf(`/${bucket}/`);
          if (at < 0) throw new StudioError('endpoint-refused', { what: 'result-link', cause: 'host' });
          return account.object(bucket, uri.slice(at + bucket.length + 2), region);
        }),
      remove: (name) => this.#call('speech.remove', name, () => account.removeJob(name)),
    };
  }

  // -------------------------------------------------- faults

  async #call<T>(operation: FakeOperation, about: string, act: () => T, more: { signal?: AbortSignal; part?: number } = {}): Promise<T> {
    this.calls.push({ operation, at: this.#now(), about, part: more.part ?? null });
    await this.#held(operation, more.signal);
    if (more.signal?.aborted === true) throw new CancelledError();
    const fault = this.#faults.find((one) => one.operation === operation && one.left > 0);
    if (fault === undefined) return act();
    fault.left -= 1;
    if (fault.after) act();
    throw fault.error();
  }

  #held(operation: FakeOperation, signal: AbortSignal | undefined): Promise<void> {
    const hold = this.#holds.get(operation);
    if (hold === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new CancelledError()), { once: true });
      hold.then(resolve, reject);
    });
  }
}
