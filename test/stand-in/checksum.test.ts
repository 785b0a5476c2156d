// Laws of the checksums: published check values, and independence of how the bytes were cut.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginChecksum, CHECKSUM_ALGORITHMS, checksumLength, checksumOf } from './checksum.ts';

const DIGITS = Buffer.from('123456789');

test('each checksum of the digits 1 to 9 is the one its specification publishes', () => {
  const hex = (algorithm: 'crc32' | 'crc32c' | 'crc64nvme' | 'sha256'): string => Buffer.from(checksumOf(algorithm, DIGITS), 'base64').toString('hex');
  expect(hex('crc32')).toBe('cbf43926');
  expect(hex('crc32c')).toBe('e3069283');
  expect(hex('crc64nvme')).toBe('ae8b14860a799888');
  expect(hex('sha256')).toBe('15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225');
});

test('a checksum does not depend on how the bytes were cut', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CHECKSUM_ALGORITHMS), fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (algorithm, chunks) => {
      const running = beginChecksum(algorithm);
      for (const chunk of chunks) running.update(chunk);
      const whole = checksumOf(algorithm, Buffer.concat(chunks));
      expect(running.base64()).toBe(whole);
      expect(Buffer.from(whole, 'base64')).toHaveLength(checksumLength(algorithm));
    }),
  );
});
