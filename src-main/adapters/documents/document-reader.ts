// DocumentReader by worker threads: one thread a document, with limits on size, memory and time (S1, S8).
import { Worker } from 'node:worker_threads';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ReadDocument } from '../../../src-core/import/document.ts';
import type { DocumentReader } from '../../ports.ts';

/** Largest document read (S1); four hours of speech are about 10 MB. */
const LARGEST_DOCUMENT_BYTES = 256 * 1024 * 1024;
const MEMORY_MB = 4096;
const KILL_AFTER_MILLIS = 30_000;

/** A reader whose worker is the module at `workerFile`. */
export function makeDocumentReader(workerFile: URL): DocumentReader {
  return {
    async read(bytes, fileName) {
      if (bytes.byteLength > LARGEST_DOCUMENT_BYTES)
        throw new StudioError('too-large', { file: fileName, bytes: bytes.byteLength, limit: LARGEST_DOCUMENT_BYTES });
      const read = await readInWorker(workerFile, bytes, fileName);
      if (read.kind === 'refused') throw new StudioError('bad-file', { file: fileName, reason: read.reason });
      const { kind: _kind, ...document } = read;
      return document;
    },
  };
}

function readInWorker(workerFile: URL, bytes: Uint8Array, fileName: string): Promise<ReadDocument> {
  const worker = new Worker(workerFile, { workerData: bytes, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new StudioError('bad-file', { file: fileName, reason: 'Reading this file took longer than 30 seconds and was stopped.' }));
    }, KILL_AFTER_MILLIS);
    worker.once('message', (read: ReadDocument) => resolve(read));
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      const isTooLarge = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isTooLarge ? new StudioError('too-large', { file: fileName, bytes: bytes.byteLength, limit: LARGEST_DOCUMENT_BYTES }, cause) : cause);
    });
    worker.once('exit', () => clearTimeout(timer));
  });
}
