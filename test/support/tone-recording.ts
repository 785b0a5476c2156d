// Sound for an interview nobody spoke: a tone as long as each word, lower for one voice, and silence between.
import { spawnSync } from 'node:child_process';
import type { TimedTurn } from '../../assets/sample/timed-words.ts';

/** Samples a second, mono. */
const RATE = 8000;
const PITCH = { host: 210, guest: 120 } as const;
const LOUDNESS = 9000;

/** Writes an MP3 of so many milliseconds. Throws when ffmpeg cannot. */
export function writeTones(path: string, turns: readonly TimedTurn[], length: number): void {
  const samples = new Int16Array(Math.round((length * RATE) / 1000));
  for (const { speaker, sentences } of turns) for (const { start, end } of sentences.flat()) sound(samples, { start, end, pitch: PITCH[speaker] });
  const input = ['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0'];
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...input, '-c:a', 'libmp3lame', '-b:a', '24k', path], {
    input: Buffer.from(samples.buffer),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`ffmpeg could not write the sound: ${stderr}`);
}

function sound(samples: Int16Array, { start, end, pitch }: { readonly start: number; readonly end: number; readonly pitch: number }): void {
  const [from, to] = [Math.round((start * RATE) / 1000), Math.round((end * RATE) / 1000)];
  for (let at = from; at < to; at += 1) {
    const swell = Math.sin((Math.PI * (at - from)) / (to - from));
    samples[at] = LOUDNESS * swell * Math.sin((2 * Math.PI * pitch * at) / RATE);
  }
}
