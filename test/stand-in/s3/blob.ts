// Bytes at rest: one object's contents as one or more files of the stand-in's folder, never in memory as a whole.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** Contents made of whole files, in order. A completed multipart upload keeps its parts as they came. */
export interface Blob {
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** The bytes `[start, end)` as a stream. */
export function readBlob(blob: Blob, start = 0, end = blob.size): Readable {
  return Readable.from(stretches(blob, start, end), { objectMode: false });
}

/** Joins contents without copying them. */
export function joinBlobs(blobs: readonly Blob[]): Blob {
  return { size: blobs.reduce((sum, blob) => sum + blob.size, 0), files: blobs.flatMap((blob) => blob.files) };
}

/** SHA-256 of the contents, hexadecimal. */
export async function sha256OfBlob(blob: Blob): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of readBlob(blob)) hash.update(bytes as Buffer); // a byte stream without encoding yields Buffers
  return hash.digest('hex');
}

/** The first bytes, at most so many. */
export async function headOfBlob(blob: Blob, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const bytes of readBlob(blob, 0, Math.min(length, blob.size))) chunks.push(bytes as Buffer); // as above
  return Buffer.concat(chunks);
}

/** Removes the files. */
export async function dropBlob(blob: Blob): Promise<void> {
  await Promise.all(blob.files.map((file) => rm(file.path, { force: true })));
}

async function* stretches(blob: Blob, start: number, end: number): AsyncGenerator<Buffer> {
  let offset = 0;
  for (const file of blob.files) {
    const from = Math.max(0, start - offset);
    const to = Math.min(file.size, end - offset);
    offset += file.size;
    if (from >= to) continue;
    for await (const bytes of createReadStream(file.path, { start: from, end: to - 1, highWaterMark: 256 * 1024 })) yield bytes as Buffer; // no encoding is set
  }
}
