// Letters of single words in every format: what is written, that it is read back as it was, and what is said where it is lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { plainLook, type CueLook } from '../../../src-core/subtitles/cue-look.ts';
import { cueLines, type Cue } from '../../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes, type ExportFile } from '../../../src-core/subtitles/export-file.ts';
import type { ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull, exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import type { Letters } from '../../../src-core/transcript/letters.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { withLetters } from '../../support/random-transcripts.ts';
import { letterByLetter, lineByLine, markedCues, type SeenLetter } from './marked-letters.ts';
import { said, transcript, turn, withoutDashes } from './written-speech.ts';

interface Laid {
  readonly transcript: Transcript;
  readonly cues: readonly Cue[];
}

/** A cue as an SRT file has it. */
function srt(text: string): Laid {
  const found = readSubtitles(`1\n00:00:01,000 --> 00:00:03,000\n${text}\n`);
  if (!found) throw new Error('not taken for subtitles');
  return found;
}

function made(id: string, { transcript: speech, cues }: Laid, options: Partial<ExportOptions> = {}): ExportFile {
  const format = exportFormatOrNull(id);
  if (!format) throw new Error(`no format ${id}`);
  return exportFile(speech, format, { ...format.defaults, ...options }, { cues });
}

function readBack(file: ExportFile): Laid {
  const bytes = fileBytes(file);
  const found = readStl(bytes) ?? readSubtitles(new TextDecoder().decode(bytes));
  if (!found) throw new Error('not taken for subtitles');
  return found;
}

/** The text of the one cue of a file. */
function written(id: string, cue: Laid): string {
  const file = made(id, cue);
  if (id === 'ebu-stl') {
    const text = [...fileBytes(file).subarray(1024 + 16)].filter((byte) => byte !== 0x8f);
    return text.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `[${byte.toString(16)}]`)).join('');
  }
  const body = { srt: /,000\n([^]*)\n$/, ass: /0,0,0,,(.*)\n$/, ttml: /<p [^>]*>(.*)<\/p>/, 'ebu-tt-d': /<p [^>]*>(.*)<\/p>/, microdvd: /\{25\}\{75\}(.*)/ };
  return (id in body ? body[id as keyof typeof body] : /\.000[^\n]*\n([^]*)\n$/).exec(file.text)?.[1] ?? file.text; // a key, as asked
}

const told = (file: ExportFile): boolean => file.losses.some(({ code }) => code === 'formatting');

describe('Letters of single words are written', () => {
  it.each([
    ['srt', 'The <i>Titanic</i>.'],
    ['vtt', 'The <i>Titanic</i>.'],
    ['vtt-styled', 'The <i>Titanic</i>.'],
    ['ass', 'The {\\i1}Titanic{\\i0}.'],
    ['ttml', 'The <span style="italic">Titanic</span>.'],
    ['ebu-tt-d', '<span style="text">The </span><span style="text italic">Titanic</span><span style="text">.</span>'],
    ['ebu-stl', 'The [80]Titanic[81].'],
    ['microdvd', 'The Titanic.'],
  ])('in %s, and the mark behind the word stays upright', (id, text) => {
    expect(written(id, srt('The <i>Titanic</i>.'))).toBe(text);
  });

  it.each([
    ['srt', 'Zero <i>one\ntwo</i> three'],
    ['vtt', 'Zero <i>one</i>\n<i>two</i> three'],
    ['ass', 'Zero {\\i1}one\\Ntwo{\\i0} three'],
    ['ttml', 'Zero <span style="italic">one</span><br/><span style="italic">two</span> three'],
    [
      'ebu-tt-d',
      '<span style="text">Zero </span><span style="text italic">one</span><br/><span style="text italic">two</span><span style="text"> three</span>',
    ],
    ['ebu-stl', 'Zero [80]one[81][8a][80]two[81] three'],
  ])('in %s, over the end of a line', (id, text) => {
    expect(written(id, srt('Zero <i>one\ntwo</i> three'))).toBe(text);
  });

  it.each([
    ['srt', '{\\an8}<i>a <b>b</b> <u>c</u></i>'],
    ['vtt', '<i>a <b>b</b> <u>c</u></i>'],
    ['ass', '{\\an8\\i1}a {\\b1}b{\\b0} {\\u1}c{\\u0}'],
    ['ttml', '<span style="italic">a </span><span style="italic bold">b </span><span style="italic underline">c</span>'],
    ['ebu-stl', '[80]a b [82]c[83][81]'],
    ['microdvd', '{Y:i}a b c'],
  ])('in %s, beyond what the whole cue has, and nothing twice', (id, text) => {
    expect(written(id, srt('{\\an8}<i>a <b>b</b> <u>c</u></i>'))).toBe(text);
  });

  it.each([
    ['srt', '<font color="#ffff00">a</font> <font color="#ff8800"><b>b</b></font> c'],
    ['vtt', '<c.yellow>a</c> <b>b</b> c'],
    ['vtt-styled', '<c.yellow>a</c> <c.colour-ff8800><b>b</b></c> c'],
    ['ass', '{\\c&H00FFFF&}a{\\c} {\\b1\\c&H0088FF&}b{\\b0\\c} c'],
    ['ttml', '<span style="colourffff00">a </span><span style="bold colourff8800">b</span> c'],
    ['ebu-stl', 'a b c'],
  ])('in %s with their colours', (id, text) => {
    expect(written(id, srt('<font color="#ffff00">a</font> <font color="#ff8800"><b>b</b></font> c'))).toBe(text);
  });

  it.each([
    ['srt', '\u200f<i>BBC</i> قالت\nذلك <i>هنا</i>'],
    ['vtt', '\u200f<i>BBC</i> قالت\nذلك <i>هنا</i>'],
  ])('in %s behind the mark of a line that runs from right to left', (id, text) => {
    expect(written(id, srt('<i>BBC</i> قالت\nذلك <i>هنا</i>'))).toBe(text);
    expect(markedCues(srt(text))).toEqual(['[i BBC] قالت / ذلك [i هنا]']);
  });

  it('with the styles they need in the head of the file', () => {
    const coloured = srt('a <font color="#ff8800">b</font> <u>c</u>');
    expect(made('vtt-styled', coloured).text).toContain('STYLE\n::cue(.colour-ff8800) { color: #ff8800; }\n');
    for (const id of ['ttml', 'ebu-tt-d']) {
      const { text } = made(id, coloured);
      expect(text).toContain('<style xml:id="underline" tts:textDecoration="underline"/>');
      expect(text).toContain('<style xml:id="colourff8800" tts:color="#ff8800ff"/>');
      expect(text).not.toContain('xml:id="italic"');
    }
  });

  it('line by line in MicroDVD, which has nothing smaller, and what is smaller is told', () => {
    const lines = made('microdvd', srt('<i>One two</i>\n<font color="#ff0000"><b>three</b></font>'));
    expect(lines.text.split('\n')[1]).toBe('{25}{75}{y:i}One two|{y:b}{c:$0000FF}three');
    expect(told(lines)).toBe(false);
    const part = made('microdvd', srt('<i>One <b>two</b></i>\nthree'));
    expect(part.text.split('\n')[1]).toBe('{25}{75}{y:i}One two|three');
    expect(told(part)).toBe(true);
    const { transcript: speech, cues } = srt('<i>One two</i>\nthree');
    const named = { ...speech, speakers: [{ id: 'a', name: 'Anna' }], turns: speech.turns.map((one) => ({ ...one, speaker: 'a' })) };
    const label = made('microdvd', { transcript: named, cues }, { speakers: 'prefix' });
    expect(label.text.split('\n')[1]).toBe('{25}{75}Anna: One two|three');
    expect(told(label)).toBe(true);
  });

  it('as the look of the cue where every one of its words has them', () => {
    const words = said('one two three').map((word) => ({
      ...word,
      marks: { letters: [{ from: 0, to: word.text.length, italic: true, bold: false, underline: false, colour: null }] },
    }));
    const speech = transcript([turn(words)]);
    const cue: Cue = { start: 1000, end: 3000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 2 }, breaks: [{ turn: 0, word: 1 }] };
    const byWords = { transcript: speech, cues: [cue] };
    const plain = transcript([turn(said('one two three'))]);
    for (const { id } of exportFormats.filter(({ madeOf }) => madeOf === 'cues'))
      expect(made(id, byWords).text, id).toBe(made(id, { transcript: plain, cues: [{ ...cue, look: { ...plainLook, italic: true } }] }).text);
  });

  it('around what is written in place of a player’s code, never inside it', () => {
    const half = { ...plainLook, from: 1, to: 3, italic: true };
    const speech = transcript([turn(said('a <b> c').map((word) => (word.text === '<b>' ? { ...word, marks: { letters: [half] } } : word)))]);
    const laid = { transcript: speech, cues: [{ start: 1000, end: 3000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 2 }, breaks: [] }] };
    expect(written('srt', laid)).toBe('a <i>‹b›</i> c');
    expect(written('vtt', laid)).toBe('a &lt;<i>b&gt;</i> c');
  });
});

const anyLook: fc.Arbitrary<CueLook> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(plainLook) },
  fc.record({
    vertical: fc.constantFrom<CueLook['vertical'][]>('bottom', 'top'),
    side: fc.constant('centre' as const),
    italic: fc.boolean(),
    bold: fc.boolean(),
    underline: fc.boolean(),
    colour: fc.constantFrom(null, '#ffff00', '#ff8800'),
  }),
);

const ten = withLetters(fc.constant(transcript([turn(said('One two three, “four” five six seven un-believ-able nine ten.'))])));

/** Two cues over ten words whose letters are strewn at random, the first in two lines. */
const anyLaid: fc.Arbitrary<Laid> = fc.record({ transcript: ten, first: anyLook, second: anyLook }).map(({ transcript: speech, first, second }) => ({
  transcript: speech,
  cues: [
    { start: 0, end: 2000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 4 }, breaks: [{ turn: 0, word: 2 }], look: first },
    { start: 2400, end: 5000, from: { turn: 0, word: 5 }, to: { turn: 0, word: 9 }, breaks: [], look: second },
  ],
}));

const players = new Set(['#ff0000', '#00ffff', '#ffff00']);
const keptInPlainVtt = (letters: Letters): Letters => (letters.colour === null || players.has(letters.colour) ? letters : { ...letters, colour: null });
const keptInStl = ({ italic, underline }: Letters): Letters => ({ italic, underline, bold: false, colour: null });

/** What each format that has letters makes of those of a cue. */
const kept: Readonly<Record<string, (lines: readonly SeenLetter[][]) => readonly SeenLetter[][]>> = {
  srt: (lines) => lines,
  vtt: letterByLetter(keptInPlainVtt),
  'vtt-styled': (lines) => lines,
  ttml: (lines) => lines,
  'ebu-tt-d': (lines) => lines,
  ass: (lines) => lines,
  'ebu-stl': letterByLetter(keptInStl),
  microdvd: lineByLine,
};

describe('Letters of single words', () => {
  it.for(Object.entries(kept))('written as %s are read back as far as the format goes, and what it loses is told', ([id, left]) => {
    fc.assert(
      fc.property(anyLaid, (laid) => {
        const file = made(id, laid);
        const expected = markedCues(laid, left);
        expect(markedCues(readBack(file)), file.text).toEqual(expected);
        expect(told(file), `losses told of ${file.text}`).toBe(JSON.stringify(markedCues(laid)) !== JSON.stringify(expected));
      }),
      { numRuns: 80 },
    );
  });

  it.for(Object.keys(kept))('change no text: %s', (id) => {
    fc.assert(
      fc.property(withLetters(withoutDashes), (speech) => {
        const format = exportFormatOrNull(id);
        const lines = (styling: boolean): string[][] => {
          const file = format && exportFile(speech, format, { ...format.defaults, styling });
          if (!file || file.cues.length === 0) return [];
          const again = readBack(file);
          return again.cues.map((cue) => cueLines(again.transcript, cue));
        };
        expect(lines(true)).toEqual(lines(false));
      }),
      { numRuns: 30 },
    );
  });

  it.for(exportFormats.map(({ id }) => id).filter((id) => !(id in kept) && id !== 'json'))('are a loss that is told: %s', (id) => {
    const plain = srt('The Titanic.');
    const styled = srt('The <i>Titanic</i>.');
    expect(made(id, styled).text).toBe(made(id, plain).text);
    expect([told(made(id, plain)), told(made(id, styled))]).toEqual([false, true]);
  });

  it.for(Object.keys(kept))('are left out of %s when styling is dropped, and that is said', (id) => {
    const file = made(id, srt('The <i>Titanic</i>.'), { styling: false });
    expect(file.text).toBe(made(id, srt('The Titanic.')).text);
    expect(told(file)).toBe(true);
  });

  it('are marks of their words in Galley’s JSON', () => {
    const file = made('json', srt('The <i>Titanic</i>.'));
    const { turns } = JSON.parse(file.text) as { turns: { words: { marks?: unknown }[] }[] }; // our own format
    expect(turns[0]?.words.map(({ marks }) => marks)).toEqual([
      undefined,
      { letters: [{ from: 0, to: 7, italic: true, bold: false, underline: false, colour: null }] },
    ]);
    expect(told(file)).toBe(false);
  });
});
