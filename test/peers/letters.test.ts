// Letters of single words in our files, as programs that are not ours understand them: at least two of each format see the italics of a
// word, of all of it, and of no other. Files are read in few processes, for each costs more than what it reads.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../src-core/import/subtitles.ts';
import { cueText, type Cue } from '../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes } from '../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../src-core/subtitles/formats/list.ts';
import type { LetterRun } from '../../src-core/transcript/letters.ts';
import type { Transcript, Word } from '../../src-core/transcript/transcript.ts';
import { markedCues } from '../core/subtitles/marked-letters.ts';
import { transcript, turn, word } from '../core/subtitles/written-speech.ts';
import { byFfmpeg, byImsc, byMediaCaptions, byPython, vttByParser, type PeerLetters } from './peer-letters.ts';
import { readStlByVlc } from './vlc-peer.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-letters-'));

/** Cues as people would mark them: brackets around letters of a style, " / " for a new line. */
const CUES = [
  'The [i Titanic].',
  'Un[i believ]able, “[u say]”!',
  'So [i this is] / [i how] it ends.',
  '[b One] [u two] [ibu three] four',
  '[#ffff00 One] two [b #00ffff three]',
  '[i All of] [ib this / is] [i slanted]',
  '[i Above,] / below',
  'Nothing here < but & this',
] as const;

/** When a cue begins: behind the first frame, which MicroDVD keeps for the rate. */
const startOf = (index: number): number => 1000 + index * 4000;

/** The words of a marked line, the letters of each said of it alone. */
function wordsOf(markedText: string, start: number): Word[] {
  const words: { text: string; letters: LetterRun[] }[] = [{ text: '', letters: [] }];
  for (const [, style, inside, outside] of markedText.matchAll(/\[([ibu]*(?: ?#[\da-f]{6})?) ([^\]]*)\]|([^[]+)/g)) {
    for (const letter of inside ?? outside ?? '') {
      const last = words.at(-1);
      if (letter === ' ' || letter === '/' || !last) {
        if (last?.text !== '') words.push({ text: '', letters: [] });
        continue;
      }
      const [from, to] = [last.text.length, last.text.length + letter.length];
      last.text += letter;
      if (style === undefined) continue;
      const run = last.letters.at(-1);
      if (run?.to === from) last.letters[last.letters.length - 1] = { ...run, to };
      else {
        const has = (name: string): boolean => style.replace(/#.*/, '').includes(name);
        last.letters.push({ from, to, italic: has('i'), bold: has('b'), underline: has('u'), colour: /#\S+/.exec(style)?.[0] ?? null });
      }
    }
  }
  return words.map(({ text, letters }, index) => word(text, start + index * 300, start + index * 300 + 250, letters.length > 0 ? { marks: { letters } } : {}));
}

const speech: Transcript = transcript(CUES.map((cue, index) => turn(wordsOf(cue, startOf(index)))));
const cues = CUES.map((text, index): Cue => {
  const [above = '', ...below] = text.split(' / ');
  const first = wordsOf(above, 0).length;
  const all = wordsOf(text, 0).length;
  const start = { turn: index, word: 0 };
  return {
    start: startOf(index),
    end: startOf(index) + 3000,
    from: start,
    to: { turn: index, word: all - 1 },
    breaks: below.length > 0 ? [{ turn: index, word: first }] : [],
  };
});

function written(id: string): string {
  const format = exportFormatOrNull(id);
  if (!format) throw new Error(`no format ${id}`);
  const path = join(folder, `${id}.${format.extension}`);
  writeFileSync(path, fileBytes(exportFile(speech, format, format.defaults, { cues })));
  return path;
}

/** What was understood, marked as above but for white space: it shows no style, and readers differ in where they put it. */
function understood(letters: PeerLetters): string[] {
  return letters.map((stretches) => {
    let marked = '';
    let open = '';
    for (const { text, style } of stretches) {
      const seen = text.replace(/\s/g, '');
      if (seen === '') continue;
      if (style !== open) marked += (open === '' ? '' : ']') + (style === '' ? '' : `[${style}:`);
      open = style;
      marked += seen;
    }
    return open === '' ? marked : `${marked}]`;
  });
}

/** What we mean, where a format keeps these styles. */
function meant(kept: (style: string) => string = (style) => style): string[] {
  return understood(
    CUES.map((text) =>
      [...text.replaceAll('/', ' ').matchAll(/\[([ibu]*(?: ?#[\da-f]{6})?) ([^\]]*)\]|([^[]+)/g)].map(([, style = '', inside, outside]) => ({
        text: inside ?? outside ?? '',
        style: kept(style),
      })),
    ),
  );
}

/** Captions with codes inside a row: italics, white, red, white, underlined, white. We write none: this judges our reader. */
const SCC = `Scenarist_SCC V1.0\n\n00:00:01:00\t${[
  ...['94ae 94ae 9420 9420 9470 9470', '54e8 e580', '91ae 91ae', 'd3e8 e970', '9120 9120', 'e973', '9128 9128', 'f2e5 6480'],
  ...['9120 9120', '616e 6480', '91a1 91a1', 'ecef 6e67', '9120 9120', 'ae80', '942f 942f'],
].join(' ')}\n\n00:00:04:00\t942c 942c\n`;

const withoutColour = (style: string): string => style.replace(/ ?#.*/, '');
/** EBU STL has neither weight nor colour. */
const inStl = (style: string): string => withoutColour(style).replace('b', '');
/** MicroDVD has what all letters of a line have. */
const inMicrodvd = meant(() => '').map((text) => ({ Allofthisisslanted: '[i:Allofthisisslanted]', 'Above,below': '[i:Above,]below' })[text] ?? text);

describe('Letters of single words', () => {
  const imsc = [written('ttml'), written('ebu-tt-d')] as const;
  const [srt, vtt, stl, ass, microdvd] = [written('srt'), written('vtt'), written('ebu-stl'), written('ass'), written('microdvd')];
  const scc = join(folder, 'captions.scc');
  writeFileSync(scc, SCC);
  const times = CUES.map((_, index) => (startOf(index) + 1000) / 1000);

  it('of our WebVTT are seen by the W3C’s parser and by media-captions', async () => {
    expect(understood(vttByParser(vtt))).toEqual(meant());
    expect(understood(await byMediaCaptions(vtt, 'vtt'))).toEqual(meant());
  });

  it('of our IMSC and EBU-TT-D are seen by imsc.js', () => {
    for (const path of imsc) expect(understood(byImsc(path, times)), path).toEqual(meant());
  });

  it('of our IMSC, EBU-TT-D, SRT, EBU STL, ASS and MicroDVD are seen by readers in Python, and of SCC as we see them', async () => {
    const [ttml, ebu, subRip, broadcast, substation, frames, captions] = await byPython([
      ...imsc.map((path) => ({ path, reader: 'imsc' as const })),
      { path: srt, reader: 'srt' },
      { path: stl, reader: 'stl' },
      { path: ass, reader: 'ass' },
      { path: microdvd, reader: 'microdvd' },
      { path: scc, reader: 'scc' },
    ]);
    expect(understood(ttml ?? [])).toEqual(meant());
    expect(understood(ebu ?? [])).toEqual(meant());
    expect(understood(subRip ?? [])).toEqual(meant());
    expect(understood(broadcast ?? [])).toEqual(meant(inStl));
    // ttconv takes a code for white space and drops the other beside it, as in teletext; in open subtitling codes take no room.
    expect(broadcast?.[0]?.map(({ text }) => text).join('')).toBe('TheTitanic .');
    // aeidon takes a colour for ended by another only: it does not know the code without a value, which goes back to the style.
    expect(understood(substation ?? [])).toEqual(meant().map((text) => text.replace('[#ffff00:One]two', '[#ffff00:Onetwo]')));
    // The first cue of a file tells its rate, which aeidon takes for text.
    expect(understood(frames ?? [])).toEqual(['25.000', ...inMicrodvd]);
    const ours = readSubtitles(SCC);
    expect(ours && markedCues(ours)).toEqual(['The [i Ship] is [#ff0000 red] and [u long] .']);
    expect(understood(captions ?? [])).toEqual(['The[i:Ship]is[#ff0000:red]and[u:long].']);
  });

  it('of our SRT, WebVTT, ASS and MicroDVD are seen by FFmpeg', async () => {
    const [subRip, web, substation, frames] = await byFfmpeg([
      { path: srt, demuxer: 'srt' },
      { path: vtt, demuxer: 'webvtt' },
      { path: ass, demuxer: 'ass' },
      { path: microdvd, demuxer: 'microdvd' },
    ]);
    expect(understood(subRip ?? [])).toEqual(meant());
    // FFmpeg knows no classes of WebVTT and so no colours.
    expect(understood(web ?? [])).toEqual(meant(withoutColour));
    expect(understood(substation ?? [])).toEqual(meant());
    expect(understood(frames ?? [])).toEqual(inMicrodvd);
  });

  it('of our SRT are seen by media-captions', async () => {
    // It renders SRT as if it were WebVTT: it knows no <font>, and takes text from "<" on for a tag.
    expect(understood(await byMediaCaptions(srt, 'srt'))).toEqual(meant(withoutColour).map((text) => text.replace(/<.*/, '')));
  });

  it('of our EBU STL are seen by VLC, for whom their codes take no room', async () => {
    const found = await readStlByVlc(stl);
    expect(understood(found.map(({ stretches }) => stretches))).toEqual(meant(inStl));
    expect(found.map(({ text }) => text)).toEqual(cues.map((cue) => cueText(speech, cue)));
  });
});
