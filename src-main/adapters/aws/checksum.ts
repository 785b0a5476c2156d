// CRC32 as S3 writes it: base64 of four bytes, big-endian.
import { crc32 } from 'node:zlib';

/** Base64 CRC32 of the bytes. */
export function crc32Base64(bytes: Uint8Array): string {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(crc32(bytes));
  return four.toString('base64');
}
