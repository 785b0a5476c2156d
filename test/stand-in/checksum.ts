// Checksums S3 knows, computed while bytes pass: CRC32 (Node's zlib), CRC32C and CRC64NVME (tables here), SHA-1, SHA-256.
// CRC64NVME needs 64 bits and is kept as two halves; BigInt would be some fifty times slower.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** A checksum under way. `base64` ends it. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  base64(): string;
}

/** Starts a checksum. */
export function beginChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'crc32':
      return beginCrc32((bytes, value) => crc32(bytes, value));
    case 'crc32c':
      return beginCrc32(crc32c);
    case 'crc64nvme':
      return beginCrc64();
    case 'sha1':
    case 'sha256': {
      const hash = createHash(algorithm);
      return { update: (bytes) => void hash.update(bytes), base64: () => hash.digest('base64') };
    }
  }
}

/** The checksum of bytes at hand, base64. */
export function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  const running = beginChecksum(algorithm);
  running.update(bytes);
  return running.base64();
}

/** Bytes a checksum has, to tell a malformed one from a wrong one. */
export function checksumLength(algorithm: ChecksumAlgorithm): number {
  return { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 }[algorithm];
}

/** "CRC32" as parameters spell it → our name, or null. */
export function algorithmNamed(name: string): ChecksumAlgorithm | null {
  return CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toLowerCase()) ?? null;
}

function beginCrc32(step: (bytes: Uint8Array, value: number) => number): RunningChecksum {
  let value = 0;
  return {
    update: (bytes) => void (value = step(bytes, value)),
    base64: () => {
      const out = Buffer.alloc(4);
      out.writeUInt32BE(value >>> 0);
      return out.toString('base64');
    },
  };
}

/** Reflected Castagnoli polynomial (RFC 3720 B.4). */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(bytes: Uint8Array, before: number): number {
  let value = ~before >>> 0;
  for (let index = 0; index < bytes.length; index += 1) value = (CRC32C_TABLE[(value ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}

/** Reflected polynomial 0x9a6c9329ac4bc9b5 of the NVM Express specification, in halves. */
const CRC64_TABLE = buildCrc64Table();

function buildCrc64Table(): { high: Uint32Array; low: Uint32Array } {
  const table = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let byte = 0; byte < 256; byte += 1) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (odd) [high, low] = [high ^ 0x9a6c9329, low ^ 0xac4bc9b5];
    }
    table.high[byte] = high;
    table.low[byte] = low;
  }
  return table;
}

function beginCrc64(): RunningChecksum {
  let [high, low] = [0xffffffff, 0xffffffff];
  return {
    update: (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) {
        const at = (low ^ (bytes[index] ?? 0)) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (CRC64_TABLE.low[at] ?? 0);
        high = (high >>> 8) ^ (CRC64_TABLE.high[at] ?? 0);
      }
    },
    base64: () => {
      const out = Buffer.alloc(8);
      out.writeUInt32BE(~high >>> 0, 0);
      out.writeUInt32BE(~low >>> 0, 4);
      return out.toString('base64');
    },
  };
}
