// Waveform peaks of an hour of MP3, from dropping the file to the last bucket in the library, against ffmpeg that only decodes.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { takeIn, type Intake } from './intake-process.ts';
import { longSound, longWave } from './long-sound.ts';
import { openStudioHere } from './studio-here.ts';
import { timedAsync } from './stopwatch.ts';

/** Peaks on the main side. */
export const peaks: Bench = {
  name: 'peaks',
  against: '`ffmpeg -f null` of the same file in the same run',
  async measure({ cache, scratch, runs }) {
    const count = runs ?? 3;
    const mp3 = await beside(longSound(cache, 1), scratch, count);
    const wav = await beside(longWave(cache, 1), scratch, count);
    const four = folderOf(scratch, 'four');
    const long = await takeIn(four, longSound(cache, 4));
    return [
      inAll('peaks of 1 h MP3, file dropped to all kept', mp3, 1.3),
      { what: '… the first second of them', unit: 's', ours: mp3.ours.map(({ firstSecond }) => firstSecond / 1000), target: { most: 1 } },
      inAll('peaks of 1 h WAV, read without ffmpeg', wav),
      { what: 'kept peaks of 4 h fetched', unit: 'ms', ours: await keptFetch(four, runs ?? 9), target: { most: 300 } },
      {
        what: 'memory while reading 4 h',
        unit: 'MB',
        ours: [long.memory],
        beside: { name: '1 h', values: mp3.ours.map(({ memory }) => memory) },
        target: { mostTimes: 1.3 },
      },
    ];
  },
};

interface Compared {
  /** Seconds. */
  readonly floor: number[];
  readonly ours: Intake[];
}

/** Floor and studio by turns. */
async function beside(sound: string, scratch: string, runs: number): Promise<Compared> {
  const compared: Compared = { floor: [], ours: [] };
  for (let run = 0; run < runs; run += 1) {
    compared.floor.push(decodeOnly(sound));
    compared.ours.push(await takeIn(folderOf(scratch, `${basename(sound)}-${run}`), sound));
  }
  return compared;
}

function inAll(what: string, { floor, ours }: Compared, mostTimes?: number): Figure {
  const target = mostTimes === undefined ? {} : { target: { mostTimes } };
  return { what, unit: 's', ours: ours.map(({ complete }) => complete / 1000), beside: { name: 'ffmpeg -f null', values: floor }, ...target };
}

/** Seconds ffmpeg needs to decode a sound and throw it away. */
export function decodeOnly(path: string): number {
  const begun = performance.now();
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-map', '0:a:0', '-f', 'null', '-']);
  return (performance.now() - begun) / 1000;
}

async function keptFetch(folder: string, runs: number): Promise<number[]> {
  const { studio, client } = await openStudioHere(folder);
  try {
    const [only] = await client.call('library.list', {});
    const recording = only?.id ?? '';
    return await timedAsync(runs, () => client.call('media.peaks', { recording, from: 0 }), 1);
  } finally {
    await studio.stop();
  }
}

function folderOf(scratch: string, name: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
