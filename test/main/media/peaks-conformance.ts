// What every reader of peaks must do, whoever decodes: laws run against each of them over the same files.
import { expect, it } from 'vitest';
import { CLICKS, SOUND_MILLIS, ffmpeg, PICTURE, soundWave } from './sound-fixtures.ts';

/** Peaks as a reader gave them. */
export interface ReadPeaks {
  readonly channels: number;
  readonly peaks: Int8Array;
}

interface Sample {
  readonly name: string;
  /** Milliseconds by which the clicks are later than in the original. */
  readonly late: number;
  readonly make: () => string;
}

const encoded = (name: string, ...args: string[]): Sample => ({ name, late: 0, make: () => ffmpeg(name, '-i', soundWave(), ...args) });
const resampled = (name: string, ...args: string[]): Sample => ({ name, late: 0, make: () => ffmpeg(name, '-i', soundWave('sound48.wav', 48_000), ...args) });

/** The same sound in every container people bring, with what each does to its times. */
export const SAMPLES: readonly Sample[] = [
  { name: 'sound.wav', late: 0, make: () => soundWave() },
  { name: 'narrow.wav', late: 0, make: () => soundWave('narrow.wav', 8000, 1) },
  encoded('sound.mp3', '-b:a', '192k'),
  encoded('variable.mp3', '-q:a', '6'),
  // Without LAME's tag nobody can know of the encoder's delay: 1,105 samples, 25 ms.
  { ...encoded('untagged.mp3', '-b:a', '192k', '-write_xing', '0'), late: 25 },
  encoded('sound.m4a', '-c:a', 'aac', '-b:a', '192k'),
  encoded('sound.flac'),
  encoded('sound.ogg', '-c:a', 'libvorbis', '-q:a', '7'),
  resampled('sound.webm', '-c:a', 'libopus', '-b:a', '160k'),
  resampled('sound.opus', '-c:a', 'libopus', '-b:a', '160k'),
  { name: 'film.mp4', late: 0, make: () => ffmpeg('film.mp4', ...PICTURE, '-i', soundWave(), '-c:v', 'libx264', '-c:a', 'aac', '-b:a', '192k') },
  { name: 'film.mov', late: 0, make: () => ffmpeg('film.mov', ...PICTURE, '-i', soundWave(), '-c:v', 'libx264', '-c:a', 'pcm_s16le') },
  // An edit list lets the sound begin half a second after the picture, or before it.
  { name: 'late.mp4', late: 500, make: () => ffmpeg('late.mp4', ...PICTURE, '-itsoffset', '0.5', '-i', soundWave(), '-c:v', 'libx264', '-c:a', 'aac') },
  { name: 'early.mp4', late: -300, make: () => ffmpeg('early.mp4', ...PICTURE, '-itsoffset', '-0.3', '-i', soundWave(), '-c:v', 'libx264', '-c:a', 'aac') },
  {
    name: 'offset.webm',
    late: 700,
    make: () => ffmpeg('offset.webm', '-itsoffset', '0.7', '-i', soundWave('sound48.wav', 48_000), '-c:a', 'libopus', '-copyts'),
  },
];

/** Buckets in which something begins that is louder than the sine, each a quarter of a second from the last. */
export function clickBuckets({ peaks, channels }: ReadPeaks): number[] {
  const found: number[] = [];
  for (let bucket = 0; bucket < peaks.length / (channels * 2); bucket++) {
    const isLoud = (peaks[bucket * channels * 2 + 1] ?? 0) > 24;
    if (isLoud && bucket - (found.at(-1) ?? -Infinity) > 25) found.push(bucket);
  }
  return found;
}

/** The laws, for one reader. `read` decodes a file; `among` chooses which samples it is meant for. */
export function describesPeaks(read: (path: string) => Promise<ReadPeaks>, among: (name: string) => boolean = () => true): void {
  const samples = SAMPLES.filter(({ name }) => among(name));
  const reads = new Map<string, Promise<ReadPeaks>>();
  const readOnce = ({ name, make }: Sample): Promise<ReadPeaks> => {
    const reading = reads.get(name) ?? read(make());
    reads.set(name, reading);
    return reading;
  };

  it.each(samples)('hears the clicks of $name where the media element plays them, to a bucket', { timeout: 30_000 }, async (sample) => {
    const { late } = sample;
    const heard = clickBuckets(await readOnce(sample));
    const wanted = CLICKS.map((click) => (click + late) / 10);
    expect(heard).toHaveLength(wanted.length);
    heard.forEach((bucket, i) => expect(Math.abs(bucket - (wanted[i] ?? NaN)), `${bucket} for ${wanted[i]}`).toBeLessThanOrEqual(1));
  });

  it.each(samples.filter(({ late }) => late === 0))('is as long as $name and keeps its channels apart', { timeout: 30_000 }, async (sample) => {
    const { name } = sample;
    const { channels, peaks } = await readOnce(sample);
    expect(channels).toBe(name === 'narrow.wav' ? 1 : 2);
    // Encoders pad their last block.
    const buckets = peaks.length / (channels * 2);
    expect(buckets).toBeGreaterThanOrEqual(SOUND_MILLIS / 10 - 1);
    expect(buckets).toBeLessThanOrEqual(SOUND_MILLIS / 10 + 8);
    const loudest = (channel: number): number => peaks.filter((_, i) => i % (channels * 2) === channel * 2 + 1).reduce((a, b) => Math.max(a, b), 0);
    expect(loudest(0)).toBeGreaterThan(75);
    if (channels === 2) expect(loudest(1) / loudest(0)).toBeCloseTo(0.5, 1);
  });
}
