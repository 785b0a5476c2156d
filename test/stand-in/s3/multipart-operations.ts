// Multipart uploads: create, part, list, complete under S3's rules, abort.
import { createHash } from 'node:crypto';
import { algorithmNamed, beginChecksum, checksumOf, type ChecksumAlgorithm } from '../checksum.ts';
import { header, queryValue, readSmallBody } from '../incoming.ts';
import { Refusal } from '../refusal.ts';
import { emptyReply, type Reply } from '../reply.ts';
import { joinBlobs, readBlob } from './blob.ts';
import { xmlReply } from './bucket-operations.ts';
import { takeIn } from './intake.ts';
import { keptHeaders, refuseOverwrite, shownKey } from './object-operations.ts';
import { bucketOf, keyOf, type S3Request } from './request.ts';
import type { StoredChecksum, StoredPart, StoredUpload } from './store.ts';
import { childText, malformed, parseXml, toXml, type XmlElement } from './xml.ts';

/** The smallest part but for the last one, and how many there may be (S3 quotas). */
const SMALLEST_PART = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** POST /bucket/key?uploads */
export function createMultipartUpload(request: S3Request): Reply {
  const [bucket, key] = [bucketOf(request), keyOf(request)];
  const name = header(request.incoming, 'x-amz-checksum-algorithm');
  const algorithm = name === null ? null : algorithmNamed(name);
  if (name !== null && algorithm === null)
    throw new Refusal(
      400,
      'InvalidRequest',
      'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]',
    );
  const asked = header(request.incoming, 'x-amz-checksum-type');
  const checksumType = asked === 'FULL_OBJECT' || (asked === null && algorithm === 'crc64nvme') ? 'FULL_OBJECT' : 'COMPOSITE';
  const upload = request.store.beginUpload({ bucket: bucket.name, key, begun: request.now, headers: keptHeaders(request), algorithm, checksumType });
  const reply = xmlReply(toXml('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: upload.id }));
  return algorithm === null
    ? reply
    : { ...reply, headers: { ...reply.headers, 'x-amz-checksum-algorithm': algorithm.toUpperCase(), 'x-amz-checksum-type': checksumType } };
}

/** PUT /bucket/key?partNumber&uploadId */
export async function uploadPart(request: S3Request): Promise<Reply> {
  const upload = uploadOf(request);
  const number = Number(queryValue(request.incoming, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) {
    throw new Refusal(400, 'InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', { facts: { ArgumentName: 'partNumber' } });
  }
  const intake = await takeIn(request.incoming, request.caller, request.store.folder, upload.algorithm);
  // the upload may have been ended while the part was on its way
  if (!request.store.uploads.has(upload.id)) throw noSuchUpload(upload.id);
  if (upload.algorithm !== null && intake.checksum && intake.checksum.algorithm !== upload.algorithm) {
    throw new Refusal(
      400,
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm}, actual checksum Type: ${intake.checksum.algorithm}`,
    );
  }
  const checksum = intake.checksum;
  await request.store.putPart(upload, { number, blob: intake.blob, etag: intake.md5, modified: request.now, checksum: checksum?.value ?? null });
  const headers = checksum ? { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value } : {};
  return emptyReply(200, { etag: `"${intake.md5}"`, 'x-amz-server-side-encryption': 'AES256', ...headers });
}

/** GET /bucket/key?uploadId */
export function listParts(request: S3Request): Reply {
  const upload = uploadOf(request);
  const after = Number(queryValue(request.incoming, 'part-number-marker') ?? 0);
  const most = Math.min(1000, Number(queryValue(request.incoming, 'max-parts') ?? 1000));
  const rest = inOrder(upload).filter((part) => part.number > after);
  const page = rest.slice(0, most);
  return xmlReply(
    toXml('ListPartsResult', {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.id,
      StorageClass: 'STANDARD',
      PartNumberMarker: after,
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      MaxParts: most,
      IsTruncated: rest.length > page.length,
      ChecksumAlgorithm: upload.algorithm?.toUpperCase() ?? null,
      ChecksumType: upload.algorithm === null ? null : upload.checksumType,
      Part: page.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.modified).toISOString(),
        ETag: `"${part.etag}"`,
        Size: part.blob.size,
        ...checksumElement(upload.algorithm, part.checksum),
      })),
    }),
  );
}

/** GET /bucket?uploads */
export function listMultipartUploads(request: S3Request): Reply {
  const bucket = bucketOf(request);
  const value = (name: string): string => queryValue(request.incoming, name) ?? '';
  const [prefix, keyMarker, idMarker] = [value('prefix'), value('key-marker'), value('upload-id-marker')];
  const most = Math.min(1000, Number(queryValue(request.incoming, 'max-uploads') ?? 1000));
  const encoding = queryValue(request.incoming, 'encoding-type');
  const all = [...request.store.uploads.values()]
    .filter((upload) => upload.bucket === bucket.name && upload.key.startsWith(prefix))
    .sort((a, b) => (a.key === b.key ? a.begun - b.begun || (a.id < b.id ? -1 : 1) : a.key < b.key ? -1 : 1));
  const from = all.findIndex((upload) => upload.key === keyMarker && upload.id === idMarker) + 1;
  const rest = from > 0 ? all.slice(from) : all.filter((upload) => upload.key > keyMarker);
  const page = rest.slice(0, most);
  const more = rest.length > page.length;
  return xmlReply(
    toXml('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      KeyMarker: keyMarker,
      UploadIdMarker: idMarker,
      NextKeyMarker: more ? page.at(-1)?.key : null,
      NextUploadIdMarker: more ? page.at(-1)?.id : null,
      Prefix: prefix,
      EncodingType: encoding,
      MaxUploads: most,
      IsTruncated: more,
      Upload: page.map((upload) => ({
        Key: shownKey(upload.key, encoding),
        UploadId: upload.id,
        Initiated: new Date(upload.begun).toISOString(),
        StorageClass: 'STANDARD',
        ChecksumAlgorithm: upload.algorithm?.toUpperCase(),
      })),
    }),
  );
}

/** POST /bucket/key?uploadId */
export async function completeMultipartUpload(request: S3Request): Promise<Reply> {
  const upload = uploadOf(request);
  const root = parseXml((await readSmallBody(request.incoming, 4 * 1024 * 1024)).toString('utf8'));
  const parts = chosenParts(upload, root);
  const bucket = bucketOf(request);
  refuseOverwrite(request, bucket, upload.key);
  const blob = joinBlobs(parts.map((part) => part.blob));
  const checksum = await wholeChecksum(upload, parts);
  const claimed = checksum === null ? null : header(request.incoming, `x-amz-checksum-${checksum.algorithm}`);
  if (checksum && claimed !== null && claimed.replace(/-\d+$/, '') !== checksum.value.replace(/-\d+$/, '')) {
    throw new Refusal(400, 'BadDigest', `The ${checksum.algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  }
  const digest = createHash('md5')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex'))))
    .digest('hex');
  const etag = `${digest}-${parts.length}`;
  const sizes = parts.map((part) => part.blob.size);
  await request.store.endUpload(upload, new Set(parts.map((part) => part.number)));
  await request.store.putObject(bucket, { key: upload.key, blob, etag, modified: request.now, checksum, headers: upload.headers, parts: sizes });
  const host = header(request.incoming, 'host') ?? '';
  return xmlReply(
    toXml('CompleteMultipartUploadResult', {
      Location: `http://${host}/${bucket.name}/${shownKey(upload.key, 'url')}`,
      Bucket: bucket.name,
      Key: upload.key,
      ETag: `"${etag}"`,
      ...checksumElement(checksum?.algorithm ?? null, checksum?.value ?? null),
      ChecksumType: checksum?.type,
    }),
  );
}

/** DELETE /bucket/key?uploadId */
export async function abortMultipartUpload(request: S3Request): Promise<Reply> {
  await request.store.endUpload(uploadOf(request), new Set());
  return emptyReply(204);
}

function uploadOf(request: S3Request): StoredUpload {
  const [bucket, id] = [bucketOf(request), queryValue(request.incoming, 'uploadId') ?? ''];
  const upload = request.store.uploads.get(id);
  if (!upload || upload.bucket !== bucket.name || upload.key !== keyOf(request)) throw noSuchUpload(id);
  return upload;
}

function noSuchUpload(id: string): Refusal {
  return new Refusal(
    404,
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { facts: { UploadId: id } },
  );
}

function inOrder(upload: StoredUpload): StoredPart[] {
  return [...upload.parts.values()].sort((a, b) => a.number - b.number);
}

/** The parts a Complete names, under S3's rules of order, identity and size. */
function chosenParts(upload: StoredUpload, root: XmlElement): StoredPart[] {
  const named = root.children.filter((child) => child.name === 'Part');
  if (root.name !== 'CompleteMultipartUpload' || named.length === 0) throw malformed();
  const parts: StoredPart[] = [];
  for (const element of named) {
    const number = Number(childText(element, 'PartNumber'));
    const part = upload.parts.get(number);
    const etag = (childText(element, 'ETag') ?? '').replaceAll('"', '');
    const given = upload.algorithm === null ? null : childText(element, checksumName(upload.algorithm));
    if (!part || part.etag !== etag || (given !== null && given !== part.checksum)) {
      throw new Refusal(
        400,
        'InvalidPart',
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        {
          facts: { UploadId: upload.id, PartNumber: String(number), ETag: etag },
        },
      );
    }
    if (number <= (parts.at(-1)?.number ?? 0))
      throw new Refusal(400, 'InvalidPartOrder', 'The list of parts was not in ascending order. Parts must be ordered by part number.', {
        facts: { UploadId: upload.id },
      });
    parts.push(part);
  }
  const small = parts.slice(0, -1).find((part) => part.blob.size < SMALLEST_PART);
  if (small) {
    throw new Refusal(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      facts: { ProposedSize: String(small.blob.size), MinSizeAllowed: String(SMALLEST_PART), PartNumber: String(small.number), ETag: small.etag },
    });
  }
  return parts;
}

async function wholeChecksum(upload: StoredUpload, parts: readonly StoredPart[]): Promise<StoredChecksum | null> {
  const { algorithm } = upload;
  if (algorithm === null) return null;
  if (upload.checksumType === 'COMPOSITE') {
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(part.checksum ?? '', 'base64')));
    return { algorithm, type: 'COMPOSITE', value: `${checksumOf(algorithm, bytes)}-${parts.length}` };
  }
  const running = beginChecksum(algorithm);
  for await (const bytes of readBlob(joinBlobs(parts.map((part) => part.blob)))) running.update(bytes as Buffer); // a byte stream without encoding yields Buffers
  return { algorithm, type: 'FULL_OBJECT', value: running.base64() };
}

function checksumElement(algorithm: ChecksumAlgorithm | null, value: string | null): Record<string, string> {
  return algorithm === null || value === null ? {} : { [checksumName(algorithm)]: value };
}

function checksumName(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm.toUpperCase()}`;
}
