// EBU STL to ttconv and VLC: the letters of its tables, the ways it counts time, and what VLC is known not to understand.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFile, fileBytes } from '../../src-core/subtitles/export-file.ts';
import { ebuStlFormat } from '../../src-core/subtitles/formats/ebu-stl.ts';
import type { ExportOptions } from '../../src-core/subtitles/formats/export-format.ts';
import { frameAt, frameRate, timeOfFrame } from '../../src-core/subtitles/frame-rate.ts';
import { transcript, turn, word } from '../core/subtitles/written-speech.ts';
import type { PeerCue } from './peer.ts';
import { readStlByTtconv } from './python-cues.ts';
import { readStlByVlc } from './vlc-peer.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-stl-'));
/** Starts that fall on all kinds of frames. */
const STARTS = [0, 5040, 12_333, 24_999, 61_500, 3_599_990, 36_000_123];

/** How long each word and its cue last, in ms. */
const LASTS = 1500;

/** A file of these words, each in a cue of its own. */
function written(texts: readonly string[], options: Partial<ExportOptions> = {}, starts: readonly number[] = texts.map((_, index) => index * 3000)): string {
  const path = join(folder, 'words.stl');
  const speech = transcript(texts.map((text, index) => turn([word(text, starts[index] ?? 0, (starts[index] ?? 0) + LASTS)])));
  // Times between frames as well, as cues of other rates and hands have.
  const cues = starts.map((start, index) => ({ start, end: start + LASTS, from: { turn: index, word: 0 }, to: { turn: index, word: 0 }, breaks: [] }));
  writeFileSync(path, fileBytes(exportFile(speech, ebuStlFormat, { ...ebuStlFormat.defaults, ...options }, { cues })));
  return path;
}

const writtenAt = (starts: readonly number[], options: Partial<ExportOptions>): string =>
  written(
    starts.map(() => 'here'),
    options,
    starts,
  );

const textsOf = (cues: readonly PeerCue[]): string[] => cues.map(({ text }) => text);
const timesOf = (cues: readonly PeerCue[]): number[][] => cues.map(({ start, end }) => [start, end]);
const rejectionOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => '',
    (thrown: unknown) => String(thrown),
  );

interface StlReader {
  readonly name: string;
  readonly read: (path: string) => Promise<PeerCue[]>;
  /** What it is known to make of a text. */
  readonly reads: (text: string) => string;
}

const readers: readonly StlReader[] = [
  // Its table gives ¤ for 0xA4, beside a remark that the byte is a dollar.
  { name: 'ttconv', read: (path) => readStlByTtconv(path), reads: (text) => text.replaceAll('$', '¤') },
  { name: 'VLC', read: readStlByVlc, reads: (text) => text },
];

/** Latin letters beyond ASCII but for those that ISO 6937 lacks, or has as the look of another (Đ is Ð there). */
const LATIN = Array.from({ length: 0x180 - 0xc0 }, (_, index) => String.fromCharCode(0xc0 + index)).filter((letter) => !'ĐĔĕĬĭŎŏſ'.includes(letter));

describe.for(readers)('Of our EBU STL, $name reads', ({ read, reads }) => {
  it.for([
    ['Latin', 'ÀÉÎÕÜŸąčďęģőřšţůžŻĞİ æøßđħıĳłœþŧŋ ¡¿£¥§«»°±×÷½¾ “‘’” ♪ ™©®'],
    ['Cyrillic', 'ЁЂЃЄЅІЇЈЉЊЋЌЎЏ АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдежзийклмнопрстуфхцчшщъыьэюя ёђѓєѕіїјљњћќўџ'],
    ['Arabic', 'ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي ، ؛ ؟'],
    ['Greek', 'ΆΈΉΊΌΎΏΐ ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ ΪΫάέήίΰ αβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ'],
    ['Hebrew', 'אבגדהוזחטיךכלםמןנסעףפץצקרשת'],
  ] as const)('every letter of the table: %s', async ([, letters]) => {
    expect(textsOf(await read(written(letters.split(' '))))).toEqual(letters.split(' '));
  });

  it('every letter of Latin 1 and Latin Extended A, with its mark before it in the bytes', async () => {
    expect(textsOf(await read(written(LATIN)))).toEqual(LATIN);
  });

  it('signs that stand elsewhere than in ASCII, and spaces and hyphens in their plain form', async () => {
    const texts = ['$5 & 3 #', 'Quoi\u00a0?', '10\u202f000', 'over\u00adboard', 'wait…', 'a – b'];
    const plain = ['$5 & 3 #', 'Quoi ?', '10 000', 'overboard', 'wait...', 'a - b'];
    expect(textsOf(await read(written(texts)))).toEqual(plain.map(reads));
  });

  it('times on the frames of 25 a second, to the end of the day', async () => {
    const rate = frameRate('25');
    const onFrame = (time: number): number => timeOfFrame(frameAt(time, rate), rate);
    const starts = [...STARTS, 86_390_000];
    const cues = await read(writtenAt(starts, { frameRate: '25' }));
    expect(timesOf(cues)).toEqual(starts.map((start) => [onFrame(start), onFrame(start + LASTS)]));
  });
});

describe('Of the ways EBU STL counts time', () => {
  const ntsc = frameRate('29.97');

  it('ttconv takes “STL30.01” for NTSC’s 29.97 and its timecodes for drop-frame ones, of which files do not tell', async () => {
    const onFrame = (time: number): number => {
      const frame = frameAt(time, ntsc);
      const minutes = Math.floor(frame / 1800);
      return timeOfFrame(frame - 2 * (minutes - Math.floor(minutes / 10)), ntsc);
    };
    const cues = await readStlByTtconv(writtenAt(STARTS, { frameRate: '29.97' }));
    expect(timesOf(cues)).toEqual(STARTS.map((start) => [onFrame(start), onFrame(start + LASTS)]));
  });

  it('dropped labels are frame for frame what ttconv reads, and never two frames off the clock to VLC', async () => {
    const onFrame = (time: number): number => timeOfFrame(frameAt(time, ntsc), ntsc);
    const path = writtenAt(STARTS, { frameRate: '29.97', startTimecode: '00:00:00;00' });
    expect(timesOf(await readStlByTtconv(path))).toEqual(STARTS.map((start) => [onFrame(start), onFrame(start + LASTS)]));
    const off = (await readStlByVlc(path)).map(({ start }, index) => Math.abs(start - onFrame(STARTS[index] ?? 0)));
    expect(off).toHaveLength(STARTS.length);
    expect(Math.max(...off)).toBeLessThan(2000 / 29.97);
  });

  it.for(['29.97', '30'] as const)('VLC takes the frames of %s for 30 a second, which is what their timecodes say', async (id) => {
    const rate = frameRate(id);
    const said = (time: number): number => Math.round((frameAt(time, rate) * 1000) / 30);
    expect(timesOf(await readStlByVlc(writtenAt(STARTS, { frameRate: id })))).toEqual(STARTS.map((start) => [said(start), said(start + LASTS)]));
  });

  it('other rates than the standard’s two are none to VLC', async () => {
    expect(await rejectionOf(readStlByVlc(writtenAt([0], { frameRate: '24' })))).toContain('demuxer refuses');
  });

  it('the programme’s start is counted from by ttconv, and taken off by VLC’s demuxer but not by its decoder', async () => {
    const path = writtenAt([0], { startTimecode: '10:00:00:00' });
    expect(timesOf(await readStlByTtconv(path))).toEqual([[0, LASTS + 20]]);
    expect(timesOf(await readStlByTtconv(path, '00:00:00:00'))).toEqual([[36_000_000, 36_000_000 + LASTS + 20]]);
    expect(timesOf(await readStlByVlc(path))).toEqual([[36_000_000, 36_000_000 + LASTS + 20]]);
  });
});

describe('VLC shows nothing of our EBU STL', () => {
  it('where a cue takes more than a block, for its demuxer hands on the first alone; ttconv reads them all', async () => {
    const [fits, fills, parts] = ['a'.repeat(111), 'b'.repeat(112), 'é'.repeat(200)];
    const path = written([fits, fills, parts, 'after']);
    expect(textsOf(await readStlByTtconv(path))).toEqual([fits, fills, parts, 'after']);
    expect(textsOf(await readStlByVlc(path))).toEqual([fits, 'after']);
  });

  it('where a cue holds a sign that came to ISO 6937 after 1983, for its table is older; ttconv reads them', async () => {
    const path = written(['¬', 'a¦b', 'after']);
    expect(textsOf(await readStlByTtconv(path))).toEqual(['¬', 'a¦b', 'after']);
    expect(textsOf(await readStlByVlc(path))).toEqual(['after']);
  });
});
