// How the bucket stands before anything is sent to it: there, in our region, of the account it should belong to.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { BucketState, CloudConnection } from '../ports/cloud.ts';

/** What was found. */
export interface BucketCheck {
  readonly state: BucketState;
  /** Where it lies, when told. */
  readonly region: string | null;
  /** The account every request has to demand from now on; null where nobody can be asked who we are. */
  readonly owner: string | null;
}

/** Opens the connection that demands an owner. */
export type ConnectAs = (owner: string | null) => Promise<CloudConnection>;

/**
 * Asks how a bucket stands. While its owner is not known, it is expected to be ours: a bucket of that name somebody else made
 * must never get a recording (S17). Throws what asking AWS may throw.
 */
export async function checkBucket(bucket: string, knownOwner: string | null, connect: ConnectAs): Promise<BucketCheck> {
  const owner = knownOwner ?? (await ownAccount(await connect(null)));
  const { account } = await connect(owner);
  return { ...(await account.bucketState(bucket)), owner };
}

/** Throws the failure a job ends with when its bucket cannot be used: `bucket-missing`, `wrong-region` or `bucket-foreign`. */
export function refuseUnusable(bucket: string, found: BucketCheck, region: string): void {
  if (found.state === 'missing') throw new StudioError('bucket-missing', { bucket });
  if (found.state === 'other-region') throw new StudioError('wrong-region', { bucket, bucketRegion: found.region, region });
  if (found.state === 'other-owner') throw new StudioError('bucket-foreign', { bucket, owner: found.owner });
}

/** Our account's number. A store that is not Amazon's has no STS that knows its keys: then nothing can be demanded. */
async function ownAccount({ account }: CloudConnection): Promise<string | null> {
  try {
    return (await account.whoAmI()).account;
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code === 'access-denied') return null;
    throw thrown;
  }
}
