// DocumentReader by worker threads: one thread a document, with limits on size, memory and time (S1, S8).
import { Worker } from 'node:worker_threads';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { ReadDocument } from '../../../src-core/import/document.ts';
import type { Alternative } from '../../../src-core/transcript/alternatives.ts';
import type { ReadEncoding } from '../../../src-core/import/text-reading.ts';
import type { DocumentReader } from '../../ports/documents.ts';
import { AlternativesInParts, type AlternativePart } from './alternative-parts.ts';
import { readings } from './decode-text.ts';
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
    async read(bytes, fileName, encoding = null) {
      if (bytes.byteLength > limits.bytes) throw new StudioError('too-large', { file: fileName, bytes: bytes.byteLength, limit: limits.bytes });
      const read = await readInWorker<ReadDocument, DocumentPart>({
        workerFile,
        limits,
        wanted: encoding === null ? bytes : { bytes, encoding },
        whole: new DocumentInParts(),
      });
      if ('refused' in read) throw new StudioError('bad-file', { file: fileName, reason: read.refused });
      if (read.kind === 'refused') throw new StudioError('bad-file', { file: fileName, reason: read.reason });
      const { kind: _kind, ...document } = read;
      return document;
    },
    inUtf8: async (bytes, encoding) => Promise.resolve(new TextEncoder().encode(new TextDecoder(encoding).decode(bytes))),
    readings: async (bytes) => Promise.resolve(readings(bytes)),
    async alternatives(bytes, fileName) {
      const wanted = { alternativesOf: bytes };
      const read = await readInWorker<Alternative[], AlternativePart>({ workerFile, limits, wanted, whole: new AlternativesInParts() });
      if ('refused' in read) throw new StudioError('bad-file', { file: fileName, reason: read.refused });
      return read;
    },
  };
}

interface Reading<T, Part> {
  readonly workerFile: URL;
  readonly limits: DocumentLimits;
  readonly wanted: Uint8Array | { readonly bytes: Uint8Array; readonly encoding: ReadEncoding } | { readonly alternativesOf: Uint8Array };
  /** Puts the parts together. */
  readonly whole: { add(part: Part): T | null };
}

/** What the thread read, or why it was stopped. */
function readInWorker<T, Part>({ workerFile, limits, wanted, whole }: Reading<T, Part>): Promise<T | { readonly refused: string }> {
  const { heapMegabytes, millis } = limits;
  const worker = new Worker(workerFile, { workerData: wanted, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
  return new Promise<T | { readonly refused: string }>((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ refused: `Reading this file took longer than ${millis / 1000} seconds and was stopped.` });
      void worker.terminate();
    }, millis);
    worker.on('message', (part: Part) => {
      const read = whole.add(part);
      worker.postMessage('next');
      if (read !== null) resolve(read);
    });
    worker.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ refused: `Reading this file took more than ${heapMegabytes} MB of memory and was stopped.` });
      else reject(cause);
    });
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the thread that reads documents ended with ${code} before it was done`));
    });
  });
}
