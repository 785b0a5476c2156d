// Places and letter styles of cues, written and read back by every format that has them; what one has not is said.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { plainLook, type CueLook } from '../../../src-core/subtitles/cue-look.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import type { ExportFormat, ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { said, transcript, turn } from './written-speech.ts';

const colour = fc.constantFrom(null, '#ffff00', '#00ffff', '#ff8800', '#123456');
const anyLook: fc.Arbitrary<CueLook> = fc.record({
  vertical: fc.constantFrom<CueLook['vertical'][]>('bottom', 'middle', 'top'),
  side: fc.constantFrom<CueLook['side'][]>('left', 'centre', 'right'),
  italic: fc.boolean(),
  bold: fc.boolean(),
  underline: fc.boolean(),
  colour,
});

const speech = transcript([turn(said('One two three four five six seven eight nine ten.'))]);
const look = (change: Partial<CueLook>): CueLook => ({ ...plainLook, ...change });

/** Two cues over the ten words, of these looks; the first in two lines. */
function cuesOf(first: CueLook, second: CueLook): Cue[] {
  return [
    { start: 0, end: 2000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 4 }, breaks: [{ turn: 0, word: 2 }], look: first },
    { start: 2400, end: 5000, from: { turn: 0, word: 5 }, to: { turn: 0, word: 9 }, breaks: [], look: second },
  ];
}

function formatOf(id: string): ExportFormat {
  const format = exportFormatOrNull(id);
  if (!format) throw new Error(`no format ${id}`);
  return format;
}

function made(id: string, cues: readonly Cue[], options: Partial<ExportOptions> = {}) {
  const format = formatOf(id);
  return exportFile(speech, format, { ...format.defaults, ...options }, { cues });
}

const looksIn = (text: string): CueLook[] => readSubtitles(text)?.cues.map((cue) => cue.look ?? plainLook) ?? [];

/** What is left of a look in each format that keeps any. */
const kept: Readonly<Record<string, (look: CueLook) => CueLook>> = {
  srt: (one) => one,
  vtt: (one) => ({ ...one, colour: one.colour === '#ffff00' || one.colour === '#00ffff' ? one.colour : null }),
  'vtt-styled': (one) => one,
  ttml: (one) => one,
  'ebu-tt-d': (one) => one,
  ass: (one) => one,
  microdvd: (one) => ({ ...one, vertical: 'bottom', side: 'centre' }),
};

describe('The look of cues', () => {
  it.for(Object.entries(kept))('written as %s is read back as far as the format goes', ([id, left]) => {
    fc.assert(
      fc.property(anyLook, anyLook, (first, second) => {
        const cues = cuesOf(first, second);
        const { text, losses } = made(id, cues);
        expect(looksIn(text), text).toEqual([left(first), left(second)]);
        const told = new Set(losses.map(({ code }) => code).filter((code) => code === 'positions' || code === 'formatting'));
        const isLost = [first, second].some((one) => JSON.stringify(left(one)) !== JSON.stringify(one));
        expect(told.size > 0, `losses told of ${text}`).toBe(isLost);
        expect(readSubtitles(text)?.problems.filter(({ severity }) => severity === 'loss')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.for(Object.keys(kept))('is left out of %s when styling is dropped, and that is said', (id) => {
    const styled = made(id, cuesOf(look({ italic: true }), look({ vertical: 'top' })), { styling: false });
    expect(styled.text).toBe(made(id, cuesOf(plainLook, plainLook)).text);
    expect(styled.losses.map(({ code, count }) => `${code} ×${count}`)).toEqual(expect.arrayContaining(['formatting ×1', 'positions ×1']));
  });

  it.for(['sbv', 'lrc', 'csv', 'tsv', 'audacity'])('is named as a loss by %s, which has none', (id) => {
    const { losses } = made(id, cuesOf(look({ bold: true }), look({ side: 'left' })));
    expect(losses.map(({ code, count }) => `${code} ×${count}`)).toEqual(expect.arrayContaining(['formatting ×1', 'positions ×1']));
  });
});

describe('Looks as other programs write them', () => {
  it.each([
    ['<i>One</i>\n<i>two</i>', { italic: true }],
    ['{\\an8}{\\i1}One two', { vertical: 'top', italic: true }],
    ['{\\a6}One', { vertical: 'top' }],
    ['<b><i>One</i> <i>two</i></b>', { bold: true, italic: true }],
    ['<font color=yellow>One</font>', { colour: '#ffff00' }],
    ['<FONT COLOR="#F80">One</FONT>', { colour: '#ff8800' }],
    ['<i>One two', { italic: true }],
  ] satisfies [string, Partial<CueLook>][])('SRT %j', (text, change) => {
    const read = readSubtitles(`1\n00:00:01,000 --> 00:00:02,000\n${text}\n`);
    expect(read?.cues[0]?.look).toEqual(look(change));
    expect(read?.problems).toEqual([]);
  });

  it.each(['<s>One</s>', '<font face="Arial">One</font>', '<i class="x">One</i>', '{\\fnArial}One', '{y:i}One'])(
    'SRT %j loses what is of no kind that is kept, and says so',
    (text) => {
      const read = readSubtitles(`1\n00:00:01,000 --> 00:00:02,000\n${text}\n`);
      expect(read?.problems.map(({ code }) => code)).toEqual(['formatting']);
    },
  );

  it.each([
    ['line:0', { vertical: 'top' }, []],
    ['line:10%', { vertical: 'top' }, ['positions']],
    ['line:-1 align:start', { side: 'left' }, []],
    ['line:84% position:50% align:middle size:80%', {}, ['positions']],
    ['align:end', { side: 'right' }, []],
  ] satisfies [string, Partial<CueLook>, string[]][])('WebVTT settings %j', (settings, change, told) => {
    const read = readSubtitles(`WEBVTT\n\n00:01.000 --> 00:02.000 ${settings}\nOne\n`);
    expect(read?.cues[0]?.look ?? plainLook).toEqual(look(change));
    expect(read?.problems.map(({ code }) => code)).toEqual(told);
  });

  it('WebVTT classes coloured by its styles', () => {
    const file = 'WEBVTT\n\nSTYLE\n::cue(.anna) { color: #ff8800; }\n\n00:01.000 --> 00:02.000\n<c.anna>One</c>\n';
    expect(looksIn(file)).toEqual([look({ colour: '#ff8800' })]);
  });

  it('ASS styles, numbers of SSA, and codes that go back to the style', () => {
    const ass = (style: string, text: string, ssa = false): CueLook[] =>
      looksIn(
        `[Script Info]\n\n[V4${ssa ? '' : '+'} Styles]\nFormat: Name, Fontname, PrimaryColour, Bold, Italic, Underline, Alignment\nStyle: ${style}\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Top,,0,0,0,,${text}\n`,
      );
    expect(ass('Top,Arial,&H000000FF,-1,0,0,8', 'One')).toEqual([look({ vertical: 'top', bold: true, colour: '#ff0000' })]);
    expect(ass('Top,Arial,255,0,-1,0,6', 'One', true)).toEqual([look({ vertical: 'top', italic: true, colour: '#ff0000' })]);
    expect(ass('Top,Arial,&H00FFFFFF,0,-1,0,8', '{\\i0\\an1}One')).toEqual([look({ side: 'left' })]);
    expect(ass('Top,Arial,&H00FFFFFF,0,-1,0,8', '{\\i0\\r}One')).toEqual([look({ vertical: 'top', italic: true })]);
  });

  it('TTML styles that refer to styles, inherited, in place, and in circles', () => {
    const head =
      '<head><styling><style xml:id="a" style="b" tts:fontStyle="italic"/><style xml:id="b" style="a" tts:color="yellow"/></styling><layout><region xml:id="r" tts:displayAlign="before"><style tts:textAlign="start"/></region></layout></head>';
    const file = `<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling">${head}<body region="r"><div tts:fontWeight="bold"><p begin="0s" end="1s" style="a">One</p></div></body></tt>`;
    expect(looksIn(file)).toEqual([look({ vertical: 'top', side: 'left', italic: true, bold: true, colour: '#ffff00' })]);
  });
});
