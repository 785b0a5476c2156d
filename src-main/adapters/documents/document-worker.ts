// The worker that reads one document and ends: a hostile or huge file costs this thread, not the studio.
import { parentPort, workerData } from 'node:worker_threads';
import { readDocumentBytes } from './read-bytes.ts';

const bytes: unknown = workerData;
if (!(bytes instanceof Uint8Array)) throw new TypeError('the worker wants bytes');
parentPort?.postMessage(readDocumentBytes(bytes));
