// Listing objects, both versions of the API: prefix, delimiter, pages, url-encoded keys.
import { queryValue } from '../incoming.ts';
import { Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import { xmlReply } from './bucket-operations.ts';
import { shownKey } from './object-operations.ts';
import { bucketOf, type S3Request } from './request.ts';
import type { StoredObject } from './store.ts';
import { toXml } from './xml.ts';

const MOST = 1000;

/** GET /bucket?list-type=2 */
export function listObjectsV2(request: S3Request): Reply {
  const value = (name: string): string | null => queryValue(request.incoming, name);
  const token = value('continuation-token');
  const page = pageOf(request, token === null ? (value('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8'));
  return xmlReply(
    toXml('ListBucketResult', {
      ...page.shared,
      StartAfter: value('start-after'),
      ContinuationToken: token,
      KeyCount: page.count,
      NextContinuationToken: page.next === null ? null : Buffer.from(page.next).toString('base64url'),
      ...page.entries,
    }),
  );
}

/** GET /bucket */
export function listObjects(request: S3Request): Reply {
  const marker = queryValue(request.incoming, 'marker') ?? '';
  const page = pageOf(request, marker);
  const encoding = queryValue(request.incoming, 'encoding-type');
  return xmlReply(
    toXml('ListBucketResult', { ...page.shared, Marker: marker, NextMarker: page.next === null ? null : shownKey(page.next, encoding), ...page.entries }),
  );
}

interface Page {
  readonly shared: Record<string, string | number | boolean | null>;
  readonly entries: { Contents: object[]; CommonPrefixes: { Prefix: string }[] };
  readonly count: number;
  /** The last key or prefix of the page when more follow. */
  readonly next: string | null;
}

function pageOf(request: S3Request, after: string): Page & { entries: { Contents: Record<string, string | number>[]; CommonPrefixes: { Prefix: string }[] } } {
  const bucket = bucketOf(request);
  const value = (name: string): string | null => queryValue(request.incoming, name);
  const [prefix, delimiter, encoding] = [value('prefix') ?? '', value('delimiter') ?? '', value('encoding-type')];
  const limit = maxKeys(value('max-keys'));
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
  const objects: StoredObject[] = [];
  const prefixes: string[] = [];
  let [last, truncated] = ['', false];
  for (const key of keys) {
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    if (byBytes(name, after) <= 0 || name === prefixes.at(-1)) continue;
    if (objects.length + prefixes.length === limit) {
      truncated = limit > 0;
      break;
    }
    const object = bucket.objects.get(key);
    if (cut >= 0) prefixes.push(name);
    else if (object) objects.push(object);
    last = name;
  }
  return {
    shared: {
      Name: bucket.name,
      Prefix: shownKey(prefix, encoding),
      Delimiter: delimiter === '' ? null : shownKey(delimiter, encoding),
      MaxKeys: limit,
      EncodingType: encoding,
      IsTruncated: truncated,
    },
    entries: {
      Contents: objects.map((object) => ({
        Key: shownKey(object.key, encoding),
        LastModified: new Date(object.modified).toISOString(),
        ETag: `"${object.etag}"`,
        Size: object.blob.size,
        StorageClass: 'STANDARD',
        ...(object.checksum ? { ChecksumAlgorithm: object.checksum.algorithm.toUpperCase(), ChecksumType: object.checksum.type } : {}),
      })),
      CommonPrefixes: prefixes.map((one) => ({ Prefix: shownKey(one, encoding) })),
    },
    count: objects.length + prefixes.length,
    next: truncated ? last : null,
  };
}

function maxKeys(text: string | null): number {
  if (text === null) return MOST;
  if (!/^\d+$/.test(text))
    throw new Refusal(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range', {
      facts: { ArgumentName: 'max-keys', ArgumentValue: text },
    });
  return Math.min(MOST, Number(text));
}

/** S3 lists in the order of UTF-8 bytes, which is not JavaScript's order. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
