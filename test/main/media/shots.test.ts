// Shot changes of a film with known cuts, found by the real ffmpeg: every cut, none of what only looks like one, at the very frame.
import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src-core/contract/errors.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { chooseReader } from '../../../src-main/adapters/media/choose-reader.ts';
import type { MediaReader, PageDecoder } from '../../../src-main/ports/media.ts';
import { at, FFMPEG, fileOf, ffmpeg, PICTURE, soundWave } from './sound-fixtures.ts';

const noPage: PageDecoder = { peaks: () => Promise.reject(new Error('no page is asked')) };
const readerOn = (path: string): MediaReader => chooseReader({ chosen: () => null, path, platform: 'freebsd' }, systemClock, noPage);
const reader = readerOn(process.env['PATH'] ?? '');

/** Two seconds each: bars under noise with a flash after one, a zoom, a fade to black, two dark rooms, a pan, a strobe that breathes, a plain card. */
const SHOTS = [
  ['testsrc2=SIZE', 'format=yuv420p'],
  ['smptehdbars=SIZE', "noise=alls=10:allf=t,eq=eval=frame:brightness='if(eq(n,25),0.6,0)',format=yuv420p"],
  ['mandelbrot=size=320x180:rate=25', 'trim=duration=2,setpts=PTS-STARTPTS,format=yuv420p'],
  ['gradients=SIZE:speed=0.02:seed=5', 'fade=out:st=1:d=0.9,format=yuv420p'],
  ['color=c=0x303030:SIZE', 'noise=alls=14:allf=t:all_seed=3,format=yuv420p'],
  ['color=c=0x202428:SIZE', 'drawbox=50:30:100:100:color=0x404858:t=fill,noise=alls=14:allf=t:all_seed=4,format=yuv420p'],
  ['testsrc=SIZE', 'scroll=h=0.01,format=yuv420p'],
  ['rgbtestsrc=SIZE', "eq=eval=frame:brightness='0.15*sin(n/4)',format=yuv420p"],
  ['color=c=white:SIZE', 'format=yuv420p'],
] as const;
const LENGTH = 2000;
const CUTS = SHOTS.slice(1).map((_, index) => (index + 1) * LENGTH);

/** Makes the film; `output` are the options of its file. Answers its path. */
function film(name: string, rate: string, ...output: string[]): string {
  const inputs = SHOTS.flatMap(([source]) => [
    '-f',
    'lavfi',
    '-i',
    source.replace('SIZE', `size=320x180:rate=${rate}:duration=2`).replace('rate=25', `rate=${rate}`),
  ]);
  const chains = SHOTS.map(([, chain], index) => `[${index}]${chain}[s${index}]`);
  const joined = `${SHOTS.map((_, index) => `[s${index}]`).join('')}concat=n=${SHOTS.length}[v]`;
  const sound = ['-f', 'lavfi', '-i', `sine=duration=${(SHOTS.length * LENGTH) / 1000}`];
  return ffmpeg(name, ...inputs, ...sound, '-filter_complex', [...chains, joined].join(';'), '-map', '[v]', '-map', `${SHOTS.length}:a`, ...output);
}

async function shotsOf(path: string, signal: AbortSignal = new AbortController().signal): Promise<{ shots: number[]; until: number }> {
  const shots: number[] = [];
  let until = 0;
  const isPossible = await reader.shots(
    path,
    await reader.probe(path),
    (found) => {
      shots.push(...found.shots);
      ({ until } = found);
    },
    signal,
  );
  expect(isPossible).toBe(true);
  return { shots, until };
}

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '28', '-c:a', 'aac'];

describe.skipIf(FFMPEG === null)('shot changes of a film (skipped without ffmpeg)', () => {
  let path = '';
  beforeAll(() => {
    path = film('cuts.mp4', '25', ...H264);
  });

  it('are its cuts: all of them, and no flash, fade, zoom, pan, noise or pulse', async () => {
    const { shots, until } = await shotsOf(path);
    expect(shots).toEqual(CUTS);
    expect(until).toBe(SHOTS.length * LENGTH - 40);
  });

  it('are the times of the element that plays it, also where its stamps begin late or are not those of milliseconds', async () => {
    const ntsc = film('ntsc.mov', '30000/1001', ...H264);
    const { shots } = await shotsOf(ntsc);
    // Sixty frames a shot, of 1001/30 milliseconds each.
    expect(shots).toEqual(CUTS.map((_, index) => Math.round(((index + 1) * 60 * 1001) / 30)));
    const late = ffmpeg('late.mkv', '-itsoffset', '1.5', '-i', path, '-c', 'copy');
    expect((await shotsOf(late)).shots).toEqual(CUTS.map((cut) => cut + 1500));
    const stream = ffmpeg('stream.ts', '-i', path, '-c', 'copy', '-bsf:v', 'h264_mp4toannexb');
    const [first = 0] = (await shotsOf(stream)).shots;
    expect((await shotsOf(stream)).shots.map((shot) => shot - first)).toEqual(CUTS.map((cut) => cut - LENGTH));
  });

  it('keep their frame after hours, where seconds with six digits would not', async () => {
    const hours = ffmpeg('hours.mkv', '-itsoffset', '10000', '-i', path, '-c', 'copy');
    const { shots } = await shotsOf(hours);
    expect(shots).toEqual(CUTS.map((cut) => cut + 10_000_000));
  });

  it('are none in a film of one shot', async () => {
    expect((await shotsOf(ffmpeg('one.mp4', ...PICTURE, '-i', soundWave(), ...H264, '-pix_fmt', 'yuv420p'))).shots).toEqual([]);
  });

  it('are not looked for any more once that is cancelled', async () => {
    const cancel = new AbortController();
    const looking = reader.shots(path, await reader.probe(path), () => cancel.abort(), cancel.signal);
    await expect(looking).rejects.toBeInstanceOf(CancelledError);
  });

  it('of a picture that cannot be decoded are a failure, not an empty list', async () => {
    const facts = await reader.probe(path);
    const broken = fileOf('broken.mp4', execFileSync('head', ['-c', '600', path]));
    await expect(reader.shots(broken, facts, () => {}, new AbortController().signal)).rejects.toMatchObject({ code: 'decoder-failed' });
  });
});

describe('without ffmpeg', () => {
  it('shot changes cannot be had', async () => {
    const facts = await readerOn('').probe(soundWave());
    expect(await readerOn(at('nowhere')).shots(soundWave(), facts, () => {}, new AbortController().signal)).toBe(false);
  });
});
