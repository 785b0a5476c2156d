// Places and letter styles of our files, as programs that are not ours understand them.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parseText } from 'media-captions';
import { describe, expect, it } from 'vitest';
import { plainLook, type CueLook } from '../../src-core/subtitles/cue-look.ts';
import type { Cue } from '../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes } from '../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../src-core/subtitles/formats/list.ts';
import { said, transcript, turn } from '../core/subtitles/written-speech.ts';
import { readLooksByTtconv } from './python-cues.ts';
import { readStlByVlc } from './vlc-peer.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'galley-looks-'));

const LOOKS: readonly CueLook[] = [
  plainLook,
  { ...plainLook, vertical: 'top', italic: true },
  { ...plainLook, vertical: 'middle', side: 'left', bold: true },
  { ...plainLook, side: 'right', underline: true },
  { ...plainLook, colour: '#ffff00' },
  { ...plainLook, vertical: 'top', side: 'right', italic: true, bold: true, underline: true, colour: '#00ffff' },
];
const speech = transcript(LOOKS.map((_, index) => turn(said('One two three.', index * 5000))));
const cues = LOOKS.map((look, index): Cue => ({
  start: index * 5000,
  end: index * 5000 + 3000,
  from: { turn: index, word: 0 },
  to: { turn: index, word: 2 },
  breaks: [{ turn: index, word: 1 }],
  look,
}));

function written(id: string): string {
  const format = exportFormatOrNull(id);
  if (!format) throw new Error(`no format ${id}`);
  const path = join(folder, `looks.${format.extension}`);
  writeFileSync(path, fileBytes(exportFile(speech, format, format.defaults, { cues })));
  return path;
}

describe('Looks', () => {
  it.for(['ttml', 'ebu-tt-d'] as const)('of our %s are understood by ttconv', async (id) => {
    expect(await readLooksByTtconv(written(id), 'imsc')).toEqual(LOOKS);
  });

  it('of our EBU STL are understood by ttconv, as far as the format goes', async () => {
    // It tells the upper half from the lower only.
    const kept = LOOKS.map((look) => ({ ...look, bold: false, colour: null, vertical: look.vertical === 'middle' ? 'bottom' : look.vertical }));
    expect(await readLooksByTtconv(written('ebu-stl'), 'stl')).toEqual(kept);
  });

  it('of our EBU STL are understood by VLC, but for rows: it puts every cue at the bottom', async () => {
    const found = await readStlByVlc(written('ebu-stl'));
    expect(found.map(({ text, side, italic, underline }) => ({ text, side, italic, underline }))).toEqual(
      LOOKS.map(({ side, italic, underline }) => ({ text: 'One\ntwo three.', side, italic, underline })),
    );
  });

  it('of our SRT are understood by FFmpeg', async () => {
    const { stdout } = await run('ffmpeg', ['-hide_banner', '-v', 'error', '-nostdin', '-i', written('srt'), '-f', 'ass', 'pipe:1']);
    const texts = [...stdout.matchAll(/^Dialogue: .*?,,(.*)$/gm)].map(([, text = '']) => text);
    const has = LOOKS.map((look) => ({
      place: { bottom: { left: 1, centre: null, right: 3 }, middle: { left: 4, centre: 5, right: 6 }, top: { left: 7, centre: 8, right: 9 } }[look.vertical][
        look.side
      ],
      italic: look.italic,
      bold: look.bold,
      underline: look.underline,
      colour: look.colour === null ? null : `${look.colour.slice(5)}${look.colour.slice(3, 5)}${look.colour.slice(1, 3)}`.toUpperCase(),
    }));
    const found = texts.map((text) => {
      const place = /\\an(\d)/.exec(text)?.[1];
      const colour = /\\c&H([\dA-F]+)&/i.exec(text)?.[1];
      return {
        place: place === undefined ? null : Number(place),
        italic: text.includes('\\i1'),
        bold: text.includes('\\b1'),
        underline: text.includes('\\u1'),
        colour: colour === undefined ? null : colour.toUpperCase().padStart(6, '0'),
      };
    });
    expect(found).toEqual(has);
  });

  it.for(['vtt', 'vtt-styled'] as const)('of our %s are understood by media-captions', async (id) => {
    const { cues: found, errors } = await parseText(readFileSync(written(id), 'utf8'), { type: 'vtt' });
    expect(errors).toEqual([]);
    expect(found.map((cue) => [cue.line, cue.align])).toEqual(
      LOOKS.map(({ vertical, side }) => [{ bottom: 'auto', middle: 50, top: 0 }[vertical], { left: 'left', centre: 'center', right: 'right' }[side]]),
    );
  });
});
