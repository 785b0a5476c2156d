// Objects in the user's bucket: small uploads, results, clean-up.
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ObjectStore } from '../../ports/cloud.ts';
import { required, type AwsSession } from './aws-session.ts';
import { readBody } from './body-bytes.ts';
import { crc32Base64 } from './checksum.ts';
import { RESULT_LIMIT_BYTES } from './connection-limits.ts';
import { demands, encryption, type S3Terms } from './s3-terms.ts';

/** The ObjectStore of a session. `get` answers at most 256 MB and throws `not-found` with what = "object". */
export function makeS3Objects(session: AwsSession, terms: S3Terms): ObjectStore {
  const { s3 } = session;
  const at = (action: string, bucket: string, key: string): { action: string; resource: string } => ({ action, resource: `${bucket}/${key}` });
  return {
    put: (bucket, key, bytes, signal) =>
      session.ask(
        at('s3:PutObject', bucket, key),
        async (options) => {
          const body = { Body: bytes, ContentLength: bytes.byteLength, ChecksumCRC32: crc32Base64(bytes) };
          const input = { Bucket: bucket, Key: key, ...body, ...demands(terms), ...encryption(terms) };
          required((await s3.send(new PutObjectCommand(input), options)).ETag);
        },
        signal,
      ),

    head: (bucket, key) =>
      orNull(
        session.ask(at('s3:GetObject', bucket, key), async () => {
          const answer = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED', ...demands(terms) }));
          required(answer.ETag);
          return { size: required(answer.ContentLength), checksum: answer.ChecksumCRC32 ?? null };
        }),
      ),

    get: (bucket, key) =>
      session.ask(at('s3:GetObject', bucket, key), async () => {
        const { Body: body, ETag: etag, ContentLength: length } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...demands(terms) }));
        required(etag);
        // In Node the SDK's body is a Readable; its type also covers browsers.
        return readBody(required(body) as unknown as AsyncIterable<unknown>, length ?? null, RESULT_LIMIT_BYTES);
      }),

    remove: (bucket, key) =>
      session.ask(at('s3:DeleteObject', bucket, key), async () => {
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, ...demands(terms) }));
      }),
  };
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code === 'not-found') return null;
    throw thrown;
  }
}
