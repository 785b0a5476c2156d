// One S3 request understood: which bucket and key, and which operation of the S3 API it is.
import { decodePart, header, queryValue, type Incoming } from '../incoming.ts';
import { Refusal } from '../refusal.ts';
import type { SignedCaller } from '../sigv4.ts';
import type { Store, StoredBucket } from './store.ts';

/** Where a request points. */
export interface Address {
  readonly bucket: string | null;
  readonly key: string | null;
}

/** All an operation may look at. */
export interface S3Request {
  readonly incoming: Incoming;
  readonly address: Address;
  readonly caller: SignedCaller;
  readonly store: Store;
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Region of the endpoint the caller believes to speak to. */
  readonly region: string;
}

/** Path-style "/bucket/key", or "bucket" in front of a host such as bucket.localhost or bucket.s3.… */
export function addressOf(incoming: Incoming): Address {
  const path = incoming.rawPath.slice(1);
  const inHost = /^(.+)\.(?:localhost|s3[.-].*)$/.exec((header(incoming, 'host') ?? '').replace(/:\d+$/, ''))?.[1];
  const slash = path.indexOf('/');
  const [bucket, key] = inHost !== undefined ? [inHost, path] : slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  return { bucket: bucket === '' ? null : decodePart(bucket), key: key === '' ? null : decodePart(key) };
}

/** Query names that select another document than the object or bucket itself. */
const SUBRESOURCES = [
  'publicAccessBlock',
  'encryption',
  'lifecycle',
  'location',
  'uploads',
  'delete',
  'uploadId',
  'versioning',
  'tagging',
  'policy',
  'acl',
  'cors',
  'attributes',
  'object-lock',
  'ownershipControls',
  'versions',
  'logging',
  'website',
  'torrent',
  'restore',
  'select',
];

const OPERATIONS: Readonly<Record<string, string>> = {
  'GET root': 'ListBuckets',
  'PUT bucket': 'CreateBucket',
  'HEAD bucket': 'HeadBucket',
  'DELETE bucket': 'DeleteBucket',
  'GET bucket': 'ListObjects',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket uploads': 'ListMultipartUploads',
  'POST bucket delete': 'DeleteObjects',
  'PUT bucket publicAccessBlock': 'PutPublicAccessBlock',
  'GET bucket publicAccessBlock': 'GetPublicAccessBlock',
  'DELETE bucket publicAccessBlock': 'DeletePublicAccessBlock',
  'PUT bucket encryption': 'PutBucketEncryption',
  'GET bucket encryption': 'GetBucketEncryption',
  'DELETE bucket encryption': 'DeleteBucketEncryption',
  'PUT bucket lifecycle': 'PutBucketLifecycleConfiguration',
  'GET bucket lifecycle': 'GetBucketLifecycleConfiguration',
  'DELETE bucket lifecycle': 'DeleteBucketLifecycle',
  'PUT key': 'PutObject',
  'GET key': 'GetObject',
  'HEAD key': 'HeadObject',
  'DELETE key': 'DeleteObject',
  'POST key uploads': 'CreateMultipartUpload',
  'PUT key uploadId': 'UploadPart',
  'GET key uploadId': 'ListParts',
  'POST key uploadId': 'CompleteMultipartUpload',
  'DELETE key uploadId': 'AbortMultipartUpload',
};

/** The S3 API's name for a request, or null for what this stand-in does not know. */
export function operationOf(incoming: Incoming, address: Address): string | null {
  const place = address.bucket === null ? 'root' : address.key === null ? 'bucket' : 'key';
  const sub = SUBRESOURCES.find((name) => queryValue(incoming, name) !== null);
  const operation = OPERATIONS[[incoming.method, place, ...(sub === undefined ? [] : [sub])].join(' ')] ?? null;
  if (operation === 'ListObjects' && queryValue(incoming, 'list-type') === '2') return 'ListObjectsV2';
  if (operation === 'PutObject' && header(incoming, 'x-amz-copy-source') !== null) return 'CopyObject';
  if (operation === 'UploadPart' && header(incoming, 'x-amz-copy-source') !== null) return null;
  return operation;
}

/** The bucket a request is about; throws NoSuchBucket, PermanentRedirect for another region, AccessDenied for another owner. */
export function bucketOf(request: S3Request): StoredBucket {
  const name = request.address.bucket ?? '';
  const bucket = request.store.buckets.get(name);
  if (!bucket) throw new Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist', { facts: { BucketName: name } });
  if (bucket.region !== request.region) {
    throw new Refusal(
      301,
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      {
        facts: { Endpoint: `${name}.s3.${bucket.region}.amazonaws.com`, Bucket: name },
        headers: { 'x-amz-bucket-region': bucket.region },
      },
    );
  }
  if ((request.caller.credentials.service ?? null) !== bucket.owner) throw new Refusal(403, 'AccessDenied', 'Access Denied');
  const owner = header(request.incoming, 'x-amz-expected-bucket-owner');
  if (owner !== null && owner !== (bucket.account ?? request.account)) throw new Refusal(403, 'AccessDenied', 'Access Denied');
  return bucket;
}

/** The key of an object request. */
export function keyOf(request: S3Request): string {
  const key = request.address.key ?? '';
  if (Buffer.byteLength(key) > 1024) {
    throw new Refusal(400, 'KeyTooLongError', 'Your key is too long', { facts: { Size: String(Buffer.byteLength(key)), MaxSizeAllowed: '1024' } });
  }
  return key;
}
