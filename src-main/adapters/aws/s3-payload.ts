// How bodies are signed: by the CRC32 we send in a signed header, not by a second hash over every byte.
import type { S3Client } from '@aws-sdk/client-s3';

/**
 * Sends bodies that carry our CRC32 as UNSIGNED-PAYLOAD, as the AWS CLI does: TLS guards them on the way, the signed checksum on arrival.
 * A second hash over each part took nearly half of an upload's processor time (8 MiB: 14 ms with it, 8 ms without; a bare PUT 4 ms).
 */
export function leavePayloadUnsigned(s3: S3Client): void {
  s3.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> }; // requests of the SDK's HTTP protocols
      if (headers['x-amz-checksum-crc32'] !== undefined) headers['x-amz-content-sha256'] ??= 'UNSIGNED-PAYLOAD';
      return next(args);
    },
    { step: 'build', priority: 'low', name: 'leavePayloadUnsigned' },
  );
}
