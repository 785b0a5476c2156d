// TTML, EBU-TT-D, ASS, SBV, LRC, MicroDVD, tables and ELAN as read by programs that are not ours: count, times, texts.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromXML } from 'imsc/src/main/js/doc.js';
import { describe, expect, it } from 'vitest';
import { cueLines } from '../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes } from '../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../src-core/subtitles/formats/list.ts';
import { frameAt, frameRate, timeOfFrame } from '../../src-core/subtitles/frame-rate.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import type { PeerCue } from './peer.ts';
import { readByAeidon, readByWebvttPy, readElan, readLabels, readStlByTtconv, readTable, readTtmlByTtconv, wordsByPython } from './python-cues.ts';
import { mediaCaptions, webvttParser } from './script-peers.ts';
import { speeches } from './speeches.ts';
import { readByTextGridJs } from './textgrid-js.ts';
import { readByMiller, readByPraat, readLabelsByMiller, schemaFaults, wordsByMiller } from './tool-peers.ts';
import { readStlByVlc } from './vlc-peer.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'galley-formats-'));

/** How a format carries what we mean: stated here again on purpose, the writers are on trial. */
interface Carried {
  readonly time?: (time: number) => number;
  readonly text?: (text: string) => string;
  /** Whether ends are in the file at all. */
  readonly ends?: boolean;
}

const hundredth = (time: number): number => Math.round(time / 10) * 10;
const rate25 = frameRate('25');
const onFrame = (time: number): number => timeOfFrame(frameAt(time, rate25), rate25);
const oneLine = (text: string): string => text.replaceAll('\n', ' ');

/** ffmpeg's reading, written as SRT by ffmpeg. */
async function readByFfmpeg(path: string, demuxer: string): Promise<PeerCue[]> {
  const { stdout } = await run('ffmpeg', ['-hide_banner', '-v', 'error', '-nostdin', '-f', demuxer, '-i', path, '-c:s', 'srt', '-f', 'srt', 'pipe:1']);
  const heads = [...stdout.matchAll(/(?:^|\n)\d+\n(\d+):(\d\d):(\d\d),(\d{3}) --> (\d+):(\d\d):(\d\d),(\d{3})\n/g)];
  return heads.map((head, index) => {
    const at = (from: number): number => {
      const [h = 0, m = 0, s = 0, f = 0] = head.slice(from, from + 4).map(Number);
      return ((h * 60 + m) * 60 + s) * 1000 + f;
    };
    return { start: at(1), end: at(5), text: unfonted(stdout.slice(head.index + head[0].length, heads[index + 1]?.index ?? stdout.length)) };
  });
}

/** ffmpeg tells the style's size in every cue it turns from ASS into SRT. */
const unfonted = (text: string): string => text.trim().replace(/^<font size="64">([^]*)<\/font>$/, '$1');

function readByImsc(path: string): PeerCue[] {
  const errors: string[] = [];
  const note = (message: string): boolean => errors.push(message) > 0;
  const document = fromXML(readFileSync(path, 'utf8'), { info: () => false, warn: note, error: note, fatal: note });
  if (errors.length > 0) throw new Error(errors.join('; '));
  const cues: PeerCue[] = [];
  const text = (node: NonNullable<typeof document.body>): string =>
    node.kind === 'br' ? '\n' : (node.text ?? (node.contents ?? []).map((child) => text(child)).join(''));
  const walk = (node: NonNullable<typeof document.body>): void => {
    if (node.kind === 'p') cues.push({ start: Math.round(node.begin * 1000), end: Math.round(node.end * 1000), text: text(node) });
    else for (const child of node.contents ?? []) walk(child);
  };
  if (document.body) walk(document.body);
  return cues;
}

/** A cue as compared: without its end where the format has none. */
interface ReadCue {
  readonly start: number;
  readonly end?: number;
  readonly text: string;
}

interface Reader {
  readonly name: string;
  readonly read: (path: string) => Promise<PeerCue[]> | PeerCue[];
  /** What it is known to make of a text, beyond the format. */
  readonly reads?: (text: string) => string;
  /** Speeches it is known not to understand, with the reason. */
  readonly fails?: Readonly<Record<string, string>>;
}

interface Trial {
  readonly format: string;
  /** Speeches left out, with the reason. */
  readonly without?: readonly (readonly [speech: string, reason: string])[];
  readonly carried: Carried;
  readonly readers: readonly Reader[];
}

/** What is written for letters that EBU STL’s Latin table lacks, or that its readers do. */
const stlText = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('\u00a0', ' ')
    .replace(/[^\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f“”‘’♪]/gu, (letter) => (/[\p{M}\p{Cf}]/u.test(letter) ? '' : '?'));

const assText = (text: string): string => text.replaceAll('{', '｛').replaceAll('}', '｝').replaceAll('\\', '＼');
const formulaSafe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const dvdText = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll('|', '¦').replaceAll('{', '(').replaceAll('}', ')').replace(/^\//, '⁄'))
    .join('\n');

/** Every subtitle is ASS inside FFmpeg, where \\N and \\n are line breaks; it does not escape the text's own. */
const asFfmpeg = (text: string): string => text.replace(/\\n/gi, '\n');
const ffmpegOf = (demuxer: string, reads: (text: string) => string = asFfmpeg): Reader => ({
  name: 'ffmpeg',
  read: (path) => readByFfmpeg(path, demuxer),
  reads,
});
const ttconv: Reader = { name: 'ttconv', read: readTtmlByTtconv };
const imsc: Reader = { name: 'imsc', read: readByImsc };
const EMPTY = 'it takes a file without cues for no file of the format';

const trials: readonly Trial[] = [
  { format: 'ttml', carried: {}, readers: [ttconv, imsc] },
  { format: 'ebu-tt-d', carried: {}, readers: [ttconv, imsc] },
  {
    format: 'ass',
    carried: { time: hundredth, text: assText },
    readers: [ffmpegOf('ass', (text) => text), { name: 'aeidon', read: readByAeidon, fails: { 'ten hours and more': 'it reads one digit of hours' } }],
  },
  {
    format: 'sbv',
    carried: {},
    readers: [
      // It strips what looks like tags, over line ends and cues, though SBV has none.
      {
        name: 'webvtt-py',
        read: readByWebvttPy,
        reads: (text) => text.replace(/<[^>]*>/g, ''),
        fails: { 'angle brackets': 'its tags run from cue to cue', 'nothing at all': EMPTY },
      },
      ffmpegOf('subviewer'),
    ],
  },
  {
    format: 'lrc',
    carried: { time: hundredth, text: oneLine, ends: false },
    readers: [
      ffmpegOf('lrc', (text) => asFfmpeg(text.replace(/\\(?!an8)/g, '\\\\').replace(/\{|(?<!\\an8)\}/g, '\\$&'))),
      { name: 'aeidon', read: readByAeidon, fails: { 'ten hours and more': 'it reads two digits of minutes', 'nothing at all': EMPTY } },
    ],
  },
  {
    format: 'microdvd',
    carried: { time: onFrame, text: dvdText },
    readers: [ffmpegOf('microdvd'), { name: 'aeidon', read: async (path) => (await readByAeidon(path, 'FPS_25_000')).filter(({ text }) => text !== '25.000') }],
  },
  {
    format: 'csv',
    carried: { text: formulaSafe },
    readers: [
      { name: 'Python’s csv', read: (path) => readTable(path, ',') },
      { name: 'Miller', read: (path) => readByMiller(path, 'csv') },
    ],
  },
  {
    format: 'tsv',
    carried: { text: (text) => oneLine(formulaSafe(text)) },
    readers: [
      { name: 'Python’s csv', read: (path) => readTable(path, '\t') },
      { name: 'Miller', read: (path) => readByMiller(path, 'tsv') },
    ],
  },
  {
    format: 'audacity',
    carried: { text: oneLine },
    readers: [
      { name: 'Python’s csv', read: readLabels },
      { name: 'Miller', read: readLabelsByMiller },
    ],
  },
  {
    format: 'vtt-styled',
    carried: {},
    readers: [webvttParser, mediaCaptions].map((peer) => ({ name: peer.name, read: (path: string) => peer.read(path, 'vtt') })),
  },
  {
    format: 'ebu-stl',
    carried: { time: onFrame, text: stlText },
    readers: [
      { name: 'ttconv', read: (path) => readStlByTtconv(path) },
      { name: 'VLC', read: readStlByVlc, fails: { 'nothing at all': EMPTY } },
    ],
    without: [
      ['ten hours and more', 'timecodes begin anew after a day'],
      ['Arabic and Hebrew', 'a file holds the letters of one table; each table is read in ebu-stl.test.ts'],
    ],
  },
];

const bare = (text: string): string =>
  text
    .replace(/\r/g, '')
    .replace(/^[\u200e\u200f]|(?<=\n)[\u200e\u200f]/g, '')
    .trim();

function meant(
  transcript: Transcript,
  id: string,
  { time = (same) => same, text = (same) => same, ends = true }: Carried,
): { file: Uint8Array; cues: ReadCue[] } {
  const format = exportFormatOrNull(id);
  if (!format) throw new Error(`no format ${id}`);
  const made = exportFile(transcript, format, { ...format.defaults, speakers: format.speakerStyles.includes('off') ? 'off' : format.defaults.speakers });
  const cues = made.cues
    .map((cue) => ({ start: time(cue.start), ...(ends && { end: time(cue.end) }), text: text(bare(cueLines(transcript, cue).filter(Boolean).join('\n'))) }))
    .filter((cue) => cue.text !== '');
  return { file: fileBytes(made), cues };
}

for (const { format, carried, readers, without = [] } of trials) {
  for (const reader of readers) {
    describe(`${reader.name} reads our ${format}`, () => {
      const heard = Object.entries(speeches).filter(([speech]) => !without.some(([left]) => left === speech));
      it.for(heard)('%s', async ([speech, transcript]) => {
        const { file, cues } = meant(transcript, format, carried);
        const path = join(folder, `speech.${format === 'microdvd' ? 'sub' : format}`);
        writeFileSync(path, file);
        if (reader.fails?.[speech] !== undefined) {
          // Held so that a reader that has learnt it is noticed.
          expect(await outcomeOf(reader, path, carried), reader.fails[speech]).not.toEqual(cues);
          return;
        }
        const expected = cues.map((cue) => ({ ...cue, text: (reader.reads?.(cue.text) ?? cue.text).trim() })).filter(({ text }) => text !== '');
        expect(cues.length === 0 && reader.name === 'ffmpeg' ? [] : await shown(reader, path, carried)).toEqual(expected);
      });
    });
  }
}

async function shown(reader: Reader, path: string, { ends = true }: Carried): Promise<ReadCue[]> {
  const found = await reader.read(path);
  return found.map(({ start, end, text }) => ({ start, ...(ends && { end }), text: bare(text) })).filter((cue) => cue.text !== '');
}

const outcomeOf = (reader: Reader, path: string, carried: Carried): Promise<ReadCue[] | string> =>
  shown(reader, path, carried).catch((refusal: unknown) => String(refusal));

/** Every turn and word of every speaker, at its time: what tiers hold. */
const spokenIn = (transcript: Transcript): { turns: number; words: string[] } => ({
  turns: transcript.turns.length,
  words: transcript.turns.flatMap((turn) => turn.words.map((word) => `${word.start} ${word.end} ${word.text}`)).sort(),
});
const isWords = ({ voice }: PeerCue): boolean => voice?.endsWith('(words)') ?? false;
const asSpoken = (found: readonly PeerCue[]): { turns: number; words: string[] } => ({
  turns: found.filter((part) => !isWords(part)).length,
  words: found
    .filter(isWords)
    .map(({ start, end, text }) => `${start} ${end} ${text}`)
    .sort(),
});

function written(speech: string, id: string, name: string): { path: string; transcript: Transcript } {
  const transcript = speeches[speech];
  const format = exportFormatOrNull(id);
  if (!transcript || !format) throw new Error(`no ${speech} or ${id}`);
  const path = join(folder, name);
  writeFileSync(path, fileBytes(exportFile(transcript, format)));
  return { path, transcript };
}

describe('ELAN', () => {
  it('holds every turn and every word of every speaker at its time', async () => {
    const { path, transcript } = written('an interview', 'elan', 'speech.eaf');
    expect(asSpoken(await readElan(path))).toEqual(spokenIn(transcript));
  });

  it.for(Object.keys(speeches))('is a document of its kind to xmllint: %s', async (speech) => {
    const { path } = written(speech, 'elan', 'speech.eaf');
    expect(await schemaFaults(path, join(import.meta.dirname, 'eaf.xsd'))).toBe('');
  });
});

describe('Galley JSON', () => {
  it.for(Object.keys(speeches))('gives Python and Miller every word with its times: %s', async (speech) => {
    const { path, transcript } = written(speech, 'json', 'speech.json');
    const words = transcript.turns.flatMap((turn) => turn.words.map((each) => ({ start: each.start, end: each.end, text: each.text })));
    expect(await wordsByPython(path)).toEqual(words);
    expect(await wordsByMiller(path)).toEqual(words.map(({ start, end, text }) => `${start} ${end} ${text}`));
  });
});

describe('TextGrid', () => {
  it('holds every turn and every word of every speaker at its time, as Praat reads it', async () => {
    const { path, transcript } = written('an interview', 'textgrid', 'speech.TextGrid');
    const found = await readByPraat(path);
    expect(asSpoken(found.filter(({ text }) => text !== ''))).toEqual(spokenIn(transcript));
  });

  it('holds the same to PraatTextGridJS', () => {
    const { path, transcript } = written('an interview', 'textgrid', 'speech.TextGrid');
    expect(asSpoken(readByTextGridJs(path))).toEqual(spokenIn(transcript));
  });

  it.for(Object.keys(speeches).filter((speech) => speech !== 'nothing at all'))('tiles every tier without a gap, as Praat reads it: %s', async (speech) => {
    const { path } = written(speech, 'textgrid', 'speech.TextGrid');
    const tiers = Map.groupBy(await readByPraat(path), ({ voice }) => voice);
    expect(tiers.size).toBeGreaterThan(0);
    for (const parts of tiers.values()) {
      expect(parts[0]?.start).toBe(0);
      parts.forEach((part, index) => expect(part.start).toBe(index === 0 ? 0 : parts[index - 1]?.end));
    }
  });
});
