// Versions of a file that show whether they are whole: one letter all through, its length fixed.

/** Version `number` of a file of so many bytes. */
export function versionOf(number: number, size: number): Uint8Array {
  return new Uint8Array(size).fill(65 + (number % 26));
}

/** Whether bytes are one whole version. */
export function isWhole(bytes: Uint8Array, size: number): boolean {
  return bytes.length === size && bytes.every((byte) => byte === bytes[0]);
}
