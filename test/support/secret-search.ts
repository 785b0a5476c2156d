// Searches everything a studio wrote or said for secrets, in every form they may hide in. It never prints a secret, only whose it is and where.
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A secret by the name a report may use. */
export interface Secret {
  readonly name: string;
  readonly text: string;
}

/** Bytes, and where they were found. */
export interface Searched {
  readonly where: string;
  readonly bytes: Buffer;
}

/** "the secret key in library.db, as base64" for each place a secret is found in; empty when there is none. */
export function findSecrets(secrets: readonly Secret[], places: readonly Searched[]): string[] {
  const found: string[] = [];
  for (const { where, bytes } of places) {
    for (const { name, text } of secrets) {
      const form = formsOf(text).find((one) => bytes.includes(one.bytes));
      if (form) found.push(`${name} in ${where}, ${form.how}`);
    }
  }
  return found;
}

/** Whole files of a folder and everything under it, and the names they have; packed stretches are searched unpacked, too. */
export function everythingUnder(folder: string): Searched[] {
  const places: Searched[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const where = join(entry.parentPath, entry.name);
    places.push({ where: `the name of ${where}`, bytes: Buffer.from(where) });
    if (entry.isSymbolicLink()) places.push({ where, bytes: Buffer.from(readlinkSync(where)) });
    if (!entry.isFile() || statSync(where).size > 64 * 1024 * 1024) continue;
    const bytes = readFileSync(where);
    places.push({ where, bytes }, ...unpacked(bytes).map((inner) => ({ where: `${where}, unpacked`, bytes: inner })));
  }
  return places;
}

/** Gzip streams inside a file, as a library keeps results. */
function unpacked(bytes: Buffer): Buffer[] {
  const inner: Buffer[] = [];
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      inner.push(gunzipSync(bytes.subarray(at)));
    } catch {
      continue; // three bytes that only look like a beginning, or a stream in pieces
    }
  }
  return inner;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** As it is, for URLs, in JSON, as hexadecimal, as UTF-16, and as base64 wherever in a text it stands. */
function formsOf(text: string): { how: string; bytes: Buffer }[] {
  const plain = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    return coded.slice(shift === 0 ? 0 : shift + 1, -4);
  });
  return [
    { how: 'as it is', bytes: plain },
    { how: 'percent-encoded', bytes: Buffer.from(encodeURIComponent(text)) },
    { how: 'in JSON', bytes: Buffer.from(JSON.stringify(text).slice(1, -1)) },
    { how: 'in JSON with slashes escaped', bytes: Buffer.from(text.replaceAll('/', '\\/')) },
    { how: 'as hexadecimal', bytes: Buffer.from(plain.toString('hex')) },
    { how: 'as UTF-16', bytes: Buffer.from(text, 'utf16le') },
    ...base64.map((coded) => ({ how: 'as base64', bytes: Buffer.from(coded) })),
    ...base64.map((coded) => ({ how: 'as base64url', bytes: Buffer.from(coded.replaceAll('+', '-').replaceAll('/', '_')) })),
  ];
}
