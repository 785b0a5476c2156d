// FFmpeg twice over: ffprobe tells the demuxed times to the microsecond, ffmpeg decodes the text and writes it as SRT.
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Peer, PeerCue } from './peer.ts';

const run = promisify(execFile);
const QUIET = ['-hide_banner', '-v', 'warning'];

interface Packets {
  readonly packets: readonly { readonly pts_time: string; readonly duration_time: string }[];
}

export const ffmpeg: Peer = {
  name: 'ffmpeg',
  formats: ['srt', 'vtt'],
  version() {
    try {
      return /version (\S+)/.exec(execFileSync('ffmpeg', ['-version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1] ?? 'unknown';
    } catch {
      return null;
    }
  },
  async read(path, format) {
    const input = ['-f', format === 'srt' ? 'srt' : 'webvtt', '-i', path];
    const limits = { maxBuffer: 1 << 28 };
    const probed = await run('ffprobe', [...QUIET, '-of', 'json', '-show_packets', ...input], limits);
    const decoded = await run('ffmpeg', [...QUIET, '-nostdin', ...input, '-c:s', 'srt', '-f', 'srt', 'pipe:1'], limits);
    if (probed.stderr + decoded.stderr !== '') throw new Error(probed.stderr + decoded.stderr);
    const { packets } = JSON.parse(probed.stdout) as Packets; // ffprobe's own shape
    const texts = dumpedCues(decoded.stdout);
    if (texts.length !== packets.length) throw new Error(`${packets.length} packets, ${texts.length} texts`);
    return packets.map((packet, index) => {
      const start = Math.round(Number(packet.pts_time) * 1000);
      const cue = { start, end: start + Math.round(Number(packet.duration_time) * 1000), text: texts[index]?.text ?? '' };
      if (texts[index]?.start !== cue.start || texts[index].end !== cue.end) throw new Error(`times differ: ${JSON.stringify([cue, texts[index]])}`);
      return cue;
    });
  },
  differences: [
    ...(['srt', 'vtt'] as const).map((format) => ({
      format,
      reads: (text: string) => text.replace(/\\n/gi, '\n'),
      reason: 'FFmpeg turns every subtitle into ASS inside, where \\N and \\n are line breaks, and does not escape the text’s own.',
    })),
    {
      format: 'vtt',
      reads: (text) => text.replace(/\{/g, '\\{').replace(/(?<!\\an8)\}/g, '\\}'),
      reason: 'FFmpeg escapes braces of WebVTT for ASS and writes the escapes into its SRT.',
    },
  ],
};

/** The cues of ffmpeg's own SRT, which is always regular: number, times, lines, blank line. Deliberately not our reader. */
function dumpedCues(dump: string): PeerCue[] {
  const cues: PeerCue[] = [];
  const pattern = /(?:^|\n)\d+\n(\d\d+):(\d\d):(\d\d),(\d\d\d) --> (\d\d+):(\d\d):(\d\d),(\d\d\d)\n/g;
  const heads = [...dump.matchAll(pattern)];
  heads.forEach((head, index) => {
    const [h1, m1, s1, f1, h2, m2, s2, f2] = head.slice(1).map(Number) as [number, number, number, number, number, number, number, number]; // eight groups above
    const text = dump.slice(head.index + head[0].length, heads[index + 1]?.index ?? dump.length);
    cues.push({ start: ((h1 * 60 + m1) * 60 + s1) * 1000 + f1, end: ((h2 * 60 + m2) * 60 + s2) * 1000 + f2, text });
  });
  return cues;
}
