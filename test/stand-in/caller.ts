// Who may call: the keys the stand-in was given, and what each of them may not do.

/** One set of AWS keys the stand-in believes. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary keys: the session token that must come along. */
  readonly sessionToken?: string;
  /** Temporary keys: milliseconds since 1970 after which they are refused as expired. */
  readonly expiresAt?: number;
  /** What GetCallerIdentity tells; an IAM user by default. */
  readonly arn?: string;
  /** A service of AWS itself, reaching only its own buckets. */
  readonly service?: string;
  /** Actions refused with AccessDenied: "s3:PutObject", "transcribe:*", "*". */
  readonly deny?: readonly string[];
}

/** A caller whose signature held. */
export interface Caller {
  readonly credentials: Credentials;
  /** Region and service of the signature's scope. */
  readonly region: string;
  readonly service: string;
}

/** Whether these keys may do an action such as "s3:PutObject". */
export function may(credentials: Credentials, action: string): boolean {
  const [service = ''] = action.split(':');
  return !(credentials.deny ?? []).some((denied) => denied === action || denied === `${service}:*` || denied === '*');
}

/** The caller's ARN, as denials and STS tell it. */
export function callerArn(credentials: Credentials, account: string): string {
  return credentials.arn ?? `arn:aws:iam::${account}:user/practice`;
}
