// Operations on single objects: put, get with ranges and conditions, head, copy, delete, delete many.
import { decodePart, header, queryValue, readSmallBody } from '../incoming.ts';
import { Refusal } from '../refusal.ts';
import { emptyReply, type Reply } from '../reply.ts';
import { encodePart } from '../sigv4.ts';
import { readBlob } from './blob.ts';
import { xmlReply } from './bucket-operations.ts';
import { checkDocument, takeIn } from './intake.ts';
import { bucketOf, keyOf, type S3Request } from './request.ts';
import type { StoredBucket, StoredObject } from './store.ts';
import { childText, parseXml, toXml } from './xml.ts';

const KEPT_HEADERS = ['content-type', 'content-encoding', 'content-disposition', 'content-language', 'cache-control', 'expires'];

/** PUT /bucket/key */
export async function putObject(request: S3Request): Promise<Reply> {
  const { incoming, store, now } = request;
  const [bucket, key] = [bucketOf(request), keyOf(request)];
  refuseOverwrite(request, bucket, key);
  const intake = await takeIn(incoming, request.caller, store.folder);
  refuseOverwrite(request, bucket, key);
  const checksum = intake.checksum && ({ ...intake.checksum, type: 'FULL_OBJECT' } as const);
  await store.putObject(bucket, { key, blob: intake.blob, etag: intake.md5, modified: now, checksum, headers: keptHeaders(request), parts: null });
  return emptyReply(200, { etag: `"${intake.md5}"`, 'x-amz-server-side-encryption': 'AES256', ...checksumHeaders(checksum) });
}

/** GET /bucket/key */
export function getObject(request: S3Request): Reply {
  const object = objectOf(request);
  const conditional = checkConditions(request, object);
  if (conditional) return conditional;
  const range = rangeOf(header(request.incoming, 'range'), object.blob.size);
  const headers = { ...objectHeaders(request, object, range === null), ...overrides(request) };
  if (range === null) return { status: 200, headers, body: { stream: readBlob(object.blob), length: object.blob.size } };
  const [start, end] = range;
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end - 1}/${object.blob.size}` },
    body: { stream: readBlob(object.blob, start, end), length: end - start },
  };
}

/** HEAD /bucket/key */
export function headObject(request: S3Request): Reply {
  const object = objectOf(request);
  return checkConditions(request, object) ?? emptyReply(200, { ...objectHeaders(request, object, true), 'content-length': String(object.blob.size) });
}

/** DELETE /bucket/key: no error when there is none. */
export async function deleteObject(request: S3Request): Promise<Reply> {
  await request.store.removeObject(bucketOf(request), keyOf(request));
  return emptyReply(204);
}

/** POST /bucket?delete */
export async function deleteObjects(request: S3Request): Promise<Reply> {
  const bucket = bucketOf(request);
  const document = await readSmallBody(request.incoming, 2 * 1024 * 1024);
  checkDocument(request.incoming, document);
  const root = parseXml(document.toString('utf8'));
  const keys = root.children.filter((child) => child.name === 'Object').map((child) => childText(child, 'Key') ?? '');
  if (keys.length === 0 || keys.length > 1000)
    throw new Refusal(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  for (const key of keys) await request.store.removeObject(bucket, key);
  return xmlReply(toXml('DeleteResult', childText(root, 'Quiet') === 'true' ? {} : { Deleted: keys.map((Key) => ({ Key })) }));
}

/** PUT /bucket/key with x-amz-copy-source */
export async function copyObject(request: S3Request): Promise<Reply> {
  const [bucket, key] = [bucketOf(request), keyOf(request)];
  const [, sourceBucket = '', sourceKey = ''] = /^\/?([^/]+)\/(.+)$/.exec(decodePart(header(request.incoming, 'x-amz-copy-source') ?? '')) ?? [];
  const source = objectOf({ ...request, address: { bucket: sourceBucket, key: sourceKey } });
  const headers = header(request.incoming, 'x-amz-metadata-directive') === 'REPLACE' ? keptHeaders(request) : source.headers;
  const intake = await takeIn(
    { ...request.incoming, headers: new Map([['content-length', String(source.blob.size)]]), body: () => readBlob(source.blob) as AsyncIterable<Buffer> }, // a byte stream without encoding yields Buffers
    request.caller,
    request.store.folder,
    source.checksum?.algorithm ?? null,
  );
  const checksum = intake.checksum && ({ ...intake.checksum, type: 'FULL_OBJECT' } as const);
  await request.store.putObject(bucket, { key, blob: intake.blob, etag: intake.md5, modified: request.now, checksum, headers, parts: null });
  return xmlReply(toXml('CopyObjectResult', { LastModified: new Date(request.now).toISOString(), ETag: `"${intake.md5}"` }));
}

/** What a sender wants kept with an object: content headers and user metadata. */
export function keptHeaders(request: S3Request): Record<string, string> {
  const kept = [...request.incoming.headers].filter(([name]) => KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-'));
  const headers = Object.fromEntries(kept);
  // aws-chunked is how the bytes travelled, not what they are
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .filter((one) => one.trim() !== 'aws-chunked')
    .join(',');
  delete headers['content-encoding'];
  return { 'content-type': 'binary/octet-stream', ...headers, ...(encoding === '' ? {} : { 'content-encoding': encoding }) };
}

/** If-None-Match: * keeps an object from being replaced. */
export function refuseOverwrite(request: S3Request, bucket: StoredBucket, key: string): void {
  if (header(request.incoming, 'if-none-match') === '*' && bucket.objects.has(key)) throw preconditionFailed('If-None-Match');
}

/** Headers that tell a stored checksum. */
export function checksumHeaders(checksum: StoredObject['checksum']): Record<string, string> {
  return checksum === null ? {} : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

function objectOf(request: S3Request): StoredObject {
  const [bucket, key] = [bucketOf(request), keyOf(request)];
  const object = bucket.objects.get(key);
  if (!object) throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.', { facts: { Key: key } });
  return object;
}

function objectHeaders(request: S3Request, object: StoredObject, whole: boolean): Record<string, string> {
  const wantsChecksum = whole && header(request.incoming, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  return {
    ...object.headers,
    'accept-ranges': 'bytes',
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modified).toUTCString(),
    'x-amz-server-side-encryption': 'AES256',
    ...(wantsChecksum ? checksumHeaders(object.checksum) : {}),
  };
}

/** response-content-type and its like, which only signed requests may ask for. */
function overrides(request: S3Request): Record<string, string> {
  const names = ['content-type', 'content-disposition', 'content-encoding', 'content-language', 'cache-control', 'expires'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = queryValue(request.incoming, `response-${name}`);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** `[start, end)`, or null for the whole object; throws InvalidRange. An unreadable header is ignored, as S3 does. */
function rangeOf(text: string | null, size: number): [number, number] | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(text ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < start) return null;
  if (start >= size || (first === '' && last === '0')) {
    throw new Refusal(416, 'InvalidRange', 'The requested range is not satisfiable', {
      facts: { RangeRequested: text ?? '', ActualObjectSize: String(size) },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return [start, end];
}

function checkConditions(request: S3Request, object: StoredObject): Reply | null {
  const value = (name: string): string | null => header(request.incoming, name);
  const matches = (list: string): boolean =>
    list.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '').replaceAll('"', '') === object.etag);
  const seconds = Math.floor(object.modified / 1000) * 1000;
  const [match, noneMatch, since, unmodified] = [value('if-match'), value('if-none-match'), value('if-modified-since'), value('if-unmodified-since')];
  if (match !== null && !matches(match)) throw preconditionFailed('If-Match');
  if (match === null && unmodified !== null && seconds > Date.parse(unmodified)) throw preconditionFailed('If-Unmodified-Since');
  const notModified = noneMatch !== null ? matches(noneMatch) : since !== null && seconds <= Date.parse(since);
  return notModified ? emptyReply(304, { etag: `"${object.etag}"` }) : null;
}

function preconditionFailed(condition: string): Refusal {
  return new Refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', { facts: { Condition: condition } });
}

/** Keys as listings show them when encoding-type=url is asked for. */
export function shownKey(key: string, encoding: string | null): string {
  return encoding === 'url' ? key.split('/').map(encodePart).join('/') : key;
}
