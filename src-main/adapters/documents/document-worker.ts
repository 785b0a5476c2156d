// The worker that reads one document and ends: a hostile or huge file costs this thread, not the studio.
import { parentPort, workerData } from 'node:worker_threads';
import { readAlternatives } from '../../../src-core/import/aws-alternatives.ts';
import { readEncodingOrNull } from '../../../src-core/import/text-reading.ts';
import { alternativeParts } from './alternative-parts.ts';
import { decodeText } from './decode-text.ts';
import { documentParts } from './document-parts.ts';
import { readDocumentBytes } from './read-bytes.ts';

/** Bytes to read as a document, or to look for alternatives in. */
const wanted: unknown = workerData;
if (parentPort === null) throw new TypeError('the worker wants a port');
const port = parentPort;
const parts = partsOf(wanted);

function partsOf(given: unknown): Generator<unknown, void> {
  if (given instanceof Uint8Array) return documentParts(readDocumentBytes(given));
  if (isNamed(given)) return documentParts(readDocumentBytes(given.bytes, { encoding: readEncodingOrNull(given.encoding) }));
  if (typeof given !== 'object' || given === null || !('alternativesOf' in given) || !(given.alternativesOf instanceof Uint8Array))
    throw new TypeError('the worker wants bytes');
  return alternativeParts(readAlternatives(decodeText(given.alternativesOf)?.text ?? ''));
}

/** Bytes with the name of their encoding. */
function isNamed(given: unknown): given is { bytes: Uint8Array; encoding: string } {
  if (typeof given !== 'object' || given === null || !('bytes' in given) || !('encoding' in given)) return false;
  return given.bytes instanceof Uint8Array && typeof given.encoding === 'string';
}

/** Each part when the last one has been taken in: so whoever takes them goes on with other work in between. */
function sendNext(): void {
  const next = parts.next();
  if (next.done) port.close();
  else port.postMessage(next.value);
}
port.on('message', sendNext);
sendNext();
