// EBU STL and SCC: files of broadcasters, read from bytes and from codes; and our STL read back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { plainLook, type CueLook } from '../../../src-core/subtitles/cue-look.ts';
import { cueText, type Cue } from '../../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { ebuStlFormat } from '../../../src-core/subtitles/formats/ebu-stl.ts';
import type { ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { frameAt, frameRate, timeOfFrame } from '../../../src-core/subtitles/frame-rate.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { anyTranscript, said, transcript, turn, word } from '../subtitles/written-speech.ts';

function stl(speech: Transcript, options: Partial<ExportOptions> = {}, cues?: readonly Cue[]): Uint8Array {
  return fileBytes(exportFile(speech, ebuStlFormat, { ...ebuStlFormat.defaults, ...options }, { cues: cues ?? null }));
}

function read(bytes: Uint8Array) {
  const found = readStl(bytes);
  if (!found) throw new Error('not taken for EBU STL');
  return {
    language: found.transcript.language,
    problems: found.problems.map(({ code }) => code),
    cues: found.cues.map((cue) => ({ start: cue.start, end: cue.end, text: cueText(found.transcript, cue), look: cue.look ?? plainLook })),
  };
}

const alone = (text: string): Transcript => transcript([turn([word(text, 1000, 2000)])]);
const oneCue = (look: CueLook, breaks: readonly number[] = []): Cue[] => [
  { start: 1000, end: 4000, from: { turn: 0, word: 0 }, to: { turn: 0, word: 3 }, breaks: breaks.map((at) => ({ turn: 0, word: at })), look },
];

describe('EBU STL', () => {
  it('gives back what was written: times on frames, lines, language', () => {
    fc.assert(
      fc.property(anyTranscript, fc.constantFrom<ExportOptions['frameRate'][]>('25', '24', '29.97', '50'), (speech, rateId) => {
        const made = exportFile(speech, ebuStlFormat, { ...ebuStlFormat.defaults, frameRate: rateId });
        const again = readStl(fileBytes(made));
        const rate = frameRate(rateId);
        const frame = (time: number): number => timeOfFrame(frameAt(time, rate), rate);
        const shown = made.cues.filter((cue) => cueText(speech, cue) !== '');
        expect(again?.cues.map(({ start }) => start)).toEqual(shown.map(({ start }) => frame(start)));
        expect(again?.cues.every((cue, index) => cue.end === Math.max(frame(shown[index]?.end ?? 0), timeOfFrame(frameAt(cue.start, rate) + 1, rate)))).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['Ça va, “Łódź” naïve Þór — 5 × 3 ½ ♪', 'en-US'],
    ['Привет, мир!', 'ru-RU'],
    ['مرحبا بالعالم', 'ar-SA'],
    ['Γειά σου Κόσμε', 'el-GR'],
    ['שלום עולם', 'he-IL'],
    ['100 $ & 50 £', 'en-GB'],
  ])('chooses letters that hold %s', (text, language) => {
    const again = read(stl({ ...alone(text), language }));
    expect(again.cues.map((cue) => cue.text)).toEqual([text]);
    expect(again.language).toBe(language.slice(0, 2));
  });

  it('writes a plainer form or ? for what its letters lack, and says so', () => {
    const made = exportFile(alone('日本 ﬁsh…'), ebuStlFormat);
    expect(read(fileBytes(made)).cues[0]?.text).toBe('?? fish...');
    expect(made.losses.find(({ code }) => code === 'not-in-encoding')?.count).toBe(1);
  });

  it.each([
    {},
    { vertical: 'top' },
    { vertical: 'middle', side: 'left' },
    { italic: true, side: 'right' },
    { italic: true, underline: true },
  ] satisfies Partial<CueLook>[])('keeps the look %j over two lines', (change) => {
    const speech = transcript([turn(said('one two three four', 1000))]);
    expect(read(stl(speech, {}, oneCue({ ...plainLook, ...change }, [2]))).cues).toEqual([
      { start: 1000, end: 4000, text: 'one two\nthree four', look: { ...plainLook, ...change } },
    ]);
  });

  it('parts a long text over blocks and joins it again', () => {
    const long = 'é'.repeat(300);
    const bytes = stl(alone(long));
    expect(bytes.length).toBe(1024 + 6 * 128);
    expect(read(bytes).cues.map(({ text }) => text)).toEqual([long]);
  });

  it('counts from the start of the programme', () => {
    const bytes = stl(alone('Here.'), { startTimecode: '10:00:00:00' });
    expect([...bytes.subarray(1024 + 5, 1024 + 9)]).toEqual([10, 0, 1, 0]);
    expect(read(bytes)).toMatchObject({ cues: [{ start: 1000, text: 'Here.' }], problems: ['start-timecode'] });
  });

  it.each([
    ['29.97', '00:00:00;00', [1, 0, 0, 0]],
    ['29.97', '01:00:00;00', [2, 0, 0, 0]],
    ['29.97', '00:00:00:00', [0, 59, 56, 12]],
    ['59.94', '00:00:00;00', [1, 0, 0, 0]],
    ['25', '00:00:00;00', [1, 0, 0, 0]],
  ] as const)('bears the timecodes of the picture an hour in, dropped where it starts so: %s from %s', (frameRateId, startTimecode, label) => {
    const made = exportFile(transcript([turn([word('Here.', 3_600_000, 3_601_001)])]), ebuStlFormat, {
      ...ebuStlFormat.defaults,
      ...{ frameRate: frameRateId, startTimecode },
    });
    const [cue] = made.cues;
    if (!cue) throw new Error('no cue');
    const bytes = fileBytes(made);
    expect([...bytes.subarray(1024 + 5, 1024 + 9)]).toEqual(label);
    const rate = frameRate(frameRateId);
    const onFrame = (time: number): number => timeOfFrame(frameAt(time, rate), rate);
    expect(readStl(bytes)?.cues).toMatchObject([{ start: onFrame(cue.start), end: onFrame(cue.end) }]);
    expect(made.losses.some(({ code }) => code === 'labels-kept')).toBe(frameRateId === '29.97' && startTimecode.includes(':00:00:00'));
  });

  it('reads on where a label stands that dropping passes over', () => {
    const bytes = stl(alone('Here.'), { frameRate: '29.97', startTimecode: '00:00:00;00' });
    bytes.set([0, 1, 0, 0, 0, 1, 30, 0], 1024 + 5);
    expect(read(bytes).cues).toMatchObject([{ start: 60_060, text: 'Here.' }]);
  });

  it('counts from zero when the start it is told lies behind the first subtitle', () => {
    const bytes = stl(alone('Here.'));
    bytes.set(new TextEncoder().encode('10000000'), 256);
    expect(read(bytes)).toMatchObject({ cues: [{ start: 1000, text: 'Here.' }], problems: ['start-timecode'] });
  });

  it('says so when cues begin an hour in', () => {
    const bytes = stl(alone('Here.'), { startTimecode: '01:00:00:00' });
    bytes.set(new TextEncoder().encode('00000000'), 256);
    expect(read(bytes)).toMatchObject({ cues: [{ start: 3_601_000 }], problems: ['late-start'] });
  });

  it('reads teletext: boxes, double height, colours', () => {
    const bytes = stl(alone('x'));
    bytes.fill(0x8f, 1024 + 16);
    bytes.set([0x0d, 0x06, 0x0b, 0x0b, 0x48, 0x69, 0x0a, 0x0a, 0x8a, 0x8a, 0x0d, 0x06, 0x0b, 0x0b, 0x79, 0x6f, 0x75], 1024 + 16);
    bytes[1024 + 13] = 20;
    expect(read(bytes).cues).toMatchObject([{ text: 'Hi\nyou', look: { ...plainLook, colour: '#00ffff' } }]);
  });

  it('tells of comments, user data, a cut off end and an unknown rate, and reads on', () => {
    const bytes = stl(transcript([turn(said('One.', 1000)), turn(said('Two.', 9000)), turn(said('Three.', 20_000))]));
    bytes[1024 + 15] = 1;
    bytes[1024 + 128 + 3] = 0xfe;
    bytes.set([0x39, 0x39], 6);
    const again = read(new Uint8Array([...bytes, 1, 2, 3]));
    expect(again.cues.map(({ text }) => text)).toEqual(['Three.']);
    expect(again.problems).toEqual(['cut-off', 'notes', 'frame-rate-unknown']);
  });

  it('is not taken from what is none, and nothing in its blocks makes the reader fail', () => {
    expect(readStl(new Uint8Array(2000))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 128, maxLength: 700 }), (blocks) => {
        const header = stl(alone('x')).subarray(0, 1024);
        expect(readStl(new Uint8Array([...header, ...blocks]))?.cues).toBeDefined();
      }),
    );
  });
});

/** Words of SCC with their parity bits left off, which readers ignore. */
const codes = (text: string): string => {
  const padded = text.length % 2 === 0 ? text : `${text}\0`;
  return [...padded]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .replace(/(....)/g, '$1 ')
    .trim();
};
const scc = (...lines: string[]): string => `Scenarist_SCC V1.0\n\n${lines.join('\n\n')}\n`;
const rows = (text: string) => {
  const found = readSubtitles(text);
  return {
    kind: found?.kind,
    problems: found?.problems.map(({ code }) => code),
    cues: found?.cues.map((cue) => [cue.start, cue.end, found && cueText(found.transcript, cue)]),
  };
};
const at = (frame: number): number => timeOfFrame(frame, frameRate('29.97'));

describe('SCC', () => {
  it('shows captions that pop on when their last code has been sent, until they are erased', () => {
    const file = scc(`00:00:01:00\t1420 1420 1470 1470 ${codes('Hello there.')} 142f 142f`, '00:00:04:00\t142c 142c');
    expect(rows(file)).toEqual({ kind: 'scc', problems: [], cues: [[at(30 + 10), at(120), 'Hello there.']] });
  });

  it('counts drop-frame labels, and the next caption ends the one before', () => {
    const file = scc(`00:01:00;02\t1420 1470 ${codes('One')} 142f`, `00:01:02;02\t1420 1470 ${codes('Two')} 142f`);
    expect(rows(file).cues).toEqual([
      [at(1800 + 4), at(1860 + 4), 'One'],
      [at(1860 + 4), expect.any(Number), 'Two'],
    ]);
  });

  it('reads rows, special letters, accents, italics and places', () => {
    const file = scc(`00:00:01:00\t1420 114e ${codes('Se')} 1131 2020 122a 106e ${codes('x')} 142f`, '00:00:03:00\t142c');
    const found = readSubtitles(scc(`00:00:01:00\t1420 114e ${codes('top')} 142f`, '00:00:03:00\t142c'));
    expect(found?.cues[0]?.look).toMatchObject({ vertical: 'top', italic: true });
    expect(rows(file).cues?.[0]?.[2]).toContain('Se°');
  });

  it('makes a cue of each line that rolls up, and says so', () => {
    const file = scc(`00:00:01:00\t1425 142d 1470 ${codes('One')}`, `00:00:03:00\t1425 142d 1470 ${codes('Two')}`, '00:00:05:00\t142c');
    expect(rows(file)).toEqual({
      kind: 'scc',
      problems: ['rolling'],
      cues: [
        [at(33), at(91), 'One'],
        [at(93), at(150), 'Two'],
      ],
    });
  });

  it('begins captions that are painted on with their first letter', () => {
    const file = scc(`00:00:01:00\t1429 1470 ${codes('Slowly')}`, '00:00:03:00\t142c', `00:00:04:00\t1429 1470 ${codes('on')}`, '00:00:06:00\t142c');
    expect(rows(file)).toEqual({
      kind: 'scc',
      problems: [],
      cues: [
        [at(32), at(90), 'Slowly'],
        [at(122), at(180), 'on'],
      ],
    });
  });

  it('passes the second channel by and tells of lines that are none', () => {
    const file = scc(`00:00:01:00\t1c20 1c70 ${codes('Hola')} 1c2f`, `00:00:02:00\t1420 1470 ${codes('Hi')} 142f`, 'nonsense', '00:00:03:00\tzzzz');
    const { cues, problems } = rows(file);
    expect(cues?.map(([, , text]) => text)).toEqual(['Hi']);
    expect(problems).toEqual(['second-channel', 'lines-unreadable', 'end-before-start']);
  });
});
