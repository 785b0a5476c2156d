// DocumentReader by worker threads: one thread a document, with limits on size, memory and time (S1, S8).
import { Worker } from 'node:worker_threads';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ReadDocument } from '../../../src-core/import/document.ts';
import type { DocumentReader } from '../../ports.ts';
import { DocumentInParts, type DocumentPart } from './document-parts.ts';

/** What reading one document may cost. */
export interface DocumentLimits {
  /** Largest document read (S1); four hours of speech are about 10 MB. */
  readonly bytes: number;
  /** Largest heap of the thread, megabytes. A result of 118 MB takes about 700 (measured). */
  readonly heapMegabytes: number;
  /** Longest time before the thread is stopped, milliseconds (S8). */
  readonly millis: number;
}

const LIMITS: DocumentLimits = { bytes: 256 * 1024 * 1024, heapMegabytes: 3072, millis: 30_000 };

/** A reader whose worker is the module at `workerFile`. */
export function makeDocumentReader(workerFile: URL, limits: DocumentLimits = LIMITS): DocumentReader {
  return {
    async read(bytes, fileName) {
      if (bytes.byteLength > limits.bytes) throw new StudioError('too-large', { file: fileName, bytes: bytes.byteLength, limit: limits.bytes });
      const read = await readInWorker(workerFile, bytes, limits);
      if (read.kind === 'refused') throw new StudioError('bad-file', { file: fileName, reason: read.reason });
      const { kind: _kind, ...document } = read;
      return document;
    },
  };
}

function readInWorker(workerFile: URL, bytes: Uint8Array, { heapMegabytes, millis }: DocumentLimits): Promise<ReadDocument> {
  const worker = new Worker(workerFile, { workerData: bytes, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
  const document = new DocumentInParts();
  return new Promise<ReadDocument>((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'refused', reason: `Reading this file took longer than ${millis / 1000} seconds and was stopped.` });
      void worker.terminate();
    }, millis);
    worker.on('message', (part: DocumentPart) => {
      const whole = document.add(part);
      worker.postMessage('next');
      if (whole) resolve(whole);
    });
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve({ kind: 'refused', reason: `Reading this file took more than ${heapMegabytes} MB of memory and was stopped.` });
      else reject(cause);
    });
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the thread that reads documents ended with ${code} before it was done`));
    });
  });
}
