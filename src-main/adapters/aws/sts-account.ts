// Whose account it is, how a bucket stands, and making one. How a bucket of ours is set up, bucket-settings.ts knows.
import { BucketAlreadyOwnedByYou, CreateBucketCommand, HeadBucketCommand, type BucketLocationConstraint } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { CloudAccount } from '../../ports/cloud.ts';
import { required, type AwsSession } from './aws-session.ts';
import { completeBucket, settleBucket } from './bucket-settings.ts';
import { demands, type S3Terms } from './s3-terms.ts';

type BucketAnswer = Awaited<ReturnType<CloudAccount['bucketState']>>;

/** The CloudAccount of a session. */
export function makeStsAccount(session: AwsSession, terms: S3Terms): CloudAccount {
  return {
    whoAmI: () =>
      session.ask({ action: 'sts:GetCallerIdentity', resource: 'account' }, async () => {
        const { Account: account, Arn: user } = await session.sts.send(new GetCallerIdentityCommand({}));
        return { account: required(account), user: required(user) };
      }),
    bucketState: (bucket) => stateForOwner(session, bucket, terms),
    makeBucket: (bucket, finish) => makeBucket(session, bucket, finish),
  };
}

/** A bucket that is refused to its expected owner, and given without that demand, is somebody else's (S17). */
async function stateForOwner(session: AwsSession, bucket: string, terms: S3Terms): Promise<BucketAnswer> {
  const answer = await bucketState(session, bucket, terms);
  if (answer.state !== 'denied' || terms.owner === null) return answer;
  const anybodys = await bucketState(session, bucket, { ...terms, owner: null });
  return anybodys.state === 'ready' ? { ...anybodys, state: 'other-owner' } : answer;
}

/** Asks with HeadBucket, whose refusals still carry the region (A10); a HEAD has no text, so its status speaks. */
async function bucketState(session: AwsSession, bucket: string, terms: S3Terms): Promise<BucketAnswer> {
  const place = { action: 's3:ListBucket', resource: bucket };
  const judged = (status: number, region: string | null): BucketAnswer | null => {
    const state =
      status === 404
        ? 'missing'
        : region !== null && region !== session.region
          ? 'other-region'
          : status === 403
            ? 'denied'
            : status === 301
              ? 'other-region'
              : null;
    return state === null ? null : { state, region };
  };
  return session.ask(place, async () => {
    try {
      const { BucketRegion: region = null } = await session.s3.send(new HeadBucketCommand({ Bucket: bucket, ...demands(terms) }));
      return judged(200, region) ?? { state: 'ready', region };
    } catch (thrown) {
      const { $metadata, $response } = thrown as { $metadata?: { httpStatusCode?: number }; $response?: { headers?: Record<string, string> } }; // SDK errors carry both
      const region = $response?.headers?.['x-amz-bucket-region'] ?? null;
      const state = isAboutBucket(thrown) ? judged($metadata?.httpStatusCode ?? 0, region) : null;
      if (state === null) throw thrown;
      return state;
    }
  });
}

/** A HEAD's refusal has no code; one that has speaks of keys or clocks, not of the bucket. */
function isAboutBucket(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    /^(403|301|404|NotFound|NoSuchBucket|Forbidden|AccessDenied|PermanentRedirect|UnknownError|Unknown|S3ServiceException|Error)$/.test(thrown.name)
  );
}

/**
 * Makes a bucket in the session's region; one that is there and ours is left exactly as it is, or completed when `finish` says we began it.
 * Throws `bad-request` when the name belongs to somebody else, `wrong-region` when it is ours elsewhere,
 * `access-denied` naming the step that is not allowed.
 */
async function makeBucket(session: AwsSession, bucket: string, finish: boolean): Promise<void> {
  const { state, region } = await bucketState(session, bucket, { owner: null, kmsKey: null });
  if (state === 'ready') return finish ? completeBucket(session, bucket) : undefined;
  if (state === 'other-region') throw new StudioError('wrong-region', { action: 's3:CreateBucket', resource: bucket, bucket, region });
  const isNew = await createBucket(session, bucket);
  if (finish) return completeBucket(session, bucket);
  // Refused a look, but not refused here: it was ours all along (us-east-1 answers so), and its settings are not ours to change.
  if (isNew && state !== 'denied') await settleBucket(session, bucket);
}

/** Whether a new bucket was made; false when it was ours already. */
function createBucket(session: AwsSession, bucket: string): Promise<boolean> {
  // us-east-1 is the one region that must not be named; the SDK's enumeration lags behind new regions.
  const location = session.region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: session.region as BucketLocationConstraint } };
  return session.ask({ action: 's3:CreateBucket', resource: bucket }, async () => {
    try {
      await session.s3.send(new CreateBucketCommand({ Bucket: bucket, ...location }));
      return true;
    } catch (thrown) {
      if (thrown instanceof BucketAlreadyOwnedByYou) return false;
      throw thrown;
    }
  });
}
