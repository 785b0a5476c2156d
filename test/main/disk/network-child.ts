// A process that adds recordings to a library it takes to lie on a network drive, telling of each. Its parent kills it.
// Argument: the library's folder.
import { writeSync } from 'node:fs';
import { openLibrary } from '../../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { aRecording } from './library-samples.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const library = openLibrary({ folder: process.argv[2] ?? '', clock: systemClock, log, placeOf: () => ({ kind: 'network', name: 'NFS' }) });
for (let number = 0; ; number += 1) {
  library.recordings.put(aRecording(`child-${number}`));
  writeSync(1, `${number}\n`);
}
