// The only file that knows AWS exception names, network error codes and the shapes errors have on the wire.
// It turns whatever a client threw into a code of the contract, and lets nothing secret through: neither in details nor as cause.
import { CancelledError, StudioError, type ErrorCode, type ErrorDetails } from '../../../src-core/contract/errors.ts';
import { redactAws } from './redact-aws.ts';

/** What was being done, for the sentence: "s3:PutObject", and on what. */
export interface AwsPlace {
  /** IAM action, as a policy names it (A3). */
  readonly action: string;
  /** "bucket/key", a job's name, a role. */
  readonly resource: string;
  /** Milliseconds since 1970; the machine's clock unless a test says otherwise. */
  readonly now?: number;
}

/** Something answered in the service's place (S16). */
export class InterceptedAnswer extends Error {
  readonly why: 'html' | 'redirect' | 'incomplete-answer';

  constructor(why: InterceptedAnswer['why']) {
    super(`not an answer of AWS: ${why}`);
    this.name = 'InterceptedAnswer';
    this.why = why;
  }
}

/** Codes by exception name. Names of S3 (XML), Transcribe and STS together: none means two things. */
const BY_NAME: ReadonlyMap<string, ErrorCode> = new Map(
  Object.entries({
    'credentials-expired': ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired'],
    'access-denied': [
      ...['AccessDenied', 'AccessDeniedException', 'Forbidden', 'AllAccessDisabled', 'AccountProblem', 'UnauthorizedException', 'NotSignedUp', 'OptInRequired'],
      ...['InvalidAccessKeyId', 'InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidToken', 'InvalidSecurity', 'AuthFailure'],
      ...['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature', 'IncompleteSignatureException', 'MissingAuthenticationToken'],
      ...['MissingAuthenticationTokenException', 'SubscriptionRequiredException'],
    ],
    'wrong-region': ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'],
    'bucket-missing': ['NoSuchBucket'],
    'not-found': ['NoSuchKey', 'NoSuchUpload', 'NotFound', 'NotFoundException'],
    'clock-wrong': ['RequestTimeTooSkewed', 'RequestInTheFuture'],
    throttled: [
      'Throttling',
      'ThrottlingException',
      'ThrottledException',
      'TooManyRequestsException',
      'RequestLimitExceeded',
      'RequestThrottled',
      'SlowDown',
      'BandwidthLimitExceeded',
    ],
    quota: ['LimitExceededException', 'TooManyBuckets', 'ServiceQuotaExceededException'],
    conflict: ['ConflictException'],
    network: ['RequestTimeout', 'RequestTimeoutException', 'TimeoutError', 'IncompleteBody'],
    service: [
      'InternalError',
      'InternalFailure',
      'InternalFailureException',
      'InternalServerException',
      'ServiceUnavailable',
      'ServiceUnavailableException',
      'OperationAborted',
    ],
  } satisfies Partial<Record<ErrorCode, string[]>>).flatMap(([code, names]) => names.map((name) => [name, code as ErrorCode] as const)), // keys of a Record by ErrorCode
);

/** Node's codes for a network that is not there or broke off (A5). */
const NETWORK_CODES = new Set(
  (
    'ECONNRESET ECONNREFUSED ECONNABORTED EPIPE ETIMEDOUT ESOCKETTIMEDOUT ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA ENETUNREACH ENETDOWN EHOSTUNREACH ' +
    'EHOSTDOWN EADDRNOTAVAIL EPROTO ERR_SOCKET_CONNECTION_TIMEOUT ERR_STREAM_PREMATURE_CLOSE ERR_SSL_WRONG_VERSION_NUMBER ERR_PROXY_TUNNEL ERR_HTTP_CONTENT_LENGTH_MISMATCH'
  ).split(' '),
);

/** Node's codes for a certificate that is not the service's: a proxy that opens TLS, or a wrong clock. */
const CERTIFICATE_CODE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;

/** What Node and the SDK say of a transfer that broke off or arrived changed, without any code. */
const BROKEN_TRANSFER = /socket hang up|aborted|other side closed|terminated|^Checksum mismatch/i;

/** Drift at which a refused signature is the clock's fault: the service's own tolerance for batch calls (A4). */
const CLOCK_DRIFT_MILLIS = 5 * 60 * 1000;

/**
 * The failure as the studio tells it. Cancelled stays cancelled; a StudioError passes unchanged;
 * what AWS or the network did gets its code; anything else is a bug and is answered as it came.
 */
export function toStudioError(thrown: unknown, place: AwsPlace): unknown {
  if (thrown instanceof StudioError || thrown instanceof CancelledError || !(thrown instanceof Error)) return thrown;
  if (thrown.name === 'AbortError') return new CancelledError();
  const facts = factsOf(thrown);
  const code = codeOf(thrown, facts, place.now ?? Date.now());
  if (code === null) return thrown;
  return new StudioError(code, detailsOf(code, thrown, facts, place), quietCause(thrown));
}

/** What an SDK error carries beside its message. */
interface ErrorFacts {
  readonly status: number | null;
  readonly nodeCode: string | null;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly fault: string | null;
  readonly isAws: boolean;
  readonly extra: Readonly<Record<string, unknown>>;
}

function factsOf(error: Error): ErrorFacts {
  const extra = error as unknown as Record<string, unknown>; // SDK errors carry untyped extras; each is checked below
  const metadata = recordOf(extra['$metadata']);
  const response = recordOf(extra['$response']);
  const status = metadata['httpStatusCode'] ?? response['statusCode'];
  const inner = recordOf(extra['cause'])['code'];
  const nodeCode = extra['code'] ?? inner;
  return {
    status: typeof status === 'number' && status > 0 ? status : null,
    nodeCode: typeof nodeCode === 'string' ? nodeCode : null,
    headers: recordOf(response['headers']) as Record<string, string | undefined>, // header maps of the SDK are of strings
    fault: typeof extra['$fault'] === 'string' ? extra['$fault'] : null,
    isAws: '$metadata' in extra || '$response' in extra || '$fault' in extra,
    extra,
  };
}

function codeOf(error: Error, facts: ErrorFacts, now: number): ErrorCode | null {
  if (error instanceof InterceptedAnswer) return 'intercepted';
  if (facts.nodeCode !== null && CERTIFICATE_CODE.test(facts.nodeCode)) return 'intercepted';
  if (facts.nodeCode !== null && NETWORK_CODES.has(facts.nodeCode)) return 'network';
  if (!facts.isAws && BROKEN_TRANSFER.test(error.message)) return 'network';
  const named = BY_NAME.get(error.name) ?? null;
  if (named === 'access-denied' && isClockFault(error, facts, now)) return 'clock-wrong';
  if (error.name === 'BadRequestException') return codeOfBadRequest(error.message);
  if (named !== null) return named;
  return facts.isAws ? codeOfStatus(error, facts) : null;
}

/** Transcribe says most things by BadRequestException; some of them in words only (A31, A54). */
function codeOfBadRequest(message: string): ErrorCode {
  if (/security token .*expired|expired token|token (has )?expired/i.test(message)) return 'credentials-expired';
  if (/too many (open |running |concurrent )?(transcription )?jobs|limit exceeded/i.test(message)) return 'quota';
  if (/couldn['’]?t be found/i.test(message)) return 'not-found';
  return 'bad-request';
}

/** Errors without a name of their own: HEAD replies, foreign servers, pages of proxies. */
function codeOfStatus(error: Error, facts: ErrorFacts): ErrorCode {
  const { status, fault } = facts;
  if (error instanceof SyntaxError) return 'intercepted';
  if (status === null) return 'service';
  if (status >= 300 && status < 400 && isAnsweredByAws(facts)) return 'wrong-region';
  if (status < 400 || status === 511) return 'intercepted';
  if (status === 401 || status === 403) return 'access-denied';
  if (status === 404) return 'not-found';
  if (status === 408) return 'network';
  if (status === 429) return 'throttled';
  // S3 has no words for a HEAD; 400 is how it says there that a token has run out. Ours are never malformed (A1).
  if (status === 400 && isWordless(error)) return 'credentials-expired';
  return status >= 500 || fault === 'server' ? 'service' : 'bad-request';
}

/** A refusal without a document, as only a HEAD gets it. */
function isWordless(error: Error): boolean {
  return /^(Unknown|UnknownError|400)$/.test(error.name) && /^(UnknownError|)$/.test(error.message);
}

/** Redirects of S3 carry its ids or the bucket's region; those of a portal do not. */
function isAnsweredByAws({ headers }: ErrorFacts): boolean {
  return headers['x-amz-bucket-region'] !== undefined || headers['x-amz-request-id'] !== undefined || headers['x-amzn-requestid'] !== undefined;
}

/** A refused signature is the clock's fault when the service says so, or when its own clock is far from ours. */
function isClockFault(error: Error, facts: ErrorFacts, now: number): boolean {
  if (/signature (expired|not yet current)/i.test(error.message)) return true;
  if (!/^(SignatureDoesNotMatch|InvalidSignatureException|AccessDenied)$/.test(error.name)) return false;
  return Math.abs(driftOf(facts, now) ?? 0) > CLOCK_DRIFT_MILLIS;
}

/** How far this clock is ahead of the service's, milliseconds; null when the service did not tell. */
function driftOf({ headers }: ErrorFacts, now: number): number | null {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? null : now - date;
}

function detailsOf(code: ErrorCode, error: Error, facts: ErrorFacts, place: AwsPlace): ErrorDetails {
  const details: Record<string, string | number | boolean | null> = { action: place.action, resource: place.resource };
  const serviceText = facts.isAws && !(error instanceof SyntaxError) ? redactAws(error.message).slice(0, 1000) : '';
  if (serviceText !== '' && serviceText !== 'UnknownError') details['message'] = serviceText;
  if (place.action.startsWith('s3:')) details['bucket'] = place.resource.split('/')[0] ?? '';
  if (code === 'network' || code === 'intercepted') details['cause'] = causeOf(error, facts);
  if (code === 'wrong-region') details['region'] = regionOf(facts);
  if (code === 'not-found') details['what'] = error.name === 'NoSuchUpload' ? 'upload' : place.action.startsWith('s3:') ? 'object' : 'job';
  if (code === 'clock-wrong') details['aheadBySeconds'] = Math.round((driftOf(facts, place.now ?? Date.now()) ?? 0) / 1000);
  if (code === 'access-denied' && /Key|Token|Signature|Client|Security/.test(error.name)) details['cause'] = 'keys-refused';
  // A part that arrived changed is read from disk again before anyone is told (A15).
  if (code === 'bad-request' && /^(BadDigest|InvalidDigest|XAmzContentSHA256Mismatch)$/.test(error.name)) details['reason'] = 'BadDigest';
  return details;
}

function causeOf(error: Error, { nodeCode }: ErrorFacts): string {
  if (error instanceof InterceptedAnswer) return error.why;
  if (nodeCode !== null && CERTIFICATE_CODE.test(nodeCode)) return `certificate: ${nodeCode}`;
  if (/^Checksum mismatch/.test(error.message)) return 'checksum';
  return nodeCode ?? (error instanceof SyntaxError ? 'unreadable-answer' : error.name);
}

/** S3 names the right region in a header, or in the error document. */
function regionOf({ headers, extra }: ErrorFacts): string | null {
  const told = headers['x-amz-bucket-region'] ?? extra['Region'];
  return typeof told === 'string' && /^[a-z0-9-]{1,40}$/.test(told) ? told : null;
}

/**
 * What is kept of the original: SDK errors hold whole requests, signatures and S3's "string to sign" in properties,
 * so only a redacted name, message and stack go on (S22).
 */
function quietCause(error: Error): Error {
  const quiet = new Error(redactAws(`${error.name}: ${error.message}`).slice(0, 2000));
  quiet.name = 'AwsError';
  quiet.stack = redactAws(error.stack ?? '');
  return quiet;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // any object may be read by key
}
