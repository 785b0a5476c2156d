// S3: from a signed request to a reply, and S3's own way of saying no.
import { header, type Incoming } from '../incoming.ts';
import { AuthRefusal, Refusal, type AuthTrouble } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import * as buckets from './bucket-operations.ts';
import * as listing from './listing.ts';
import * as multipart from './multipart-operations.ts';
import * as objects from './object-operations.ts';
import type { S3Request } from './request.ts';
import { toXml } from './xml.ts';

const HANDLERS: Readonly<Record<string, (request: S3Request) => Reply | Promise<Reply>>> = {
  ListBuckets: buckets.listBuckets,
  CreateBucket: buckets.createBucket,
  HeadBucket: buckets.headBucket,
  DeleteBucket: buckets.deleteBucket,
  GetBucketLocation: buckets.getBucketLocation,
  PutPublicAccessBlock: (request) => buckets.putSetting(request, 'publicAccessBlock'),
  GetPublicAccessBlock: (request) => buckets.getSetting(request, 'publicAccessBlock'),
  DeletePublicAccessBlock: (request) => buckets.deleteSetting(request, 'publicAccessBlock'),
  PutBucketEncryption: (request) => buckets.putSetting(request, 'encryption'),
  GetBucketEncryption: (request) => buckets.getSetting(request, 'encryption'),
  DeleteBucketEncryption: (request) => buckets.deleteSetting(request, 'encryption'),
  PutBucketLifecycleConfiguration: (request) => buckets.putSetting(request, 'lifecycle'),
  GetBucketLifecycleConfiguration: (request) => buckets.getSetting(request, 'lifecycle'),
  DeleteBucketLifecycle: (request) => buckets.deleteSetting(request, 'lifecycle'),
  ListObjects: listing.listObjects,
  ListObjectsV2: listing.listObjectsV2,
  PutObject: objects.putObject,
  GetObject: objects.getObject,
  HeadObject: objects.headObject,
  DeleteObject: objects.deleteObject,
  DeleteObjects: objects.deleteObjects,
  CopyObject: objects.copyObject,
  CreateMultipartUpload: multipart.createMultipartUpload,
  UploadPart: multipart.uploadPart,
  ListParts: multipart.listParts,
  ListMultipartUploads: multipart.listMultipartUploads,
  CompleteMultipartUpload: multipart.completeMultipartUpload,
  AbortMultipartUpload: multipart.abortMultipartUpload,
};

/** IAM actions that are not the operation's own name. */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 's3:ListBucket',
  ListObjects: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  DeleteObjects: 's3:DeleteObject',
  CopyObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  CompleteMultipartUpload: 's3:PutObject',
  ListParts: 's3:ListMultipartUploadParts',
  ListMultipartUploads: 's3:ListBucketMultipartUploads',
  ListBuckets: 's3:ListAllMyBuckets',
};

/** The IAM action an operation needs. */
export function actionOfS3(operation: string): string {
  return ACTIONS[operation] ?? `s3:${operation}`;
}

/** Does the operation. */
export async function answerS3(operation: string | null, request: S3Request): Promise<Reply> {
  const handler = operation === null ? undefined : HANDLERS[operation];
  if (!handler) throw new Refusal(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
  return handler(request);
}

/** The hash an S3 request's signature ends with. Links may leave the body unsigned; header signatures must say. */
export function payloadHashOfS3(incoming: Incoming): string {
  return header(incoming, 'x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
}

const AUTH: Readonly<Record<AuthTrouble, readonly [number, string, string]>> = {
  missing: [403, 'AccessDenied', 'Access Denied'],
  malformed: [400, 'AuthorizationHeaderMalformed', 'The authorization header is malformed'],
  'wrong-region': [400, 'AuthorizationHeaderMalformed', 'The authorization header is malformed'],
  'unknown-key': [403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'],
  'bad-token': [400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.'],
  'expired-token': [400, 'ExpiredToken', 'The provided token has expired.'],
  mismatch: [403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.'],
  skewed: [403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.'],
  'link-expired': [403, 'AccessDenied', 'Request has expired'],
};

/** A distrusted caller in S3's words. */
export function refusalOfS3(thrown: AuthRefusal): Refusal {
  const [status, code, message] = AUTH[thrown.trouble];
  const detail = thrown.trouble === 'link-expired' ? thrown.message : thrown.message === '' ? message : `${message}; ${thrown.message}`;
  return new Refusal(status, code, detail, { facts: thrown.facts });
}

/** A refusal as S3's XML error document. HEAD answers carry no document, so their codes are lost, as with S3 itself. */
export function replyOfS3Refusal(refusal: Refusal, incoming: Incoming, ids: { requestId: string; hostId: string }): Reply {
  const body =
    incoming.method === 'HEAD'
      ? ''
      : toXml('Error', { Code: refusal.code, Message: refusal.message, ...refusal.facts, RequestId: ids.requestId, HostId: ids.hostId }, null);
  return { status: refusal.status, headers: { 'content-type': 'application/xml', ...refusal.headers }, body };
}
