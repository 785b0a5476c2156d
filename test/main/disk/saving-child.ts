// A process that saves edits for ever and tells of each once it is acknowledged. Its parent kills it.
// Arguments: the library's folder. It goes on at the revision it finds.
import { writeSync } from 'node:fs';
import { openLibrary } from '../../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { editOf, RECORDING } from './scripted-edits.ts';

const folder = process.argv[2] ?? '';
const library = openLibrary({ folder, clock: systemClock, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
if (library.readOnly) throw new Error(`opened for reading only: ${library.readOnly}`);
let revision = library.transcripts.summary(RECORDING)?.revision ?? 0;
for (;;) {
  revision = library.transcripts.save(RECORDING, revision, editOf(revision));
  writeSync(1, `${revision}\n`);
}
