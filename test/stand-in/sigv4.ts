// Signature Version 4, checked: header and query form, temporary keys, clock skew, link expiry.
// It believes a claimed payload hash; whether the body fits it is checked by whoever reads the body.
// Rules: "Signature Version 4 signing process" of the AWS General Reference, 15 min skew, 7 days at most for links.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller, Credentials } from './caller.ts';
import { header, queryValue, type Incoming } from './incoming.ts';
import { AuthRefusal } from './refusal.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW = 15 * 60_000;

/** A signature as a request states it. */
interface Claim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** As sent, "20261122T101500Z". */
  readonly amzDate: string;
  readonly token: string | null;
  /** Seconds, for links only. */
  readonly expires: number | null;
}

/** A believed caller with what chunk signatures go on from. */
export interface SignedCaller extends Caller {
  readonly signature: string;
  readonly amzDate: string;
  readonly scope: string;
  readonly signingKey: Buffer;
}

/** Throws AuthRefusal unless the request is signed by one of the keys. `payloadHash` is the hash the canonical request ends with. */
export function authenticate(incoming: Incoming, keys: readonly Credentials[], now: number, payloadHash: string): SignedCaller {
  const claim = queryValue(incoming, 'X-Amz-Signature') !== null ? claimOfQuery(incoming) : claimOfHeader(incoming);
  const credentials = keys.find((key) => key.accessKeyId === claim.accessKeyId);
  if (!credentials) throw new AuthRefusal('unknown-key', '', { AWSAccessKeyId: claim.accessKeyId });
  checkTimes(claim, now);
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const canonical = canonicalRequest(incoming, claim, payloadHash);
  const toSign = [ALGORITHM, claim.amzDate, scope, sha256Hex(canonical)].join('\n');
  const signingKey = deriveKey(credentials.secretAccessKey, claim);
  if (!sameHex(hmac(signingKey, toSign).toString('hex'), claim.signature)) {
    throw new AuthRefusal('mismatch', '', {
      AWSAccessKeyId: claim.accessKeyId,
      StringToSign: toSign,
      SignatureProvided: claim.signature,
      CanonicalRequest: canonical,
    });
  }
  if ((credentials.sessionToken ?? null) !== claim.token) throw new AuthRefusal('bad-token');
  if (credentials.expiresAt !== undefined && now >= credentials.expiresAt) throw new AuthRefusal('expired-token');
  return { credentials, region: claim.region, service: claim.service, signature: claim.signature, amzDate: claim.amzDate, scope, signingKey };
}

/** What a signed link lets its holder do, and for how long (`expires` in seconds). */
export interface SignedLink {
  readonly method?: 'GET' | 'PUT';
  readonly host: string;
  readonly path: string;
  readonly credentials: Credentials;
  readonly region: string;
  readonly now: number;
  readonly expires: number;
}

/** The query of a signed link to an object of a path-style address. */
export function signLink(link: SignedLink): string {
  const amzDate = new Date(link.now).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = amzDate.slice(0, 8);
  const scope = `${date}/${link.region}/s3/aws4_request`;
  const query: [string, string][] = [
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', `${link.credentials.accessKeyId}/${scope}`],
    ['X-Amz-Date', amzDate],
    ['X-Amz-Expires', String(link.expires)],
    ['X-Amz-SignedHeaders', 'host'],
  ];
  const canonical = [link.method ?? 'GET', link.path, canonicalQuery(query), `host:${link.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const key = deriveKey(link.credentials.secretAccessKey, { date, region: link.region, service: 's3' });
  const signature = hmac(key, [ALGORITHM, amzDate, scope, sha256Hex(canonical)].join('\n')).toString('hex');
  return `${canonicalQuery(query)}&X-Amz-Signature=${signature}`;
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Compares two hexadecimal digests in constant time. */
export function sameHex(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Percent-encodes all but unreserved characters, as AWS signs. */
export function encodePart(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function claimOfHeader(incoming: Incoming): Claim {
  const authorization = header(incoming, 'authorization');
  if (authorization === null) throw new AuthRefusal('missing');
  const match = /^AWS4-HMAC-SHA256\s+Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(authorization);
  const [, credential = '', signedHeaders = '', signature = ''] = match ?? [];
  const amzDate = header(incoming, 'x-amz-date');
  if (!match || amzDate === null) throw new AuthRefusal('malformed', 'The authorization header that you provided is not valid.');
  return {
    ...scopeOf(credential),
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    token: header(incoming, 'x-amz-security-token'),
    expires: null,
  };
}

function claimOfQuery(incoming: Incoming): Claim {
  const value = (name: string): string => {
    const found = queryValue(incoming, name);
    if (found === null) throw new AuthRefusal('malformed', `Query-string authentication requires the ${name} parameter`);
    return found;
  };
  const expires = Number(value('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 0) throw new AuthRefusal('malformed', 'X-Amz-Expires should be a number');
  if (expires > 604_800)
    throw new AuthRefusal(
      'malformed',
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  if (value('X-Amz-Algorithm') !== ALGORITHM) throw new AuthRefusal('malformed', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  return {
    ...scopeOf(value('X-Amz-Credential')),
    signedHeaders: value('X-Amz-SignedHeaders').split(';'),
    signature: value('X-Amz-Signature'),
    amzDate: value('X-Amz-Date'),
    token: queryValue(incoming, 'X-Amz-Security-Token'),
    expires,
  };
}

function scopeOf(credential: string): { accessKeyId: string; date: string; region: string; service: string } {
  const parts = credential.split('/');
  const [accessKeyId = '', date = '', region = '', service = '', end = ''] = parts;
  if (parts.length !== 5 || end !== 'aws4_request')
    throw new AuthRefusal('malformed', 'The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))
    throw new AuthRefusal('wrong-region', `the region '${region}' is wrong; expecting 'us-east-1'`, { Region: 'us-east-1' });
  return { accessKeyId, date, region, service };
}

function checkTimes(claim: Claim, now: number): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(claim.amzDate);
  if (!match || !claim.amzDate.startsWith(claim.date)) throw new AuthRefusal('malformed', 'Invalid credential date');
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const signedAt = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  const facts = { RequestTime: claim.amzDate, ServerTime: new Date(now).toISOString() };
  if (claim.expires === null) {
    if (Math.abs(now - signedAt) > SKEW) throw new AuthRefusal('skewed', '', { ...facts, MaxAllowedSkewMilliseconds: String(SKEW) });
    return;
  }
  if (signedAt - now > SKEW) throw new AuthRefusal('link-expired', 'Request is not yet valid', facts);
  const end = signedAt + claim.expires * 1000;
  if (now >= end)
    throw new AuthRefusal('link-expired', 'Request has expired', { 'X-Amz-Expires': String(claim.expires), Expires: new Date(end).toISOString(), ...facts });
}

function canonicalRequest(incoming: Incoming, claim: Claim, payloadHash: string): string {
  const headers = claim.signedHeaders.map((name) => `${name}:${(incoming.headers.get(name) ?? '').trim().replace(/ +/g, ' ')}\n`).join('');
  const path = incoming.rawPath
    .split('/')
    .map((part) => encodePart(decodeURIComponent(part)))
    .join('/');
  const query = incoming.query.filter(([name]) => name !== 'X-Amz-Signature');
  return [incoming.method, path, canonicalQuery(query), headers, claim.signedHeaders.join(';'), payloadHash].join('\n');
}

function canonicalQuery(query: readonly (readonly [string, string])[]): string {
  const pairs = query.map(([name, value]) => [encodePart(name), encodePart(value)] as const);
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function deriveKey(secret: string, scope: { date: string; region: string; service: string }): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.date), scope.region), scope.service), 'aws4_request');
}
