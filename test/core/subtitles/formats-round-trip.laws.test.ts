// Open → save unchanged. Our own files of every format that is read come back byte for byte, through the cues as they are kept and laid
// again; files of others come back with the same cues, and whatever else they held is named.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import type { ReadSubtitles } from '../../../src-core/import/subtitles-transcript.ts';
import { isPlainLook, plainLook, type CueLook } from '../../../src-core/subtitles/cue-look.ts';
import { cueSpeaker, type Cue } from '../../../src-core/subtitles/cue.ts';
import { layCues, makeCues } from '../../../src-core/subtitles/cueing.ts';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { plainOptions, type ExportFormat, type ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull, exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { trackOfCues } from '../../../src-core/subtitles/imported-track.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { speakerName, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { withLetters } from '../../support/random-transcripts.ts';
import { markedCues } from './marked-letters.ts';
import { withoutDashes } from './written-speech.ts';

/** Formats of cues that are read as well; Audacity's labels and the formats of turns are written only. */
const READ_BACK = exportFormats.filter(({ madeOf, id }) => madeOf === 'cues' && id !== 'audacity');

const anyLook: fc.Arbitrary<CueLook> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(plainLook) },
  fc.record({
    vertical: fc.constantFrom<CueLook['vertical'][]>('bottom', 'middle', 'top'),
    side: fc.constantFrom<CueLook['side'][]>('left', 'centre', 'right'),
    italic: fc.boolean(),
    bold: fc.boolean(),
    underline: fc.boolean(),
    colour: fc.constantFrom(null, '#ffff00', '#ff8800'),
  }),
);

const anyOptions: fc.Arbitrary<Partial<ExportOptions>> = fc.record({
  bom: fc.boolean(),
  crlf: fc.boolean(),
  startIndex: fc.constantFrom(0, 1, 501),
  frameRate: fc.constantFrom<ExportOptions['frameRate'][]>('25', '24', '29.97'),
});

function read(bytes: Uint8Array): ReadSubtitles {
  const found = readStl(bytes) ?? readSubtitles(new TextDecoder().decode(bytes));
  if (!found) throw new Error('not taken for subtitles');
  return found;
}

/** The cues as the library keeps them and the studio lays them again. */
function kept({ transcript, cues }: Pick<ReadSubtitles, 'transcript' | 'cues'>): Cue[] {
  return layCues(transcript, trackOfCues(cues), { profile: profileFor(transcript), rate: null });
}

describe('A file of ours, opened and saved unchanged', () => {
  it.for(READ_BACK.map((format): [string, ExportFormat] => [format.id, format]))('is the same to the byte: %s', ([, format]) => {
    fc.assert(
      fc.property(withLetters(withoutDashes), fc.array(anyLook, { minLength: 1, maxLength: 5 }), anyOptions, (transcript, looks, chosen) => {
        const options = { ...format.defaults, ...chosen, bom: format.uses.includes('bom') && chosen.bom === true };
        const cues = makeCues(transcript).map((cue, index): Cue => {
          const look = looks[index % looks.length] ?? plainLook;
          return isPlainLook(look) ? cue : { ...cue, look };
        });
        const first = normalised(fileBytes(exportFile(transcript, format, options, { cues })));
        if (cues.length === 0) return;
        const found = read(first);
        // A language that the format cannot say decides which way lines run.
        const again: Transcript = { ...found.transcript, language: transcript.language };
        const second = fileBytes(exportFile(again, format, options, { cues: kept({ transcript: again, cues: found.cues }) }));
        expect(new TextDecoder().decode(second)).toBe(new TextDecoder().decode(first));
        expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

/** Text in NFC, as reading makes it. */
function normalised(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.includes('\ufffd') ? bytes : new TextEncoder().encode(text.normalize('NFC'));
}

interface Foreign {
  readonly format: string;
  readonly file: string;
  /** Codes of what reading names. */
  readonly told: readonly string[];
  /** How the file is written, which is chosen again for the new one. */
  readonly options?: Partial<ExportOptions>;
  /** False when the new file says the same in other bytes. */
  readonly same?: boolean;
}

const srt = (text: string, times = '00:00:01,000 --> 00:00:03,000'): string => `1\n${times}\n${text}\n`;
/** The head of our own files of ASS, which others may have as well. */
const ASS = exportFormatOrNull('ass')?.write({ transcript: { language: null, speakers: [], turns: [], nextTurnId: 0 }, cues: [] }, plainOptions) ?? '';
const TT = '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">';

const foreign: Readonly<Record<string, Foreign>> = {
  'SRT as most programs write it': { format: 'srt', file: srt('One\ntwo'), told: [], same: true },
  'SRT with a mark, CR LF and numbers from 0': {
    format: 'srt',
    file: `\ufeff${srt('One').replace('1\n', '0\n').replaceAll('\n', '\r\n')}`,
    told: [],
    options: { bom: true, crlf: true, startIndex: 0 },
    same: true,
  },
  'SRT in italics at the top': { format: 'srt', file: srt('{\\an8}<i>One\ntwo</i>'), told: [], same: true },
  'SRT with italics line by line': { format: 'srt', file: srt('<i>One</i>\n<i>two</i>'), told: [] },
  'SRT with words in italics': {
    format: 'srt',
    file: srt('The <i>Titanic</i>, the <i>Queen Mary</i>.\nUn<i>believ</i>able!'),
    told: [],
    same: true,
  },
  'SRT with italics over the end of a line': { format: 'srt', file: srt('So <i>this is\nhow</i> it ends.'), told: [], same: true },
  'SRT with tags in tags': { format: 'srt', file: srt('{\\an8}One <i>two <b>three</b> <u>four</u></i> five'), told: [], same: true },
  'SRT with colours of words': {
    format: 'srt',
    file: srt('<font color="#ffff00">One</font> two <font color="#00ff00"><b>three</b></font>'),
    told: [],
    same: true,
  },
  'SRT with tags that cross, in capitals and never closed': { format: 'srt', file: srt('<B>One <i>two</B> three</i> <U>four'), told: [] },
  'SRT with codes of ASS': { format: 'srt', file: srt('{\\an8\\i1}One{\\i0} {\\c&H0000FF&}two{\\c} three'), told: [] },
  'SRT with fonts of words': { format: 'srt', file: srt('One <font face="Arial" color="red">two</font> <s>three</s>'), told: ['formatting'] },
  'WebVTT with letters of words': {
    format: 'vtt',
    file: 'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Anna>One <i>two</i></v>\n<v Anna><c.yellow>three <b>four</b></c> &amp; more</v>\n',
    told: [],
    same: true,
  },
  'WebVTT with colours of its own for words': {
    format: 'vtt-styled',
    file: 'WEBVTT\n\nSTYLE\n::cue(.colour-ff8800) { color: #ff8800; }\n\n00:00:01.000 --> 00:00:03.000\nOne <c.colour-ff8800>two</c>\n',
    told: [],
    same: true,
  },
  'WebVTT with classes nobody knows': {
    format: 'vtt',
    file: 'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nOne <i.loud>two</i> <c.yellow.bg_blue>three</c>\n',
    told: ['formatting'],
  },
  'ASS with codes inside a line': {
    format: 'ass',
    file: `${ASS}Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\an8}The {\\i1}Titanic{\\i0} {\\b1\\u1}sank{\\b0\\u0}.\\N{\\c&H0000FF&}Really{\\c}.\n`,
    told: [],
    same: true,
  },
  'ASS with codes that go back, change and move': {
    format: 'ass',
    file: `${ASS}Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\i1}One{\\r} {\\b700}two{\\b} {\\t(0,100,\\c&HFF&)}three\n`,
    told: ['formatting'],
  },
  'SRT with points, no numbers and coordinates': {
    format: 'srt',
    file: '00:00:01.5 --> 00:00:03.000 X1:10 X2:20\nOne\n',
    told: ['number-missing', 'positions'],
  },
  'SRT whose cues overlap': { format: 'srt', file: `${srt('One')}\n2\n00:00:02,000 --> 00:00:04,000\nTwo\n`, told: ['cues-overlap'], same: true },
  'WebVTT with settings of its own': { format: 'vtt', file: 'WEBVTT\n\n00:00:01.000 --> 00:00:03.000 line:0 align:left\nOne\n', told: [], same: true },
  'WebVTT with names, a comment, styles and other settings': {
    format: 'vtt',
    file: 'WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE by hand\n\nintro\n00:01.000 --> 00:03.000 position:10%\nOne\n',
    told: ['styles', 'notes', 'identifiers', 'positions'],
  },
  'TTML with fonts, and words of their own colour': {
    format: 'ttml',
    file: `${TT}<body><div><p begin="1s" end="3s" tts:fontFamily="Arial">One <span tts:color="red">two</span></p></div></body></tt>`,
    told: ['formatting'],
  },
  'TTML with frames': {
    format: 'ttml',
    file: `${TT.replace('xml:lang', 'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang')}<body><p begin="00:00:01:00" end="00:00:03:10">One</p></body></tt>`,
    told: [],
  },
  'ASS with styles and a drawing': {
    format: 'ass',
    file: '[V4+ Styles]\nFormat: Name, Fontname, Alignment\nStyle: Top,Comic,8\n\n[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:03.00,Top,{\\fad(100,100)}One\\Ntwo\n',
    told: ['styles', 'formatting'],
  },
  'MicroDVD without its rate': { format: 'microdvd', file: '{25}{75}One|two\n', told: ['frame-rate-unknown'] },
  'LRC with tags': { format: 'lrc', file: '[ar:Somebody]\n[00:01.00]One\n[00:03.00]\n', told: ['tags'] },
  'a table with other columns': { format: 'csv', file: 'Start,End,Text,Notes\n1,3,One,check\n', told: ['columns'], options: { bom: false } },
};

/** What is shown when, and how. */
const shownIn = ({ transcript, cues }: ReadSubtitles): unknown[] =>
  cues.map((cue) => {
    const { vertical, side } = cue.look ?? plainLook;
    return [cue.start, cue.end, markedCues({ transcript, cues: [cue] }), vertical, side, speakerName(transcript, cueSpeaker(transcript, cue))];
  });

describe('A file of others, opened and saved unchanged', () => {
  it.for(Object.entries(foreign))('shows the same, and what it loses is named: %s', ([, { format: id, file, told, options = {}, same = false }]) => {
    const format = exportFormatOrNull(id);
    if (!format) throw new Error(`no format ${id}`);
    const found = read(new TextEncoder().encode(file));
    expect(found.problems.map(({ code }) => code)).toEqual(told);
    const saved = exportFile(found.transcript, format, { ...format.defaults, ...options }, { cues: kept(found) });
    expect(shownIn(read(fileBytes(saved)))).toEqual(shownIn(found));
    if (same) expect(saved.text).toBe(file);
  });
});
