// The wave in the page: how soon its first second is seen while an hour of MP3 is still being read, how soon a kept one is,
// and what the page's own decoder needs, which reads the sound where there is no ffmpeg.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomIds } from '../src-main/adapters/machine/random-ids.ts';
import { makeLoopbackHost } from '../src-main/hosts/loopback/server.ts';
import type { DecodeReport, DecodeRequest } from '../src-renderer/waveform/decode-worker.ts';
import type { Bench, Ground } from './bench.ts';
import { fiveWordsResult } from './five-words.ts';
import { longSound } from './long-sound.ts';
import { decodeOnly } from './peaks.ts';
import { openStudioHere, type StudioHere } from './studio-here.ts';
import { pageOf, type StudioPage } from './studio-page.ts';

const [WITH_SOUND, WITHOUT] = ['With sound', 'Without'];

/** Seconds. */
interface Watched {
  readonly first: number;
  readonly kept: number;
  readonly byPage: number | null;
}

/** The wave on screen. */
export const wave: Bench = {
  name: 'wave',
  against: '`ffmpeg -f null` of the same file',
  async measure(ground) {
    const runs = ground.runs ?? 3;
    const sound = longSound(ground.cache, 1);
    const [floor, watched]: [number[], Watched[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      floor.push(decodeOnly(sound));
      watched.push(await watch(ground, run, run === runs - 1));
    }
    return [
      { what: '1 h MP3 dropped to the first of its wave on screen', unit: 's', ours: watched.map(({ first }) => first), target: { most: 1 } },
      { what: 'kept wave of 1 h: text on screen to wave', unit: 's', ours: watched.map(({ kept }) => kept), target: { most: 0.3 } },
      {
        what: 'peaks of 1 h MP3 by the page, without ffmpeg',
        unit: 's',
        ours: watched.flatMap(({ byPage }) => byPage ?? []),
        beside: { name: 'ffmpeg -f null', values: floor },
        target: { mostTimes: 3 },
      },
    ];
  },
};

async function watch({ cache, scratch, program }: Ground, run: number, decodes: boolean): Promise<Watched> {
  const folder = join(scratch, `wave-${run}`);
  mkdirSync(folder, { recursive: true });
  const here = await openStudioHere(folder);
  const recording = await twoRecordings(here, fiveWordsResult(cache));
  const host = await makeLoopbackHost(here.studio, { rendererFolder: join(program, 'renderer'), ids: randomIds });
  const end = async (): Promise<void> => {
    await host.close();
    await here.studio.stop();
  };
  const studio = await pageOf({ url: host.url, pid: process.pid, end });
  try {
    await studio.openRecording(WITH_SOUND ?? '');
    const seen = studio.waveSeen();
    const dropped = performance.timeOrigin + performance.now();
    await here.take(longSound(cache, 1), 'sound.mp3', recording);
    const first = ((await seen) - dropped) / 1000;
    await untilRead(here, recording);
    await studio.openRecording(WITHOUT ?? '');
    const kept = await keptWave(studio);
    return { first, kept, byPage: decodes ? await decodeInPage(studio, program) : null };
  } finally {
    await studio.close();
  }
}

/** Two recordings of five words; answers the one that is to get sound. */
async function twoRecordings({ client, take }: StudioHere, result: string): Promise<string> {
  await client.call('library.rename', { recording: await take(result, 'five.json'), name: WITHOUT ?? '' });
  const recording = await take(result, 'five.json');
  await client.call('library.rename', { recording, name: WITH_SOUND ?? '' });
  return recording;
}

async function untilRead({ client }: StudioHere, recording: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = client.on('media.peaksGrew', ({ complete }) => (complete ? resolve() : undefined));
  if ((await client.call('media.peaks', { recording, from: 0 })).complete) resolve();
  await promise;
  stop();
}

async function keptWave(studio: StudioPage): Promise<number> {
  await studio.openRecording(WITH_SOUND ?? '');
  const seen = await studio.waveSeen();
  const painted = await studio.page.evaluate(() => performance.timeOrigin + window.galleyProbe.painted);
  return Math.max(0, seen - painted) / 1000;
}

/** Runs the studio's own worker in the page over the media that is open there; seconds. */
async function decodeInPage({ page }: StudioPage, program: string): Promise<number> {
  const worker = readdirSync(join(program, 'renderer', 'assets')).find((name) => name.startsWith('decode-worker'));
  if (worker === undefined) throw new Error('the build has no worker that decodes');
  const millis = await page.evaluate(async (path) => {
    const url = document.querySelector('audio')?.src ?? '';
    const decoder = new Worker(path, { type: 'module' });
    const say = (request: DecodeRequest): void => decoder.postMessage(request);
    const begun = performance.now();
    return new Promise<number>((resolve, reject) => {
      decoder.onerror = () => reject(new Error('the worker could not be started'));
      decoder.onmessage = ({ data }: MessageEvent<DecodeReport>) => {
        if (data.kind === 'stretch') say({ kind: 'taken' });
        else if (data.kind === 'done') resolve(performance.now() - begun);
        else reject(new Error(data.reason));
      };
      say({ kind: 'decode', url });
    });
  }, `/assets/${worker}`);
  return millis / 1000;
}
