// Finds out which rights there are by using each of them under our prefix, and leaves nothing behind.
// A right that was not given is named; one that cannot be tried without doing it stays untried.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { RightCheck } from '../../src-core/contract/studio-api.ts';
import { resourceOf, RIGHTS, type PolicyPlace, type RightAction } from '../../src-core/library/aws-rights.ts';
import type { CloudConnection } from '../ports/cloud.ts';

type State = RightCheck['state'];

/** What is tried: a bucket that is there, and the name its key is made of. */
export interface RightsTrial extends PolicyPlace {
  /** A UUID nobody else uses. */
  readonly uuid: string;
  /** Whether the bucket let itself be looked at. */
  readonly seen: boolean;
}

/**
 * Tries every right in the order of the list. Writes one object of a few bytes and begins one upload, and removes both.
 * Throws anything but a missing right, such as `network` or `bucket-missing`.
 */
export async function checkRights(trial: RightsTrial, connection: CloudConnection): Promise<RightCheck[]> {
  const states = new Map<RightAction, State>([['s3:ListBucket', trial.seen ? 'allowed' : 'denied']]);
  const key = `${trial.prefix}${trial.uuid}.check`;
  await tryObjects(trial.bucket, key, connection, states);
  await tryUploads(trial.bucket, key, connection, states);
  await tryJobs(`galley-check-${trial.uuid}`, connection, states);
  return RIGHTS.map(({ action, purpose }) => ({ action, purpose, resource: resourceOf(action, trial), state: states.get(action) ?? 'untried' }));
}

async function tryObjects(bucket: string, key: string, { objects }: CloudConnection, states: Map<RightAction, State>): Promise<void> {
  const put = await attempt(() => objects.put(bucket, key, new Uint8Array([0x47]), new AbortController().signal));
  states.set('s3:PutObject', put);
  const get = await attempt(() => objects.get(bucket, key), ['not-found']);
  // Without the right to list, S3 says "forbidden" of an object that is not there: then nothing is known.
  states.set('s3:GetObject', get === 'denied' && put === 'denied' && states.get('s3:ListBucket') === 'denied' ? 'untried' : get);
  states.set('s3:DeleteObject', await attempt(() => objects.remove(bucket, key)));
}

async function tryUploads(bucket: string, key: string, { parts }: CloudConnection, states: Map<RightAction, State>): Promise<void> {
  states.set('s3:ListBucketMultipartUploads', await attempt(() => parts.unfinished(bucket, key)));
  if (states.get('s3:PutObject') === 'denied') return;
  const uploadId = await parts.create(bucket, key);
  states.set('s3:ListMultipartUploadParts', await attempt(() => parts.list(bucket, key, uploadId)));
  states.set('s3:AbortMultipartUpload', await attempt(() => parts.abort(bucket, key, uploadId)));
}

/** Starting a job cannot be tried without one; asking for and forgetting an unknown one changes nothing. */
async function tryJobs(name: string, { speech }: CloudConnection, states: Map<RightAction, State>): Promise<void> {
  states.set('transcribe:ListTranscriptionJobs', await attempt(() => speech.list(name)));
  states.set('transcribe:GetTranscriptionJob', await attempt(() => speech.get(name)));
  states.set('transcribe:DeleteTranscriptionJob', await attempt(() => speech.remove(name)));
}

async function attempt(act: () => Promise<unknown>, passing: readonly string[] = []): Promise<State> {
  try {
    await act();
    return 'allowed';
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
    if (passing.includes(thrown.code)) return 'allowed';
    if (thrown.code === 'access-denied' && thrown.details['cause'] !== 'keys-refused') return 'denied';
    throw thrown;
  }
}
