// The worker that reads one document and ends: a hostile or huge file costs this thread, not the studio.
import { parentPort, workerData } from 'node:worker_threads';
import { documentParts } from './document-parts.ts';
import { readDocumentBytes } from './read-bytes.ts';

const bytes: unknown = workerData;
if (!(bytes instanceof Uint8Array) || parentPort === null) throw new TypeError('the worker wants bytes and a port');
const port = parentPort;
const parts = documentParts(readDocumentBytes(bytes));

/** Each part when the last one has been taken in: so whoever takes them goes on with other work in between. */
function sendNext(): void {
  const next = parts.next();
  if (next.done) port.close();
  else port.postMessage(next.value);
}
port.on('message', sendNext);
sendNext();
