// Our SRT and WebVTT, read by programs that are not ours: same count, same times to the millisecond, same texts.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportFile } from '../../src-core/subtitles/export-file.ts';
import type { ExportOptions } from '../../src-core/subtitles/formats/export-format.ts';
import { srtFormat } from '../../src-core/subtitles/formats/srt.ts';
import { webvttFormat } from '../../src-core/subtitles/formats/webvtt.ts';
import { cueLines } from '../../src-core/subtitles/cue.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { ffmpeg } from './ffmpeg-peer.ts';
import type { Peer, PeerCue, PeerFormat } from './peer.ts';
import { declaredAbsence } from './peer.ts';
import { pythonSrt, ttconv } from './python-peers.ts';
import { mediaCaptions, webvttParser } from './script-peers.ts';
import { randomSpeech, speeches } from './speeches.ts';

const peers: readonly Peer[] = [ffmpeg, pythonSrt, ttconv, webvttParser, mediaCaptions];
const formats = { srt: srtFormat, vtt: webvttFormat };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-peers-'));
  console.log(`Peers: ${peers.map((peer) => `${peer.name} ${peer.version() ?? 'absent'}`).join(', ')}`);
});

/** What a reader should find: our cues with their texts as the format carries them. */
function meant(transcript: Transcript, format: PeerFormat, options: ExportOptions): { text: string; cues: PeerCue[] } {
  const { text, cues } = exportFile(transcript, formats[format], options);
  const texts = cues.map((cue) => cueLines(transcript, cue).filter(Boolean).join('\n'));
  return { text, cues: cues.map((cue, index) => ({ start: cue.start, end: cue.end, text: texts[index] ?? '' })).filter((cue) => cue.text !== '') };
}

/** Direction marks at the edge of a line and white space around the whole are layout, not text. */
function bare(text: string): string {
  return text
    .replace(/\r/g, '')
    .replace(/^[\u200e\u200f]|(?<=\n)[\u200e\u200f]/g, '')
    .trim();
}

/** SRT's look-alikes, stated here again on purpose: the writer is what is on trial. */
function asSrt(text: string): string {
  return text
    .replaceAll('-->', '→')
    .replace(/^(\d+:\d\d.*?)->/gm, '$1→')
    .replace(/<(\s*\/?[a-z!?][^<>]*)>/gi, '‹$1›')
    .replace(/\{(\\[^}]*|y:[^}]*)\}/g, '($1)');
}

async function compare(peer: Peer, format: PeerFormat, transcript: Transcript, options: ExportOptions): Promise<void> {
  const { text, cues } = meant(transcript, format, options);
  const path = join(folder, `speech.${format}`);
  writeFileSync(path, text);
  const read = cues.length === 0 && peer === ffmpeg ? [] : await peer.read(path, format);
  const known = peer.differences.filter((difference) => difference.format === format);
  const expected = cues.map((cue) => ({
    ...cue,
    text: known.reduce((sum, difference) => difference.reads(sum), bare(format === 'srt' ? asSrt(cue.text) : cue.text)).trim(),
  }));
  expect(read.map(({ start, end, text: found }) => ({ start, end, text: bare(found) }))).toEqual(expected);
}

for (const peer of peers) {
  for (const format of peer.formats) {
    describe(`${peer.name} reads our ${formats[format].label}`, () => {
      const options = formats[format].defaults;
      const needed = (skip: (note: string) => void): void => {
        const reason = declaredAbsence(peer.name);
        if (peer.version() === null && reason !== null) skip(`${peer.name} is absent: ${reason}`);
        expect(
          peer.version(),
          `${peer.name} is not on this machine; install it (npm test names the package) or declare why not in GALLEY_ABSENT_PEERS`,
        ).not.toBeNull();
      };

      it.for(Object.entries(speeches))('%s', async ([, transcript], { skip }) => {
        needed(skip);
        await compare(peer, format, transcript, options);
      });

      it('with a byte order mark, CR LF, other first numbers and labels', async ({ skip }) => {
        needed(skip);
        for (const change of [{ bom: true }, { crlf: true }, { bom: true, crlf: true, startIndex: 0 }, { startIndex: 1001 }]) {
          await compare(peer, format, speeches['an interview'] as Transcript, { ...options, ...change }); // it stands in speeches.ts
        }
      });

      it('forty random speeches', async ({ skip }) => {
        needed(skip);
        await compare(peer, format, randomSpeech, options);
      });
    });
  }
}

describe('Voices', () => {
  it.for([webvttParser, mediaCaptions])('are told by $name', async (peer, { skip }) => {
    const reason = declaredAbsence(peer.name);
    if (peer.version() === null && reason !== null) skip(`${peer.name} is absent: ${reason}`);
    const transcript = speeches['speakers with odd names'] as Transcript; // it stands in speeches.ts
    const { text, cues } = exportFile(transcript, webvttFormat);
    const path = join(folder, 'voices.vtt');
    writeFileSync(path, text);
    const names = { spk_0: 'R ＆ D ‹Team›', spk_1: 'Anna --› "B"' };
    const expected = cues.map((cue) => names[transcript.turns[cue.from.turn]?.speaker as keyof typeof names]); // the interview's two speakers
    expect((await peer.read(path, 'vtt')).map(({ voice }) => voice)).toEqual(expected);
  });
});
