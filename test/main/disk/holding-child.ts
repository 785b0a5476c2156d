// A process that opens a library, says whether it may write, and stays until it is killed or its folder is not given.
// Arguments: the library's folder, and "once" to end after saying so.
import { writeSync } from 'node:fs';
import { openLibrary } from '../../../src-main/adapters/disk/open-library.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';

const [folder = '', manner] = process.argv.slice(2);
const library = openLibrary({ folder, clock: systemClock, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
writeSync(1, `${library.readOnly ?? 'writer'} ${library.recordings.all().length} ${library.transcripts.search('hello', 10).length}\n`);
if (manner === 'once') library.close();
else setInterval(() => library.readOnly, 60_000);
