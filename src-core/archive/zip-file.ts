// Writes a ZIP archive of files as they are, without compressing (PKWARE APPNOTE 6.3.10, method 0). It reads none.

/** One file of an archive. Names are ASCII, with "/" between folders. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** Version 2.0 of the format: what a stored file needs. */
const VERSION = 20;
/** The format's counters have 16 bits; more would need ZIP64. */
const MOST_FILES = 0xffff;

/** The archive's bytes; `at` (milliseconds since 1970) becomes every file's date, UTC. Throws RangeError for a name or a number of files it cannot hold. */
export function zipFile(files: readonly ZippedFile[], at: number): Uint8Array {
  if (files.length > MOST_FILES) throw new RangeError('too many files for one archive');
  const entries = files.map((file) => ({ ...file, name: asciiBytes(file.name), crc: crc32(file.bytes) }));
  const local = entries.reduce((sum, { name, bytes }) => sum + LOCAL_BYTES + name.length + bytes.length, 0);
  const central = entries.reduce((sum, { name }) => sum + CENTRAL_BYTES + name.length, 0);
  const archive = new Uint8Array(local + central + END_BYTES);
  const view = new DataView(archive.buffer);
  let offset = 0;
  let directory = local;
  for (const entry of entries) {
    const head = headerOf(entry, at);
    view.setUint32(offset, 0x04034b50, true);
    view.setUint16(offset + 4, VERSION, true);
    archive.set(head, offset + 6);
    archive.set(entry.name, offset + LOCAL_BYTES);
    archive.set(entry.bytes, offset + LOCAL_BYTES + entry.name.length);
    view.setUint32(directory, 0x02014b50, true);
    view.setUint16(directory + 4, VERSION, true);
    view.setUint16(directory + 6, VERSION, true);
    archive.set(head, directory + 8);
    view.setUint32(directory + 42, offset, true);
    archive.set(entry.name, directory + CENTRAL_BYTES);
    offset += LOCAL_BYTES + entry.name.length + entry.bytes.length;
    directory += CENTRAL_BYTES + entry.name.length;
  }
  view.setUint32(directory, 0x06054b50, true);
  view.setUint16(directory + 8, entries.length, true);
  view.setUint16(directory + 10, entries.length, true);
  view.setUint32(directory + 12, central, true);
  view.setUint32(directory + 16, local, true);
  return archive;
}

/** The 24 bytes both headers share, from the flags to the length of the name. */
function headerOf({ name, bytes, crc }: { name: Uint8Array; bytes: Uint8Array; crc: number }, at: number): Uint8Array {
  const head = new Uint8Array(24);
  const view = new DataView(head.buffer);
  const date = new Date(at);
  view.setUint16(4, (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1), true);
  view.setUint16(6, (Math.max(0, date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(), true);
  view.setUint32(8, crc, true);
  view.setUint32(12, bytes.length, true);
  view.setUint32(16, bytes.length, true);
  view.setUint16(20, name.length, true);
  return head;
}

function asciiBytes(name: string): Uint8Array {
  if (!/^[\x20-\x7e]+$/.test(name) || name.startsWith('/') || name.split('/').includes('..')) throw new RangeError(`not a name for an archive: ${name}`);
  return Uint8Array.from(name, (character) => character.charCodeAt(0));
}

/** CRC-32 as ZIP and PNG have it (polynomial 0xEDB88320, reflected). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
