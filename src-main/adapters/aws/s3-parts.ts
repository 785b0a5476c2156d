// Multipart uploads, one request a method: which parts, how many at once and what to do after a failure is the upload's business.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { FinishedPart } from '../../ports/library.ts';
import type { PartStore } from '../../ports/cloud.ts';
import { required, type AwsSession } from './aws-session.ts';
import { crc32Base64 } from './checksum.ts';
import { demands, encryption, type S3Terms } from './s3-terms.ts';

/** The PartStore of a session. An upload S3 no longer knows is `not-found` with what = "upload" (A18); aborting it is success. */
export function makeS3Parts(session: AwsSession, terms: S3Terms): PartStore {
  const { s3 } = session;
  const at = (action: string, bucket: string, key: string): { action: string; resource: string } => ({ action, resource: `${bucket}/${key}` });
  return {
    create: (bucket, key) =>
      session.ask(at('s3:PutObject', bucket, key), async () => {
        // The kind of checksum is fixed here, or S3 refuses the parts' (A15).
        const input = { Bucket: bucket, Key: key, ChecksumAlgorithm: 'CRC32', ...demands(terms), ...encryption(terms) } as const;
        return required((await s3.send(new CreateMultipartUploadCommand(input))).UploadId);
      }),

    put: (bucket, key, uploadId, number, bytes, signal) =>
      session.ask(
        at('s3:PutObject', bucket, key),
        async (options) => {
          const checksum = crc32Base64(bytes);
          const input = {
            Bucket: bucket,
            Key: key,
            UploadId: uploadId,
            PartNumber: number,
            Body: bytes,
            ContentLength: bytes.byteLength,
            ChecksumCRC32: checksum,
            ...demands(terms),
          };
          const { ETag: etag } = await s3.send(new UploadPartCommand(input), options);
          return { number, etag: required(etag), checksum };
        },
        signal,
      ),

    list: (bucket, key, uploadId) =>
      session.ask(at('s3:ListMultipartUploadParts', bucket, key), () =>
        listParts(session, { Bucket: bucket, Key: key, UploadId: uploadId, ...demands(terms) }),
      ),

    complete: (bucket, key, uploadId, parts) =>
      session.ask(at('s3:PutObject', bucket, key), async () => {
        const list = parts.map(({ number, etag, checksum }) => ({ PartNumber: number, ETag: etag, ...(checksum === '' ? {} : { ChecksumCRC32: checksum }) }));
        const input = { Bucket: bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts: list }, ...demands(terms) };
        required((await s3.send(new CompleteMultipartUploadCommand(input))).ETag);
      }),

    checksumOf,

    unfinished: (bucket, prefix) =>
      session.ask({ action: 's3:ListBucketMultipartUploads', resource: bucket }, () =>
        listUploads(session, { Bucket: bucket, Prefix: prefix, ...demands(terms) }),
      ),

    abort: async (bucket, key, uploadId) => {
      try {
        await session.ask(at('s3:AbortMultipartUpload', bucket, key), () =>
          s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId, ...demands(terms) })),
        );
      } catch (thrown) {
        if (!(thrown instanceof StudioError && thrown.code === 'not-found')) throw thrown;
      }
    },
  };
}

/** S3's composite checksum: the CRC32 of the parts' CRC32s in order, and how many there are. */
function checksumOf(parts: readonly FinishedPart[]): string | null {
  if (parts.some(({ checksum }) => checksum === '')) return null;
  const sums = [...parts].sort((a, b) => a.number - b.number).map(({ checksum }) => Buffer.from(checksum, 'base64'));
  return `${crc32Base64(Buffer.concat(sums))}-${parts.length}`;
}

/** Every unfinished upload under a prefix, page by page. */
async function listUploads({ s3 }: AwsSession, place: { Bucket: string; Prefix: string }): Promise<{ key: string; uploadId: string }[]> {
  const found: { key: string; uploadId: string }[] = [];
  let after: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (;;) {
    const page = await s3.send(new ListMultipartUploadsCommand({ ...place, ...after }));
    required(page.Bucket);
    for (const { Key: key, UploadId: uploadId } of page.Uploads ?? []) found.push({ key: required(key), uploadId: required(uploadId) });
    const [key, uploadId] = [page.NextKeyMarker, page.NextUploadIdMarker];
    // A server that repeats itself must not keep us here for ever.
    if (page.IsTruncated !== true || !key || !uploadId || (key === after.KeyMarker && uploadId === after.UploadIdMarker)) return found;
    after = { KeyMarker: key, UploadIdMarker: uploadId };
  }
}

/** Every finished part, page by page (S3 tells at most 1,000 at once), in order of number. */
async function listParts({ s3 }: AwsSession, upload: { Bucket: string; Key: string; UploadId: string }): Promise<FinishedPart[]> {
  const found: FinishedPart[] = [];
  let marker: string | undefined;
  do {
    const page = await s3.send(new ListPartsCommand({ ...upload, ...(marker === undefined ? {} : { PartNumberMarker: marker }) }));
    required(page.UploadId);
    for (const part of page.Parts ?? []) {
      found.push({ number: required(part.PartNumber), etag: required(part.ETag), checksum: part.ChecksumCRC32 ?? '' });
    }
    const next = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
    // A server that repeats itself must not keep us here for ever.
    marker = next === marker ? undefined : next;
  } while (marker !== undefined);
  return found.sort((a, b) => a.number - b.number);
}
