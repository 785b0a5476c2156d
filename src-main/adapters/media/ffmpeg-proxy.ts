// A stand-in file the page can play, made by the user's ffmpeg from one it cannot, with the same times.
// Written beside its place under another name and renamed when whole; the user's own file is only read.
import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { timeOriginOf } from '../../../src-core/media/playability.ts';
import type { Clock } from '../../ports/machine.ts';
import { inputArgs, lastWords, runTool, streamTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';

const SHORTEST_WALL_MS = 30 * 60_000;
const STALL_MS = 5 * 60_000;
const ENCODERS_LIMIT_MS = 10_000;
/** The picture is for looking on while one listens. */
const WIDEST_PIXELS = 1280;
const HIGHEST_RATE = 48_000;

/** H.264 encoders an ffmpeg may have been built with, best first, and what each needs to be told. */
const H264: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['libx264', ['-preset', 'veryfast', '-crf', '24']],
  ['h264_videotoolbox', ['-b:v', '2500k']],
  ['h264_mf', ['-b:v', '2500k']],
  ['libopenh264', ['-b:v', '2500k']],
];
/** Containers whose stamps can be copied with the picture; others (AVI) leave them to be guessed. */
const COPYABLE = ['mp4', 'm4a', 'mov', '3gp', 'matroska', 'webm', 'mpegts'];

/** What a studio that was killed left unfinished; nothing of this run is a day old. */
const LEFT_OVER = /^[0-9a-f-]{36}\.(?:m4a|mp4)\.part$/;
const LEFT_OVER_AFTER_MS = 24 * 60 * 60_000;

/** Makes the proxy in `folder` and answers its path. Throws CancelledError, `disk-full`, `decoder-failed`. */
export async function ffmpegProxy(
  ffmpeg: { readonly tools: FfmpegTools; readonly clock: Clock },
  media: { readonly path: string; readonly facts: MediaFacts },
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const { path, facts } = media;
  await sweep(folder, ffmpeg.clock.now());
  const picture = facts.video === null ? null : await pictureArgs(facts, ffmpeg.tools, ffmpeg.clock);
  const target = join(folder, `${randomUUID()}${picture === null ? '.m4a' : '.mp4'}`);
  const unfinished = `${target}.part`;
  const args = [...readArgs(path, facts), ...(picture ?? ['-vn']), ...soundArgs(facts), ...writeArgs(unfinished)];
  const wallMillis = Math.max(SHORTEST_WALL_MS, facts.duration * 8);
  try {
    const run = { program: ffmpeg.tools.ffmpeg, args, wallMillis, stallMillis: STALL_MS, background: true };
    const { exitCode, stderr } = await streamTool(run, ffmpeg.clock, signal, () => {});
    if (exitCode !== 0) throw failure(stderr, path);
    if ((await stat(unfinished)).size === 0) throw new StudioError('decoder-failed', { reason: 'no-sound' });
    await rename(unfinished, target);
    return target;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** The original's own stamps where the page's player would honour them, else counted from its first: as the peaks are. */
function readArgs(path: string, facts: MediaFacts): string[] {
  const stamps = timeOriginOf(facts) === 'container' ? ['-copyts'] : [];
  return [
    '-nostdin',
    '-hide_banner',
    '-v',
    'error',
    '-progress',
    'pipe:1',
    ...stamps,
    ...inputArgs(path),
    '-map',
    '0:a:0',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
  ];
}

function soundArgs(facts: MediaFacts): string[] {
  const { channels = 1, rate = 0 } = facts.audio[0] ?? {};
  const kept = Math.min(Math.max(1, channels), 2);
  // A sound alone is counted sample by sample, as its peaks are; one with a picture keeps its stamps, or lips and words would part.
  const counted = facts.video === null && timeOriginOf(facts) === 'start' ? ['-af', 'asetpts=N/SR/TB'] : [];
  return [...counted, '-c:a', 'aac', '-b:a', kept === 1 ? '96k' : '160k', '-ac', String(kept), ...(rate > HIGHEST_RATE ? ['-ar', String(HIGHEST_RATE)] : [])];
}

/** The picture copied where the page plays it, encoded where this ffmpeg can, or null: the sound alone. */
async function pictureArgs(facts: MediaFacts, tools: FfmpegTools, clock: Clock): Promise<string[] | null> {
  const map = ['-map', '0:V:0'];
  if (facts.video?.codec === 'avc' && COPYABLE.includes(facts.container)) return [...map, '-c:v', 'copy'];
  const run = { program: tools.ffmpeg, args: ['-hide_banner', '-v', 'error', '-encoders'], wallMillis: ENCODERS_LIMIT_MS };
  const { stdout } = await runTool(run, clock, new AbortController().signal);
  const encoder = H264.find(([name]) => stdout.includes(` ${name} `));
  if (!encoder) return null;
  const size = `scale=w='2*trunc(min(${WIDEST_PIXELS},iw)/2)':h=-2`;
  // A whole picture every two seconds or so keeps seeking quick.
  return [...map, '-c:v', encoder[0], ...encoder[1], '-pix_fmt', 'yuv420p', '-vf', size, '-g', '50', '-threads', '4'];
}

async function sweep(folder: string, now: number): Promise<void> {
  for (const name of (await readdir(folder)).filter((file) => LEFT_OVER.test(file))) {
    const path = join(folder, name);
    if (now - (await stat(path)).mtimeMs > LEFT_OVER_AFTER_MS) await rm(path, { force: true });
  }
}

function writeArgs(target: string): string[] {
  return ['-sn', '-dn', '-movflags', '+faststart', '-max_muxing_queue_size', '4096', '-f', 'mp4', '-y', `file:${target}`];
}

function failure(stderr: string, path: string): StudioError {
  if (stderr.includes('No space left on device')) return new StudioError('disk-full', {});
  return new StudioError('decoder-failed', { reason: lastWords(stderr, path) });
}
