// The jobs of a library in memory, their uploads and what they left in a bucket.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { BegunUploads, JobStore } from '../../../src-main/ports/library.ts';
import type { Shelf, KeptUpload } from './shelf.ts';

export function jobStore(shelf: Shelf): JobStore {
  const mustHaveUpload = (id: string): KeptUpload => {
    const upload = shelf.uploads.get(id);
    if (!upload) throw new StudioError('not-found', { what: 'upload' });
    return upload;
  };
  return {
    all: () => [...shelf.jobs.values()].sort((a, b) => a.createdAt - b.createdAt),
    get: (id) => shelf.jobs.get(id) ?? null,
    put(job) {
      shelf.mayWrite();
      shelf.mustKnow(job.recording);
      shelf.jobs.set(job.id, job);
    },
    upload(id) {
      const upload = shelf.uploads.get(id);
      if (!upload) return null;
      const parts = [...upload.parts]
        .sort(([a], [b]) => a - b)
        .flatMap(([number, { etag, checksum }]) => (etag !== null && checksum !== null ? [{ number, etag, checksum }] : []));
      return { uploadId: upload.uploadId, partSize: upload.partSize, parts };
    },
    beginUpload(id, uploadId, partSize) {
      shelf.mayWrite();
      if (!shelf.jobs.has(id)) throw new StudioError('not-found', { what: 'job' });
      shelf.uploads.set(id, { uploadId, partSize, parts: new Map() });
    },
    putPart(id, { number, etag, checksum }) {
      shelf.mayWrite();
      mustHaveUpload(id).parts.set(number, { etag, checksum });
    },
    endUpload(id) {
      shelf.mayWrite();
      shelf.uploads.delete(id);
    },
  };
}

export function begunUploads(shelf: Shelf): BegunUploads {
  return {
    all: () => [...shelf.begun.values()].sort((a, b) => a.begunAt - b.begunAt),
    note(upload) {
      shelf.mayWrite();
      shelf.begun.set(`${upload.bucket}/${upload.key}`, upload);
    },
    forget(bucket, key) {
      shelf.mayWrite();
      shelf.begun.delete(`${bucket}/${key}`);
    },
  };
}
