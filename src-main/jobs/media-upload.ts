// Carries one media file into the bucket: a single PUT when small, our own resumable multipart otherwise.
// Every row is written before the request it speaks of, so a restart continues where S3 says we are.
import type { ErrorCode } from '../../src-core/contract/errors.ts';
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { BegunUploads, FinishedPart, JobStore, StoredJob } from '../ports/library.ts';
import type { Clock } from '../ports/machine.ts';
import type { FileStamp, MediaFiles } from '../ports/media.ts';
import type { CloudConnection } from '../ports/cloud.ts';
import { watchLine } from './line-watch.ts';
import type { PartPace } from './part-pace.ts';

/** 8 MiB: 16 GiB fit into S3's 10,000 parts, eight times what Transcribe takes (A14). */
export const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 4;
/** A part that does not match its checksum is read from disk again so often (A15). */
const CHECKSUM_RETRIES = 2;

/** What an upload works with. */
export interface UploadTools {
  readonly connection: CloudConnection;
  readonly files: MediaFiles;
  readonly jobs: JobStore;
  readonly begun: BegunUploads;
  readonly clock: Clock;
  readonly pace: PartPace;
  readonly signal: AbortSignal;
  /** Told the bytes known to be in the bucket. */
  readonly onBytes: (done: number, total: number) => void;
  /** Told what holds a part up, as soon as it does; other parts may still be on their way. */
  readonly onTrouble: (trouble: StudioError) => void;
}

/**
 * Uploads the job's source to its key; resolves once the object lies whole in the bucket.
 * Throws `source-changed` when the file is not the one the job was made for, and the adapter's codes otherwise.
 */
export async function uploadMedia(job: StoredJob, tools: UploadTools): Promise<void> {
  if (job.source.stamp.size === 0) throw new StudioError('empty-media');
  const watch = watchLine(tools.clock, () => tools.connection.bytesMoved(), tools.signal);
  try {
    await carry(job, { ...tools, signal: watch.signal });
  } catch (thrown) {
    const cause = watch.cause();
    if (thrown instanceof CancelledError && cause !== null && !tools.signal.aborted) throw new StudioError('network', { cause });
    // Parts of the old content must not meet parts of the new one: nothing of this upload is kept.
    if (hasCode(thrown, 'source-changed')) await clearUpload(job, tools, false);
    throw thrown;
  } finally {
    watch.end();
  }
}

async function carry(job: StoredJob, tools: UploadTools): Promise<void> {
  await checkSource(job, tools);
  const resumed = tools.jobs.upload(job.id) !== null;
  if (resumed && (await isStored(job, tools, null))) return finish(job, tools);
  if (job.source.stamp.size <= PART_BYTES) await putWhole(job, tools);
  else await putInPartsOrOver(job, tools);
  finish(job, tools);
}

/** Ends whatever the job began in the bucket: open parts and, when `object` is true, the object itself. */
export async function clearUpload(job: StoredJob, tools: Pick<UploadTools, 'connection' | 'jobs'>, object: boolean): Promise<void> {
  const upload = tools.jobs.upload(job.id);
  if (upload && upload.uploadId !== WHOLE) await unlessGone(tools.connection.parts.abort(job.bucket, job.key, upload.uploadId));
  if (object) await tools.connection.objects.remove(job.bucket, job.key);
  tools.jobs.endUpload(job.id);
}

/** Marks a single PUT in the upload row, where a multipart upload has its id. */
const WHOLE = 'whole';

async function putWhole(job: StoredJob, tools: UploadTools): Promise<void> {
  const { size } = job.source.stamp;
  tools.onBytes(0, size);
  tools.jobs.beginUpload(job.id, WHOLE, size);
  const bytes = await tools.files.read(job.source.path, 0, size);
  await checkSource(job, tools);
  await tools.pace.send(() => tools.connection.objects.put(job.bucket, job.key, bytes, tools.signal), tools.signal, tools.onTrouble);
}

/** An upload S3 forgets on the way is begun again, once; a store that forgets every upload is at fault itself (A18). */
async function putInPartsOrOver(job: StoredJob, tools: UploadTools): Promise<void> {
  try {
    await putInParts(job, tools);
  } catch (thrown) {
    if (!isForgotten(thrown)) throw thrown;
    tools.jobs.endUpload(job.id);
    try {
      await putInParts(job, tools);
    } catch (again) {
      throw isForgotten(again) ? new StudioError('service', { ...again.details, message: 'S3 does not keep what it was sent.' }, again) : again;
    }
  }
}

async function putInParts(job: StoredJob, tools: UploadTools): Promise<void> {
  const uploadId = await openUpload(job, tools);
  const finished = new Map((await tools.connection.parts.list(job.bucket, job.key, uploadId)).map((part) => [part.number, part]));
  const waiting = partNumbers(job.source.stamp.size).filter((number) => !finished.has(number));
  const report = (): void => tools.onBytes(sentBytes(finished, job.source.stamp.size), job.source.stamp.size);
  report();
  const worker = async (): Promise<void> => {
    // One buffer for all its parts: with a new one each, collecting them took a fifth of the time. A part is answered before the next is read.
    const buffer = new Uint8Array(PART_BYTES);
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      finished.set(number, await putPart(job, tools, { uploadId, number, buffer }));
      report();
    }
  };
  await allOrStop(Array.from({ length: PARTS_AT_ONCE }, worker), (thrown) => {
    waiting.splice(0);
    if (thrown instanceof StudioError) tools.onTrouble(thrown);
  });
  await checkSource(job, tools);
  await complete(job, tools, uploadId, [...finished.values()]);
}

/** Waits for every worker even when one fails, so that no request outlives the step. */
async function allOrStop(workers: Promise<void>[], stop: (thrown: unknown) => void): Promise<void> {
  for (const worker of workers) worker.catch(stop);
  const outcomes = await Promise.allSettled(workers);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The upload to go on with: the one in the row while S3 still knows it, else a new one. */
async function openUpload(job: StoredJob, tools: UploadTools): Promise<string> {
  const { parts } = tools.connection;
  const known = tools.jobs.upload(job.id);
  if (known && known.uploadId !== WHOLE) {
    try {
      await parts.list(job.bucket, job.key, known.uploadId);
      return known.uploadId;
    } catch (thrown) {
      // Expired or aborted elsewhere: start over, the source is still here (A18).
      if (!isForgotten(thrown)) throw thrown;
      tools.onTrouble(thrown);
    }
  }
  await endStrays(job, tools);
  const { bucket, key, region, profile, bucketOwner } = job;
  const begun = { bucket, key, region, profile, bucketOwner, job: job.id, begunAt: tools.clock.now() };
  tools.begun.note({ ...begun, uploadId: null });
  const uploadId = await parts.create(bucket, key);
  tools.jobs.beginUpload(job.id, uploadId, PART_BYTES);
  tools.begun.note({ ...begun, uploadId });
  return uploadId;
}

/** An upload begun before whose answer never came would be billed for ever: nobody knows its id but S3 (A13). */
async function endStrays({ bucket, key }: StoredJob, tools: UploadTools): Promise<void> {
  if (!tools.begun.all().some((upload) => upload.bucket === bucket && upload.key === key)) return;
  const { parts } = tools.connection;
  try {
    for (const stray of await parts.unfinished(bucket, key)) if (stray.key === key) await parts.abort(bucket, key, stray.uploadId);
  } catch (thrown) {
    // Who may not look has to rely on the bucket's rule.
    if (!hasCode(thrown, 'access-denied')) throw thrown;
  }
}

/** One part on its way. */
interface Part {
  readonly uploadId: string;
  /** From 1. */
  readonly number: number;
  /** Room for its bytes. */
  readonly buffer: Uint8Array;
}

async function putPart(job: StoredJob, tools: UploadTools, { uploadId, number, buffer }: Part): Promise<FinishedPart> {
  const start = (number - 1) * PART_BYTES;
  const end = Math.min(start + PART_BYTES, job.source.stamp.size);
  for (let tries = 0; ; tries += 1) {
    if (tools.signal.aborted) throw new CancelledError();
    const bytes = await tools.files.read(job.source.path, start, end, buffer);
    tools.jobs.putPart(job.id, { number, etag: null, checksum: null });
    try {
      const put = (): Promise<FinishedPart> => tools.connection.parts.put(job.bucket, job.key, uploadId, number, bytes, tools.signal);
      const part = await tools.pace.send(put, tools.signal, tools.onTrouble);
      tools.jobs.putPart(job.id, part);
      await checkSource(job, tools);
      return part;
    } catch (thrown) {
      if (!isChecksumFailure(thrown) || tries >= CHECKSUM_RETRIES) throw thrown;
    }
  }
}

async function complete(job: StoredJob, tools: UploadTools, uploadId: string, parts: FinishedPart[]): Promise<void> {
  try {
    await tools.connection.parts.complete(
      job.bucket,
      job.key,
      uploadId,
      parts.sort((a, b) => a.number - b.number),
    );
  } catch (thrown) {
    // A lost reply is not a failure: the object may lie there whole (A17).
    if (!(await isStored(job, tools, parts).catch(() => false))) throw thrown;
  }
}

/** Whether the bucket holds an object of our key, our size and, where both sides know one, our checksum. Without the right to look, the answer is no. */
async function isStored(job: StoredJob, tools: UploadTools, parts: readonly FinishedPart[] | null): Promise<boolean> {
  try {
    const stored = await tools.connection.objects.head(job.bucket, job.key);
    if (stored?.size !== job.source.stamp.size) return false;
    const ours = parts === null ? null : tools.connection.parts.checksumOf(parts);
    return ours === null || stored.checksum === null || stored.checksum === ours;
  } catch (thrown) {
    if (hasCode(thrown, 'access-denied')) return false;
    throw thrown;
  }
}

async function checkSource(job: StoredJob, tools: UploadTools): Promise<void> {
  if (!sameStamp(await tools.files.stamp(job.source.path), job.source.stamp)) throw new StudioError('source-changed');
}

function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modifiedAt === b.modifiedAt && a.inode === b.inode;
}

function finish(job: StoredJob, tools: UploadTools): void {
  tools.onBytes(job.source.stamp.size, job.source.stamp.size);
  tools.jobs.endUpload(job.id);
}

function partNumbers(size: number): number[] {
  return Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, index) => index + 1);
}

function sentBytes(finished: ReadonlyMap<number, FinishedPart>, size: number): number {
  let sent = 0;
  for (const number of finished.keys()) sent += Math.min(PART_BYTES, size - (number - 1) * PART_BYTES);
  return sent;
}

function hasCode(thrown: unknown, code: ErrorCode): boolean {
  return thrown instanceof StudioError && thrown.code === code;
}

function isForgotten(thrown: unknown): thrown is StudioError {
  return thrown instanceof StudioError && thrown.code === 'not-found' && thrown.details['what'] === 'upload';
}

function isChecksumFailure(thrown: unknown): boolean {
  return thrown instanceof StudioError && thrown.code === 'bad-request' && thrown.details['reason'] === 'BadDigest';
}

async function unlessGone(request: Promise<void>): Promise<void> {
  try {
    await request;
  } catch (thrown) {
    if (!hasCode(thrown, 'not-found')) throw thrown;
  }
}
