// What lies in the stand-in's buckets. Rows in memory, bytes in files; it knows nothing of HTTP.
import { randomUUID } from 'node:crypto';
import type { ChecksumAlgorithm } from '../checksum.ts';
import { dropBlob, type Blob } from './blob.ts';

/** A stored checksum. A composite one covers the parts' checksums and ends in "-N". */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** One object. */
export interface StoredObject {
  readonly key: string;
  readonly blob: Blob;
  /** Without quotes. */
  readonly etag: string;
  readonly modified: number;
  readonly checksum: StoredChecksum | null;
  /** Content type, cache control, user metadata …: sent back as they came. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sizes of the parts of a multipart upload, or null. */
  readonly parts: readonly number[] | null;
}

/** One part of an unfinished upload. */
export interface StoredPart {
  readonly number: number;
  readonly blob: Blob;
  readonly etag: string;
  readonly modified: number;
  readonly checksum: string | null;
}

/** An unfinished multipart upload. */
export interface StoredUpload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly begun: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly algorithm: ChecksumAlgorithm | null;
  readonly checksumType: 'FULL_OBJECT' | 'COMPOSITE';
  readonly parts: Map<number, StoredPart>;
}

/** One bucket. */
export interface StoredBucket {
  readonly name: string;
  readonly region: string;
  readonly created: number;
  /** The service that owns it, or null for the account's own. */
  readonly owner: string | null;
  /** Twelve digits, when it belongs to another account that lets ours use it. */
  account?: string;
  readonly objects: Map<string, StoredObject>;
  /** Sub-documents put as they came: "publicAccessBlock", "encryption", "lifecycle". */
  readonly settings: Map<string, string>;
}

/** Every bucket and every unfinished upload of the account. */
export class Store {
  /** Where contents are written. */
  readonly folder: string;
  readonly buckets = new Map<string, StoredBucket>();
  readonly uploads = new Map<string, StoredUpload>();

  constructor(folder: string) {
    this.folder = folder;
  }

  makeBucket(name: string, region: string, now: number, owner: string | null = null): StoredBucket {
    const bucket: StoredBucket = { name, region, created: now, owner, objects: new Map(), settings: new Map() };
    this.buckets.set(name, bucket);
    return bucket;
  }

  /** Puts an object in place of the one before it, whose files go. */
  async putObject(bucket: StoredBucket, object: StoredObject): Promise<void> {
    const before = bucket.objects.get(object.key);
    bucket.objects.set(object.key, object);
    if (before) await dropBlob(before.blob);
  }

  async removeObject(bucket: StoredBucket, key: string): Promise<void> {
    const before = bucket.objects.get(key);
    bucket.objects.delete(key);
    if (before) await dropBlob(before.blob);
  }

  beginUpload(upload: Omit<StoredUpload, 'id' | 'parts'>): StoredUpload {
    const begun: StoredUpload = { ...upload, id: randomUUID().replaceAll('-', ''), parts: new Map() };
    this.uploads.set(begun.id, begun);
    return begun;
  }

  async putPart(upload: StoredUpload, part: StoredPart): Promise<void> {
    const before = upload.parts.get(part.number);
    upload.parts.set(part.number, part);
    if (before) await dropBlob(before.blob);
  }

  /** Forgets an upload. `kept` part numbers live on in an object; the others' files go. */
  async endUpload(upload: StoredUpload, kept: ReadonlySet<number>): Promise<void> {
    this.uploads.delete(upload.id);
    const lost = [...upload.parts.values()].filter((part) => !kept.has(part.number));
    await Promise.all(lost.map((part) => dropBlob(part.blob)));
  }
}
