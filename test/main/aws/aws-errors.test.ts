// What AWS and the network throw, and the one code each becomes. Shapes are those the SDK makes.
import { describe, expect, it } from 'vitest';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import { InterceptedAnswer, toStudioError } from '../../../src-main/adapters/aws/aws-errors.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const place = { action: 's3:PutObject', resource: 'newsroom/galley/a.mp3', now: NOW };

interface Extras {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly [other: string]: unknown;
}

function awsError(name: string, message = 'told by AWS', { status = 400, headers = {}, ...more }: Extras = {}): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
    $response: { statusCode: status, headers },
    ...more,
  });
}

function nodeError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 127.0.0.1:1`), { code, errno: -1 });
}

const told = (thrown: unknown, at = place): StudioError => {
  const error = toStudioError(thrown, at);
  if (!(error instanceof StudioError)) throw new Error(`not told: ${String(error)}`);
  return error;
};

describe('what AWS throws', () => {
  it.each([
    ['ExpiredToken', 'credentials-expired'],
    ['ExpiredTokenException', 'credentials-expired'],
    ['AccessDenied', 'access-denied'],
    ['AccessDeniedException', 'access-denied'],
    ['InvalidAccessKeyId', 'access-denied'],
    ['UnrecognizedClientException', 'access-denied'],
    ['SignatureDoesNotMatch', 'access-denied'],
    ['PermanentRedirect', 'wrong-region'],
    ['AuthorizationHeaderMalformed', 'wrong-region'],
    ['NoSuchBucket', 'bucket-missing'],
    ['NoSuchKey', 'not-found'],
    ['NoSuchUpload', 'not-found'],
    ['RequestTimeTooSkewed', 'clock-wrong'],
    ['ThrottlingException', 'throttled'],
    ['SlowDown', 'throttled'],
    ['LimitExceededException', 'quota'],
    ['ConflictException', 'conflict'],
    ['InternalFailureException', 'service'],
    ['InternalError', 'service'],
    ['RequestTimeout', 'network'],
    ['BadRequestException', 'bad-request'],
    ['EntityTooSmall', 'bad-request'],
    ['InvalidPart', 'bad-request'],
    ['KMS.DisabledException', 'bad-request'],
    ['SomethingOfTheFuture', 'bad-request'],
  ])('as %s is %s', (name, code) => {
    expect(told(awsError(name)).code).toBe(code);
  });

  it.each([
    [400, 'credentials-expired'],
    [403, 'access-denied'],
    [404, 'not-found'],
    [408, 'network'],
    [429, 'throttled'],
    [500, 'service'],
    [503, 'service'],
    [511, 'intercepted'],
    [302, 'intercepted'],
  ])('without a name but status %i is %s', (status, code) => {
    expect(told(awsError('UnknownError', 'UnknownError', { status })).code).toBe(code);
  });

  it('names action, resource, bucket and the service’s own words', () => {
    expect(told(awsError('AccessDenied', 'not authorized to perform: s3:PutObject', { status: 403 })).details).toEqual({
      action: 's3:PutObject',
      resource: 'newsroom/galley/a.mp3',
      bucket: 'newsroom',
      message: 'not authorized to perform: s3:PutObject',
    });
  });

  it('tells keys that are refused from a right that is missing', () => {
    expect(told(awsError('SignatureDoesNotMatch', '', { status: 403 })).details['cause']).toBe('keys-refused');
    expect(told(awsError('UnrecognizedClientException')).details['cause']).toBe('keys-refused');
    expect(told(awsError('AccessDenied', '', { status: 403 })).details['cause']).toBeUndefined();
  });

  it('reads what Transcribe says in words only', () => {
    const bad = (message: string) =>
      told(awsError('BadRequestException', message), { ...place, action: 'transcribe:GetTranscriptionJob', resource: 'galley-1' });
    expect(bad("The requested job couldn't be found. Check the job name and try your request again.")).toMatchObject({
      code: 'not-found',
      details: { what: 'job' },
    });
    expect(bad('The security token included in the request is expired').code).toBe('credentials-expired');
    expect(bad('You have too many concurrent jobs.').code).toBe('quota');
    expect(bad('You have too many open transcription jobs in this account.').code).toBe('quota');
    expect(bad('The language code is missing.')).toMatchObject({ code: 'bad-request', details: { message: 'The language code is missing.' } });
  });

  it('finds the right region in the header, or in the document', () => {
    expect(told(awsError('PermanentRedirect', '', { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-3' } })).details['region']).toBe('eu-west-3');
    expect(told(awsError('AuthorizationHeaderMalformed', '', { Region: 'eu-west-3' })).details['region']).toBe('eu-west-3');
    expect(told(awsError('PermanentRedirect', '', { status: 301, Region: '<script>' })).details['region']).toBeNull();
  });

  it('blames the clock when the service’s is far from ours', () => {
    const at = (drift: number) => told(awsError('SignatureDoesNotMatch', '', { status: 403, headers: { date: new Date(NOW - drift).toUTCString() } }));
    expect(at(6 * 60_000)).toMatchObject({ code: 'clock-wrong', details: { aheadBySeconds: 360 } });
    expect(at(-6 * 60_000)).toMatchObject({ code: 'clock-wrong', details: { aheadBySeconds: -360 } });
    expect(at(60_000).code).toBe('access-denied');
    expect(told(awsError('InvalidSignatureException', 'Signature expired: 20261122T120000Z is now earlier than …')).code).toBe('clock-wrong');
  });

  it('marks a part that arrived changed, so that it is read from disk again', () => {
    expect(told(awsError('BadDigest'))).toMatchObject({ code: 'bad-request', details: { reason: 'BadDigest' } });
    expect(told(awsError('InvalidPart')).details['reason']).toBeUndefined();
  });

  it('tells which thing is gone', () => {
    expect(told(awsError('NoSuchUpload', '', { status: 404 })).details['what']).toBe('upload');
    expect(told(awsError('NoSuchKey', '', { status: 404 })).details['what']).toBe('object');
  });
});

describe('what the network throws', () => {
  it.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE'])('as %s is the network', (code) => {
    expect(told(nodeError(code))).toMatchObject({ code: 'network', details: { cause: code } });
  });

  it('as a time-out of the SDK is the network', () => {
    expect(told(Object.assign(new Error('socket idle'), { name: 'TimeoutError' })).code).toBe('network');
  });

  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'])(
    'as %s is somebody in between',
    (code) => {
      expect(told(nodeError(code))).toMatchObject({ code: 'intercepted', details: { cause: `certificate: ${code}` } });
    },
  );

  it('as a page instead of an answer is somebody in between', () => {
    expect(told(new InterceptedAnswer('html')).code).toBe('intercepted');
    const unreadable = Object.assign(new SyntaxError('Unexpected token < in JSON'), { $response: { statusCode: 200, headers: {} } });
    expect(told(unreadable)).toMatchObject({ code: 'intercepted', details: { cause: 'unreadable-answer' } });
  });
});

describe('what is not told', () => {
  it('is a bug, which stays what it is', () => {
    const bug = new TypeError('cannot read properties of undefined');
    expect(toStudioError(bug, place)).toBe(bug);
    expect(toStudioError('text', place)).toBe('text');
  });

  it('is a cancel, which is no failure', () => {
    expect(toStudioError(Object.assign(new Error('Request aborted'), { name: 'AbortError' }), place)).toBeInstanceOf(CancelledError);
  });

  it('is what was told before', () => {
    const before = new StudioError('no-region');
    expect(toStudioError(before, place)).toBe(before);
  });

  it('is any secret: not in details, not in the text, not in the cause', () => {
    const secrets = ['AKIAIOSFODNN7EXAMPLE', 'deadbeefsignature', 'IQoJb3JpZ2luX2VjEXAMPLETOKENEXAMPLETOKEN', 'wJalrXUtnFEMI'];
    const thrown = awsError(
      'SignatureDoesNotMatch',
      'for AKIAIOSFODNN7EXAMPLE: Credential=AKIAIOSFODNN7EXAMPLE/20261122, Signature=deadbeefsignature, token IQoJb3JpZ2luX2VjEXAMPLETOKENEXAMPLETOKEN, secret_access_key=wJalrXUtnFEMI',
      { status: 403, AWSAccessKeyId: secrets[0], StringToSign: secrets.join(), SignatureProvided: secrets[1] },
    );
    const error = told(thrown);
    const cause = error.cause as Error; // made by toStudioError
    const everything = [
      JSON.stringify(error),
      String(error),
      error.stack,
      String(cause),
      cause.stack,
      JSON.stringify(cause, Object.getOwnPropertyNames(cause)),
    ].join('\n');
    for (const secret of secrets) expect(everything).not.toContain(secret);
    expect(cause.message).toContain('SignatureDoesNotMatch');
  });
});
