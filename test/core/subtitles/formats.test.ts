// What the formats look like, byte by byte, and what they say they cannot hold.
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { cueText } from '../../../src-core/subtitles/cue.ts';
import { exportFile, exportFileName, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import type { ExportFormat, ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { jsonFormat } from '../../../src-core/subtitles/formats/json.ts';
import { exportFormatOrNull, exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { textFormat } from '../../../src-core/subtitles/formats/text.ts';
import { webvttFormat } from '../../../src-core/subtitles/formats/webvtt.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { said, transcript, turn, word } from './written-speech.ts';

const talk: Transcript = {
  ...transcript([
    turn([word('Did', 1000, 1200), word('you', 1200, 1350), word('sleep?', 1350, 1900)], 'spk_0'),
    turn([word('Not', 2500, 2800), word('much.', 2800, 3300)], 'spk_1'),
    turn([word('Nobody', 3_723_004, 3_723_400), word('did.', 3_723_400, 3_723_800)], 'spk_1'),
  ]),
  speakers: [
    { id: 'spk_0', name: 'Anna' },
    { id: 'spk_1', name: 'R & <B>' },
  ],
};

const written = (speech: Transcript, format: ExportFormat, options: Partial<ExportOptions> = {}): string =>
  exportFile(speech, format, { ...format.defaults, ...options }).text;
const losses = (speech: Transcript, format: ExportFormat, options: Partial<ExportOptions> = {}): string[] =>
  exportFile(speech, format, { ...format.defaults, ...options }).losses.map(({ code, count }) => `${code} ×${count}`);

describe('SRT', () => {
  it('is numbered from 1, with commas, one blank line between cues and none at the end', () => {
    expect(written(talk, srtFormat)).toBe(
      '1\n00:00:01,000 --> 00:00:01,900\nDid you sleep?\n\n2\n00:00:02,500 --> 00:00:03,333\nNot much.\n\n3\n01:02:03,004 --> 01:02:03,837\nNobody did.\n',
    );
  });

  it('has the marks, endings and first number asked for', () => {
    expect(written(talk, srtFormat, { bom: true, crlf: true, startIndex: 0 })).toMatch(
      /^\ufeff0\r\n00:00:01,000 --> 00:00:01,900\r\nDid you sleep\?\r\n\r\n1\r\n/,
    );
    expect(written(talk, srtFormat, { crlf: true })).not.toMatch(/[^\r]\n/);
  });

  it('names speakers where they change, without angle brackets', () => {
    const text = written(talk, srtFormat, { speakers: 'prefix' });
    expect(text).toContain('\nAnna: Did you sleep?\n');
    expect(text).toContain('\nR & ‹B›: Not much.\n');
    expect(text).toContain('\nNobody did.\n');
  });

  it('writes look-alikes for what players would misread, and says so', () => {
    const speech = transcript([
      turn([word('a', 0, 400), word('-->', 400, 600), word('<i>b</i>', 600, 900), word('{\\an8}c', 900, 1200), word('1<2', 1200, 1500)]),
    ]);
    expect(written(speech, srtFormat)).toContain('\na → ‹i›b‹/i› (\\an8)c 1<2\n');
    expect(losses(speech, srtFormat)).toEqual(['word-facts ×1', 'look-alikes ×1']);
    expect(exportFile(speech, srtFormat).losses.at(-1)?.message).toMatch(/^1 cue holds “-->”/);
  });

  it('and every other format that names one speaker a cue says where it leaves a second out', () => {
    const read = readSubtitles('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Did you sleep?</v>\n<v Ben>Not much.</v>\n');
    if (!read) throw new Error('not taken for subtitles');
    for (const { id, defaults, madeOf, ...format } of exportFormats) {
      if (madeOf === 'turns') continue;
      const { losses: lost, text } = exportFile(read.transcript, { id, defaults, madeOf, ...format }, defaults, { cues: read.cues });
      const isTold = lost.some(({ code }) => code === 'second-speakers' || code === 'speakers-left-out');
      expect([id, isTold || text.includes('Ben')]).toEqual([id, true]);
    }
    const tsv = exportFormatOrNull('tsv');
    if (!tsv) throw new Error('no TSV');
    expect(exportFile(read.transcript, tsv, tsv.defaults, { cues: read.cues }).losses.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['second-speakers', 'line-breaks']),
    );
  });

  it('loses nothing of a file that held no more', () => {
    const file = '1\n00:00:01,000 --> 00:00:03,000\nOne\n\n2\n00:00:02,500 --> 00:00:04,000\nTwo\n';
    const read = readSubtitles(file);
    if (!read) throw new Error('not taken for subtitles');
    const { text, losses: lost } = exportFile(read.transcript, srtFormat, srtFormat.defaults, { cues: read.cues });
    expect([text, lost]).toEqual([file, []]);
  });
});

describe('WebVTT', () => {
  it('has a plain header, points, and voices', () => {
    expect(written(talk, webvttFormat)).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:01.900\n<v Anna>Did you sleep?</v>\n\n00:00:02.500 --> 00:00:03.333\n<v R ＆ ‹B›>Not much.</v>\n\n' +
        '01:02:03.004 --> 01:02:03.837\n<v R ＆ ‹B›>Nobody did.</v>\n',
    );
  });

  it('closes a voice on each line', () => {
    const speech = transcript([turn(said('My father mended the nets and my mother sold the fish.'), 'spk_0')]);
    expect(written(speech, webvttFormat)).toContain('\n<v Name of spk_0>My father mended the nets</v>\n<v Name of spk_0>and my mother sold the fish.</v>\n');
  });

  it('escapes what is markup, and writes names so that every player hides them', () => {
    const speech = transcript([turn([word('a<b', 0, 300), word('&amp;', 300, 600), word('-->', 600, 900)])]);
    expect(written(speech, webvttFormat)).toContain('\na&lt;b &amp;amp; --&gt;\n');
    expect(losses(speech, webvttFormat)).toEqual(['word-facts ×1']);
  });
});

describe('Plain text', () => {
  it('is a paragraph a turn, the name where the speaker changes', () => {
    expect(written(talk, textFormat)).toBe('Anna: Did you sleep?\n\nR & <B>: Not much.\n\nNobody did.\n');
  });

  it('has times and no names when asked', () => {
    expect(written(talk, textFormat, { speakers: 'off', timecodes: true, crlf: true })).toBe(
      '[00:00:01] Did you sleep?\r\n\r\n[00:00:02] Not much.\r\n\r\n[01:02:03] Nobody did.\r\n',
    );
  });

  it('of nothing is nothing', () => {
    expect(written(transcript([turn([])]), textFormat)).toBe('');
  });
});

describe('Galley JSON', () => {
  it('holds every word with its white space, exactly', () => {
    const speech = transcript([
      turn(
        [word('So\u0301', 0, 100, { confidence: null, channel: 1 }), word('so', 100, 200, { space: '  ', origin: 'set', marks: { redacted: ['NAME'] } })],
        'spk_0',
      ),
      { ...turn([]), tail: ' ' },
    ]);
    const file: unknown = JSON.parse(written(speech, jsonFormat));
    expect(file).toEqual({
      format: 'galley-transcript',
      version: 1,
      language: 'en-US',
      speakers: [{ id: 'spk_0', name: 'Name of spk_0' }],
      turns: [
        {
          speaker: 'spk_0',
          start: 0,
          end: 200,
          text: 'So\u0301  so',
          words: [
            { text: 'So\u0301', start: 0, end: 100, origin: 'heard', confidence: null, channel: 1 },
            { text: 'so', space: '  ', start: 100, end: 200, origin: 'set', confidence: 0.98, marks: { redacted: ['NAME'] } },
          ],
        },
        { speaker: null, start: null, end: null, text: ' ', words: [] },
      ],
    });
  });
});

describe('Every format', () => {
  it('is found by its id, and its default options are among those it offers', () => {
    expect(exportFormats.map(({ id }) => id)).toContain('srt');
    expect(new Set(exportFormats.map(({ id }) => id)).size).toBe(exportFormats.length);
    for (const format of exportFormats) {
      expect(exportFormatOrNull(format.id)).toBe(format);
      if (format.speakerStyles.length > 0) expect(format.speakerStyles).toContain(format.defaults.speakers);
    }
    expect(exportFormatOrNull('exe')).toBeNull();
  });

  it('changes only by the options it says it uses', () => {
    const others: ExportOptions = {
      encoding: 'windows-1252',
      bom: true,
      crlf: true,
      startIndex: 7,
      speakers: 'off',
      styling: false,
      timecodes: true,
      frameRate: '60',
      offset: 5000,
      startTimecode: '10:00:00:00',
    };
    for (const format of exportFormats) {
      const unused = Object.fromEntries(Object.entries(others).filter(([name]) => !format.uses.some((used) => used === name)));
      const made = exportFile(talk, format, { ...format.defaults, ...unused });
      expect(fileBytes(made)).toEqual(fileBytes(exportFile(talk, format)));
    }
  });

  it('shows white space as typed as single spaces, and no control characters', () => {
    const speech = transcript([
      turn([word('one', 0, 300), word('t\u0007wo', 300, 600, { space: ' \t\u2028 ' }), word('three', 600, 900, { space: '\u3000' })]),
    ]);
    for (const format of [srtFormat, webvttFormat, textFormat]) {
      expect(written(speech, format)).toContain('one two\u3000three');
      expect(losses(speech, format)).toContain('unseen-characters ×1');
    }
  });

  it('never writes half a character', () => {
    const speech = transcript([turn([word('\ud83d', 0, 300), word('ok', 300, 600)])]);
    for (const format of exportFormats) expect(written(speech, format).isWellFormed()).toBe(true);
  });

  it('begins a right-to-left line with a mark only where its first letter would mislead', () => {
    const speech = transcript([turn([word('BBC', 0, 400), word('قالت', 400, 900), word('ذلك.', 900, 1500)]), turn([word('نعم.', 4000, 5000)])], 'ar-SA');
    expect(written(speech, srtFormat)).toContain('\n\u200fBBC قالت ذلك.\n');
    expect(written(speech, srtFormat)).toContain('\nنعم.\n');
    expect(written(speech, webvttFormat)).toContain('\n\u200fBBC قالت ذلك.\n');
  });

  it('tells what it leaves out', () => {
    expect(losses(talk, srtFormat)).toEqual(['speakers-left-out ×1', 'word-facts ×1']);
    expect(losses(talk, webvttFormat)).toEqual(['word-facts ×1', 'voice-names ×1']);
    expect(losses(talk, textFormat)).toEqual(['times-left-out ×1']);
    expect(losses(talk, jsonFormat)).toEqual([]);
    const late = transcript([turn([word('Late', 400_000_000, 400_000_500)])]);
    expect(losses(late, srtFormat)).toContain('hundred-hours ×1');
  });

  it('cannot be injected: text made to look like cues stays the text of its cue', () => {
    const attack = [
      'x',
      '\n\n2\n00:00:09,000 --> 00:00:10,000\nevil',
      '99',
      '00:00:09.000 --> 00:00:10.000',
      '00:00:09,000 -> 00:00:10,000',
      'WEBVTT',
      'NOTE',
      '</v><v Evil>',
      '<00:00:01.000>',
      '\u2028\u0085\r',
    ];
    const speech = transcript(attack.map((text, index) => turn([word(text, index * 3000, index * 3000 + 900)], 'spk_0')));
    speech.speakers.forEach((speaker) => expect(speaker.name).not.toBe(''));
    for (const format of [srtFormat, webvttFormat]) {
      for (const crlf of [false, true]) {
        const { text, cues } = exportFile(speech, format, { ...format.defaults, crlf });
        const again = readSubtitles(text);
        expect(again?.cues.map(({ start, end }) => [start, end])).toEqual(
          cues.filter((cue) => cueText(speech, cue) !== '').map(({ start, end }) => [start, end]),
        );
        expect(again?.problems).toEqual([]);
      }
    }
  });

  it('writes cues read from a file as they were read', () => {
    const file = '1\n00:00:01,000 --> 00:00:09,900\nA line of its own\nand another\n\n2\n00:00:09,900 --> 00:00:10,000\n-Yes?\n-No.\n';
    const read = readSubtitles(file);
    expect(read && exportFile(read.transcript, srtFormat, srtFormat.defaults, { cues: read.cues }).text).toBe(file);
  });
});

describe('A proposed file name', () => {
  it.each([
    ['Interview', 'Interview.srt'],
    ['a/b\\c:d*e?"<>|', 'a-b-c-d-e-.srt'],
    ['  .. name ..  ', 'name.srt'],
    ['CON', '_CON.srt'],
    ['日本語のインタビュー', '日本語のインタビュー.srt'],
    ['', 'transcript.srt'],
    ['a\u202efdp.exe\0', 'afdp.exe.srt'],
  ])('of %j is %j', (name, file) => {
    expect(exportFileName(name, srtFormat)).toBe(file);
  });

  it('has at most 200 bytes before its ending, cut between characters', () => {
    const file = exportFileName('é😀'.repeat(100), srtFormat);
    expect(new TextEncoder().encode(file.slice(0, -4)).length).toBeLessThanOrEqual(200);
    expect(file.isWellFormed()).toBe(true);
  });
});
