// SCC as we read it, beside what FFmpeg and ttconv read of the same files. We write none: they judge our reader.
// A word takes a frame on the wire, one that repeats a code too (CEA-608), and a caption is seen when its code to show it has been sent.
// FFmpeg takes the time of the line, so that only its texts are compared; ttconv's times are compared with what it is known to count otherwise:
// it passes over repeats, adds a frame for the code itself, and takes labels without dropping for 30 frames a second.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../src-core/import/subtitles.ts';
import { cueText } from '../../src-core/subtitles/cue.ts';
import { frameRate, timeOfFrame } from '../../src-core/subtitles/frame-rate.ts';
import { frameOfTimecode, timecodeOfFrame } from '../../src-core/subtitles/timecode.ts';
import { readSccByTtconv } from './python-cues.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'galley-scc-'));
const RATE = frameRate('29.97');

/** A byte with the odd parity that the wire has. */
const odd = (byte: number): number => (byte.toString(2).replaceAll('0', '').length % 2 === 0 ? byte | 0x80 : byte);
const word = (first: number, second: number): string => [first, second].map((byte) => odd(byte).toString(16).padStart(2, '0')).join('');
const twice = (first: number, second: number): string[] => [word(first, second), word(first, second)];
const letters = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / 2) }, (_, index) => word(text.charCodeAt(index * 2), text.charCodeAt(index * 2 + 1) || 0));

const [POP, SHOW, ERASE, CLEAR] = [twice(0x14, 0x20), twice(0x14, 0x2f), twice(0x14, 0x2c), twice(0x14, 0x2e)];
/** The codes that begin text at the left of row 14 or 15, as a person setting captions has them. */
const ROW_14 = twice(0x14, 0x50);
const ROW_15 = twice(0x14, 0x70);
const ROW_1 = twice(0x11, 0x50);

const line = (label: string, ...words: string[][]): string => `${label}\t${words.flat().join(' ')}`;
const file = (lines: readonly string[]): string => `Scenarist_SCC V1.0\n\n${lines.join('\n\n')}\n`;

const files: Readonly<Record<string, string>> = {
  'captions that pop on, drop-frame': file([
    line('00:00:01;00', POP, CLEAR, ROW_15, letters('Good morning.'), SHOW),
    line('00:00:03;15', ERASE),
    line('00:00:59;20', POP, CLEAR, ROW_14, letters('Two lines,'), ROW_15, letters('one below the other'), SHOW),
    line('00:01:04;02', POP, CLEAR, ROW_15, letters('And straight on.'), SHOW),
    line('00:01:06;00', ERASE),
  ]),
  'captions that pop on, every frame counted': file([
    line('00:00:01:00', POP, CLEAR, ROW_1, letters('At the top.'), SHOW),
    line('00:00:04:00', ERASE),
    line('01:00:00:00', POP, CLEAR, ROW_15, letters('An hour in.'), SHOW),
    line('01:00:02:10', ERASE),
  ]),
};

/** When a line's last code is complete: by the wire, and by what ttconv counts. */
function asSent(sent: string): { shows: boolean; time: number; theirTime: number } {
  const [label = '', codes = ''] = sent.split('\t');
  const words = codes.split(' ');
  const last = words.findIndex((each) => each === SHOW[0] || each === ERASE[0]);
  const repeats = words.slice(0, last).filter((each, index) => index > 0 && each === words[index - 1]).length;
  const frame = frameOfTimecode(label, RATE) ?? 0;
  const theirRate = label.includes(';') ? RATE : frameRate('30');
  return { shows: words[last] === SHOW[0], time: timeOfFrame(frame + last, RATE), theirTime: timeOfFrame(frame + last - repeats + 1, theirRate) };
}

const bare = (text: string): string =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
    .join('\n');

function ours(text: string): { start: number; end: number; text: string }[] {
  const read = readSubtitles(text);
  return read?.cues.map((cue) => ({ start: cue.start, end: cue.end, text: cueText(read.transcript, cue) })) ?? [];
}

describe('SCC', () => {
  it.for(Object.entries(files))('is read as ttconv reads it, to the frame: %s', async ([, text]) => {
    const path = join(folder, 'a.scc');
    writeFileSync(path, text);
    const theirs = await readSccByTtconv(path);
    const sent = text.split('\n').flatMap((each) => (/\t/.test(each) ? [asSent(each)] : []));
    const shown = sent.filter(({ shows }) => shows);
    expect(theirs.map((cue) => bare(cue.text))).toEqual(ours(text).map((cue) => cue.text));
    expect(theirs.map((cue) => cue.start)).toEqual(shown.map(({ theirTime }) => theirTime));
    expect(ours(text).map((cue) => cue.start)).toEqual(shown.map(({ time }) => time));
  });

  it.for(Object.entries(files))('holds the words that FFmpeg reads: %s', async ([, text]) => {
    const path = join(folder, 'b.scc');
    writeFileSync(path, text);
    const { stdout } = await run('ffmpeg', ['-hide_banner', '-v', 'error', '-nostdin', '-f', 'scc', '-i', path, '-c:s', 'srt', '-f', 'srt', 'pipe:1']);
    const theirs = stdout
      .replace(/<[^>]*>|\{[^}]*\}/g, '')
      .split(/\n\n/)
      .map((block) => bare(block.split('\n').slice(2).join('\n').replaceAll('\\h', ' ')))
      .filter(Boolean);
    expect(ours(text).map((cue) => cue.text)).toEqual(theirs);
  });

  it('is seen from the code that shows it on, a frame for every word', () => {
    const [first] = ours(files['captions that pop on, drop-frame'] ?? '');
    // Two codes, clear and row, each twice; seven pairs of letters; the code itself is the fourteenth word.
    expect(first?.start).toBe(timeOfFrame((frameOfTimecode('00:00:01;00', RATE) ?? 0) + 13, RATE));
    expect(timecodeOfFrame(43, RATE, true)).toBe('00:00:01;13');
  });
});
