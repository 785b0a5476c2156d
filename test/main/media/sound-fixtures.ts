// Sounds made for tests: a quiet sine with clicks at known times, and the same sound in every container ffmpeg writes.
// Nothing is kept in the repository: files are made in a temporary folder, once a process.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** When the clicks are heard, milliseconds. */
export const CLICKS = [500, 1250, 2730];
export const SOUND_MILLIS = 4000;

/** Where ffmpeg lies, or null; tests that need it say so when they are skipped. */
export const FFMPEG = onPath('ffmpeg');

/** A folder of its own for each test file, removed afterwards. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'galley-media-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

export function onPath(program: string): string | null {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** A path in the folder. */
export function at(name: string): string {
  return join(FOLDER, name);
}

/** A file of these bytes in the folder; answers its path. */
export function fileOf(name: string, bytes: Uint8Array | string): string {
  writeFileSync(at(name), bytes);
  return at(name);
}

/** Samples of the sound, interleaved: the second channel is half as loud. Clicks are 4 ms of 1.5 kHz at 0.8. */
export function soundSamples(rate: number, channels: number, millis = SOUND_MILLIS): Int16Array {
  const frames = Math.round((millis * rate) / 1000);
  const samples = new Int16Array(frames * channels);
  for (let frame = 0; frame < frames; frame++) {
    const since = CLICKS.map((click) => frame / rate - click / 1000).find((seconds) => seconds >= 0 && seconds < 0.004);
    const value = since === undefined ? 0.05 * Math.sin((2 * Math.PI * 220 * frame) / rate) : 0.8 * Math.sin(2 * Math.PI * 1500 * since);
    for (let channel = 0; channel < channels; channel++) samples[frame * channels + channel] = Math.round((value * 32767) / (channel + 1));
  }
  return samples;
}

/** A WAV of 16-bit samples. `statedBytes` and `fileBytes` make it lie or end early. */
export function waveOf(samples: Int16Array, rate: number, channels: number, statedBytes = samples.byteLength): Uint8Array {
  const wave = Buffer.alloc(44 + samples.byteLength);
  wave.write('RIFF', 0, 'latin1');
  wave.writeUInt32LE((36 + statedBytes) >>> 0, 4);
  wave.write('WAVEfmt ', 8, 'latin1');
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(channels, 22);
  wave.writeUInt32LE(rate, 24);
  wave.writeUInt32LE(rate * channels * 2, 28);
  wave.writeUInt16LE(channels * 2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36, 'latin1');
  wave.writeUInt32LE(statedBytes >>> 0, 40);
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).copy(wave, 44);
  return wave;
}

/** The sound as a WAV file. */
export function soundWave(name = 'sound.wav', rate = 44_100, channels = 2): string {
  return fileOf(name, waveOf(soundSamples(rate, channels), rate, channels));
}

/** Runs ffmpeg; options before each input may be among `args`. Answers the output's path. */
export function ffmpeg(name: string, ...args: string[]): string {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args, at(name)], { stdio: ['ignore', 'ignore', 'inherit'] });
  return at(name);
}

/** Input options for a small moving picture as long as the sound, 25 frames a second. */
export const PICTURE = ['-f', 'lavfi', '-i', `testsrc=s=160x120:r=25:d=${SOUND_MILLIS / 1000}`];

/** The first bytes of a file. */
export function head(path: string, bytes: number): Uint8Array {
  return readFileSync(path).subarray(0, bytes);
}
