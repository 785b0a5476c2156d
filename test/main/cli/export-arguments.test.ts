// What the command line makes of the options of an export, and what it refuses because it would do nothing.
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src-main/hosts/cli/arguments.ts';
import { UsageError } from '../../../src-main/hosts/cli/usage-error.ts';

const convert = (...args: string[]) => {
  const command = readArguments(['convert', 'talk.srt', ...args]);
  if (command.kind !== 'convert') throw new Error(`not convert but ${command.kind}`);
  return command;
};

describe('The options of an export', () => {
  it('are those of the format, and only those that were given', () => {
    expect(convert('--to', 'srt').options).toEqual({});
    const given = ['--encoding', 'Windows-1250', '--crlf', '--bom', '--first', '0', '--speakers', 'prefix', '--plain', '--offset=-1:02.5'];
    expect(convert('--to', 'srt', ...given).options).toEqual({
      encoding: 'windows-1250',
      crlf: true,
      bom: true,
      startIndex: 0,
      speakers: 'prefix',
      styling: false,
      offset: -62_500,
    });
    expect(convert('--to', 'ebu-stl', '--start-timecode', '10:00:00:00', '--frame-rate', '25').options).toEqual({
      startTimecode: '10:00:00:00',
      frameRate: '25',
    });
  });

  it('are taken back by --no-, for a file whose own manner has them', () => {
    expect(convert('--to', 'srt', '--no-bom', '--no-crlf').options).toEqual({ bom: false, crlf: false });
    expect(() => convert('--to', 'audacity', '--no-bom')).toThrow(/--bom does nothing for audacity/);
  });

  it('are moved by seconds, by a clock time, or by the timecode the picture starts at', () => {
    const moved = (...args: string[]): unknown => convert('--to', 'srt', ...args).options.offset;
    expect([moved('--offset=-1.5'), moved('--offset=00:01:02.5'), moved('--offset=10:00:00:00'), moved('--offset=-01:00:00:12')]).toEqual([
      -1500, 62_500, 36_000_000, -3_600_480,
    ]);
    expect(moved('--offset=01:00:00;00', '--frame-rate', '29.97')).toBe(3_599_996);
  });

  it('go by the ending of the output where no format is named', () => {
    expect(convert('-o', 'talk.stl').format).toBe('ebu-stl');
    expect(convert('-o', 'talk.vtt').format).toBe('vtt');
  });

  it.each([
    [['--to', 'vtt', '--encoding', 'windows-1252'], /--encoding does nothing for vtt/],
    [['--to', 'ttml', '--first', '3'], /--first does nothing for ttml/],
    [['--to', 'srt', '--encoding', 'ebcdic'], /utf-16le/],
    [['--to', 'srt', '--offset', 'soon'], /--offset=-1\.5/],
    [['--to', 'srt', '--speakers', 'voice'], /off, prefix for srt/],
    [['--to', 'srt', '--first', 'one'], /whole number/],
    [['--to', 'ebu-stl', '--start-timecode', '25:00'], /10:00:00:00/],
    [['--to', 'srt', '--from-encoding', 'ebcdic'], /shift_jis/],
    [['--to', 'srt', '--rules', 'bbc', '--profile', 'ted'], /the same/],
  ])('%j are refused in a sentence', (args, sentence) => {
    expect(() => convert(...args)).toThrow(UsageError);
    expect(() => convert(...args)).toThrow(sentence);
  });

  it('takes “profile” for “rules”, for files and folders', () => {
    expect(readArguments(['check', 'a', 'b', '--profile', 'bbc'])).toMatchObject({ files: ['a', 'b'], rules: 'bbc', fromEncoding: null });
    expect(convert('--to', 'srt', '--profile', 'ted').rules).toBe('ted');
  });
});
