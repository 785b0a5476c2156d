// Scenes for the page of cues: the sample interview as a film with cues of every kind, and thousands of cues for measuring.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomTranscript } from '../../bench/random-transcript.ts';
import { readJsonDocument } from '../../src-core/import/document.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { plainLook } from '../../src-core/subtitles/cue-look.ts';
import { makeCues } from '../../src-core/subtitles/cueing.ts';
import type { Severity } from '../../src-core/subtitles/rules/finding.ts';
import { lastEnd, type Transcript } from '../../src-core/transcript/transcript.ts';
import { systemClock } from '../../src-main/adapters/machine/system-clock.ts';
import { chooseReader } from '../../src-main/adapters/media/choose-reader.ts';
import type { CueSceneFile } from '../cue-page/cue-scene.ts';

const SAMPLES = fileURLToPath(new URL('../../assets/sample', import.meta.url));

export interface PreparedScene {
  readonly scene: CueSceneFile;
  readonly peaks: Uint8Array;
  /** The medium's file, or null. */
  readonly media: string | null;
}

/** The sample interview under a test picture that cuts every five seconds, made in `folder`. */
export async function filmScene(folder: string): Promise<PreparedScene> {
  const read = readJsonDocument(readFileSync(join(SAMPLES, 'interview.json'), 'utf8'));
  if (read.kind !== 'read') throw new Error('the sample cannot be read');
  const { transcript } = read;
  const path = join(folder, 'film.mp4');
  if (!existsSync(path)) {
    const picture = ['-f', 'lavfi', '-i', 'gradients=size=640x360:rate=25:c0=0x35506e:c1=0x8a6f4d:c2=0x2c3b33:nb_colors=3:seed=7:speed=0.01'];
    const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-i', join(SAMPLES, 'interview.ogg'), ...codecs, path]);
  }
  const reader = chooseReader({ chosen: () => null, path: process.env['PATH'] ?? '', platform: process.platform }, systemClock, {
    peaks: () => Promise.reject(new Error('no page decodes here')),
  });
  const facts = await reader.probe(path);
  const peaks = await peaksOf(reader, path, facts);
  const cues = makeCues(transcript);
  return {
    scene: { ...aScene(transcript, dressed(cues)), duration: facts.duration, media: 'film.mp4', picture: { width: 640, height: 360 } },
    peaks,
    media: path,
  };
}

/** So many cues of made-up words, without a sound. */
export function longScene(words: number): PreparedScene {
  const transcript = randomTranscript(7, words);
  const scene = aScene(transcript, makeCues(transcript));
  const buckets = Math.ceil(scene.duration / 10);
  const peaks = Uint8Array.from({ length: buckets * 2 }, (_, at) => {
    const loud = 40 + 60 * Math.abs(Math.sin(at / 90)) * Math.abs(Math.sin(at / 7));
    return (at % 2 === 0 ? -loud : loud) & 0xff;
  });
  return { scene: { ...scene, media: null, picture: null }, peaks, media: null };
}

function aScene(transcript: Transcript, cues: readonly Cue[]): Omit<CueSceneFile, 'media' | 'picture'> {
  const duration = lastEnd(transcript) + 2000;
  const severities: readonly Severity[] = ['error', 'warning', 'hint'];
  const findings = cues.flatMap((_, index): [number, Severity][] => (index % 4 === 1 ? [[index, severities[(index >> 2) % 3] ?? 'hint']] : []));
  const shots = Array.from({ length: Math.floor(duration / 4120) }, (_, index) => (index + 1) * 4120);
  const leftOut = cues.flatMap(({ start, end }, index) => (index % 17 === 6 ? [{ start, end }] : []));
  return { transcript, cues: cues.filter((_, index) => index % 17 !== 6), findings, shots, leftOut, duration, rate: '25' };
}

/** Some pinned, one at the top, one in italics, one in colour at the left. */
function dressed(cues: readonly Cue[]): Cue[] {
  return cues.map((cue, index) => {
    if (index % 5 === 2) return { ...cue, pin: index + 1 };
    if (index === 3) return { ...cue, pin: 4, look: { ...plainLook, vertical: 'top' } };
    if (index === 4) return { ...cue, look: { ...plainLook, italic: true } };
    if (index === 5) return { ...cue, look: { ...plainLook, side: 'left', colour: '#ffe45c' } };
    return cue;
  });
}

async function peaksOf(reader: ReturnType<typeof chooseReader>, path: string, facts: MediaFacts): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const mono = { ...facts, audio: facts.audio.map((track) => ({ ...track, channels: 1 })) };
  await reader.peaks('film', path, mono, ({ bytes }) => pieces.push(bytes.slice()), new AbortController().signal);
  return Buffer.concat(pieces);
}
