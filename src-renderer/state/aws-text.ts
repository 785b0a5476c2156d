// AWS in words people know: kinds of profiles, regions with Transcribe, where credentials come from, how a bucket does.
import { errorText } from '../../src-core/contract/error-text.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { AwsProfile, CallResult, CredentialsStatus } from '../../src-core/contract/studio-api.ts';

export const PROFILE_KINDS: Readonly<Record<AwsProfile['kind'], string>> = {
  static: 'keys',
  sso: 'single sign-on',
  process: 'a program',
  'assume-role': 'assumes a role',
  'web-identity': 'web identity',
  login: 'console sign-in',
  unknown: 'incomplete',
};

/** Regions with batch transcription, for completion only; any other may be typed. */
export const REGIONS = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-south-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

/** What is in use now, as a hint under the profile. */
export function sourceText(status: CredentialsStatus | null): string | null {
  if (status === null) return null;
  switch (status.source) {
    case 'profile':
      return `In use: the profile “${status.profile ?? ''}”.`;
    case 'environment':
      return 'In use: keys from the environment Galley was started in.';
    case 'entered':
      return status.keepsKeys ? 'In use: the keys you entered, kept by the system’s keyring.' : 'In use: the keys you entered, until Galley closes.';
    case 'none':
      return 'Nothing to sign requests with yet.';
  }
}

/** How a right stands, in a word. */
export const RIGHT_STATES = { allowed: 'allowed', denied: 'missing', untried: 'not tried' } as const;

/** From here on a wrong clock is told, seconds (A4). */
const DRIFT_TOLD_SECONDS = 5 * 60;

/** What is said of this machine's clock; null while it is right enough. */
export function driftText(aheadSeconds: number | null): string | null {
  if (aheadSeconds === null || Math.abs(aheadSeconds) < DRIFT_TOLD_SECONDS) return null;
  const happened = errorText(new StudioError('clock-wrong', { aheadBySeconds: aheadSeconds }))?.happened ?? '';
  // The sentence of a refused request, up to where it speaks of the refusal: nothing was refused yet.
  return `${happened.split(',')[0] ?? happened}. Galley signs by AWS’s clock as long as that works; better set yours right.`;
}

type Bucket = NonNullable<CallResult<'credentials.test'>['bucket']>;

/** How the bucket does, in a sentence. */
export function bucketText(bucket: Bucket): string {
  switch (bucket.state) {
    case 'ready':
      return bucket.unfinished
        ? `The bucket “${bucket.name}” is there, but making it broke off before it was private, encrypted and tidy.`
        : `The bucket “${bucket.name}” is ready${bucket.owner === null ? '' : ` and belongs to ${bucket.owner}`}.`;
    case 'other-owner':
      return `The bucket “${bucket.name}” does not belong to ${bucket.owner ?? 'your account'}. If it is lent to you, name the account that owns it above.`;
    case 'missing':
      return `There is no bucket “${bucket.name}” yet.`;
    case 'denied':
      return `The bucket “${bucket.name}” exists, but may not be used with these credentials.`;
    case 'other-region':
      return `The bucket “${bucket.name}” lies in ${bucket.region ?? 'another region'}; Transcribe reads only from its own.`;
  }
}

export const ENDPOINT_WORDS = { s3: 'S3', transcribe: 'Transcribe', 'transcribe-streaming': 'Transcribe, live', sts: 'STS' } as const;
