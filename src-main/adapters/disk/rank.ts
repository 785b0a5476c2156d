// Sort keys between which there is always room for another: what lets a turn be put in without touching its neighbours.
// A key is the digits of a fraction between 0 and 1, compared as text.

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);
/** Free places left beside each new key, so that keys stay short while one edits on at the same spot. */
const ROOM = 64n;

/**
 * `count` keys in rising order, strictly between two keys (null: no bound). Keys never end in the digit zero, so two
 * different ones never stand for the same fraction. Throws RangeError when `low` is not below `high`.
 */
export function ranksBetween(low: string | null, high: string | null, count: number): string[] {
  if (low !== null && high !== null && low >= high) throw new RangeError(`no rank between ${low} and ${high}`);
  if (count === 0) return [];
  const shares = BigInt(count) + 1n;
  for (let length = Math.max(low?.length ?? 0, high?.length ?? 0, 1); ; length += 1) {
    const from = low === null ? 0n : numberOf(low, length);
    const gap = (high === null ? BASE ** BigInt(length) : numberOf(high, length)) - from;
    if (gap < shares * ROOM) continue;
    return Array.from({ length: count }, (_, index) => digitsOf(from + (gap * BigInt(index + 1)) / shares, length));
  }
}

function numberOf(rank: string, length: number): bigint {
  let value = 0n;
  for (let at = 0; at < length; at += 1) value = value * BASE + BigInt(Math.max(DIGITS.indexOf(rank.charAt(at) || '0'), 0));
  return value;
}

function digitsOf(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value, at = 0; at < length; at += 1, rest /= BASE) digits = (DIGITS[Number(rest % BASE)] ?? '0') + digits;
  return digits.replace(/0+$/, '');
}
