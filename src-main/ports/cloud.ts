// What the studio asks of AWS, as interfaces: an account, its bucket, the speech service, and where keys are kept.
// Implemented by adapters/aws and the hosts; services and jobs know nothing else of AWS.
import type { JobOptions } from '../../src-core/library/job.ts';
import type { FinishedPart } from './library.ts';

/** What connects us: resolved from settings, profile and environment. */
export interface CloudChoice {
  readonly profile: string | null;
  readonly region: string | null;
  /** Every request to a bucket demands that it belongs to this account; nothing is demanded when absent or null (S17). */
  readonly bucketOwner?: string | null;
  /** What is put into a bucket is encrypted with this KMS key; absent or null leaves it to the bucket (A20). */
  readonly kmsKey?: string | null;
}

/** One account in one region. */
export interface CloudConnection {
  readonly region: string;
  readonly speech: Speech;
  readonly objects: ObjectStore;
  readonly parts: PartStore;
  readonly account: CloudAccount;
  /** A figure that changes whenever a byte goes out or comes in on this connection: what the stall watch looks at (A6). */
  bytesMoved(): number;
  /** How far this machine's clock is ahead of AWS's, milliseconds, by the last answer; null before the first (A4). */
  clockAhead(): number | null;
}

/**
 * Opens connections. `connect` is cheap, asks AWS nothing, and answers the same one while nothing changed: call it before each piece of work,
 * so that a sign-in or new keys count at once. Throws `no-credentials` (details.cause), `no-region`, `endpoint-refused`.
 */
export interface Cloud {
  connect(choice: CloudChoice): Promise<CloudConnection>;
  profiles(): Promise<{ name: string; kind: 'static' | 'sso' | 'process' | 'assume-role' | 'web-identity' | 'login' | 'unknown'; region: string | null }[]>;
  /** Proxies and certificates the environment prescribes, shown before use: the variable and its value without secrets (S18). */
  network(): { name: string; value: string }[];
  /** Custom endpoints in force for a choice, and where each comes from (S18). */
  endpoints(choice: CloudChoice): Promise<{ service: 's3' | 'transcribe' | 'transcribe-streaming' | 'sts'; url: string; from: string }[]>;
  /** Which credentials a choice would use. */
  source(choice: CloudChoice): Promise<{ source: 'profile' | 'environment' | 'entered' | 'none'; profile: string | null; region: string | null }>;
}

export type BucketState = 'ready' | 'missing' | 'denied' | 'other-region' | 'other-owner';

export interface CloudAccount {
  whoAmI(): Promise<{ account: string; user: string }>;
  /** 'other-owner': it may be used, but belongs to another account than the connection demands. */
  bucketState(bucket: string): Promise<{ state: BucketState; region: string | null }>;
  /** Private, encrypted, tidy. One of ours stays as it is, or with `finish` gets what it lacks. `bad-request` when the name is somebody else's. */
  makeBucket(bucket: string, finish: boolean): Promise<void>;
}

/** What Transcribe is asked for. The names are ours; the adapter turns them into fields. */
export interface SpeechRequest {
  readonly name: string;
  readonly bucket: string;
  /** Key of the uploaded media. */
  readonly key: string;
  /** Key the result is written to, ending in ".json". */
  readonly outputKey: string;
  readonly options: JobOptions;
}

/** A job as Transcribe tells of it. An unknown state is passed on as it is. */
export interface SpeechJob {
  readonly name: string;
  readonly state: 'queued' | 'running' | 'completed' | 'failed' | 'unknown';
  /** s3 URI of the media, when told. */
  readonly mediaUri: string | null;
  /** Where the result lies, when completed; null is possible for accounts that opted out. */
  readonly resultUri: string | null;
  readonly failureReason: string | null;
}

/** How a list is read. */
export interface ListReading {
  /** Waited for before each page is asked. */
  turn?(): Promise<void>;
  /** Hears each page; true ends the reading there. */
  enough(page: readonly SpeechJob[]): boolean;
}

export interface Speech {
  /** Starts a job; a job of that name which is already ours (same media) counts as started, one with other media is `conflict` (A30). */
  start(request: SpeechRequest): Promise<void>;
  /** Null when Transcribe knows no such job. */
  get(name: string): Promise<SpeechJob | null>;
  /** Every job whose name contains the text, newest first, page by page inside. */
  list(nameContains: string, reading?: ListReading): Promise<SpeechJob[]>;
  /**
   * The result's bytes, read from our bucket or the service's link under the rules of S15. Asks for the place itself when `job` has none.
   * Throws `job-expired`, `result-withheld` when the service names no place (A36), `service` when three fresh links in a row are refused (A34),
   * `endpoint-refused`, `not-found`, `too-large`.
   */
  result(job: SpeechJob, bucket: string): Promise<Uint8Array>;
  /** Forgets an ended job; `bad-request` while it runs. An unknown name is no failure. */
  remove(name: string): Promise<void>;
}

/**
 * Objects of a bucket. Everything may throw `bucket-missing`, `wrong-region` (details.region), `access-denied` (details.action, details.resource),
 * and the passing troubles of retry.ts; bytes that arrived changed are `bad-request` with details.reason = "BadDigest".
 */
export interface ObjectStore {
  put(bucket: string, key: string, bytes: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Size in bytes and CRC32 as S3 keeps it (null where it keeps none), or null when there is no such object. */
  head(bucket: string, key: string): Promise<{ size: number; checksum: string | null } | null>;
  /** At most 256 MB. Throws `not-found` with details.what = "object". */
  get(bucket: string, key: string): Promise<Uint8Array>;
  /** Removing what is not there is no failure. */
  remove(bucket: string, key: string): Promise<void>;
}

/** Multipart uploads, one request a method. An upload S3 no longer knows is `not-found` with details.what = "upload". */
export interface PartStore {
  create(bucket: string, key: string): Promise<string>;
  put(bucket: string, key: string, uploadId: string, number: number, bytes: Uint8Array, signal: AbortSignal): Promise<FinishedPart>;
  /** Every finished part in order of number, page by page inside. */
  list(bucket: string, key: string, uploadId: string): Promise<FinishedPart[]>;
  complete(bucket: string, key: string, uploadId: string, parts: readonly FinishedPart[]): Promise<void>;
  /** The checksum S3 keeps of an object made of these parts; null when one of theirs is not known. Asks nobody. */
  checksumOf(parts: readonly FinishedPart[]): string | null;
  /** Every unfinished upload whose key begins so, ours or not, page by page inside. */
  unfinished(bucket: string, prefix: string): Promise<{ key: string; uploadId: string }[]>;
  /** Aborting what is already gone is no failure. */
  abort(bucket: string, key: string, uploadId: string): Promise<void>;
}

/** Secrets of this user, kept by the system's keyring where that is real (S20). */
export interface SecretStore {
  /** Whether secrets outlive this run. */
  readonly keeps: boolean;
  get(name: string): Promise<string | null>;
  set(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}
