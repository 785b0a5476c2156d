// A process that edits and saves as the page does. It tells each state before saving it and each save once it is acknowledged. Its parent kills it.
// Arguments: the library's folder.
import { writeSync } from 'node:fs';
import { openLibrary } from '../../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { EditingStream } from './editing-stream.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const library = openLibrary({ folder: process.argv[2] ?? '', clock: systemClock, log });
if (library.readOnly) throw new Error(`opened for reading only: ${library.readOnly}`);
/** More than the parent waits for. A parent that is slow to kill must not be given so much that the library keeps no more than the newest of it. */
const SAVES = 24;

const stream = await EditingStream.open(library, Math.random);
for (let serial = 0; serial < SAVES; serial += 1) {
  for (let edits = 0; edits <= serial % 3; edits += 1) await stream.edit(`${process.pid}-${serial}-${edits}`);
  writeSync(1, `try ${stream.revision + 1} ${stream.digest()}\n`);
  stream.save();
  writeSync(1, `ok ${stream.revision}\n`);
}
// Alive, with the library open, until it is killed.
setInterval(() => undefined, 60_000);
