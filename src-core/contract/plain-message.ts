// Whether a message is made of plain values only. The contract's parsers look keys up with `in`, so a key like
// "constructor" would pass them as known: such keys, and objects that are no plain objects, are turned away before (S3, S26).

const DEEPEST = 64;

/** Why a message is not plain, as the name of what is wrong; null when it is. Time and memory linear in its size. */
export function unplainPart(message: unknown): string | null {
  const waiting: { value: unknown; depth: number }[] = [{ value: message, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'number' && !Number.isFinite(value)) return 'number';
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return typeof value;
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    if (depth >= DEEPEST) return 'depth';
    if (Array.isArray(value)) {
      for (const inner of value as unknown[]) {
        if (inner === undefined) return 'undefined';
        waiting.push({ value: inner, depth: depth + 1 });
      }
      continue;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return 'object';
    for (const key of Object.keys(value)) {
      if (key in Object.prototype) return 'key';
      waiting.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 }); // an own key, just listed
    }
  }
  return null;
}
