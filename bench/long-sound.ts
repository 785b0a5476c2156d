// Sound as long as asked, encoded once and kept: some minutes of noise that rises and falls, over and over.
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { extname, join } from 'node:path';

const LOOP_SECONDS = 360;
/** Two tones under noise that comes and goes a few times a second, as speech does. */
const SOURCE = 'anoisesrc=r=44100:c=pink:a=0.4:d=360[n];sine=f=180:r=44100:d=360[s];[n][s]amix=2,tremolo=f=3:d=0.9,aformat=channel_layouts=stereo';

/** Path of an MP3, stereo at 44.1 kHz and 128 kbit/s, of so many hours. */
export function longSound(cache: string, hours: number): string {
  const path = join(cache, `sound-${hours}h.mp3`);
  if (existsSync(path)) return path;
  const loop = join(cache, 'sound-loop.mp3');
  // Without a reservoir each frame stands alone, so that the loop's seams decode.
  if (!existsSync(loop)) ffmpeg(['-filter_complex', SOURCE, '-b:a', '128k', '-reservoir', '0'], loop);
  ffmpeg(['-stream_loop', String((hours * 3600) / LOOP_SECONDS - 1), '-i', loop, '-c', 'copy'], path);
  return path;
}

/** Path of the same sound as WAV, mono at 16 kHz: what interviews are often handed over as. */
export function longWave(cache: string, hours: number): string {
  const path = join(cache, `sound-${hours}h.wav`);
  if (!existsSync(path)) ffmpeg(['-i', longSound(cache, hours), '-ac', '1', '-ar', '16000'], path);
  return path;
}

function ffmpeg(args: readonly string[], path: string): void {
  const unfinished = `${path}.unfinished${extname(path)}`;
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args, unfinished]);
  renameSync(unfinished, path);
}
