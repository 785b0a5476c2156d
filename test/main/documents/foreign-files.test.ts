// A foreign file goes back as it came: opened and saved unchanged in its own format it is the same bytes, or what differs is told.
import { describe, expect, it } from 'vitest';
import { encodingLabel, READ_ENCODINGS, type ReadEncoding } from '../../../src-core/import/text-reading.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { defaultsFor, exportFile, fileBytes, type ExportFile } from '../../../src-core/subtitles/export-file.ts';
import type { ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';
import { encodeText, TEXT_ENCODINGS } from '../../../src-core/subtitles/formats/text-encoding.ts';
import { trackOfCues } from '../../../src-core/subtitles/imported-track.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { packTrack, unpackTrack } from '../../../src-core/subtitles/packed-track.ts';
import { readDocumentBytes } from '../../../src-main/adapters/documents/read-bytes.ts';

interface Saved {
  readonly file: ExportFile;
  readonly options: ExportOptions;
  /** Everything that was said of it, on reading and on writing. */
  readonly told: readonly string[];
}

/** The file as it is saved again in its own format, by way of what the library keeps. */
function openAndSave(bytes: Uint8Array, { encoding = null, change = {} }: { encoding?: ReadEncoding | null; change?: Partial<ExportOptions> } = {}): Saved {
  const read = readDocumentBytes(bytes, { encoding });
  if (read.kind === 'refused') throw new Error(read.reason);
  const { transcript } = read;
  const kept = JSON.stringify(packTrack({ transcript, cues: trackOfCues(read.cues ?? [], read.manner) }));
  const track = unpackTrack(JSON.parse(kept) as ReturnType<typeof packTrack>, transcript); // what was packed
  const { file: manner, labels, dashes } = track.plan;
  const format = exportFormatOrNull(manner?.format ?? '');
  if (!format) throw new Error('no manner was kept');
  const options = { ...defaultsFor(format, labels, manner), ...change };
  const usual = profileFor(transcript);
  const profile = { ...usual, dashes: dashes ?? usual.dashes };
  const file = exportFile(transcript, format, options, { profile, cues: layCues(transcript, track, { profile, rate: null }), file: manner });
  return { file, options, told: [...read.problems, ...file.losses].map(({ code }) => code) };
}

const SRT = (first = 1): string =>
  `${first}\n00:00:01,000 --> 00:00:02,500\nÀ côté du théâtre,\noù étiez-vous ?\n\n${first + 1}\n00:00:03,000 --> 00:00:05,000\n<i>À la fenêtre.</i>\n`;
const RUSSIAN = '1\n00:00:01,000 --> 00:00:02,500\nЗдравствуйте, меня зовут Анна.\n\n2\n00:00:03,000 --> 00:00:05,000\nМы не знали, что делать дальше.\n';
const dos = (text: string): string => text.replaceAll('\n', '\r\n');
const utf8 = (text: string): Uint8Array => encodeText(text, 'utf-8');

const ALIKE: readonly (readonly [string, Uint8Array])[] = [
  ['SRT of a Unix editor', utf8(SRT())],
  ['SRT with a mark and Windows line ends', utf8(`\ufeff${dos(SRT())}`)],
  ['SRT with an empty line at the end, as Subtitle Edit writes', utf8(dos(`${SRT()}\n`))],
  ['SRT without a line end at the end', utf8(SRT().trimEnd())],
  ['SRT that counts from 0', utf8(SRT(0))],
  ['SRT that is a second part and counts from 5', utf8(dos(SRT(5)))],
  ['SRT in Windows-1252', encodeText(dos(SRT()), 'windows-1252')],
  ['SRT in Windows-1251', encodeText(dos(RUSSIAN), 'windows-1251')],
  ['SRT in UTF-16 LE, as Notepad writes', encodeText(dos(SRT()), 'utf-16le')],
  ['SRT in UTF-16 BE', encodeText(SRT(), 'utf-16be')],
  ['SRT of two people with dashes', utf8('1\n00:00:01,000 --> 00:00:02,500\n- Where were you?\n- At home.\n')],
  ['SRT with a dash for the second alone', utf8('1\n00:00:01,000 --> 00:00:02,500\nWhere were you?\n-At home.\n')],
  ['SRT with names', utf8('1\n00:00:01,000 --> 00:00:02,500\nANNA: Where were you?\n\n2\n00:00:03,000 --> 00:00:04,500\nBEN: At home.\n')],
  ['SRT with a place and a colour', utf8('1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<font color="#ffff00">Where were you?</font>\n')],
  ['WebVTT', utf8('WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nWhere were you?\n\n00:00:03.000 --> 00:00:05.000\nAt <i>home</i>.\n')],
  ['WebVTT with a mark and Windows line ends', utf8(`\ufeff${dos('WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nWhere were you?\n')}`)],
  ['WebVTT with voices', utf8('WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Anna>Where were you?</v>\n\n00:00:03.000 --> 00:00:04.500\n<v Ben>At home.</v>\n')],
  ['WebVTT of two voices in one cue', utf8('WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Anna>Where were you?</v>\n<v Ben>At home.</v>\n')],
  ['WebVTT of two voices with dashes', utf8('WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Anna>- Where were you?</v>\n<v Ben>- At home.</v>\n')],
  ['SBV', utf8(dos('0:00:01.000,0:00:02.500\nWhere were you?\n\n0:00:03.000,0:00:05.000\nAt home.\n'))],
  ['MicroDVD', utf8('{1}{1}25.000\n{25}{62}Where were you?|At home.\n{75}{125}{Y:i}Were you?\n')],
];

describe('A foreign file saved unchanged', () => {
  it.each(ALIKE)('is the same bytes: %s', (_, bytes) => {
    const { file } = openAndSave(bytes);
    expect(new TextDecoder('windows-1252').decode(fileBytes(file))).toBe(new TextDecoder('windows-1252').decode(bytes));
  });

  it.each([
    ['line ends of two kinds', utf8(SRT().replace('\n', '\r\n')), 'line-ends'],
    ['line ends of an old Macintosh', utf8(SRT().replaceAll('\n', '\r')), 'line-ends'],
    ['numbers that leave one out', utf8(SRT().replace('\n2\n', '\n3\n')), 'numbers'],
    ['no numbers', utf8(SRT().replace(/^\d\n/gm, '')), 'number-missing'],
    ['blank lines inside a cue', utf8(SRT().replace('théâtre,\n', 'théâtre,\n\n')), 'blank-line-inside'],
    ['UTF-16 without a mark', encodeText(SRT(), 'utf-16le').subarray(2), 'mark-added'],
    ['MicroDVD that tells no rate', utf8('{25}{62}Where were you?\n'), 'frame-rate-unknown'],
    ['WebVTT with a note and a style', utf8('WEBVTT\n\nNOTE of the maker\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.500\nWhere?\n'), null],
    ['WebVTT with a header', utf8('WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:02.500\nWhere?\n'), null],
    ['WebVTT with names of cues', utf8('WEBVTT\n\nintro\n00:00:01.000 --> 00:00:02.500\nWhere?\n'), null],
    ['WebVTT with short times', utf8('WEBVTT\n\n00:01.000 --> 00:02.500\nWhere?\n'), 'short-times'],
  ] as const)('or what differs is told: %s', (_, bytes, code) => {
    const { file, told } = openAndSave(bytes);
    const isAlike = Buffer.compare(fileBytes(file), bytes) === 0;
    expect(isAlike || told.length > 0).toBe(true);
    if (code !== null) expect(told).toContain(code);
  });

  it('has the encoding a person chose for reading it', () => {
    const bytes = encodeText(dos(RUSSIAN), 'koi8-r');
    const { file } = openAndSave(bytes, { encoding: 'koi8-r' });
    expect(Buffer.compare(fileBytes(file), bytes)).toBe(0);
  });

  it('is in UTF-8 where its encoding is read but not written, and says so', () => {
    const unwritten = READ_ENCODINGS.filter(({ id }) => !TEXT_ENCODINGS.some((written) => written.id === id));
    expect(unwritten.map(({ id }) => id)).toEqual(['shift_jis', 'gb18030', 'big5', 'euc-kr']);
    for (const { id } of unwritten) {
      const { file, told, options } = openAndSave(utf8(SRT().replace(/[^\0-\x7f]/g, 'e')), { encoding: id });
      expect(options.encoding).toBe('utf-8');
      expect(told).toContain('other-encoding');
      expect(file.losses.find(({ code }) => code === 'other-encoding')?.message).toContain(encodingLabel(id));
    }
  });

  it('can be written otherwise, and says nothing of what was chosen', () => {
    const { file } = openAndSave(encodeText(dos(SRT(5)), 'windows-1252'), { change: { encoding: 'utf-8', crlf: false, startIndex: 1 } });
    expect(Buffer.from(fileBytes(file)).toString()).toBe(SRT());
    expect(file.losses).toEqual([]);
  });
});

describe('Another format', () => {
  it('is written as it always is, whatever the file was', () => {
    const read = readDocumentBytes(encodeText(dos(SRT(5)), 'windows-1252'));
    if (read.kind === 'refused') throw new Error(read.reason);
    for (const id of ['vtt', 'sbv', 'txt', 'ttml']) {
      const format = exportFormatOrNull(id);
      if (format) expect(defaultsFor(format, false, read.manner?.file)).toEqual(format.defaults);
    }
  });
});
