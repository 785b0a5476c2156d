// A studio in a process of its own that takes one recording in and tells how that went: time to the first second of peaks,
// to all of them, and the most memory meanwhile. Run by `takeIn`.
//   node bench/intake-process.ts LIBRARY SOUND
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forgetPeak, peakMegabytes, residentMegabytes } from './process-memory.ts';
import { openStudioHere } from './studio-here.ts';

/** How an import went. Milliseconds from the file's being dropped, and MB. */
export interface Intake {
  readonly firstSecond: number;
  readonly complete: number;
  /** Resident memory at most, less what the idle studio had. */
  readonly memory: number;
}

const SECOND_IN_BUCKETS = 100;
const program = fileURLToPath(import.meta.url);

/** Takes a sound into a new library. */
export async function takeIn(library: string, sound: string): Promise<Intake> {
  const child = fork(program, [library, sound]);
  const [intake] = (await once(child, 'message')) as [Intake]; // what `report` below sends
  await once(child, 'exit');
  return intake;
}

async function report(library: string, sound: string): Promise<void> {
  const { studio, client, take } = await openStudioHere(library);
  const idle = residentMegabytes(process.pid);
  forgetPeak(process.pid);
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let firstSecond = NaN;
  const begun = performance.now();
  client.on('media.peaksGrew', ({ buckets, complete }) => {
    if (Number.isNaN(firstSecond) && buckets >= SECOND_IN_BUCKETS) firstSecond = performance.now() - begun;
    if (complete) resolve();
  });
  await take(sound, basename(sound));
  await done;
  const complete = performance.now() - begun;
  process.send?.({ firstSecond, complete, memory: peakMegabytes(process.pid) - idle } satisfies Intake);
  await studio.stop();
  process.disconnect();
}

const [, main, library, sound] = process.argv;
if (main === program && library !== undefined && sound !== undefined) await report(library, sound);
