// The studio's own readers of peaks, by disk and by ffmpeg, held to the laws of peaks-conformance. The page's is in test/renderer.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { PeakReducer } from '../../../src-core/media/peaks.ts';
import { chooseReader } from '../../../src-main/adapters/media/choose-reader.ts';
import { ffmpegPeaks } from '../../../src-main/adapters/media/ffmpeg-peaks.ts';
import { FfmpegFinder } from '../../../src-main/adapters/media/ffmpeg-tools.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import type { MediaReader, PageDecoder, PeakChunk } from '../../../src-main/ports/media.ts';
import { clickBuckets, describesPeaks, type ReadPeaks } from './peaks-conformance.ts';
import { at, FFMPEG, ffmpeg, fileOf, PICTURE, soundSamples, soundWave, waveOf } from './sound-fixtures.ts';

const PLACES = { chosen: () => null, path: process.env['PATH'] ?? '', platform: process.platform };
const NOWHERE = { chosen: () => null, path: '', platform: 'freebsd' as const };
const noPage: PageDecoder = { peaks: () => Promise.reject(new StudioError('decoder-failed', { reason: 'no-page' })) };
const machine = chooseReader(PLACES, systemClock, noPage);
const bare = chooseReader(NOWHERE, systemClock, noPage);

/** Everything a reader hands over, checked for order. */
async function gather(read: (onChunk: (chunk: PeakChunk) => void) => Promise<void>): Promise<ReadPeaks> {
  const all: number[] = [];
  let channels = 0;
  await read((chunk) => {
    channels = chunk.channels;
    expect(chunk.from * channels * 2).toBe(all.length);
    all.push(...new Int8Array(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength));
  });
  return { channels, peaks: Int8Array.from(all) };
}

const readWith = (reader: MediaReader) => async (path: string) => {
  const facts = await reader.probe(path);
  return gather((onChunk) => reader.peaks('recording', path, facts, onChunk, new AbortController().signal));
};

/** ffmpeg even for WAV, which the studio would read itself. */
async function readByFfmpeg(path: string): Promise<ReadPeaks> {
  const tools = await new FfmpegFinder(PLACES, systemClock).find();
  if (!tools) throw new Error('no ffmpeg');
  const facts = await machine.probe(path);
  return gather((onChunk) => ffmpegPeaks({ tools, clock: systemClock }, { path, facts }, onChunk, new AbortController().signal));
}

describe.skipIf(FFMPEG === null)('peaks by ffmpeg (skipped without ffmpeg)', () => {
  describesPeaks(readByFfmpeg);

  it('agrees with the reader of WAV files to one step in every bucket', async () => {
    const path = soundWave('agree.wav', 22_050, 2);
    const [own, other] = [await readWith(bare)(path), await readByFfmpeg(path)];
    expect(other.peaks.length).toBe(own.peaks.length);
    other.peaks.forEach((peak, i) => expect(Math.abs(peak - (own.peaks[i] ?? NaN))).toBeLessThanOrEqual(1));
  });

  it('keeps its times when joined MP3s change rate and channels half-way', { timeout: 20_000 }, async () => {
    const first = ffmpeg('first.mp3', '-i', soundWave(), '-write_xing', '0');
    const second = ffmpeg('second.mp3', '-i', soundWave('mono.wav', 22_050, 1), '-write_xing', '0');
    const joined = fileOf('joined.mp3', Buffer.concat([readFileSync(first), readFileSync(second)]));
    const { channels, peaks } = await readWith(machine)(joined);
    expect(channels).toBe(2);
    expect(clickBuckets({ channels, peaks })).toHaveLength(6);
    expect(peaks.length / 4).toBeGreaterThan(800);
    expect(peaks.length / 4).toBeLessThan(815);
  });

  it('tells of a sound that ends before its container says, after handing over what there is', { timeout: 20_000 }, async () => {
    const path = ffmpeg('whole.mp3', '-f', 'lavfi', '-i', 'sine=d=30', '-b:a', '64k');
    const facts: MediaFacts = { ...(await machine.probe(path)), duration: 60_000 };
    let buckets = 0;
    const reading = machine.peaks('recording', path, facts, ({ bytes }) => (buckets += bytes.length / 2), new AbortController().signal);
    await expect(reading).rejects.toMatchObject({ code: 'truncated-media' });
    expect(buckets).toBeGreaterThan(2990);
  });

  it('ends ffmpeg when it is cancelled', { timeout: 20_000 }, async () => {
    const path = ffmpeg('long.mp3', '-f', 'lavfi', '-i', 'sine=d=600:r=8000', '-b:a', '16k');
    const cancel = new AbortController();
    const facts = await machine.probe(path);
    const reading = machine.peaks('recording', path, facts, () => cancel.abort(), cancel.signal);
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
    expect(running(path)).toBe('');
  });

  it('passes on what the receiver throws and ends ffmpeg', { timeout: 20_000 }, async () => {
    const path = at('long.mp3');
    const facts = await machine.probe(path);
    const refuse = (): void => {
      throw new StudioError('disk-full');
    };
    await expect(machine.peaks('recording', path, facts, refuse, new AbortController().signal)).rejects.toMatchObject({ code: 'disk-full' });
    expect(running(path)).toBe('');
  });
});

describe('peaks of WAV files without any program', () => {
  describesPeaks(readWith(bare), (name) => name.endsWith('.wav'));

  it('reads every plain sample format alike, to one step', { timeout: 30_000 }, async (context) => {
    if (FFMPEG === null) return context.skip('ffmpeg is not installed: it makes the formats');
    const source = soundWave();
    const reference = await readWith(bare)(source);
    for (const codec of ['pcm_u8', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le', 'pcm_alaw', 'pcm_mulaw']) {
      const { peaks } = await readWith(bare)(ffmpeg(`${codec}.wav`, '-i', source, '-c:a', codec));
      expect(peaks.length, codec).toBe(reference.peaks.length);
      // Companding keeps loud samples to about 3 %.
      const most = /law/.test(codec) ? 4 : 1;
      peaks.forEach((peak, i) => expect(Math.abs(peak - (reference.peaks[i] ?? NaN)), codec).toBeLessThanOrEqual(most));
    }
  });

  it('reads a recorder’s file whose header was never filled in', async () => {
    const samples = soundSamples(8000, 1);
    for (const stated of [0, 0xffff_ffff]) {
      const path = fileOf(`open-${stated}.wav`, waveOf(samples, 8000, 1, stated));
      const facts: MediaFacts = { ...(await machine.probe(soundWave('narrow.wav', 8000, 1))), size: samples.byteLength + 44 };
      const { peaks } = await gather((onChunk) => bare.peaks('recording', path, facts, onChunk, new AbortController().signal));
      const reducer = new PeakReducer(8000, 1);
      reducer.addS16(samples);
      reducer.finish();
      expect(peaks).toEqual(reducer.take());
    }
  });

  it('stops between two reads when cancelled', async () => {
    const path = soundWave('cancel.wav', 48_000, 2);
    const facts = await bare.probe(path);
    await expect(bare.peaks('recording', path, facts, () => {}, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('a machine without ffmpeg', () => {
  it('asks a page for what browsers decode, and names ffmpeg for the rest', async () => {
    const sound = { channels: 1, rate: 8000, language: null };
    const facts = { container: 'mp3', size: 1, duration: 1000, audio: [{ ...sound, codec: 'mp3' }], video: null, playable: true };
    const signal = new AbortController().signal;
    await expect(bare.peaks('recording', at('x'), facts, () => {}, signal)).rejects.toMatchObject({ details: { reason: 'no-page' } });
    const wma = { ...facts, container: 'wma', audio: [{ ...sound, codec: 'wmav2' }], playable: false };
    await expect(bare.peaks('recording', at('x'), wma, () => {}, signal)).rejects.toMatchObject({ code: 'needs-ffmpeg' });
    expect(await bare.proxy(at('x'), wma, at('.'), signal)).toBeNull();
    expect(await bare.describe()).toBeNull();
  });
});

describe.skipIf(FFMPEG === null)('proxies (skipped without ffmpeg)', () => {
  const cases: readonly (readonly [name: string, ...args: string[]])[] = [
    ['memo.aiff', '-i', 'SOUND'],
    ['memo.wma', '-i', 'SOUND', '-c:a', 'wmav2'],
    ['memo.caf', '-i', 'SOUND', '-c:a', 'pcm_s16le'],
    ['lossless.m4a', '-i', 'SOUND', '-c:a', 'alac'],
    ['old.avi', ...PICTURE, '-i', 'SOUND', '-c:v', 'mpeg4', '-c:a', 'mp3'],
    ['camera.mov', ...PICTURE, '-i', 'SOUND', '-c:v', 'prores', '-c:a', 'pcm_s16le'],
    ['late.mpg', ...PICTURE, '-itsoffset', '0.5', '-i', 'SOUND', '-c:v', 'mpeg1video', '-c:a', 'mp2'],
    ['film.wmv', ...PICTURE, '-i', 'SOUND', '-c:v', 'wmv2', '-c:a', 'wmav2'],
    ['stream.ts', ...PICTURE, '-i', 'SOUND', '-c:v', 'libx264', '-c:a', 'aac'],
  ];
  afterEach(() => expect(execFileSync('ls', [at('.')], { encoding: 'utf8' })).not.toContain('.part'));

  it.each(cases)('plays %s at the times its peaks show', { timeout: 60_000 }, async (name, ...args) => {
    const sound = soundWave();
    const path = ffmpeg(name, ...args.map((arg) => (arg === 'SOUND' ? sound : arg)));
    const facts = await machine.probe(path);
    expect(facts.playable).toBe(false);
    const proxy = await machine.proxy(path, facts, at('.'), new AbortController().signal);
    const proxied = await machine.probe(proxy ?? '');
    expect(proxied).toMatchObject({ playable: true, container: 'mp4' });
    expect(proxied.video === null).toBe(facts.video === null);
    const [original, played] = [clickBuckets(await readWith(machine)(path)), clickBuckets(await readWith(machine)(proxy ?? ''))];
    expect(original).toHaveLength(3);
    played.forEach((bucket, i) => expect(Math.abs(bucket - (original[i] ?? NaN))).toBeLessThanOrEqual(1));
  });

  it('clears away what a killed studio left unfinished, and nothing else', { timeout: 30_000 }, async () => {
    const old = fileOf('00000000-0000-4000-8000-000000000000.m4a.part', 'x');
    const upload = fileOf('upload.part-of-mine', 'x');
    for (const path of [old, upload]) utimesSync(path, 1, 1);
    const path = ffmpeg('tiny.aiff', '-i', soundWave());
    await machine.proxy(path, await machine.probe(path), at('.'), new AbortController().signal);
    expect([existsSync(old), existsSync(upload)]).toEqual([false, true]);
    rmSync(upload);
  });

  it('leaves nothing behind when it is cancelled or fails', { timeout: 30_000 }, async () => {
    const path = ffmpeg('big.aiff', '-f', 'lavfi', '-i', 'sine=d=600');
    const facts = await machine.probe(path);
    const cancel = new AbortController();
    const making = machine.proxy(path, facts, at('.'), cancel.signal);
    cancel.abort();
    await expect(making).rejects.toBeInstanceOf(CancelledError);
    await expect(machine.proxy(fileOf('noise.aiff', 'FORM????AIFFnothing'), facts, at('.'), new AbortController().signal)).rejects.toMatchObject({
      code: 'decoder-failed',
    });
  });
});

/** Command lines of running programs that name a path. */
function running(path: string): string {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(path) && line.includes('ffmpeg')).join('\n');
}
