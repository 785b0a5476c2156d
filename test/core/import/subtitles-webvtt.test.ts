// WebVTT files as the world makes them, read into transcripts.
import { describe, expect, it } from 'vitest';
import { readWebvtt } from '../../../src-core/import/subtitles-webvtt.ts';
import { cueText } from '../../../src-core/subtitles/cue.ts';

function read(text: string): { cues: [number, number, string][]; problems: string[]; speakers: string[]; language: string | null } {
  const { transcript, cues, problems } = readWebvtt(text);
  return {
    cues: cues.map((cue) => [cue.start, cue.end, cueText(transcript, cue)]),
    problems: problems.map(({ code, count }) => `${code} ×${count}`),
    speakers: transcript.turns.map((turn) => transcript.speakers.find(({ id }) => id === turn.speaker)?.name ?? '–'),
    language: transcript.language,
  };
}

const PLAIN = 'WEBVTT\n\n00:01.000 --> 00:02.500\nHello there,\nold friend.\n\n00:00:03.000 --> 00:00:04.000\nGoodbye.\n';

describe('A WebVTT file', () => {
  it('gives its cues, times and line breaks', () => {
    expect(read(PLAIN)).toEqual({
      cues: [
        [1000, 2500, 'Hello there,\nold friend.'],
        [3000, 4000, 'Goodbye.'],
      ],
      problems: [],
      speakers: ['–'],
      language: null,
    });
  });

  it.each([
    ['a byte order mark and CR LF', '\ufeff' + PLAIN.replaceAll('\n', '\r\n')],
    ['header text', PLAIN.replace('WEBVTT', 'WEBVTT - made by hand'), ['header-text ×1']],
    ['numbers', PLAIN.replace('00:01', '1\n00:01').replace('00:00:03', '2\n00:00:03')],
    ['identifiers', PLAIN.replace('00:01', 'first\n00:01').replace('00:00:03', '2\n00:00:03'), ['identifiers ×1']],
    ['commas', PLAIN.replaceAll('.000', ',000')],
    ['no blank line after the header', PLAIN.replace('\n\n', '\n')],
    ['an HLS time map', PLAIN.replace('WEBVTT\n', 'WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n'), ['header-text ×1']],
  ] satisfies [string, string, string[]?][])('is read the same with %s', (_, text, told = []) => {
    expect(read(text).cues).toEqual(read(PLAIN).cues);
    expect(read(text).problems).toEqual(told);
  });

  it('tells its language in the header', () => {
    expect(read(PLAIN.replace('WEBVTT\n', 'WEBVTT\nKind: captions\nLanguage: de-AT\n')).language).toBe('de-AT');
  });

  it('is read though its first line is missing', () => {
    expect(read(PLAIN.replace('WEBVTT\n\n', ''))).toMatchObject({ cues: read(PLAIN).cues, problems: ['header-missing ×1'] });
  });

  it('names its speakers by voices, also two in one cue, and nobody where it names nobody', () => {
    const { cues, speakers, problems } = read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Anna &amp; Co>Ready?</v>\n<v Ben>Yes.\n\n00:03.000 --> 00:04.000\n<v Ben>Go.</v>\n\n00:05.000 --> 00:06.000\nRain.\n',
    );
    expect(speakers).toEqual(['Anna & Co', 'Ben', '–']);
    expect(cues.map(([, , text]) => text)).toEqual(['Ready?\nYes.', 'Go.', 'Rain.']);
    expect(problems).toEqual([]);
  });

  it('uses the times inside a cue for its words', () => {
    const words = readWebvtt('WEBVTT\n\n00:10.000 --> 00:20.000\nOne<00:00:12.000> two<00:00:19.000> three\n').transcript.turns[0]?.words ?? [];
    expect(words.map(({ text, space, start, end }) => [space + text, start, end])).toEqual([
      ['One', 10_000, 12_000],
      [' two', 12_000, 19_000],
      [' three', 19_000, 20_000],
    ]);
  });

  it('decodes entities, keeps ruby readings in brackets, strips the rest', () => {
    const { cues, problems } = read(
      'WEBVTT\n\n00:01.000 --> 00:02.000 line:0 align:start\n<c.yellow>a &lt;b&gt; &amp;amp; c&nbsp;d</c> <ruby>漢字<rt>かんじ</rt></ruby> 1 < 2\n',
    );
    expect(cues[0]?.[2]).toBe('a <b> &amp; c\u00a0d 漢字(かんじ) 1 < 2');
    expect(problems).toEqual(['formatting ×1']);
  });

  it('leaves out comments, styles and regions and tells how many', () => {
    const { cues, problems } = read(
      'WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE a comment\nover two lines\n\n00:01.000 --> 00:02.000\nText\n\nNOTE\n\n00:03.000 --> 00:04.000\nMore\n',
    );
    expect(cues.map(([, , text]) => text)).toEqual(['Text', 'More']);
    expect(problems).toEqual(['styles ×2', 'notes ×2']);
  });

  it('gives a cue back what a blank line cut off', () => {
    const { cues, problems } = read('WEBVTT\n\n00:01.000 --> 00:02.000\nFirst\n\nsecond\n\n00:03.000 --> 00:04.000\nThird\n');
    expect(cues[0]).toEqual([1000, 2000, 'First\nsecond']);
    expect(problems).toEqual(['blank-line-inside ×1']);
  });

  it('takes no arrow in the text for times unless it is WebVTT’s own', () => {
    expect(read('WEBVTT\n\n00:01.000 --> 00:02.000\n10:00 -> 11:00\n').cues).toEqual([[1000, 2000, '10:00 -> 11:00']]);
  });

  it('drops the marks that only set direction', () => {
    expect(read('WEBVTT\n\n00:01.000 --> 00:02.000\n&rlm;BBC قالت\n\u202bنعم.\u202c\n').cues[0]?.[2]).toBe('BBC قالت\nنعم.');
  });

  it('that rolls gives each line once, with the times inside its cues', () => {
    const lines = ['so we went out', 'before the sun', 'was even up', 'and the sea', 'was flat as glass', 'that morning'];
    const stamp = (millis: number): string => `00:00:${String(Math.floor(millis / 1000)).padStart(2, '0')}.${String(millis % 1000).padStart(3, '0')}`;
    const blocks = lines.flatMap((line, index) => {
      const from = index * 2000;
      const [first = '', ...rest] = line.split(' ');
      const inner = rest.map((word, at) => `<${stamp(from + 300 * (at + 1))}><c> ${word}</c>`).join('');
      return [
        `${stamp(from)} --> ${stamp(from + 1990)} align:start position:0%\n${lines[index - 1] ?? ' '}\n${first}${inner}`,
        `${stamp(from + 1990)} --> ${stamp(from + 2000)} align:start position:0%\n${line}\n `,
      ];
    });
    const { transcript, problems } = readWebvtt(`WEBVTT\nKind: captions\nLanguage: en\n\n${blocks.join('\n\n')}\n`);
    expect(transcript.turns.map((turn) => turn.words.map((word) => word.space + word.text).join(''))).toEqual([lines.join(' ')]);
    expect(transcript.turns[0]?.words.slice(0, 3).map(({ text, start, end }) => [text, start, end])).toEqual([
      ['so', 0, 300],
      ['we', 300, 600],
      ['went', 600, 900],
    ]);
    expect(problems.map(({ code }) => code)).toContain('rolling');
  });

  it('with a refrain is no rolling one', () => {
    const refrain = Array.from({ length: 6 }, (_, index) => `00:0${index}.000 --> 00:0${index}.900\n${index % 2 ? 'Row,\nrow' : 'All together\nrow'}`).join(
      '\n\n',
    );
    expect(read(`WEBVTT\n\n${refrain}\n`).cues).toHaveLength(6);
  });
});
