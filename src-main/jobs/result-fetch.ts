// Brings a finished job's result home: from the place we asked for, else from where Transcribe says it is. What is kept is whole.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { StoredJob } from '../ports/library.ts';
import type { CloudConnection } from '../ports/cloud.ts';

/** Times a result that arrives cut off or odd is fetched before a person is told (A37). */
const FETCHES = 3;

export interface FetchTools {
  readonly connection: CloudConnection;
  /** Whether these bytes are a whole result. */
  readonly isReadable: (bytes: Uint8Array) => Promise<boolean>;
  readonly signal: AbortSignal;
}

/** Key of a job's result: beside the upload, so one prefix holds all we made; named after the attempt, so no attempt reads another's. */
export function resultKeyOf(job: Pick<StoredJob, 'key' | 'serviceName'>): string {
  const folder = job.key.slice(0, job.key.lastIndexOf('/') + 1);
  return `${folder}${job.serviceName.slice(job.serviceName.indexOf('-') + 1)}.json`;
}

/**
 * The result's bytes, read whole. Throws `result-unreadable` when they come cut off or odd each time, `result-withheld` when Transcribe
 * names no place and ours is empty (A36), `job-expired` when it no longer knows the job and ours is empty (A35), and the adapter's codes.
 */
export async function fetchResult(job: StoredJob, tools: FetchTools): Promise<Uint8Array> {
  for (let fetched = 1; fetched <= FETCHES; fetched += 1) {
    if (tools.signal.aborted) throw new CancelledError();
    const bytes = await unlessStopped(bytesOf(job, tools.connection), tools.signal);
    if (await tools.isReadable(bytes)) return bytes;
  }
  throw new StudioError('result-unreadable', { resource: job.serviceName });
}

/** Reading changes nothing anywhere: whoever is told to stop need not wait for a line that hangs (F30). */
function unlessStopped<T>(reading: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new CancelledError());
    signal.addEventListener('abort', stop, { once: true });
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function bytesOf(job: StoredJob, connection: CloudConnection): Promise<Uint8Array> {
  return (await fromOurPlace(job, connection)) ?? fromToldPlace(job, connection);
}

/** What lies where we asked for it, which needs no word of Transcribe, not even after it forgot the job; null when nothing does. */
async function fromOurPlace(job: StoredJob, { objects }: CloudConnection): Promise<Uint8Array | null> {
  try {
    return await objects.get(job.bucket, resultKeyOf(job));
  } catch (thrown) {
    // Without the right to list, S3 says "denied" of what is not there.
    if (thrown instanceof StudioError && (thrown.code === 'not-found' || thrown.code === 'access-denied')) return null;
    throw thrown;
  }
}

/** The service's link lives 15 minutes and is never stored: it is asked for each time (A34). */
async function fromToldPlace(job: StoredJob, { speech }: CloudConnection): Promise<Uint8Array> {
  const told = await speech.get(job.serviceName);
  if (told === null) throw new StudioError('job-expired', { name: job.serviceName });
  if (told.resultUri === null) throw new StudioError('result-withheld', { resource: job.serviceName });
  return speech.result(told, job.bucket);
}
