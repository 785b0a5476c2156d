// Which rights a job needs in AWS, what each is for, and the least policy that grants them.
// Names are IAM's (Service Authorization Reference). Nothing here asks AWS.

/** What a right is granted on. */
type Scope = 'objects' | 'bucket' | 'jobs' | 'key';

/** One right of the list. */
export interface Right {
  readonly action: string;
  readonly scope: Scope;
  /** What does not work without it, as a clause. */
  readonly purpose: string;
}

/** Every right Galley uses for jobs, in the order a job needs them. */
export const RIGHTS = [
  { action: 's3:ListBucket', scope: 'bucket', purpose: 'see that the bucket is there, and where' },
  { action: 's3:PutObject', scope: 'objects', purpose: 'upload recordings' },
  { action: 's3:GetObject', scope: 'objects', purpose: 'read results, and let Transcribe read recordings' },
  { action: 's3:ListMultipartUploadParts', scope: 'objects', purpose: 'go on with an interrupted upload' },
  { action: 's3:AbortMultipartUpload', scope: 'objects', purpose: 'clear unfinished uploads, which would be billed' },
  { action: 's3:ListBucketMultipartUploads', scope: 'bucket', purpose: 'find unfinished uploads of its own' },
  { action: 's3:DeleteObject', scope: 'objects', purpose: 'delete uploads afterwards, when asked to' },
  { action: 'transcribe:StartTranscriptionJob', scope: 'jobs', purpose: 'start jobs' },
  { action: 'transcribe:ListTranscriptionJobs', scope: 'jobs', purpose: 'follow jobs' },
  { action: 'transcribe:GetTranscriptionJob', scope: 'jobs', purpose: 'fetch results' },
  { action: 'transcribe:DeleteTranscriptionJob', scope: 'jobs', purpose: 'forget cancelled jobs' },
] as const satisfies readonly Right[];

export type RightAction = (typeof RIGHTS)[number]['action'];

/** What encrypting uploads with a key of one's own needs beside. */
const KEY_RIGHTS = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;

/** Where the rights are to hold. */
export interface PolicyPlace {
  readonly bucket: string;
  /** Folder in the bucket, ending in "/", or empty. */
  readonly prefix: string;
  readonly region: string;
  /** The KMS key of the settings; only an ARN can stand in a policy, anything else becomes every key. */
  readonly kmsKey: string | null;
}

/** What a right is granted on, as an ARN or "*". Transcribe knows no narrower place for these actions. */
export function resourceOf(action: RightAction, place: PolicyPlace): string {
  const scope = RIGHTS.find((right) => right.action === action)?.scope ?? 'jobs';
  const bucket = `arn:${partitionOf(place.region)}:s3:::${place.bucket}`;
  return scope === 'objects' ? `${bucket}/${place.prefix}*` : scope === 'bucket' ? bucket : '*';
}

/** An IAM policy that grants these actions there and nothing else, ready to paste; null for no action. */
export function policyFor(place: PolicyPlace, actions: readonly RightAction[]): string | null {
  if (actions.length === 0) return null;
  const statement = (sid: string, scope: Scope): object[] => {
    const granted = RIGHTS.filter((right) => right.scope === scope && actions.includes(right.action)).map(({ action }) => action);
    const [first] = granted;
    return first === undefined ? [] : [{ Sid: sid, Effect: 'Allow', Action: granted, Resource: resourceOf(first, place) }];
  };
  const key =
    place.kmsKey === null || !actions.includes('s3:PutObject')
      ? []
      : [{ Sid: 'GalleyKey', Effect: 'Allow', Action: KEY_RIGHTS, Resource: place.kmsKey.startsWith('arn:') ? place.kmsKey : '*' }];
  const statements = [...statement('GalleyBucket', 'bucket'), ...statement('GalleyObjects', 'objects'), ...statement('GalleyJobs', 'jobs'), ...key];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}

/** AWS in China and for the US government have ARNs of their own. */
function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
