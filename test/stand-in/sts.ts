// STS, as far as "Test connection" needs it: GetCallerIdentity over the query protocol.
import { callerArn, type Caller } from './caller.ts';
import { AuthRefusal, Refusal, type AuthTrouble } from './refusal.ts';
import type { Reply } from './reply.ts';
import { toXml } from './s3/xml.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** The operation a form names. */
export function operationOfSts(form: string): string {
  return new URLSearchParams(form).get('Action') ?? 'Unknown';
}

/** Does the operation. */
export function answerSts(operation: string, caller: Caller, account: string, requestId: string): Reply {
  if (operation !== 'GetCallerIdentity') throw new Refusal(400, 'InvalidAction', `Could not find operation ${operation} for version 2011-06-15`);
  const arn = callerArn(caller.credentials, account);
  const xml = toXml(
    'GetCallerIdentityResponse',
    { GetCallerIdentityResult: { Arn: arn, UserId: 'AIDAPRACTICEPRACTICE0', Account: account }, ResponseMetadata: { RequestId: requestId } },
    NAMESPACE,
  );
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: xml };
}

const AUTH: Readonly<Record<AuthTrouble, readonly [number, string, string]>> = {
  missing: [403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'],
  malformed: [400, 'IncompleteSignature', 'The request signature does not conform to AWS standards.'],
  'wrong-region': [403, 'SignatureDoesNotMatch', 'Credential should be scoped to a valid region.'],
  'unknown-key': [403, 'InvalidClientTokenId', 'The security token included in the request is invalid.'],
  'bad-token': [403, 'InvalidClientTokenId', 'The security token included in the request is invalid.'],
  'expired-token': [403, 'ExpiredToken', 'The security token included in the request is expired'],
  mismatch: [
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ],
  skewed: [403, 'SignatureDoesNotMatch', 'Signature expired'],
  'link-expired': [403, 'SignatureDoesNotMatch', 'Signature expired'],
};

/** A distrusted caller in STS's words. */
export function refusalOfSts(thrown: AuthRefusal): Refusal {
  const [status, code, message] = AUTH[thrown.trouble];
  return new Refusal(status, code, thrown.trouble === 'skewed' ? skewText(thrown) : message);
}

/** A refusal as a query-protocol error document. */
export function replyOfStsRefusal(refusal: Refusal, requestId: string): Reply {
  const type = refusal.status >= 500 ? 'Receiver' : 'Sender';
  const xml = toXml('ErrorResponse', { Error: { Type: type, Code: refusal.code, Message: refusal.message }, RequestId: requestId }, NAMESPACE);
  return { status: refusal.status, headers: { 'content-type': 'text/xml' }, body: xml };
}

/** The sentence every service but S3 uses for a wrong clock. */
export function skewText(thrown: AuthRefusal): string {
  const { RequestTime = '', ServerTime = '' } = thrown.facts;
  const server = ServerTime.replace(/[-:]|\.\d{3}/g, '');
  return RequestTime < server
    ? `Signature expired: ${RequestTime} is now earlier than ${server} (${server} - 15 min.)`
    : `Signature not yet current: ${RequestTime} is still later than ${server} (${server} + 15 min.)`;
}
