// Measures reading of long media by hand: `node bench/long-media.ts [hours]` makes a WAV and an MP3 of so many hours (4) and prints
// seconds beside ffmpeg's decoding to nothing, the wait for the first peaks, and how far this process' memory rose.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseReader } from '../src-main/adapters/media/choose-reader.ts';
import { makeMediaFiles } from '../src-main/adapters/media/media-files.ts';
import { systemClock } from '../src-main/adapters/machine/system-clock.ts';

const hours = Number(process.argv[2] ?? 4);
const folder = mkdtempSync(join(tmpdir(), 'galley-long-'));
const reader = chooseReader({ chosen: () => null, path: process.env['PATH'] ?? '', platform: process.platform }, systemClock, {
  peaks: () => Promise.reject(new Error('no page here')),
});
const signal = new AbortController().signal;

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(2);
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;

function run(...args: string[]): string {
  const since = performance.now();
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  return seconds(since);
}

function make(): string[] {
  const minute = join(folder, 'minute.wav');
  run('-f', 'lavfi', '-i', 'anoisesrc=d=60:c=pink:r=44100:a=0.3', '-ac', '2', minute);
  const loops = String(Math.round(hours * 60) - 1);
  const wave = join(folder, 'long.wav');
  run('-stream_loop', loops, '-i', minute, '-c', 'copy', wave);
  const short = join(folder, 'minute.mp3');
  run('-i', minute, '-b:a', '128k', short);
  const mp3 = join(folder, 'long.mp3');
  run('-stream_loop', loops, '-i', short, '-c', 'copy', mp3);
  return [wave, mp3];
}

async function measure(path: string): Promise<void> {
  const floor = run('-i', path, '-map', '0:a:0', '-f', 'null', '-');
  const before = process.memoryUsage().rss;
  let most = before;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const looked = performance.now();
  const facts = await reader.probe(path);
  await makeMediaFiles(folder).fingerprint(path);
  const probed = seconds(looked);
  const since = performance.now();
  let first = '';
  let buckets = 0;
  const take = ({ from, bytes, channels }: { from: number; bytes: Uint8Array; channels: number }): void => {
    first ||= seconds(since);
    buckets = from + bytes.length / (2 * channels);
  };
  await reader.peaks('long', path, facts, take, signal);
  const read = seconds(since);
  clearInterval(look);
  const figures = {
    file: mebibytes(statSync(path).size),
    floor,
    probed,
    first,
    read,
    ratio: (Number(read) / Number(floor)).toFixed(2),
    buckets,
    rise: mebibytes(most - before),
  };
  console.log(path.split('/').at(-1), JSON.stringify(figures));
}

try {
  for (const path of make()) await measure(path);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
