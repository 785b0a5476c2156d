// Reading unknown JSON without trusting it. Absent and wrongly typed are the same: null.

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object that is not an array, else null. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null; // just checked
}

/** The value as an array; empty when it is anything else. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a string, else null. */
export function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A number, or a string that is wholly one ("0.49"); null for anything else, comma decimals and non-finite values included. */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) && isDecimal(value) ? number : null;
}

/** Of a text `Number` can read: whether it has no white space around it and is not "0x1f". By character codes, for a result holds 200,000 numbers. */
function isDecimal(text: string): boolean {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  // White space is U+0020, below it or beyond ASCII, and nothing else outside visible ASCII stands in a number.
  if (first <= 0x20 || first > 0x7e || last <= 0x20 || last > 0x7e) return false;
  return first !== 0x30 || text.charCodeAt(1) <= 0x39 || !/^0[xob]/i.test(text);
}

/** Own property of an object by a key from outside: never one of its prototype's (S3). */
export function own(object: JsonObject | null, key: string): unknown {
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether the JSON text nests deeper than `limit`, found in one pass without parsing (S1). Strings, most of a result, are leapt over. */
export function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      index = endOfString(text, index + 1);
      if (index < 0) return false;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Index of the quote that ends the string whose first character stands at `from`; -1 when nothing ends it. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end >= 0 && isEscaped(text, end, from)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes >= from && text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}
