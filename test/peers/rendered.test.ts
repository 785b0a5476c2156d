// ASS and SRT as libass puts them on a picture: letters stand where the cue's place says, and have its colour.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { numpadOf, plainLook, type CueLook } from '../../src-core/subtitles/cue-look.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes } from '../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../src-core/subtitles/formats/list.ts';
import { plainLetters, type Letters } from '../../src-core/transcript/letters.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { said, transcript, turn } from '../core/subtitles/written-speech.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'galley-rendered-'));
const [WIDTH, HEIGHT] = [640, 360];
const BACKGROUND = 0x40;

const speech = transcript([turn(said('Here it {stands}.'))]);
const yellowLetters: Letters = { ...plainLetters, colour: '#ffff00' };
const cueOf = (look: CueLook): Cue => ({ start: 0, end: 2000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 2 }, breaks: [{ turn: 0, word: 2 }], look });

interface Brightness {
  /** Middle of what is bright, as shares of the picture. */
  readonly across: number;
  readonly down: number;
  /** How many points are bright. */
  readonly points: number;
  /** Mean colour of what is bright. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The points of a frame with the subtitle on it: red, green and blue of each, row by row. */
async function frameOf(id: string, cue: Cue, spoken: Transcript): Promise<Uint8Array> {
  const format = exportFormatOrNull(id);
  if (!format) throw new Error(`no format ${id}`);
  const path = join(folder, `${id}-${numpadOf(cue.look ?? plainLook)}.${format.extension}`);
  writeFileSync(path, fileBytes(exportFile(spoken, format, format.defaults, { cues: [cue] })));
  const source = ['-f', 'lavfi', '-i', `color=c=0x404040:s=${WIDTH}x${HEIGHT}:d=1:r=5`];
  const { stdout } = await run(
    'ffmpeg',
    ['-hide_banner', '-v', 'error', '-nostdin', ...source, '-vf', `subtitles=${path}`, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
    { encoding: 'buffer', maxBuffer: 1 << 26 },
  );
  return stdout;
}

/** The brightly coloured points of a frame with the subtitle on it. */
async function rendered(id: string, look: CueLook, spoken = speech): Promise<Brightness> {
  const frame = await frameOf(id, cueOf(look), spoken);
  const box = { left: WIDTH, right: 0, top: HEIGHT, bottom: 0 };
  const sum = { points: 0, red: 0, green: 0, blue: 0 };
  for (let at = 0; at + 2 < frame.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = frame.subarray(at, at + 3);
    if (Math.max(red, green, blue) < BACKGROUND + 0x90) continue;
    const [x, y] = [(at / 3) % WIDTH, Math.floor(at / 3 / WIDTH)];
    Object.assign(box, { left: Math.min(box.left, x), right: Math.max(box.right, x), top: Math.min(box.top, y), bottom: Math.max(box.bottom, y) });
    Object.assign(sum, { points: sum.points + 1, red: sum.red + red, green: sum.green + green, blue: sum.blue + blue });
  }
  const { points } = sum;
  return {
    across: (box.left + box.right) / 2 / WIDTH,
    down: (box.top + box.bottom) / 2 / HEIGHT,
    points,
    red: sum.red / points,
    green: sum.green / points,
    blue: sum.blue / points,
  };
}

const third = (share: number): 0 | 1 | 2 => (share < 0.4 ? 0 : share < 0.6 ? 1 : 2);

describe.each(['ass', 'srt'])('libass shows our %s', (id) => {
  it('at the place of each cue, inside the picture', async () => {
    for (const [down, vertical] of (['top', 'middle', 'bottom'] as const).entries())
      for (const [across, side] of (['left', 'centre', 'right'] as const).entries()) {
        const seen = await rendered(id, { ...plainLook, vertical, side });
        expect([seen.points > 100, third(seen.across), third(seen.down)], `${vertical} ${side}`).toEqual([true, across, down]);
      }
  });

  it('in its colour', async () => {
    const yellow = await rendered(id, { ...plainLook, colour: '#ffff00' });
    expect(yellow.red).toBeGreaterThan(180);
    expect(yellow.green).toBeGreaterThan(180);
    expect(yellow.blue).toBeLessThan(90);
    const plain = await rendered(id, plainLook);
    expect(Math.abs(plain.red - plain.blue)).toBeLessThan(12);
  });

  it('with one word in a colour of its own, and the words beside it in white', async () => {
    const words = said('Here moonlight stands.').map((one, index) =>
      index === 1 ? { ...one, marks: { letters: [{ ...yellowLetters, from: 0, to: one.text.length }] } } : one,
    );
    const cue = { ...cueOf(plainLook), breaks: [] };
    const frame = await frameOf(id, cue, transcript([turn(words)]));
    const columns = { white: new Set<number>(), yellow: new Set<number>() };
    for (let at = 0; at + 2 < frame.length; at += 3) {
      const [red = 0, green = 0, blue = 0] = frame.subarray(at, at + 3);
      if (Math.min(red, green) < 0xe0) continue;
      if (blue > 0xe0) columns.white.add((at / 3) % WIDTH);
      else if (blue < 0x40) columns.yellow.add((at / 3) % WIDTH);
    }
    const [from, to] = [Math.min(...columns.yellow), Math.max(...columns.yellow)];
    const white = [...columns.white];
    expect(columns.yellow.size).toBeGreaterThan(10);
    expect([white.some((x) => x < from), white.some((x) => x >= from && x <= to), white.some((x) => x > to)]).toEqual([true, false, true]);
  });

  it('heavier when it is bold', async () => {
    expect((await rendered(id, { ...plainLook, bold: true })).points).toBeGreaterThan((await rendered(id, plainLook)).points * 1.05);
  });
});

describe('libass', () => {
  it('shows braces as letters, where they would be code and hide what they hold', async () => {
    const without = transcript([turn(said('Here it .'))]);
    expect((await rendered('ass', plainLook)).points).toBeGreaterThan((await rendered('ass', plainLook, without)).points * 1.5);
  });
});
