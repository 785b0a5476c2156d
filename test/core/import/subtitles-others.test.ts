// TTML, ASS, SBV, MicroDVD, LRC and tables as found in the world, and our own files of these kinds read back and written again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { XmlRefusal } from '../../../src-core/import/xml-tree.ts';
import { cueSpeaker, cueText } from '../../../src-core/subtitles/cue.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { speakerName } from '../../../src-core/transcript/transcript.ts';
import { fault } from '../../faults/fault.ts';
import { markedCues } from '../subtitles/marked-letters.ts';
import { withoutDashes } from '../subtitles/written-speech.ts';

type Line = readonly [start: number, end: number, text: string, speaker?: string | null];

/** The cues of a text as short rows, and the codes of its Problems. */
function read(text: string): { cues: Line[]; problems: string[]; kind: string; language: string | null } {
  const found = readSubtitles(text);
  if (!found) throw new Error('not taken for subtitles');
  const { transcript, cues, problems, kind } = found;
  const rows = cues.map((cue): Line => {
    const speaker = speakerName(transcript, cueSpeaker(transcript, cue));
    return speaker === null ? [cue.start, cue.end, cueText(transcript, cue)] : [cue.start, cue.end, cueText(transcript, cue), speaker];
  });
  return { cues: rows, problems: problems.map(({ code }) => code), kind, language: transcript.language };
}

const tt = (body: string, root = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="de" ${root}><head/><body>${body}</body></tt>`;

describe('TTML', () => {
  it('gives its language, its paragraphs and their line breaks', () => {
    expect(read(tt('<div><p begin="00:00:01.500" end="00:00:03.250">Guten<br/>Morgen &amp; mehr</p></div>'))).toEqual({
      cues: [[1500, 3250, 'Guten\nMorgen & mehr']],
      problems: [],
      kind: 'ttml',
      language: 'de',
    });
  });

  it('understands every kind of time', () => {
    const times: readonly (readonly [string, string, number])[] = [
      ['1.5s', '', 1500],
      ['90m', '', 5_400_000],
      ['2500ms', '', 2500],
      ['50f', 'ttp:frameRate="25"', 2000],
      ['30f', 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', 1001],
      ['10000000t', 'ttp:tickRate="10000000"', 1000],
      ['00:00:01:12', 'ttp:frameRate="24"', 1500],
    ];
    for (const [time, root, start] of times) expect(read(tt(`<p begin="${time}" dur="2s">x</p>`, root)).cues).toEqual([[start, start + 2000, 'x']]);
  });

  it('counts times from those around, and ends nothing later than they do', () => {
    const nested = '<div begin="10s" end="20s"><p begin="1s" end="4s">a</p><p begin="8s" dur="9s">b</p></div>';
    expect(read(tt(nested)).cues).toEqual([
      [11_000, 14_000, 'a'],
      [18_000, 20_000, 'b'],
    ]);
  });

  it('counts labels of frames as the picture does where its time base is SMPTE, from the programme’s start', () => {
    const ntsc = 'ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"';
    const paragraph = '<p begin="01:00:00:00" end="01:00:02:00">x</p>';
    expect(read(tt(paragraph, `${ntsc} ttp:dropMode="dropNTSC"`))).toMatchObject({ cues: [[3_599_996, 3_601_998, 'x']], problems: ['late-start'] });
    expect(read(tt(paragraph, ntsc)).cues).toEqual([[3_603_600, 3_605_602, 'x']]);
    const told = tt('<p begin="10:00:01:00" end="10:00:02:12">x</p>', 'ttp:timeBase="smpte" ttp:frameRate="25"').replace(
      '<head/>',
      '<head><metadata><documentMetadata><documentStartOfProgramme>10:00:00:00</documentStartOfProgramme></documentMetadata></metadata></head>',
    );
    expect(read(told)).toMatchObject({ cues: [[1000, 2480, 'x']], problems: ['start-timecode'] });
  });

  it('shows the parts of a sequence one after the other', () => {
    const body =
      '<div timeContainer="seq" begin="5s"><p dur="2s">One</p><p begin="1s" dur="3s">Two</p><div><p begin="1s" end="2s">Three</p></div><p dur="1s">Four</p></div>';
    expect(read(tt(body)).cues).toEqual([
      [5000, 7000, 'One'],
      [8000, 11_000, 'Two'],
      [12_000, 13_000, 'Three'],
      [13_000, 14_000, 'Four'],
    ]);
  });

  it('names who speaks by its agents, and shares a cue out by timed spans', () => {
    const agents =
      '<tt xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><metadata><ttm:agent xml:id="a1"><ttm:name>Ida  Holm</ttm:name></ttm:agent></metadata></head><body><p begin="0s" end="4s" ttm:agent="a1"><span>one</span> <span begin="3s">two</span></p></body></tt>';
    const found = readSubtitles(agents);
    expect(read(agents).cues).toEqual([[0, 4000, 'one two', 'Ida Holm']]);
    expect(found?.transcript.turns[0]?.words.map(({ start, end }) => [start, end])).toEqual([
      [0, 3000],
      [3000, 4000],
    ]);
  });

  it('keeps white space only where the file says so', () => {
    expect(read(tt('<p begin="0s" end="1s">\n   much\n   space   </p>')).cues).toEqual([[0, 1000, 'much space']]);
  });

  it('tells what it leaves out: styles, unreadable times, paragraphs without time', () => {
    expect(read(tt('<p begin="soon" end="2s" tts:fontFamily="Comic">a</p><p>b</p>'))).toMatchObject({
      cues: [[0, 2000, 'a']],
      problems: ['times-unreadable', 'formatting', 'times-missing'],
    });
  });

  it('is refused in a sentence when it cannot be read', () => {
    for (const text of ['<tt><body>', '<tt></p></tt>', '<tt a=b></tt>', '<tt/><tt/>', `${'<tt>'.repeat(70)}`, '<tt><!-- </tt>'])
      expect(() => readSubtitles(text), text).toThrow(XmlRefusal);
  });

  fault('S7', 'document types with outside and with multiplying entities', (seen) => {
    const bombs = [
      '<!DOCTYPE tt SYSTEM "http://127.0.0.1:9/evil.dtd"><tt/>',
      '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tt>&b;</tt>',
      '<!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/passwd">]><tt><body><p begin="0s" end="1s">&x;</p></body></tt>',
    ];
    for (const bomb of bombs) expect(() => readSubtitles(bomb)).toThrow(/document type/);
    seen('refused in a sentence before anything is expanded');
    expect(read('<tt><body><p begin="0s" end="1s">&x; &#65;</p></body></tt>').cues).toEqual([[0, 1000, '&x; A']]);
    seen('an entity nobody declared stays as it is written');
  });
});

describe('ASS', () => {
  const ass = (events: string, format = 'Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text'): string =>
    `[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: ${format}\n${events}\n`;

  it('takes names, commas in the text, both line breaks and hard spaces', () => {
    const events = 'Dialogue: 0,0:00:01.00,0:00:02.50,Default,Ida,0,0,0,,One, two\\Nthree\\nfour\\hfive';
    expect(read(ass(events)).cues).toEqual([[1000, 2500, 'One, two\nthree four\u00a0five', 'Ida']]);
  });

  it('follows the file’s own order of fields', () => {
    expect(read(ass('Dialogue: 0:00:02.00,0:00:01.00,Later, text', 'End, Start, Text')).cues).toEqual([[1000, 2000, 'Later, text']]);
  });

  it('leaves drawings, comments and styles out and says so', () => {
    const events = [
      'Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not shown',
      'Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}{\\i1}seen{\\i0}',
    ].join('\n');
    expect(read(ass(events))).toMatchObject({ cues: [[1000, 2000, 'seen']], problems: ['styles', 'formatting'] });
  });

  it('gives words the times of karaoke syllables', () => {
    const found = readSubtitles(ass('Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\k50}one {\\kf100}two {\\k50}three'));
    expect(found?.transcript.turns[0]?.words.map(({ text, start }) => [text, start])).toEqual([
      ['one', 1000],
      ['two', 1500],
      ['three', 2500],
    ]);
  });
});

describe('Plain formats', () => {
  it('SBV: times by comma, and YouTube’s own line break', () => {
    expect(read('0:00:01.000,0:00:02.500\nOne[br]two\n\n0:00:03.000,0:00:04.000\nThree\n').cues).toEqual([
      [1000, 2500, 'One\ntwo'],
      [3000, 4000, 'Three'],
    ]);
  });

  it('MicroDVD: frames at the rate the file tells, or at an assumed one that is told', () => {
    expect(read('{1}{1}23.976\n{24}{48}{y:i}One|two\n')).toMatchObject({ cues: [[1001, 2002, 'One\ntwo']], problems: [] });
    expect(read('{25}{50}One\n')).toMatchObject({ cues: [[1000, 2000, 'One']], problems: ['frame-rate-unknown'] });
  });

  it.each([
    ['{y:i}One|two', '[i One] / two'],
    ['One|/two', 'One / [i two]'],
    ['{Y:b}One|{y:i,u}two three', '[b One] / [ibu two three]'],
    ['{C:$0000FF}{y:i}One|{c:$00FFFF}two', '[i #ff0000 One] / [#ffff00 two]'],
    ['{Y:ib}One|two', '[ib One] / [ib two]'],
  ])('MicroDVD %j: letters of a line are those of its words', (text, shown) => {
    const found = readSubtitles(`{1}{1}25\n{25}{75}${text}\n`);
    expect(found && markedCues(found)).toEqual([shown]);
    expect(found?.problems).toEqual([]);
  });

  it('MicroDVD: a style that is not kept is told, and those beside it stay', () => {
    const found = readSubtitles('{1}{1}25\n{25}{75}{y:i,s}One|{f:Arial}two\n');
    expect(found && markedCues(found)).toEqual(['[i One] / two']);
    expect(found?.problems.map(({ code }) => code)).toEqual(['formatting']);
  });

  it('LRC: a line until the next, repeated lines, an offset, an empty line as an end', () => {
    expect(read('[ar:Somebody]\n[offset:+500]\n[00:02.50][00:10.50]Again\n[00:04.50]Once\n[00:06.50]\n').cues).toEqual([
      [2000, 4000, 'Again'],
      [4000, 6000, 'Once'],
      [10_000, 10_833, 'Again'],
    ]);
  });

  it('LRC: lines of one time are the lines of one cue', () => {
    expect(read('[00:01.00]Above\n[00:01.00]Below\n[00:03.00]\n').cues).toEqual([[1000, 3000, 'Above\nBelow']]);
  });

  it('LRC: times of words, moved with their line, and none where a line comes again', () => {
    const found = readSubtitles('[offset:-500]\n[00:03.00]<00:03.00>Word <00:03.50>by <00:04.50>word\n[00:06.00][00:09.00]<00:06.00>Again <00:07.00>here\n');
    const words = found?.transcript.turns.flatMap((turn) => turn.words) ?? [];
    expect(words.slice(0, 3).map(({ text, start }) => [text, start])).toEqual([
      ['Word', 3500],
      ['by', 4000],
      ['word', 5000],
    ]);
    expect(words.slice(3).map(({ text }) => text)).toEqual(['Again', 'here', 'Again', 'here']);
  });

  it('tables and SRT: labels of frames, at the least rate they fit into, which is told', () => {
    expect(read('Timecode In;Timecode Out;Text\n00:00:01:12;00:00:03:00;One\n')).toMatchObject({
      cues: [[1480, 3000, 'One']],
      problems: ['frame-rate-unknown'],
    });
    expect(read('in,out,text\n00:00:01:27,00:00:03:00,One\n').cues).toEqual([[1900, 3000, 'One']]);
    expect(read('in,out,text\n00:01:00;02,00:01:01;00,One\n').cues).toEqual([[60_060, 60_994, 'One']]);
    expect(read('1\n00:00:01:12 --> 00:00:03:00\nOne\n')).toMatchObject({ cues: [[1480, 3000, 'One']], problems: ['frame-rate-unknown'] });
    expect(read('1\n00:00:01:120 --> 00:00:03:000\nOne\n')).toMatchObject({ cues: [[1120, 3000, 'One']], problems: [] });
  });

  it('tables: by the names of their columns, times as clocks or seconds', () => {
    expect(read('Speaker\tStart\tEnd\tText\nIda\t1.5\t00:00:03.000\tOne, two\n').cues).toEqual([[1500, 3000, 'One, two', 'Ida']]);
    expect(read('start,end,text\r\n1,2,"She said ""no"",\r\nthen"\r\n').cues).toEqual([[1000, 2000, 'She said "no",\nthen']]);
  });
});

describe('Our own files, read back and written again', () => {
  it.each(['ttml', 'ebu-tt-d', 'ass', 'sbv', 'microdvd', 'lrc', 'csv', 'tsv'])('are the same file: %s', (id) => {
    const format = exportFormatOrNull(id);
    if (!format) throw new Error(`no format ${id}`);
    fc.assert(
      fc.property(withoutDashes, (transcript) => {
        const { text, cues } = exportFile(transcript, format);
        if (cues.length === 0) return;
        const again = readSubtitles(text);
        expect(again?.kind).toBe(id === 'ebu-tt-d' ? 'ttml' : id === 'csv' || id === 'tsv' ? 'table' : id);
        const known = again && { ...again.transcript, language: transcript.language };
        expect(known && exportFile(known, format, format.defaults, { cues: again.cues }).text).toBe(text.normalize('NFC'));
      }),
      { numRuns: 60 },
    );
  });
});
