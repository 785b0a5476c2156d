// Seals: digests of columns that hang on no turn, so that a flipped byte in a name is noticed too (reliability.md §0.9).
import { hash } from 'node:crypto';

const SEAL_BYTES = 16;

/** The seal of these values, in this order. */
export function sealOf(values: readonly unknown[]): Uint8Array {
  return hash('sha256', JSON.stringify(values), 'buffer').subarray(0, SEAL_BYTES);
}

/** Whether a stored seal fits the values; a row from before there were seals counts as sound. */
export function isSealed(seal: unknown, values: readonly unknown[]): boolean {
  return seal === null || (seal instanceof Uint8Array && Buffer.compare(sealOf(values), seal) === 0);
}
