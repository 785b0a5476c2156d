// What the fake Amazon keeps: buckets with objects, open uploads, jobs. It refuses as the real one does; it knows no faults and no ports.
import { crc32 } from 'node:zlib';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { FinishedPart } from '../../src-main/ports/library.ts';
import type { SpeechJob, SpeechRequest } from '../../src-main/ports/cloud.ts';

/** What a job comes to. */
export type FakeOutcome = { readonly kind: 'completed'; readonly result: Uint8Array } | { readonly kind: 'failed'; readonly reason: string };

export interface FakeAccountSetup {
  readonly now: () => number;
  readonly region: string;
  /** Milliseconds. */
  readonly queueMillis: number;
  readonly workMillis: number;
  readonly outcome: (request: SpeechRequest, media: Uint8Array) => FakeOutcome;
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
  readonly denied: boolean;
  readonly objects: Map<string, Uint8Array>;
}

/** S3 refuses smaller parts but the last one. */
const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

/** Buckets, uploads and jobs of one account. */
export class FakeAccount {
  readonly #setup: FakeAccountSetup;
  readonly buckets = new Map<string, Bucket>();
  readonly uploads = new Map<string, Upload>();
  readonly jobs = new Map<string, FakeJob>();
  #uploadCount = 0;

  constructor(setup: FakeAccountSetup) {
    this.#setup = setup;
  }

  bucket(name: string, region: string, action: string): Bucket {
    const bucket = this.buckets.get(name);
    const place = { action, resource: name, bucket: name };
    if (bucket === undefined) throw new StudioError('bucket-missing', place);
    if (bucket.region !== region) throw new StudioError('wrong-region', { ...place, region: bucket.region });
    if (bucket.denied) throw new StudioError('access-denied', place);
    return bucket;
  }

  object(bucket: string, key: string, region: string): Uint8Array {
    const bytes = this.bucket(bucket, region, 's3:GetObject').objects.get(key);
    if (bytes === undefined) throw new StudioError('not-found', { what: 'object', action: 's3:GetObject', resource: `${bucket}/${key}` });
    return bytes.slice();
  }

  beginUpload(bucket: string, key: string, region: string): string {
    this.bucket(bucket, region, 's3:PutObject');
    const uploadId = `upload-${(this.#uploadCount += 1)}`;
    this.uploads.set(uploadId, { bucket, key, parts: new Map() });
    return uploadId;
  }

  upload(bucket: string, key: string, uploadId: string): Upload {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined || upload.bucket !== bucket || upload.key !== key) {
      throw new StudioError('not-found', { what: 'upload', action: 's3:PutObject', resource: `${bucket}/${key}` });
    }
    return upload;
  }

  unfinished(prefix: string): { key: string; uploadId: string }[] {
    return [...this.uploads].filter(([, upload]) => upload.key.startsWith(prefix)).map(([uploadId, { key }]) => ({ key, uploadId }));
  }

  putPart(upload: Upload, number: number, bytes: Uint8Array): FinishedPart {
    const checksum = checksumOf(bytes);
    const finished: FinishedPart = { number, etag: `"${checksum}-${bytes.byteLength}"`, checksum };
    upload.parts.set(number, { bytes: bytes.slice(), finished });
    return finished;
  }

  completeUpload(uploadId: string, upload: Upload, parts: readonly FinishedPart[]): void {
    const chosen = parts.map((part) => {
      const stored = upload.parts.get(part.number);
      if (stored === undefined || stored.finished.etag !== part.etag) throw refused('One or more of the specified parts could not be found.');
      return stored.bytes;
    });
    if (chosen.length === 0) throw refused('You must specify at least one part');
    if (chosen.slice(0, -1).some((bytes) => bytes.byteLength < SMALLEST_PART_BYTES)) {
      throw refused('Your proposed upload is smaller than the minimum allowed size');
    }
    this.buckets.get(upload.bucket)?.objects.set(upload.key, new Uint8Array(Buffer.concat(chosen)));
    this.uploads.delete(uploadId);
  }

  startJob(request: SpeechRequest, region: string): void {
    const known = this.jobs.get(request.name);
    if (known !== undefined) {
      if (mediaUriOf(known.request) === mediaUriOf(request)) return;
      throw new StudioError('conflict', { action: 'transcribe:StartTranscriptionJob', resource: request.name });
    }
    const bucket = this.buckets.get(request.bucket);
    const media = bucket?.region === region && !bucket.denied ? bucket.objects.get(request.key) : undefined;
    if (media === undefined)
      throw refused("The S3 URI that you provided can't be accessed. Make sure that you have read permission and try your request again.");
    this.jobs.set(request.name, { request, startedAt: this.#setup.now(), outcome: this.#setup.outcome(request, media), resultWritten: false });
  }

  removeJob(name: string): void {
    const job = this.jobs.get(name);
    if (job === undefined) return;
    const { state } = this.told(job);
    if (state === 'queued' || state === 'running') throw refused("The requested job can't be deleted while it is in progress.");
    this.jobs.delete(name);
  }

  /** Jobs with a part of the name, newest first, as a list tells them: without places. */
  listed(nameContains: string): SpeechJob[] {
    return [...this.jobs.values()]
      .filter((job) => job.request.name.toLowerCase().includes(nameContains.toLowerCase()))
      .reverse()
      .map((job) => ({ ...this.told(job), mediaUri: null, resultUri: null }));
  }

  /** The job as it stands now; a finished one has written its result. */
  told(job: FakeJob): SpeechJob {
    const age = this.#setup.now() - job.startedAt;
    const told = { name: job.request.name, mediaUri: mediaUriOf(job.request), resultUri: null, failureReason: null };
    if (age < this.#setup.queueMillis) return { ...told, state: 'queued' };
    if (age < this.#setup.queueMillis + this.#setup.workMillis) return { ...told, state: 'running' };
    if (job.outcome.kind === 'failed') return { ...told, state: 'failed', failureReason: job.outcome.reason };
    if (!job.resultWritten) {
      job.resultWritten = true;
      this.buckets.get(job.request.bucket)?.objects.set(job.request.outputKey, job.outcome.result.slice());
    }
    return { ...told, state: 'completed', resultUri: `https://s3.${this.#setup.region}.amazonaws.com/${job.request.bucket}/${job.request.outputKey}` };
  }
}

/** Transcribe's or S3's own refusal. */
export function refused(message: string): StudioError {
  return new StudioError('bad-request', { message });
}

function mediaUriOf(request: SpeechRequest): string {
  return `s3://${request.bucket}/${request.key}`;
}

/** Base64 of the big-endian CRC32, as S3 writes it. */
function checksumOf(bytes: Uint8Array): string {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(crc32(bytes));
  return four.toString('base64');
}
