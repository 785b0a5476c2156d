// Letters of single words as files of every kind state them: tags that cross, codes that go back, styles inherited, rows that begin anew.
import { describe, expect, it } from 'vitest';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import type { ReadSubtitles } from '../../../src-core/import/subtitles-transcript.ts';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { ebuStlFormat } from '../../../src-core/subtitles/formats/ebu-stl.ts';
import { GSI_BYTES } from '../../../src-core/subtitles/formats/stl-header.ts';
import { markedCues } from '../subtitles/marked-letters.ts';
import { said, transcript, turn } from '../subtitles/written-speech.ts';

function read(file: string): ReadSubtitles {
  const found = readSubtitles(file);
  if (!found) throw new Error('not taken for subtitles');
  return found;
}

const codesOf = ({ problems }: ReadSubtitles): string[] => problems.map(({ code }) => code);
const srt = (text: string): ReadSubtitles => read(`1\n00:00:01,000 --> 00:00:03,000\n${text}\n`);
const vtt = (text: string, head = ''): ReadSubtitles => read(`WEBVTT\n\n${head}00:00:01.000 --> 00:00:03.000\n${text}\n`);

describe('SRT keeps the letters of words', () => {
  it.each([
    ['The <i>Titanic</i>.', 'The [i Titanic].'],
    ['un<i>believ</i>able', 'un[i believ]able'],
    ['<i>One\ntwo</i> three', '[i One] / [i two] three'],
    ['One <i>two', 'One [i two]'],
    ['</i>One <b>two</b>', 'One [b two]'],
    ['<b>One <i>two</b> three</i> four', '[b One] [ib two] [i three] four'],
    ['<i>One <i>two</i> three</i> four', '[i One two three] four'],
    ['<font color="red">One <font color="#00f">two</font> three</font> 4', '[#ff0000 One] [#0000ff two] [#ff0000 three] 4'],
    ['<i> One </i>two', '[i One] two'],
    ['{\\i1}One{\\i0} {\\b1\\u1}two{\\b0\\u0} {\\c&H0000FF&}three{\\c} four', '[i One] [bu two] [#ff0000 three] four'],
    ['{i}One{/i} two', '[i One] two'],
    ['<EM>One</EM> <Strong>two</Strong> three', '[i One] [b two] three'],
    ['<i>天気</i>はいい', '[i 天気]はいい'],
  ])('%j', (text, shown) => {
    const found = srt(text);
    expect(markedCues(found)).toEqual([shown]);
    expect(codesOf(found)).toEqual([]);
  });

  it('as one word where the tag stands inside it', () => {
    expect(srt('un<i>believ</i>able').transcript.turns[0]?.words.map(({ text }) => text)).toEqual(['unbelievable']);
    expect(srt('The <i>Titanic</i>.').transcript.turns[0]?.words[1]).toMatchObject({ text: 'Titanic.', marks: { letters: [{ from: 0, to: 7 }] } });
  });

  it('as the look of the cue where all of its words have them, whatever the tags', () => {
    for (const text of ['<i>One</i>\n<i>two</i>', '<i>One</i> <i>two</i>', '\u200f<i>One two</i>']) {
      const found = srt(text);
      expect(found.cues[0]?.look).toMatchObject({ italic: true });
      expect(found.transcript.turns[0]?.words.some(({ marks }) => marks?.letters)).toBe(false);
    }
  });

  it.each([
    ['<i class="x">One</i> two', '[i One] two'],
    ['<font face="Arial" color="red">One</font> two', '[#ff0000 One] two'],
    ['{\\fnArial\\i1}One{\\i0} two', '[i One] two'],
  ])('and tells of what else is asked of them: %j', (text, shown) => {
    const found = srt(text);
    expect(markedCues(found)).toEqual([shown]);
    expect(codesOf(found)).toEqual(['formatting']);
  });

  it('beside the marks and labels that are taken out of the text', () => {
    expect(markedCues(srt('<i>- One.</i>\n- Two <b>three</b>.'))).toEqual(['[i One.] / Two [b three].']);
    expect(markedCues(srt('<b>ANNA:</b> One <i>two</i>'))).toEqual(['One [i two]']);
    expect(markedCues(srt('ANNA: <i>One</i>'))).toEqual(['[i One]']);
  });

  it('where captions roll: of the line that is new', () => {
    const cue = (index: number, text: string): string => `${index}\n00:00:0${index},000 --> 00:00:0${index + 1},000\n${text}\n\n`;
    const lines = ['<i>one</i> 1', 'two <i>2</i>', '<i>three</i> 3', 'four <i>4</i>', '<i>five</i> 5', 'six <i>6</i>'];
    const rolled = read(lines.map((line, index) => cue(index + 1, index === 0 ? line : `${lines[index - 1] ?? ''}\n${line}`)).join(''));
    expect(codesOf(rolled)).toContain('rolling');
    expect(markedCues(rolled)).toEqual(['[i one] 1', 'two [i 2]', '[i three] 3', 'four [i 4]', '[i five] 5', 'six [i 6]']);
  });
});

describe('WebVTT keeps the letters of words', () => {
  it.each([
    ['<b>One <i>two</b> three</i> four', '[b One] [ib two three] [b four]', []],
    ['<c.yellow>One</c> <c.red.bg_black>two</c> <c>three</c>', '[#ffff00 One] [#ff0000 two] three', ['formatting']],
    ['One <i.loud>two</i> <i.yellow>three</i>', 'One [i two] [i #ffff00 three]', ['formatting']],
    ['<v Anna>One <i>two</i></v>\n<v Anna><i>three</i> four</v>', 'One [i two] / [i three] four', []],
    ['One<00:00:02.000> <i>two</i>', 'One [i two]', []],
    ['<i>a &amp; b</i> &lt;c&gt;', '[i a & b] <c>', []],
    ['<lang en>One</lang> <u>two</u>', 'One [u two]', ['formatting']],
  ])('%j', (text, shown, told) => {
    const found = vtt(text);
    expect(markedCues(found)).toEqual([shown]);
    expect(codesOf(found)).toEqual(told);
  });

  it('in the colours that its styles give to classes', () => {
    expect(markedCues(vtt('One <c.anna>two</c>', 'STYLE\n::cue(.anna) { color: #ff8800; }\n\n'))).toEqual(['One [#ff8800 two]']);
  });
});

describe('ASS keeps the letters of words', () => {
  const ass = (text: string): ReadSubtitles =>
    read(
      `[Script Info]\n\n[V4+ Styles]\nFormat: Name, PrimaryColour, Bold, Italic\nStyle: Default,&H00FFFFFF,0,0\nStyle: Red,&H000000FF,-1,0\nStyle: Slant,&H00FFFFFF,0,-1\n\n[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:03.00,${text}\n`,
    );

  it.each([
    ['Default,The {\\i1}Titanic{\\i0}.', 'The [i Titanic].'],
    ['Default,{\\i1}One{\\i} two', '[i One] two'],
    ['Slant,One {\\i0}two{\\i} three', '[i One] two [i three]'],
    ['Default,{\\i1\\b1}One{\\r} two', '[ib One] two'],
    ['Slant,One {\\rRed}two{\\i1\\i} three{\\r} four', '[i One] [b #ff0000 two three] [i four]'],
    ['Default,One {\\rRed}two {\\rNobody}three', 'One [b #ff0000 two] three'],
    ['Default,{\\b700}One{\\b400} x {\\b1}two{\\b0} three', '[b One] x [b two] three'],
    ['Default,{\\c&H0000FF&}One{\\c} {\\1c&H00FF00&}two', '[#ff0000 One] [#00ff00 two]'],
    ['Default,{\\k20}One {\\k30\\i1}two{\\i0}', 'One [i two]'],
    ['Default,{\\i1}One\\Ntwo{\\i0} three', '[i One] / [i two] three'],
  ])('%j', (text, shown) => {
    expect(markedCues(ass(text))).toEqual([shown]);
    expect(codesOf(ass(text)).filter((code) => code !== 'styles')).toEqual([]);
  });

  it('as they are before what changes over time, which is told', () => {
    const found = ass('Default,One {\\t(0,500,\\i1\\c&HFF&)}two');
    expect(markedCues(found)).toEqual(['One two']);
    expect(codesOf(found)).toContain('formatting');
  });
});

describe('TTML keeps the letters of words', () => {
  const ttml = (content: string, attributes = ''): ReadSubtitles =>
    read(
      `<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><head><styling><style xml:id="s" tts:fontStyle="italic"/><style xml:id="t" style="s" tts:color="yellow"/></styling></head><body><div><p begin="1s" end="3s"${attributes}>${content}</p></div></body></tt>`,
    );

  it.each([
    ['The <span style="s">Titanic</span>.', '', 'The [i Titanic].'],
    ['<span style="t">One <span tts:fontWeight="bold">two</span></span> three', '', '[i #ffff00 One] [ib #ffff00 two] three'],
    ['One <span tts:fontStyle="normal">two</span>', ' style="s"', '[i One] two'],
    ['One <span tts:color="white">two</span>', ' tts:color="#ffff00ff"', '[#ffff00 One] two'],
    ['One <span tts:textDecoration="none">two</span>', ' tts:textDecoration="underline"', '[u One] two'],
    ['<span style="s">One<br/>two</span>\n   three', '', '[i One] / [i two] three'],
  ])('%j in a paragraph of %j', (content, attributes, shown) => {
    const found = ttml(content, attributes);
    expect(markedCues(found)).toEqual([shown]);
    expect(codesOf(found)).toEqual([]);
  });
});

describe('EBU STL keeps the letters of words', () => {
  /** A file of one subtitle with these bytes of text; display standard 0 is open, 1 teletext. */
  function stl(text: readonly (number | string)[], standard: '0' | '1' = '0'): ReadSubtitles {
    const bytes = fileBytes(exportFile(transcript([turn(said('x', 1000))]), ebuStlFormat));
    bytes[11] = standard.charCodeAt(0);
    bytes.fill(0x8f, GSI_BYTES + 16);
    bytes.set(
      text.flatMap((part) => (typeof part === 'number' ? [part] : [...part].map((letter) => letter.charCodeAt(0)))),
      GSI_BYTES + 16,
    );
    const found = readStl(bytes);
    if (!found) throw new Error('not taken for EBU STL');
    return found;
  }

  it('by codes inside a line, which take no room', () => {
    const found = stl(['The ', 0x80, 'Titanic', 0x81, '.', 0x8a, 'Un', 0x82, 'believ', 0x83, 'able']);
    expect(markedCues(found)).toEqual(['The [i Titanic]. / Un[u believ]able']);
    expect(codesOf(found)).toEqual([]);
  });

  it('by the colours of teletext, whose codes take the room of a space and whose rows begin white', () => {
    expect(markedCues(stl([0x0b, 0x0b, 'One', 0x01, 'two', 0x8a, 'three', 0x06, 'four'], '1'))).toEqual(['One [#ff0000 two] / three [#00ffff four]']);
  });
});

describe('SCC keeps the letters of words', () => {
  const letters = (text: string): string =>
    [...(text.length % 2 === 0 ? text : `${text}\0`)]
      .map((letter, index) => (index % 2 ? '' : ' ') + letter.charCodeAt(0).toString(16).padStart(2, '0'))
      .join('');
  const scc = (codes: string): ReadSubtitles => read(`Scenarist_SCC V1.0\n\n00:00:01:00\t1420 1470${codes} 142f\n\n00:00:04:00\t142c\n`);

  it.each([
    [`${letters('The')} 112e${letters('Titanic')} 1120${letters('sank.')}`, 'The [i Titanic] sank.'],
    [`${letters('One')} 1128${letters('two')} 112e${letters('three')} 1124${letters('four')}`, 'One [#ff0000 two] [i #ff0000 three] [#0000ff four]'],
    [`${letters('One')} 1121${letters('two')}`, 'One [u two]'],
  ])('by codes inside a row, which take a cell: %s', (codes, shown) => {
    expect(markedCues(scc(codes))).toEqual([shown]);
    expect(codesOf(scc(codes))).toEqual([]);
  });
});
