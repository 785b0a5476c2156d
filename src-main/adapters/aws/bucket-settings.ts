// How a bucket of ours is set up: private, encrypted, tidy. Put on a new one, or added where it was begun and broke off.
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { AwsSession } from './aws-session.ts';

/** Unfinished uploads are billed until somebody ends them; a bucket of ours ends them itself after so many days (A13). */
const ABORT_UPLOADS_AFTER_DAYS = 7;

const NOBODY_ELSE = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

const ENCRYPTED = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] };

const TIDY = {
  Rules: [
    {
      ID: 'galley-abort-unfinished-uploads',
      Status: 'Enabled' as const,
      Filter: { Prefix: '' },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS },
    },
  ],
};

/** One setting: IAM names it differently for looking and for putting. */
interface Setting {
  readonly look: string;
  readonly put: string;
  readonly isThere: (session: AwsSession, bucket: string) => Promise<unknown>;
  readonly make: (session: AwsSession, bucket: string) => Promise<unknown>;
}

const SETTINGS: readonly Setting[] = [
  {
    look: 's3:GetBucketPublicAccessBlock',
    put: 's3:PutBucketPublicAccessBlock',
    isThere: ({ s3 }, bucket) => s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })),
    make: ({ s3 }, bucket) => s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: NOBODY_ELSE })),
  },
  {
    look: 's3:GetEncryptionConfiguration',
    put: 's3:PutEncryptionConfiguration',
    isThere: ({ s3 }, bucket) => s3.send(new GetBucketEncryptionCommand({ Bucket: bucket })),
    make: ({ s3 }, bucket) => s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: ENCRYPTED })),
  },
  {
    look: 's3:GetLifecycleConfiguration',
    put: 's3:PutLifecycleConfiguration',
    isThere: ({ s3 }, bucket) => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })),
    make: ({ s3 }, bucket) => s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: TIDY })),
  },
];

/** Sets a new bucket up. Throws `access-denied` naming the step that is not allowed. */
export async function settleBucket(session: AwsSession, bucket: string): Promise<void> {
  for (const setting of SETTINGS) await put(session, bucket, setting);
}

/** Adds what a bucket lacks; what it has is somebody's choice and stays (A11). */
export async function completeBucket(session: AwsSession, bucket: string): Promise<void> {
  for (const setting of SETTINGS) if (!(await has(session, bucket, setting))) await put(session, bucket, setting);
}

async function put(session: AwsSession, bucket: string, { put: action, make }: Setting): Promise<void> {
  await session.ask({ action, resource: bucket }, () => make(session, bucket));
}

/** S3 has a name of its own for each kind of "there is none". */
function has(session: AwsSession, bucket: string, { look: action, isThere }: Setting): Promise<boolean> {
  return session.ask({ action, resource: bucket }, async () => {
    try {
      await isThere(session, bucket);
      return true;
    } catch (thrown) {
      if (thrown instanceof Error && /^(NoSuch(PublicAccessBlock|Lifecycle)Configuration|ServerSideEncryptionConfigurationNotFoundError)$/.test(thrown.name))
        return false;
      throw thrown;
    }
  });
}
